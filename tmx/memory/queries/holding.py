"""Statements of the concordance: the newest unit of each of some pairs."""

import sqlite3
from collections.abc import Sequence
from typing import Final, NamedTuple

from tmx.memory.queries.database import list_numbers
from tmx.memory.queries.filters import EVERY, Condition

_NEWEST: Final = """
    SELECT unit.pair, max(unit.id), count(*)
    FROM unit CROSS JOIN pair ON pair.id = unit.pair
    WHERE unit.pair IN (SELECT value FROM json_each(?)) AND {condition}
    GROUP BY unit.pair
"""


class Newest(NamedTuple):
    """The units of a pair.

    Args:
        unit: number of the newest.
        units: how many there are.
    """

    unit: int
    units: int


def select_newest_units(
    connection: sqlite3.Connection, pairs: Sequence[int], condition: Condition = EVERY
) -> dict[int, Newest]:
    """Return for each of some pairs the newest unit that fulfils a condition, and how many do.

    Pairs without such a unit are left out.
    """
    sql = _NEWEST.format(condition=condition.sql)
    rows = connection.execute(sql, (list_numbers(pairs), *condition.values))
    return {pair: Newest(unit, count) for pair, unit, count in rows}
