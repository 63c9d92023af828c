"""`duizhao tm edit`, `delete`, `restore` and `history`: units of a memory, and what they were."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from aligner.command.columns import DIM, STRONG, Terminal, count_of, find_terminal
from aligner.command.console import report, show
from aligner.command.memory.describing import describe_change, describe_unit, dump
from aligner.command.memory.opening import find_side, open_for_reading, open_for_writing
from aligner.command.memory.showing import (
    lay_out_note,
    lay_out_place,
    lay_out_texts,
    line_of,
    show_all,
)
from aligner.command.moments import find_moment
from aligner.errors import AlignerError
from tmx.memory.editing.changing import (
    KEEP,
    Edit,
    Edited,
    delete_units,
    edit_unit,
    find_changes,
    restore_unit,
)
from tmx.memory.records import Change, Side, Status, StoredUnit, UnitFilter
from tmx.memory.store import Memory
from tmx.memory.transfer.exporting import count_units, find_units, get_unit
from tmx.records import Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to become of a unit; None: it stays as it is, "": it goes.

    Args:
        texts: of the source and the target.
        languages: tags of both.
        document: that they stand in.
        status: how far it has come.
        notes: comments on it, instead of those that it has.
        id: its identifier (tuid).
        author: who changes it.
    """

    texts: tuple[str | None, str | None] = (None, None)
    languages: tuple[str | None, str | None] = (None, None)
    document: str | None = None
    status: Status | None = None
    notes: tuple[str, ...] | None = None
    id: str | None = None
    author: str | None = None


def run_edit(tm: Path, number: int, asked: Asked, *, as_json: bool = False) -> None:
    """Change a unit and show what it is now."""
    with open_for_writing(tm) as memory:
        before = _get_unit(memory, number)
        edit = _make_edit(memory, before, asked)
        if edit == Edit():
            raise typer.BadParameter(
                "say what is to change, such as --target-text", param_hint="ID"
            )
        done = edit_unit(memory, number, edit, moment=find_moment(), author=asked.author)
    _show_edited(number, done, as_json=as_json)


def _get_unit(memory: Memory, number: int) -> StoredUnit:
    unit = get_unit(memory, number)
    if unit is None:
        was = "it was deleted; duizhao tm restore brings it back"
        never = "duizhao tm search shows the numbers of units"
        reason = was if find_changes(memory, number) else never
        raise AlignerError(f"{memory.path}: there is no unit {number}: {reason}")
    return unit


def _make_edit(memory: Memory, before: StoredUnit, asked: Asked) -> Edit:
    """Make an edit of the sides of the memory of one of source and target."""
    order = 1 if before.source == Side.FIRST else -1
    first, second = (KEEP if each is None else each for each in asked.texts[::order])
    tags = asked.languages[::order]
    for tag, option in zip(asked.languages, ("--source", "--target"), strict=True):
        if tag is not None:
            find_side(memory, tag, option)
    return Edit(
        first=first,
        second=second,
        first_language=KEEP if tags[0] is None else tags[0],
        second_language=KEEP if tags[1] is None else tags[1],
        tuid=KEEP if asked.id is None else asked.id,
        status=KEEP if asked.status is None else asked.status,
        document=KEEP if asked.document is None else asked.document,
        notes=KEEP if asked.notes is None else tuple(Note(each) for each in asked.notes if each),
    )


def _show_edited(number: int, done: Edited, *, as_json: bool) -> None:
    if as_json:
        show(dump({"kind": "unit", **describe_unit(done.unit)}))
    else:
        show_all(lay_out_unit(done.unit, find_terminal()))
    for side in done.lost_codes:
        tag = done.unit.get_variant(side).language
        report(f"the inline codes of the {tag} text went with the text that they stood in")
    for merged in done.merged:
        report(f"unit {merged} was the same as it has become, and is part of it now")
    if not done.is_changed:
        report(f"unit {number} is so already; nothing was changed")


def lay_out_unit(unit: StoredUnit, terminal: Terminal) -> Iterator[str]:
    """Yield a unit as lines: its number, both texts, the place, notes."""
    yield terminal.paint(f"unit {unit.id}", DIM)
    yield from lay_out_texts([line_of(each) for each in unit.unit.variants], terminal)
    yield from lay_out_place(unit, terminal)
    for note in unit.unit.notes:
        yield from lay_out_note(note, terminal)


def run_delete(
    tm: Path, ids: Sequence[int], units: UnitFilter, *, yes: bool = False, by: str | None = None
) -> None:
    """Delete units by number, or those that pass a filter, of which the count is shown before."""
    is_by_number = units == UnitFilter(ids=tuple(ids))
    if is_by_number and not ids:
        raise typer.BadParameter("name units by number, or choose them by options", param_hint="ID")
    with open_for_writing(tm) as memory:
        count = count_units(memory, units)
        if not is_by_number and not yes:
            report(f"{tm}: {count_of(count, 'unit')} would be deleted: repeat it with --yes")
            raise typer.Exit(2)
        numbers = [each.id for each in find_units(memory, units)]
        deleted = delete_units(memory, numbers, moment=find_moment(), author=by)
    undo = "; duizhao tm restore ID brings one back" if deleted else ""
    report(f"{tm}: {count_of(deleted, 'unit')} deleted{undo}")
    missing = sorted(set(ids) - set(numbers)) if is_by_number else []
    if missing:
        raise AlignerError(f"{tm}: there is no unit {', '.join(map(str, missing))}")


def run_restore(
    tm: Path,
    number: int,
    *,
    state: int | None = None,
    by: str | None = None,
    as_json: bool = False,
) -> None:
    """Bring back a unit that was deleted or merged, or a former state of one that is there."""
    with open_for_writing(tm) as memory:
        change = -1 if state is None else state - 1
        done = restore_unit(memory, number, moment=find_moment(), author=by, change=change)
    _show_edited(number, done, as_json=as_json)


def run_history(tm: Path, number: int, *, as_json: bool = False) -> None:
    """Show the former states of a unit, the oldest first, and what it is now."""
    with open_for_reading(tm) as memory:
        changes = find_changes(memory, number)
        unit = get_unit(memory, number)
    if unit is None and not changes:
        raise AlignerError(f"{tm}: there is no unit {number}, and there was none")
    if as_json:
        show(dump(_describe(number, changes, unit)))
        return
    terminal = find_terminal()
    for place, change in enumerate(changes, start=1):
        show_all(_lay_out_change(place, change, terminal))
    if unit is None:
        show(terminal.paint("now: deleted", STRONG))
    else:
        show(terminal.paint("now", STRONG))
        show_all(lay_out_unit(unit, terminal))


def _lay_out_change(place: int, change: Change, terminal: Terminal) -> Iterator[str]:
    by = f" by {change.author}" if change.author else ""
    done = {"edit": "edited", "delete": "deleted", "merge": "merged"}[change.action]
    head = f"state {place}, {done}{by} on {change.moment:%Y-%m-%d %H:%M} UTC"
    yield terminal.paint(head, STRONG)
    yield from lay_out_texts([line_of(each) for each in change.before.variants], terminal)
    for note in change.before.notes:
        yield from lay_out_note(note, terminal)
    yield ""


def _describe(number: int, changes: Sequence[Change], unit: StoredUnit | None) -> dict[str, object]:
    return {
        "kind": "history",
        "unit": number,
        "changes": [describe_change(each) for each in changes],
        "now": None if unit is None else describe_unit(unit),
    }
