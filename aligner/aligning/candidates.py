"""The candidate beads that end in a rectangle of cells, described feature by feature.

The order of the features is that of BEAD_FEATURES in `features`.
"""

from collections.abc import Callable
from functools import partial, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.aligning.crossings import KINDS, Window, measure_crossings
from aligner.aligning.grids import BlockSums, RunSums, cut_window, move
from aligner.aligning.pair import MAX_BEAD, TYPES, BeadType, Floats, Pair
from aligner.lexicon.evidence import LexicalEvidence

_REACH = MAX_BEAD + 1
"""How far before a cell its beads and their neighbours begin, in segments."""
_LEXICAL_FEATURES = 4
_LEFT, _RIGHT = 0, 1


class Candidates:
    """The beads that end in a rectangle of cells, and the similarities and sums around them.

    Grids cover left segments from `top` and right segments from `edge`, with zeros beyond the
    ends of the texts. What is computed for all cells is (height, width); what depends on the row
    alone is (height, 1), on the column alone (1, width).

    Args:
        pair: the two texts.
        rows, columns: positions of the cells.
        ratio: characters on the right for one on the left.
    """

    def __init__(self, pair: Pair, rows: range, columns: range, ratio: float) -> None:
        self._top, self._edge = rows.start - _REACH, columns.start - _REACH
        self._height = len(rows) + _REACH + 1
        self._width = len(columns) + _REACH + 1
        self._rows = slice(_REACH, _REACH + len(rows))
        self._columns = slice(_REACH, _REACH + len(columns))
        self._i = np.arange(_REACH, _REACH + len(rows))[:, None]
        self._j = np.arange(_REACH, _REACH + len(columns))[None, :]
        self._nothing = np.float32(0)
        self._ratio = ratio
        self._cosines = self._multiply(pair)
        self._weakest = _Weakest(self._first_cosine)
        self._chars = self._sum_runs(pair.left.lengths, pair.right.lengths)
        self._opens = self._sum_runs(pair.left.opens, pair.right.opens)
        self._kinds = self._on_left(pair.left.kinds), self._on_right(pair.right.kinds)
        self._overlap = self._look_up(pair.lexical) if pair.lexical else None
        window = Window(self._top, self._height, self._edge, self._width)
        self._crossings = measure_crossings(pair.left, pair.right, window)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of cells."""
        return self._i.shape[0], self._j.shape[1]

    def features(self, a: int, b: int) -> Floats:
        """Return the features of the beads of one type, (rows, columns, features) float32."""
        found = [*self._describe((a, b)), *self._cross((a, b))]
        columns = [np.broadcast_to(column, self.shape) for column in found]
        return np.stack(columns, axis=-1).astype(np.float32)

    def score(self, weights: Floats) -> Floats:
        """Return the sums of the weighted features of all types, (rows, columns, types) float32.

        Args:
            weights: (features,) float32.
        """
        # What crosses a position is the same for all beads that end or begin there.
        at_end, at_start = (
            np.tensordot(part, self._crossings, 1) for part in np.split(weights[-2 * KINDS :], 2)
        )
        scores = np.empty((*self.shape, len(TYPES)), dtype=np.float32)
        for number, (a, b) in enumerate(TYPES):
            start = move(self._rows, -a), move(self._columns, -b)
            total = at_end[self._rows, self._columns] + at_start[start]
            columns = self._describe((a, b))
            for weight, column in zip(weights[: len(columns)], columns, strict=True):
                total += weight * column
            scores[..., number] = total
        return scores

    def _describe(self, bead: BeadType) -> list[Floats | np.float32]:
        """Return the features but those of crossings: for all cells, a row, a column or one."""
        a, b = bead
        left = self._chars[0].of(self._i, a) * self._ratio
        right = self._chars[1].of(self._j, b)
        scale = np.minimum(np.log((left + 10) / 60), np.log((right + 10) / 60))
        difference = np.log(right + 5) - np.log(left + 5)
        cosine = self._cosine(bead, bead)
        return [
            np.float32(1),
            np.float32(a + b - 2),
            np.float32(min(a, b) > 1),
            np.float32(min(a, b) - 1),
            np.abs(difference),
            difference**2,
            cosine,
            cosine * scale,
            np.maximum(cosine - np.float32(0.5), 0),
            cosine * (left + right) / 200,
            self._extension_gain(bead),
            self._edge_competition(bead),
            self._edge_gain(bead),
            self._weakest.of(bead),
            *self._lexical(bead, scale),
            *self._paragraphs(bead),
            self._kinds_differ(bead),
        ]

    def _cross(self, bead: BeadType) -> list[Floats]:
        """Return what crosses the end and the start of the beads of one type."""
        start = move(self._rows, -bead[0]), move(self._columns, -bead[1])
        crossings = self._crossings
        return [*crossings[:, self._rows, self._columns], *(grid[start] for grid in crossings)]

    def _on_left(self, values: NDArray[Any]) -> NDArray[Any]:
        return cut_window(values, self._top, self._height)

    def _on_right(self, values: NDArray[Any]) -> NDArray[Any]:
        return cut_window(values, self._edge, self._width)

    def _sum_runs(self, left: Floats, right: Floats) -> tuple[RunSums, RunSums]:
        return RunSums(self._on_left(left)), RunSums(self._on_right(right))

    def _multiply(self, pair: Pair) -> dict[BeadType, Floats]:
        """Compute the cosines of all runs: [a, b] is (height, width), by the first segments."""
        left = pair.left.vectors.window(self._top, self._height)
        right = pair.right.vectors.window(self._edge, self._width)
        cosines: dict[BeadType, Floats] = {}
        for a in range(1, MAX_BEAD + 1):
            partners = right[: _REACH - a].reshape(-1, right.shape[2])
            table = (left[a - 1] @ partners.T).reshape(self._height, -1, self._width)
            cosines |= {(a, b): table[:, b - 1] for b in range(1, _REACH - a + 1)}
        return cosines

    def _cosine(self, bead: BeadType, sizes: BeadType, *, down: int = 0, along: int = 0) -> Floats:
        """Return cosines of runs of some sizes from where the beads begin, moved from there."""
        a, b = bead
        return self._cosines[sizes][move(self._rows, down - a), move(self._columns, along - b)]

    def _extension_gain(self, bead: BeadType) -> Floats:
        """Return what the best of the four beads one segment longer adds to the cosine."""
        at, (a, b) = partial(self._cosine, bead), bead
        taller, wider = (a + 1, b), (a, b + 1)
        best = np.maximum(at(taller), at(taller, down=-1))
        np.maximum(best, at(wider), out=best)
        np.maximum(best, at(wider, along=-1), out=best)
        best -= at(bead)
        return best

    def _edge_competition(self, bead: BeadType) -> Floats | np.float32:
        """Return by how much the outer segments of a long side fit a neighbour better, negated."""
        at, (a, b) = partial(self._cosine, bead), bead
        one = (1, 1)
        edges = []
        if b > 1:
            edges += [
                at((a, 1), along=b - 1) - at(one, down=a, along=b - 1),
                at((a, 1)) - at(one, down=-1),
            ]
        if a > 1:
            edges += [
                at((1, b), down=a - 1) - at(one, down=a - 1, along=b),
                at((1, b)) - at(one, along=-1),
            ]
        return sum((np.minimum(edge, 0, out=edge) for edge in edges), self._nothing)

    def _edge_gain(self, bead: BeadType) -> Floats | np.float32:
        """Return what the less useful outer segment of a long side adds to the cosine."""
        at, (a, b) = partial(self._cosine, bead), bead
        shorter = []
        if b > 1:
            shorter += [at((a, b - 1)), at((a, b - 1), along=1)]
        if a > 1:
            shorter += [at((a - 1, b)), at((a - 1, b), down=1)]
        return np.asarray(at(bead) - reduce(np.maximum, shorter)) if shorter else self._nothing

    def _first_cosine(self, side: int, bead: BeadType) -> Floats:
        """Return the cosine of the first segment of a side with the whole other side."""
        return self._cosine(bead, (1, bead[1]) if side == _LEFT else (bead[0], 1))

    def _look_up(self, lexical: LexicalEvidence) -> "_Overlap":
        rows = np.arange(self._top, self._top + self._height)
        columns = np.arange(self._edge, self._edge + self._width)
        mass = self._sum_runs(lexical.left_mass, lexical.right_mass)
        return _Overlap((self._rows, self._columns), BlockSums(lexical.shared(rows, columns)), mass)

    def _lexical(self, bead: BeadType, scale: Floats) -> list[Floats | np.float32]:
        if self._overlap is None:
            return [self._nothing] * _LEXICAL_FEATURES
        return self._overlap.features(bead, scale)

    def _paragraphs(self, bead: BeadType) -> list[Floats | np.float32]:
        a, b = bead
        left = self._opens[0].of(self._i - a + 1, 1)
        right = self._opens[1].of(self._j - b + 1, 1)
        on_left = self._opens[0].of(self._i, a) - left
        on_right = self._opens[1].of(self._j, b) - right
        return [on_left + on_right, left * right, np.abs(left - right)]

    def _kinds_differ(self, bead: BeadType) -> Floats:
        left = self._kinds[0][self._i - bead[0]]
        right = self._kinds[1][self._j - bead[1]]
        return np.asarray(left != right, dtype=np.float32)


class _Overlap:
    """Lexical evidence around a rectangle of cells.

    Args:
        cells: rows and columns in the grids.
        shared: what each pair of segments shares.
        mass: what there is in each segment of the left and of the right.
    """

    def __init__(
        self, cells: tuple[slice, slice], shared: BlockSums, mass: tuple[RunSums, RunSums]
    ) -> None:
        self._rows, self._columns = cells
        self._shared = shared
        self._left, self._right = mass
        self._i = np.arange(self._rows.start, self._rows.stop)[:, None]
        self._j = np.arange(self._columns.start, self._columns.stop)[None, :]
        self._weakest = _Weakest(self._first_coverage)

    def features(self, bead: BeadType, scale: Floats) -> list[Floats | np.float32]:
        """Return the lexical features of the beads of one type, each for all cells."""
        a, b = bead
        shared = self._shared.of(self._rows, self._columns, a, b)
        left, right = self._left.of(self._i, a) + 2, self._right.of(self._j, b) + 2
        overlap = shared / np.sqrt(left * right)
        return [overlap, overlap * scale, shared / 20, self._weakest.of(bead)]

    def _first_coverage(self, side: int, bead: BeadType) -> Floats:
        """Return the share of the first segment of a side that the other side knows."""
        a, b = bead
        if side == _LEFT:
            known = self._shared.of(move(self._rows, 1 - a), self._columns, 1, b)
            return known / (self._left.of(self._i + 1 - a, 1) + 2)
        known = self._shared.of(self._rows, move(self._columns, 1 - b), a, 1)
        return known / (self._right.of(self._j + 1 - b, 1) + 2)


class _Weakest:
    """The lowest of a value over the single segments of a bead, from that of shorter beads.

    Args:
        first_of: returns, for all cells, the value of the first segment of a side of a bead.
    """

    def __init__(self, first_of: Callable[[int, BeadType], Floats]) -> None:
        self._first_of = first_of
        self._known: dict[tuple[int, BeadType], Floats] = {}

    def of(self, bead: BeadType) -> Floats | np.float32:
        """Return the lowest over the segments of the sides that have several; 0 for 1-1."""
        found = [self._on(side, bead) for side in (_LEFT, _RIGHT) if bead[side] > 1]
        return reduce(np.minimum, found) if found else np.float32(0)

    def _on(self, side: int, bead: BeadType) -> Floats:
        if (side, bead) not in self._known:
            lowest = self._first_of(side, bead)
            if bead[side] > 1:
                a, b = bead
                rest = self._on(side, (a - 1, b) if side == _LEFT else (a, b - 1))
                lowest = np.minimum(lowest, rest)
            self._known[side, bead] = lowest
        return self._known[side, bead]
