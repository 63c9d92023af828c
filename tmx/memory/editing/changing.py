"""Changes to units that a memory has: edit, delete, restore, merge; the history keeps what was.

Each is one transaction. A unit that becomes the same as another is merged with it, and the texts
that no unit holds any more are deleted.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tmx.errors import TmxError
from tmx.memory.editing.edits import KEEP, Edit, Stamp, apply_edit, check_edit
from tmx.memory.editing.remembering import find_changes, find_columns, merge_into, remember
from tmx.memory.errors import notice_damage
from tmx.memory.folding import make_print
from tmx.memory.index.building import update_index
from tmx.memory.queries import history
from tmx.memory.queries import units as queries
from tmx.memory.records import Action, Prints, Side, StoredUnit
from tmx.memory.store import Memory
from tmx.memory.transfer.adding import UnitWriter
from tmx.memory.units.dividing import NewUnit, find_side
from tmx.memory.units.facts import read_facts
from tmx.memory.units.flattening import FlatUnit, flatten
from tmx.memory.units.rows import dump_details, is_turned, load_unit
from tmx.records import TranslationUnit

__all__ = [
    "KEEP",
    "Edit",
    "Edited",
    "delete_units",
    "edit_unit",
    "find_changes",
    "merge_units",
    "restore_unit",
]


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of a unit.

    Args:
        unit: as it is now.
        is_changed: whether anything is other than before.
        lost_codes: sides whose inline codes went, because their text is a new one.
        merged: units that were the same as it has become, and are part of it now.
    """

    unit: StoredUnit
    is_changed: bool = True
    lost_codes: tuple[Side, ...] = ()
    merged: tuple[int, ...] = ()


def edit_unit(
    memory: Memory, number: int, edit: Edit, *, moment: datetime, author: str | None = None
) -> Edited:
    """Change a unit; what it was goes to the history.

    Args:
        memory: opened for writing.
        number: of the unit.
        edit: what is to become of it.
        moment: now, with a time zone: the new date of the change.
        author: who edits it; None: not known.

    Raises:
        TmxError: there is no such unit, a text is blank, a tag is none or of another language, or
            the memory cannot be written.
    """
    stamp = Stamp.make(moment, author)
    with memory.write() as connection:
        before = _find_unit(memory, connection, number)
        unit = apply_edit(before, check_edit(edit, memory.languages), stamp)
        if unit is None:
            return Edited(before, is_changed=False)
        merged = _replace(memory, connection, before, unit, stamp)
        after = _find_unit(memory, connection, number)
        return Edited(after, lost_codes=_list_lost(before, after), merged=merged)


def _list_lost(before: StoredUnit, after: StoredUnit) -> tuple[Side, ...]:
    return tuple(
        side
        for side in Side
        if before.get_variant(side).content and not after.get_variant(side).content
    )


def delete_units(
    memory: Memory, numbers: Iterable[int], *, moment: datetime, author: str | None = None
) -> int:
    """Delete units; the history keeps them, and `restore_unit` brings them back.

    Args:
        memory: opened for writing.
        numbers: of units; those that are not there are passed over.
        moment: now, with a time zone.
        author: who deletes them; None: not known.

    Returns:
        How many were deleted.

    Raises:
        TmxError: the memory cannot be written; nothing is deleted.
    """
    stamp = Stamp.make(moment, author)
    pairs = set()
    count = 0
    with memory.write() as connection:
        for number in numbers:
            unit = queries.select_unit(connection, number)
            if unit is not None:
                remember(connection, unit, Action.DELETE, stamp)
                queries.delete_unit(connection, number)
                pairs.add(unit.pair)
                count += 1
        queries.delete_lonely_pairs(connection, pairs)
    return count


