"""The best partners of every segment of two texts, from all pairs, in memory linear in both.

The pairs of a Bible are 1.3 thousand million. They are looked at in blocks, once, and of each
row and column the best so far are kept; what is below the worst of these is passed over, so that
after the first blocks almost nothing has to be sorted.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np

from aligner.aligning.pair import Floats, Ints
from aligner.embedding import Vectors
from aligner.parallel import map_in_order

_ROWS = 512
_COLUMNS = 4096
_GROUPS = 8
"""Groups of values, for each partner wanted, whose maxima tell what is surely not among them."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best partners of each of n segments.

    Args:
        values: (n, k) float32, the best first.
        partners: (n, k) int64; -1 where there is no partner above the floor.
    """

    values: Floats
    partners: Ints

    @classmethod
    def empty(cls, segments: int, count: int, floor: float) -> "Best":
        """Return no partners yet, and the floor as the value to surpass."""
        shape = segments, count
        return cls(np.full(shape, floor, dtype=np.float32), np.full(shape, -1, dtype=np.int64))

    @property
    def least(self) -> Floats:
        """(n,) float32: a pair of less is not among the best."""
        return np.asarray(self.values[:, -1])

    def update(self, segments: Ints, partners: Ints, values: Floats) -> None:
        """Take in pairs, (k,) each, of which none was seen before."""
        owners, kept = np.unique(segments), self.values.shape[1]
        values = np.concatenate([self.values[owners].ravel(), values])
        segments = np.concatenate([np.repeat(owners, kept), segments])
        partners = np.concatenate([self.partners[owners].ravel(), partners])
        # Equal values go by the partner, so that the result does not tell the blocks.
        order = np.lexsort((partners, -values, segments))
        starts = np.searchsorted(segments[order], owners)
        best = order[starts[:, None] + np.arange(kept)]
        self.values[owners], self.partners[owners] = values[best], partners[best]

    def pairs(self) -> tuple[Ints, Ints, Floats]:
        """Return segments, partners and values of all partners there are, (k,) each."""
        rows, columns = np.nonzero(self.partners >= 0)
        return rows, self.partners[rows, columns], self.values[rows, columns]


@dataclass(frozen=True, slots=True)
class Offsets:
    """What is taken off the dot products before they are compared.

    Args:
        left: (n,) float32, off all pairs of a left segment.
        right: (m,) float32.
    """

    left: Floats
    right: Floats


@dataclass(frozen=True, slots=True)
class _Block:
    """What was found in the rows of a block: their best, and what may be best in a column."""

    start: int
    rows: Best
    columns: tuple[Ints, Ints, Floats]


def find_nearest(
    left: Vectors,
    right: Vectors,
    count: int,
    *,
    offsets: Offsets | None = None,
    floor: float = -np.inf,
) -> tuple[Best, Best]:
    """Find the partners with the largest dot products for each segment on both sides.

    Args:
        left: (n, dim) float32, at least one row.
        right: (m, dim) float32, the same.
        count: partners to find, fewer where there are not so many.
        offsets: None: the dot products are compared as they are.
        floor: pairs below are left out.

    Returns:
        The partners of the left segments and those of the right.
    """
    rows = Best.empty(len(left), min(count, len(right)), floor)
    columns = Best.empty(len(right), min(count, len(left)), floor)
    search = partial(_search_block, (left, right), offsets, (rows, columns))
    for block in map_in_order(search, range(0, len(left), _ROWS)):
        here = slice(block.start, block.start + _ROWS)
        rows.values[here], rows.partners[here] = block.rows.values, block.rows.partners
        columns.update(*block.columns)
    return rows, columns


def _search_block(
    sides: tuple[Vectors, Vectors], offsets: Offsets | None, best: tuple[Best, Best], start: int
) -> _Block:
    """Search the rows from `start` on; the best of the columns so far is read, not changed.

    Another thread may raise it at the same time: then more is returned than is needed.
    """
    stop = min(start + _ROWS, len(sides[0]))
    found = Best(best[0].values[start:stop].copy(), best[0].partners[start:stop].copy())
    columns = []
    for first in range(0, len(sides[1]), _COLUMNS):
        last = min(first + _COLUMNS, len(sides[1]))
        products = sides[0][start:stop] @ sides[1][first:last].T
        if offsets:
            products -= offsets.left[start:stop, None]
            products -= offsets.right[first:last]
        row, column, value = _pick(products, found)
        found.update(row, column + first, value)
        seen = Best(best[1].values[first:last], best[1].partners[first:last])
        column, row, value = _pick(products.T, seen)
        columns.append((column + first, row + start, value))
    numbers, partners, values = (np.concatenate(parts) for parts in zip(*columns, strict=True))
    return _Block(start, found, (numbers, partners, values))


def _pick(products: Floats, best: Best) -> tuple[Ints, Ints, Floats]:
    """Return rows, columns and values of what may be among the best of its row."""
    least = best.least
    if np.isneginf(least).any():
        least = np.maximum(least, _bound(products, best.values.shape[1]))
    rows, columns = np.nonzero(products >= least[:, None])
    return rows, columns, products[rows, columns]


def _bound(products: Floats, count: int) -> Floats:
    """Return, for each row, a value that `count` of its entries surely reach.

    The maxima of groups are entries, so the count-th largest of them is such a value.
    """
    width = products.shape[1]
    groups = min(width, _GROUPS * count)
    if groups < count:
        return np.full(len(products), -np.inf, dtype=np.float32)
    size = width // groups
    tops = products[:, : groups * size].reshape(len(products), groups, size).max(axis=2)
    return np.asarray(np.partition(tops, groups - count, axis=1)[:, groups - count])
