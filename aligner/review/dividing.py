"""Where a row is best split, judged by lengths alone."""

from collections.abc import Iterator, Sequence

from aligner.revision.records import Row, SideName
from aligner.revision.state import RevisionState


def choose_by_length(
    state: RevisionState, row: Row, source: int | None, target: int | None
) -> tuple[int, int]:
    """Choose the cut after which both parts have the same share of each side's characters.

    Args:
        state: the revision.
        row: with at least two segments.
        source, target: how many segments of a side go into the first part, where that is settled.

    Returns:
        How many segments of each side go into the first part; both parts have a segment.
    """
    lengths = {
        side: [len(state.get_segment(name).text) for name in row.get_side(side)]
        for side in SideName
    }
    cuts = (
        _list_cuts(lengths[SideName.SOURCE], source),
        _list_cuts(lengths[SideName.TARGET], target),
    )
    pairs = [(first, second) for first in cuts[0] for second in cuts[1]]
    whole = len(row.source), len(row.target)
    # Without a choice that leaves both parts whole pairs, one side goes alone.
    return min(pairs, key=lambda pair: _rate_cut(pair, whole, lengths))


def _list_cuts(lengths: Sequence[int], settled: int | None) -> Sequence[int]:
    return range(len(lengths) + 1) if settled is None else (settled,)


def _rate_cut(
    cut: tuple[int, int], whole: tuple[int, int], lengths: dict[SideName, list[int]]
) -> tuple[int, float]:
    """Rate a cut: empty cells are worse than any difference of shares, empty parts the worst."""
    parts = [cut, tuple(all_ - first for all_, first in zip(whole, cut, strict=True))]
    empty_parts = sum(not any(part) for part in parts)
    empty_cells = sum(count == 0 for part in parts for count in part)
    shares = list(_find_shares(cut, lengths))
    return 10 * empty_parts + empty_cells, abs(shares[0] - shares[1])


def _find_shares(cut: tuple[int, int], lengths: dict[SideName, list[int]]) -> Iterator[float]:
    for count, side in zip(cut, lengths.values(), strict=True):
        yield sum(side[:count]) / max(sum(side), 1)