def restore_unit(
    memory: Memory, number: int, *, moment: datetime, author: str | None = None, change: int = -1
) -> Edited:
    """Bring back a deleted or merged unit, or a former state of one that is there.

    What was deleted comes back under its number. So does what was merged into another unit, whose
    number is given then with the change that did it.

    Args:
        memory: opened for writing.
        number: of the unit whose history is meant.
        moment: now, with a time zone.
        author: who restores it; None: not known.
        change: place in `find_changes`; -1: the last.

    Raises:
        TmxError: there is no such change, or the memory cannot be written.
    """
    stamp = Stamp.make(moment, author)
    with memory.write() as connection:
        row = history.select_change(connection, number, change)
        if row is None:
            raise TmxError(
                f"{memory.path}: the history has no such state of unit {number}; see the units"
                " with duizhao tm search, and what they were with duizhao tm history"
            )
        with notice_damage(f"the history of unit {number}"):
            place = {"unit": number, **json.loads(row.place or "{}")}
            unit = load_unit(row.before)
        number = place["unit"]
        present = queries.select_unit(connection, number)
        if present is None:
            merged = _insert(memory, connection, unit, place, stamp)
        elif unit == present.unit:
            return Edited(present, is_changed=False)
        else:
            merged = _replace(memory, connection, present, unit, stamp)
        return Edited(_find_unit(memory, connection, number), merged=merged)


def merge_units(
    memory: Memory,
    numbers: Iterable[int],
    *,
    keep: int,
    moment: datetime,
    author: str | None = None,
) -> int:
    """Keep one of several units; the others, and what they were, go to its history.

    Args:
        memory: opened for writing.
        numbers: of units; those that are not there are passed over.
        keep: number of the one that stays, whether it is among them or not.
        moment: now, with a time zone.
        author: who merges them; None: not known.

    Returns:
        How many went.

    Raises:
        TmxError: the one to keep is not there, or the memory cannot be written.
    """
    stamp = Stamp.make(moment, author)
    with memory.write() as connection:
        _find_unit(memory, connection, keep)
        others = [each for each in dict.fromkeys(numbers) if each != keep]
        return len(merge_into(connection, keep, others, stamp))


def _find_unit(memory: Memory, connection: sqlite3.Connection, number: int) -> StoredUnit:
    unit = queries.select_unit(connection, number)
    if unit is None:
        raise TmxError(
            f"{memory.path}: there is no unit {number}; see the numbers with duizhao tm search"
        )
    return unit


def _replace(
    memory: Memory,
    connection: sqlite3.Connection,
    before: StoredUnit,
    unit: TranslationUnit,
    stamp: Stamp,
) -> tuple[int, ...]:
    """Put a unit in the place of another, and merge what it has become the same as."""
    columns = find_columns(connection, before.id)
    remember(connection, before, Action.EDIT, stamp)
    new = _make_new(memory, unit, is_turned=is_turned(columns.details), prints=before.prints)
    UnitWriter(connection, columns.origin, stamp.moment).replace(before.id, new)
    return _settle(memory, connection, before.id, [before.pair], stamp)


def _insert(
    memory: Memory,
    connection: sqlite3.Connection,
    unit: TranslationUnit,
    place: Mapping[str, int],
    stamp: Stamp,
) -> tuple[int, ...]:
    """Put a unit that is gone back to its place."""
    origin = place.get("origin", 0)
    if not history.has_origin(connection, origin):
        origin = queries.insert_origin(connection, "restored", stamp.moment, None)
    prints = Prints(**{name: place[name] for name in Prints._fields if name in place})
    new = _make_new(memory, unit, is_turned="turned" in place, prints=prints)
    pair = queries.select_pair(connection, new.texts, new.own)
    if pair is None:
        pair = queries.insert_pair(connection, new.texts, new.own)
    columns = UnitWriter(connection, origin, stamp.moment).make_columns(new, pair)
    queries.insert_unit_at(connection, place["unit"], columns)
    return _settle(memory, connection, place["unit"], [], stamp)


def _make_new(
    memory: Memory, unit: TranslationUnit, *, is_turned: bool, prints: Prints
) -> FlatUnit:
    source = find_side(unit.variants[0].language, memory.languages)
    if source is None or len(unit.variants) != 2:
        raise TmxError(f"{memory.path}: that state is not in the languages of the memory")
    first, second = unit.variants[source].text, unit.variants[source.other].text
    own = make_print(first), make_print(second)
    details = dump_details(unit, is_turned=is_turned)
    return flatten(NewUnit(unit, source, read_facts(unit), own, details, prints))


def _settle(
    memory: Memory,
    connection: sqlite3.Connection,
    number: int,
    pairs: Sequence[int],
    stamp: Stamp,
) -> tuple[int, ...]:
    """Merge the units that are the same as one, delete what is left over, index what is new."""
    merged = merge_into(connection, number, history.select_twins(connection, number), stamp)
    queries.delete_lonely_pairs(connection, pairs)
    update_index(memory)
    return merged
