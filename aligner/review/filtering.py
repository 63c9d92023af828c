"""Rows → those that a person wants to see: filters, and the next doubtful one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from aligner.review.reading import RowReader
from aligner.revision.records import Direction, RevisionError, Row, RowStatus
from aligner.revision.state import RevisionState


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the rows is shown.

    Args:
        filter: one of FILTERS.
        query: a text that either side holds, in simplified or traditional characters; "" for any.
    """

    filter: str = "all"
    query: str = ""


ALL_ROWS = Shown()
"""No filter and no search."""

FILTERS: Mapping[str, Callable[[RowReader, Row], bool]] = MappingProxyType(
    {
        "all": lambda reader, row: True,
        "open": lambda reader, row: row.status is RowStatus.OPEN,
        "doubtful": RowReader.is_doubtful,
        "null": lambda reader, row: row.is_null,
        "non-one": lambda reader, row: not row.is_null and row.type != "1-1",
        "warned": lambda reader, row: bool(reader.find_warnings(row)),
        "marked": lambda reader, row: row.is_marked,
        "manual": lambda reader, row: row.is_manual,
    }
)
"""What rows can be filtered by, and what `find_next` can look for."""


def get_filter(name: str) -> Callable[[RowReader, Row], bool]:
    """Return a filter.

    Raises:
        RevisionError: there is no such filter.
    """
    if name not in FILTERS:
        raise RevisionError(f"filter {name}: give one of {', '.join(FILTERS)}")
    return FILTERS[name]


def find_next(
    state: RevisionState, reader: RowReader, row: int | None, what: str, direction: Direction
) -> int | None:
    """Find the next row of a kind, and go on from the other end of the text after the last.

    Doubtful rows of one side alone, one behind the other, are one stop.

    Args:
        state: the revision.
        reader: of the same.
        row: identifier of the row to start from, which is looked at last; None: before the first.
        what: one of FILTERS.
        direction: where to look.

    Returns:
        Its place, or None where there is none.

    Raises:
        RevisionError: there is no such row or filter.
    """
    is_wanted = get_filter(what)
    start = -1 if row is None else state.find_place(row)
    places = _walk(start, len(state), direction)
    found = (place for place in places if is_wanted(reader, state.get_row(place)))
    if what == "doubtful":
        found = (place for place in found if not _goes_on(state, place, direction))
    return next(found, None)


def _goes_on(state: RevisionState, place: int, direction: Direction) -> bool:
    """Whether a row goes on with what the row before it began: more text of one side alone.

    The eye takes in a run of such rows at once, so that one stop at its beginning is enough.
    """
    before = place - 1 if direction is Direction.DOWN else place + 1
    if not 0 <= before < len(state):
        return False
    rows = state.get_row(place), state.get_row(before)
    is_open = all(row.status is RowStatus.OPEN and row.is_null for row in rows)
    return is_open and bool(rows[0].source) == bool(rows[1].source)


def _walk(start: int, count: int, direction: Direction) -> Iterator[int]:
    step = 1 if direction is Direction.DOWN else -1
    first = start if start >= 0 or direction is Direction.DOWN else 0
    for distance in range(1, count + 1):
        yield (first + step * distance) % count
