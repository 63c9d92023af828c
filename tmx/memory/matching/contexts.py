"""What stands around a segment and around a unit: which of it agrees."""

from typing import NamedTuple

from tmx.contexts import Context
from tmx.dialects import IDENTIFIERS
from tmx.memory.folding import make_print
from tmx.memory.records import Prints, Query, Side, StoredUnit

MOST_AGREEING = 102
"""The rate of a unit whose texts, neighbours and id are those of a query."""

PREVIOUS, FOLLOWING, ID = "previous", "following", "id"


class Surroundings(NamedTuple):
    """The prints of the neighbours of a segment, 0 where it has none, None where not known."""

    previous: int | None = None
    following: int | None = None


def read_surroundings(context: Context | None) -> Surroundings:
    """Make the prints of the neighbours of a query; compared with those that units have."""
    if context is None:
        return Surroundings()
    return Surroundings(_print(context.previous), _print(context.following))


def _print(text: str | None) -> int | None:
    if text is None:
        return None
    return make_print(text) if text else 0


def find_agreeing(query: Query, around: Surroundings, unit: StoredUnit) -> tuple[str, ...]:
    """Say what of the surroundings of a query agrees with those of a unit.

    Args:
        query: its id is compared with the tuid, and with what OmegaT and Weblate state instead.
        around: of the query, on the side that it is compared with.
        unit: any.

    Returns:
        Some of "previous", "following" and "id", in this order.
    """
    previous, following = _choose(unit.prints, query.side)
    pairs = (PREVIOUS, around.previous, previous), (FOLLOWING, around.following, following)
    agreeing = [name for name, ours, theirs in pairs if ours is not None and ours == theirs]
    return (*agreeing, ID) if query.id and query.id in _list_ids(unit) else tuple(agreeing)


def _list_ids(unit: StoredUnit) -> list[str | None]:
    props = unit.unit.props
    return [unit.unit.tuid, *(each.text for each in props if each.type in IDENTIFIERS)]


def _choose(prints: Prints, side: Side) -> tuple[int | None, int | None]:
    return (prints[0], prints[1]) if side == Side.FIRST else (prints[2], prints[3])


def rate_agreeing(agreeing: tuple[str, ...]) -> int:
    """Return the rate of a unit whose texts and codes are equal to those of a query.

    Args:
        agreeing: as `find_agreeing` gives it.

    Returns:
        100; 101 where both neighbours or the id agree; 102 where both do.

    >>> rate_agreeing(("previous",)), rate_agreeing(("id",)), rate_agreeing((PREVIOUS, FOLLOWING))
    (100, 101, 101)
    """
    return 100 + (PREVIOUS in agreeing and FOLLOWING in agreeing) + (ID in agreeing)
