"""The whole text as a strip: where rows are doubtful, alone, not one to one, or accepted."""

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.revision.records import Row, RowStatus
from aligner.revision.state import RevisionState

MOST_BANDS = 400
"""Bands of the strip at most: it is some hundred pixels high."""

_LEVELS = ("doubtful", "null", "non-one", "sure", "accepted")


@dataclass(frozen=True, slots=True)
class Band:
    """A run of rows that look alike on the strip.

    Args:
        start: place of the first row, from 0.
        count: how many rows.
        level: the worst that is in it, one of doubtful, null, non-one, sure, accepted.
    """

    start: int
    count: int
    level: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The map of a text.

    Args:
        count: rows in all.
        bands: in order; together they hold every row.
    """

    count: int
    bands: tuple[Band, ...]


def view_map(state: RevisionState) -> Strip:
    """Draw the rows of a revision as bands.

    Args:
        state: as it stands.
    """
    rows, least = state.rows, state.original.settings.min_confidence
    size = -(-len(rows) // MOST_BANDS) or 1
    runs = [(at, rows[at : at + size]) for at in range(0, len(rows), size)]
    bands = [Band(at, len(run), _find_worst(run, least)) for at, run in runs]
    return Strip(len(rows), tuple(_join_equal(bands)))


def _find_worst(rows: Sequence[Row], least: float) -> str:
    return _LEVELS[min(_LEVELS.index(_find_level(row, least)) for row in rows)]


def _find_level(row: Row, least: float) -> str:
    if row.status is RowStatus.ACCEPTED:
        return "accepted"
    if row.is_null:
        return "null"
    if row.confidence < least:
        return "doubtful"
    return "sure" if row.type == "1-1" else "non-one"


def _join_equal(bands: Sequence[Band]) -> list[Band]:
    joined: list[Band] = []
    for band in bands:
        if joined and joined[-1].level == band.level:
            joined[-1] = Band(joined[-1].start, joined[-1].count + band.count, band.level)
        else:
            joined.append(band)
    return joined
