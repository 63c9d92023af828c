"""Former states of units: written when a unit is changed, merged or deleted, and read again."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class ChangeRow(NamedTuple):
    """A former state of a unit.

    Args:
        unit: number of the unit, which may be gone.
        moment: when it was changed, seconds since 1970.
        author: who changed it, or None.
        action: see `tmx.memory.records.Action`.
        before: the unit as `tmx.memory.units.rows.dump_unit` writes it.
        place: what the unit cannot say of its place, as JSON, or None.
    """

    unit: int
    moment: int
    author: str | None
    action: str
    before: str
    place: str | None = None


def insert_changes(connection: sqlite3.Connection, changes: Iterable[ChangeRow]) -> None:
    """Add to the history, in the order given."""
    connection.executemany(
        "INSERT INTO change (unit, moment, author, action, before, place)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        changes,
    )


def select_changes(connection: sqlite3.Connection, unit: int) -> Iterator[ChangeRow]:
    """Go through the history of a unit, the oldest first."""
    rows = connection.execute(
        "SELECT unit, moment, author, action, before, place FROM change WHERE unit = ?"
        " ORDER BY moment, id",
        (unit,),
    )
    return map(ChangeRow._make, rows)


def select_changed_units(connection: sqlite3.Connection) -> Iterator[int]:
    """Go through the numbers of units that have a history, gone ones included, in order."""
    return (
        unit for (unit,) in connection.execute("SELECT DISTINCT unit FROM change ORDER BY unit")
    )


def move_changes(connection: sqlite3.Connection, unit: int, to: int) -> None:
    """Give the history of a unit that is gone to the one that took its place."""
    connection.execute("UPDATE change SET unit = ? WHERE unit = ?", (to, unit))


def select_change(connection: sqlite3.Connection, unit: int, place: int) -> ChangeRow | None:
    """Return a former state of a unit by its place in `select_changes`, or None.

    Args:
        connection: any.
        unit: its number.
        place: 0 is the oldest, -1 the last.
    """
    order, offset = ("ASC", place) if place >= 0 else ("DESC", -place - 1)
    row = connection.execute(
        "SELECT unit, moment, author, action, before, place FROM change WHERE unit = ?"
        f" ORDER BY moment {order}, id {order} LIMIT 1 OFFSET ?",
        (unit, offset),
    ).fetchone()
    return None if row is None else ChangeRow._make(row)


def has_origin(connection: sqlite3.Connection, origin: int) -> bool:
    """Whether a run that brought units is known."""
    row = connection.execute("SELECT 1 FROM origin WHERE id = ?", (origin,)).fetchone()
    return row is not None


def select_twins(connection: sqlite3.Connection, unit: int) -> list[int]:
    """Return the numbers of other units that are the same as one: they hold its pair, identity."""
    rows = connection.execute(
        "SELECT other.id FROM unit AS one JOIN unit AS other"
        " ON other.pair = one.pair AND other.identity = one.identity AND other.id <> one.id"
        " WHERE one.id = ? ORDER BY other.id",
        (unit,),
    )
    return [number for (number,) in rows]
