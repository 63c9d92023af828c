"""Conditions that matching asks of units, besides those of filters."""

import json

from tmx.memory.queries.filters import Condition
from tmx.memory.records import Side

OFFERED = Condition("unit.status IS NOT 'rejected'")
"""Units that may be offered."""

_NAMES = ("first", "second")


def holds_pair(pair: int) -> Condition:
    """Units of a pair."""
    return Condition("unit.pair = ?", (pair,))


def agrees(side: Side, previous: int | None, following: int | None, tuid: str | None) -> Condition:
    """Units whose neighbours or whose id may agree with those of a query.

    Args:
        side: where neighbours are compared.
        previous: print of the neighbour before it; None agrees with nothing.
        following: print of the neighbour behind it, likewise.
        tuid: identifier, likewise; it may also stand in a property.
    """
    name = _NAMES[side]
    sql = f"((unit.{name}_previous = ? AND unit.{name}_following = ?) OR unit.tuid = ?"
    sql += " OR instr(unit.details, ?))"
    told = None if tuid is None else json.dumps(tuid, ensure_ascii=False)
    return Condition(sql, (previous, following, tuid, told))
