"""Pairs and units that resemble one another, in an order in which the like stand together."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from tmx.memory.records import Side

_PRINTS = ("first_print", "second_print")


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
    column = _PRINTS[side]
    rows = connection.execute(
        f"SELECT id, {column}, id IN (SELECT pair FROM unit GROUP BY pair HAVING count(*) > 1)"
        f" FROM pair ORDER BY {column}"
    )
    return (PrintRow(pair, found, bool(has_places)) for pair, found, has_places in rows)
