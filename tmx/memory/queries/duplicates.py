"""Pairs and units that resemble one another: what they are found by."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from tmx.memory.errors import require_text
from tmx.memory.queries.filters import Condition
from tmx.memory.records import Side

_TEXTS = ("first", "second")


class PrintRow(NamedTuple):
    """A pair of texts.

    Args:
        pair: its number.
        print: of its text on the side that is asked for; equal texts have equal ones, texts of one
            key lie beside one another.
        has_places: whether several units hold it.
    """

    pair: int
    print: int
    has_places: bool


def select_prints(connection: sqlite3.Connection, side: Side) -> Iterator[PrintRow]:
    """Go through all pairs in the order of the prints of one side."""
    column = f"{_TEXTS[side]}_print"
    rows = connection.execute(
        f"SELECT id, {column}, id IN (SELECT pair FROM unit GROUP BY pair HAVING count(*) > 1)"
        f" FROM pair ORDER BY {column}"
    )
    return (PrintRow(pair, found, bool(has_places)) for pair, found, has_places in rows)


def select_texts(
    connection: sqlite3.Connection, side: Side, condition: Condition
) -> Iterator[tuple[int, int, str]]:
    """Go through the pairs that hold a unit with a condition: id, print and text of one side.

    Raises:
        DamageError: there is something else in the place of a text.
    """
    column = _TEXTS[side]
    rows = connection.execute(
        f"SELECT pair.id, {column}_print, {column} FROM pair WHERE EXISTS"
        f" (SELECT 1 FROM unit WHERE unit.pair = pair.id AND {condition.sql}) ORDER BY pair.id",
        condition.values,
    )
    return ((pair, found, require_text(pair, text)) for pair, found, text in rows)
