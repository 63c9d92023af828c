"""First pass: where in the other text each segment can be, without a window.

Mutual nearest neighbours over the whole texts, the heaviest increasing chain through them, its
reliable points as anchors, and between anchors a band of cells that the search may visit.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from aligner.aligning.nearest import Offsets, find_nearest
from aligner.aligning.pair import Ints
from aligner.embedding import Vectors

_NEIGHBOURS = 4
_CANDIDATES = 6
_MARGIN = 4
_DOUBT = 2
_SMALL = 10_000
"""Cells up to which the whole rectangle is searched."""
_BARREN = 250_000
"""Cells between two anchors from which on the stretch cannot be a translation."""
_BORDER = 30


@dataclass(frozen=True, slots=True)
class Band:
    """The cells of the search: for each of the n + 1 left positions a range of right positions.

    Args:
        first, last: (n + 1,) int64, inclusive; both never decrease, the first row starts at 0
            and the last ends at m.
        anchors: (k, 2) int64, pairs of segments that the first pass is sure of.
    """

    first: Ints
    last: Ints
    anchors: Ints

    @property
    def starts(self) -> Ints:
        """(n + 2,) int64: number of the first cell of each row, then the number of cells."""
        return np.concatenate([[0], np.cumsum(self.last - self.first + 1)])

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is in the band."""
        return bool(self.first[row] <= column <= self.last[row])

    @property
    def cells(self) -> int:
        """Number of cells."""
        return int((self.last - self.first + 1).sum())


def find_band(left: Vectors, right: Vectors) -> Band:
    """Find the cells that an alignment of two texts may pass through.

    Args:
        left: (n, dim) float32, centred unit vectors of the segments of one text.
        right: (m, dim) float32, of the other.

    Returns:
        The band; with too few anchors it is the whole rectangle.
    """
    if not (len(left) and len(right)):
        return _spread(np.empty((0, 2), dtype=np.int64), len(left), len(right))
    rows, columns, weights = _find_candidates(left, right)
    chain = _find_heaviest_chain(rows, columns, weights)
    anchors = _keep_supported(rows[chain], columns[chain], weights[chain])
    return _spread(anchors, len(left), len(right))


def _find_candidates(left: Vectors, right: Vectors) -> tuple[Ints, Ints, NDArray[np.float32]]:
    """Pairs among the best of their row and of their column, weighted by margin."""
    means = [best.values.mean(axis=1) for best in find_nearest(left, right, _NEIGHBOURS)]
    halves = Offsets(means[0] / 2, means[1] / 2)
    by_row, by_column = find_nearest(left, right, _CANDIDATES, offsets=halves, floor=0.0)
    rows, columns, margins = by_row.pairs()
    more_columns, more_rows, more_margins = by_column.pairs()
    rows, columns = np.concatenate([rows, more_rows]), np.concatenate([columns, more_columns])
    _, first = np.unique(rows * len(right) + columns, return_index=True)
    return rows[first], columns[first], np.concatenate([margins, more_margins])[first]


def _find_heaviest_chain(rows: Ints, columns: Ints, weights: NDArray[np.float32]) -> Ints:
    """Numbers of the points of the heaviest chain that increases on both axes.

    A Fenwick tree holds, for every prefix of columns, the heaviest chain that ends there.
    """
    order = np.lexsort((-columns, rows))
    size = int(columns.max(initial=0)) + 2
    best = [0.0] * size
    holder = [-1] * size
    previous = np.full(len(rows), -1, dtype=np.int64)
    top, last = 0.0, -1
    for point in order.tolist():
        weight, before = 0.0, -1
        node = int(columns[point])
        while node > 0:
            if best[node] > weight:
                weight, before = best[node], holder[node]
            node -= node & -node
        previous[point] = before
        weight += float(weights[point])
        if weight > top:
            top, last = weight, point
        node = int(columns[point]) + 1
        while node < size:
            if weight > best[node]:
                best[node], holder[node] = weight, point
            node += node & -node
    return _walk_back(previous, last)


def _walk_back(previous: Ints, last: int) -> Ints:
    chain = []
    while last >= 0:
        chain.append(last)
        last = int(previous[last])
    return np.array(chain[::-1], dtype=np.int64)


def _keep_supported(rows: Ints, columns: Ints, weights: NDArray[np.float32]) -> Ints:
    """Keep the heavy points of a chain that have other points of it nearby; (k, 2) int64."""
    if not len(rows):
        return np.empty((0, 2), dtype=np.int64)
    threshold = 0.6 * np.median(np.sort(weights)[len(weights) // 3 :])
    support = np.zeros(len(rows), dtype=np.int64)
    for step in range(1, 5):
        near = (rows[step:] - rows[:-step] <= 8) & (columns[step:] - columns[:-step] <= 12)
        support[step:] += near
        support[:-step] += near
    sure = (weights >= threshold) & (support >= 2)
    return np.stack([rows[sure], columns[sure]], axis=1)


def _spread(anchors: Ints, n: int, m: int) -> Band:
    """Let rows between two anchors see the columns between the ones around them, and a margin.

    Any run of _DOUBT anchors may be wrong without putting the right path out of reach. A stretch
    of many segments on both sides without an anchor is no translation: there only the cells
    along its border are kept, by which a path can pass it without a bead.
    """
    posts = anchors if n * m > _SMALL else anchors[:0]
    edges = np.concatenate([[[0, 0]], posts, [[n, m]]])
    first, last = np.full(n + 1, m, dtype=np.int64), np.zeros(n + 1, dtype=np.int64)
    is_barren = np.prod(np.diff(edges, axis=0), axis=1) > _BARREN
    stretches = np.split(edges, np.flatnonzero(is_barren) + 1)
    for stretch in stretches:
        _open_stretch(stretch, first, last)
    for before, after in pairwise(stretches):
        _open_border(before[-1], after[0], first, last)
    first = np.minimum.accumulate(np.maximum(first - _MARGIN, 0)[::-1])[::-1]
    return Band(first, np.maximum.accumulate(np.minimum(last + _MARGIN, m)), anchors)


def _open_stretch(edges: Ints, first: Ints, last: Ints) -> None:
    """Open the rows from the first edge to the last, between the edges around each of them."""
    low = np.concatenate([np.tile(edges[0], (_DOUBT, 1)), edges[:-1]])
    high = np.concatenate([edges[1:], np.tile(edges[-1], (_DOUBT, 1))])
    for place in range(len(edges) - 1):
        rows = slice(edges[place, 0], edges[place + 1, 0] + 1)
        first[rows] = np.minimum(first[rows], low[place, 1])
        last[rows] = np.maximum(last[rows], high[place + _DOUBT, 1])


def _open_border(before: Ints, after: Ints, first: Ints, last: Ints) -> None:
    """Open the way down along the left border of a stretch, and across below it."""
    rows = slice(before[0], after[0] + 1)
    first[rows] = np.minimum(first[rows], before[1])
    last[rows] = np.maximum(last[rows], before[1] + _BORDER)
    last[after[0]] = max(last[after[0]], after[1])
