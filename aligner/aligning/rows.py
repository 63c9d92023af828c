"""What the layout of a file says of the alignment: rows that hold a passage and its translation.

Where the languages take turns, or stand side by side in a table, most beads lie in one row. That
is a prior and not imposed: a bead over the edge of a row costs as much as such beads are rare in
the case at hand, which a first search tells.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from aligner.aligning.crf import ALONG, DOWN, Lattice
from aligner.aligning.decoding import Step
from aligner.aligning.pair import Ints
from aligner.records import Side

FIRST_COST = 2.0
"""Log-odds against a bead over the edge of a row before anything is known of the text."""

_MOST_EDGES = 3
"""Edges that are counted: what is farther off is no likelier to be right, nor less likely."""
_CELLS_AT_ONCE = 65_536


@dataclass(frozen=True, slots=True)
class Rows:
    """The row of each visible segment, by its place among the rows of both sides.

    Args:
        left, right: (n,), (m,) int64, never decreasing.
    """

    left: Ints
    right: Ints

    def count_edges(self, lattice: Lattice) -> NDArray[np.float32]:
        """Count the edges of rows inside each bead that can end in each cell.

        Returns:
            (cells, types) float32, 0 where all segments of the bead are of one row; counted up
            to three. What is no bead, because it would begin before the texts, is 0 or more.
        """
        counts = np.empty((lattice.cells, len(DOWN)), dtype=np.float32)
        left, right = _pad(self.left), _pad(self.right)
        for start in range(0, lattice.cells, _CELLS_AT_ONCE):
            cells = slice(start, min(start + _CELLS_AT_ONCE, lattice.cells))
            i, j = lattice.rows[cells, None], lattice.columns[cells, None]
            low = np.minimum(left[np.maximum(i - DOWN + 1, 0)], right[np.maximum(j - ALONG + 1, 0)])
            counts[cells] = np.minimum(np.maximum(left[i], right[j]) - low, _MOST_EDGES)
        return counts

    def estimate_cost(self, steps: Sequence[Step]) -> float:
        """Estimate the log-odds against a bead over an edge from an alignment of these texts."""
        beads = [step for step in steps if step.a and step.b]
        over = sum(self._is_over(step) for step in beads)
        return max(0.0, log((len(beads) - over + 0.5) / (over + 0.5)))

    def _is_over(self, bead: Step) -> bool:
        last = max(self.left[bead.i + bead.a - 1], self.right[bead.j + bead.b - 1])
        return bool(min(self.left[bead.i], self.right[bead.j]) < last)


def find_rows(left: Side, right: Side) -> Rows | None:
    """Find the rows of the segments of two sides.

    Args:
        left, right: visible segments only.

    Returns:
        None if the sides share no two rows, or rows are not in order on a side.
    """
    stated = [_list_rows(side) for side in (left, right)]
    shared = sorted(set(stated[0]) & set(stated[1]) - {None}, key=lambda row: row or 0)
    if len(shared) < 2:
        return None
    known = sorted({row for rows in stated for row in rows if row is not None})
    places = [_place(rows, known) for rows in stated]
    if any((np.diff(place) < 0).any() for place in places):
        return None
    # Only places that something stands in count: two rows next to each other are one edge apart.
    _, numbers = np.unique(np.concatenate(places), return_inverse=True)
    return Rows(*np.split(numbers, [len(places[0])]))


def _list_rows(side: Side) -> list[int | None]:
    return [side.document.paragraphs[segment.paragraph].row for segment in side.segments]


def _place(rows: Sequence[int | None], known: Sequence[int]) -> Ints:
    """Give each segment the number of its place; rows are odd, what is between them even."""
    places, last = [], 0
    for row in rows:
        last = 2 * (last // 2 + last % 2) if row is None else 2 * bisect_left(known, row) + 1
        places.append(last)
    return np.array(places, dtype=np.int64)


def _pad(places: Ints) -> Ints:
    """Return the places with one before the first, so that position i ends segment i - 1."""
    return np.concatenate([places[:1], places])
