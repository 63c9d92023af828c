"""The history of units: what they were goes into it, and is read from it."""

import json
import sqlite3
from collections.abc import Iterable

from tmx.memory.editing.edits import Stamp
from tmx.memory.errors import notice_damage
from tmx.memory.queries import history
from tmx.memory.queries import units as queries
from tmx.memory.queries.history import ChangeRow
from tmx.memory.queries.units import UnitColumns
from tmx.memory.records import Action, Change, StoredUnit
from tmx.memory.store import Memory
from tmx.memory.units.facts import make_moment
from tmx.memory.units.rows import dump_unit, is_turned, load_unit


def find_changes(memory: Memory, number: int) -> tuple[Change, ...]:
    """Return the former states of a unit that is there or was, the oldest first."""
    with memory.read() as connection:
        return tuple(_make_change(row) for row in history.select_changes(connection, number))


def _make_change(row: ChangeRow) -> Change:
    with notice_damage(f"the history of unit {row.unit}"):
        moment = make_moment(row.moment)
        if moment is None:
            raise LookupError(row)
        return Change(row.unit, moment, row.author, Action(row.action), load_unit(row.before))


def remember(
    connection: sqlite3.Connection,
    unit: StoredUnit,
    action: Action,
    stamp: Stamp,
    *,
    to: int | None = None,
) -> None:
    """Keep the state of a unit.

    Args:
        connection: in a writing transaction.
        unit: as it is before the change.
        action: what is about to be done.
        stamp: who does it, and when.
        to: number of the unit that it becomes a part of, which gets its history; None: itself.
    """
    columns = find_columns(connection, unit.id)
    place = {name: value for name, value in unit.prints._asdict().items() if value is not None}
    place |= {"unit": unit.id, "origin": columns.origin}
    if is_turned(columns.details):
        place["turned"] = 1
    row = ChangeRow(
        unit.id if to is None else to,
        stamp.moment,
        stamp.author,
        action,
        dump_unit(unit.unit),
        json.dumps(place),
    )
    history.insert_changes(connection, [row])


def merge_into(
    connection: sqlite3.Connection, keep: int, others: Iterable[int], stamp: Stamp
) -> tuple[int, ...]:
    """Delete units, and give another what they were.

    Args:
        connection: in a writing transaction.
        keep: number of the unit that stays.
        others: numbers of those that go; what is not there is passed over.
        stamp: who does it, and when.

    Returns:
        The numbers of those that went.
    """
    gone = [unit for each in others if (unit := queries.select_unit(connection, each)) is not None]
    for unit in gone:
        history.move_changes(connection, unit.id, keep)
        remember(connection, unit, Action.MERGE, stamp, to=keep)
        queries.delete_unit(connection, unit.id)
    queries.delete_lonely_pairs(connection, {unit.pair for unit in gone})
    return tuple(unit.id for unit in gone)


def find_columns(connection: sqlite3.Connection, number: int) -> UnitColumns:
    """Return the columns of a unit that is there."""
    columns = queries.select_columns(connection, number)
    if columns is None:
        raise LookupError(number)
    return columns
