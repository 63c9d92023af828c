"""The candidate beads that end in a chunk of cells, described feature by feature.

The order of the features is that of BEAD_FEATURES in `features`.
"""

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.aligning.grids import BlockSums, RunSums, cut_window
from aligner.aligning.pair import MAX_BEAD, BeadType, Floats, Ints, Pair
from aligner.lexicon.evidence import LexicalEvidence

_REACH = MAX_BEAD + 1
"""How far before a cell its beads and their neighbours begin, in segments."""
_LEXICAL_FEATURES = 4


class Candidates:
    """The beads that end in a chunk of cells, and the similarities and sums around them.

    Grids cover left segments from `top` and right segments from `edge`, with zeros beyond the
    ends of the texts.

    Args:
        pair: the two texts.
        rows, columns: (cells,) int64, positions of the cells.
        ratio: characters on the right for one on the left.
    """

    def __init__(self, pair: Pair, rows: Ints, columns: Ints, ratio: float) -> None:
        self._top, self._edge = int(rows.min()) - _REACH, int(columns.min()) - _REACH
        self._height = int(rows.max()) + 2 - self._top
        self._width = int(columns.max()) + 2 - self._edge
        self._i, self._j = rows - self._top, columns - self._edge
        self._nothing = np.zeros(len(rows), dtype=np.float32)
        self._ratio = ratio
        self._cosines = self._multiply(pair)
        self._chars = self._sum_runs(pair.left.lengths, pair.right.lengths)
        self._opens = self._sum_runs(pair.left.opens, pair.right.opens)
        self._kinds = self._on_left(pair.left.kinds), self._on_right(pair.right.kinds)
        self._overlap = self._look_up(pair.lexical) if pair.lexical else None

    def features(self, a: int, b: int) -> Floats:
        """Return the features of the beads of one type, (cells, features) float32."""
        bead = (a, b)
        left = self._chars[0].of(self._i, a) * self._ratio
        right = self._chars[1].of(self._j, b)
        scale = np.log((np.minimum(left, right) + 10) / 60)
        difference = np.log((right + 5) / (left + 5))
        cosine = self._cosine(bead, bead)
        columns = [
            np.ones_like(cosine),
            np.full_like(cosine, a + b - 2),
            np.full_like(cosine, min(a, b) > 1),
            np.full_like(cosine, min(a, b) - 1),
            np.abs(difference),
            difference**2,
            cosine,
            cosine * scale,
            np.maximum(cosine - 0.5, 0),
            cosine * (left + right) / 200,
            self._extension_gain(bead),
            self._edge_competition(bead),
            self._edge_gain(bead),
            self._weakest_cosine(bead),
            *self._lexical(bead, scale),
            *self._paragraphs(bead),
            self._kinds_differ(bead),
        ]
        return np.stack(columns, axis=1).astype(np.float32)

    def _on_left(self, values: NDArray[Any]) -> NDArray[Any]:
        return cut_window(values, self._top, self._height)

    def _on_right(self, values: NDArray[Any]) -> NDArray[Any]:
        return cut_window(values, self._edge, self._width)

    def _sum_runs(self, left: Floats, right: Floats) -> tuple[RunSums, RunSums]:
        return RunSums(self._on_left(left)), RunSums(self._on_right(right))

    def _multiply(self, pair: Pair) -> dict[BeadType, Floats]:
        """Compute the cosines of all runs: [a, b] is (height, width), by the first segments."""
        sizes = range(1, MAX_BEAD + 1)
        left = {a: self._on_left(pair.left.vectors[a - 1]) for a in sizes}
        right = {b: self._on_right(pair.right.vectors[b - 1]).T for b in sizes}
        return {(a, b): left[a] @ right[b] for a in sizes for b in sizes if a + b <= _REACH}

    def _cosine(self, bead: BeadType, sizes: BeadType, *, down: int = 0, along: int = 0) -> Floats:
        """Return cosines of runs of some sizes from where the beads begin, moved from there."""
        place = self._i - bead[0] + down, self._j - bead[1] + along
        return np.asarray(self._cosines[sizes][place])

    def _extension_gain(self, bead: BeadType) -> Floats:
        """Return what the best of the four beads one segment longer adds to the cosine."""
        at, (a, b) = partial(self._cosine, bead), bead
        taller, wider = (a + 1, b), (a, b + 1)
        longer = [at(taller), at(taller, down=-1), at(wider), at(wider, along=-1)]
        return np.asarray(np.maximum.reduce(longer) - at(bead))

    def _edge_competition(self, bead: BeadType) -> Floats:
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
        return sum((np.minimum(0, edge) for edge in edges), self._nothing)

    def _edge_gain(self, bead: BeadType) -> Floats:
        """Return what the less useful outer segment of a long side adds to the cosine."""
        at, (a, b) = partial(self._cosine, bead), bead
        shorter = []
        if b > 1:
            shorter += [at((a, b - 1)), at((a, b - 1), along=1)]
        if a > 1:
            shorter += [at((a - 1, b)), at((a - 1, b), down=1)]
        return np.asarray(at(bead) - np.maximum.reduce(shorter)) if shorter else self._nothing

    def _weakest_cosine(self, bead: BeadType) -> Floats:
        """Return the lowest cosine of a segment with the whole other side; 0 for 1-1."""
        at, (a, b) = partial(self._cosine, bead), bead
        single = []
        if b > 1:
            single += [at((a, 1), along=k) for k in range(b)]
        if a > 1:
            single += [at((1, b), down=k) for k in range(a)]
        return np.asarray(np.minimum.reduce(single)) if single else self._nothing

    def _look_up(self, lexical: LexicalEvidence) -> "_Overlap":
        rows = np.arange(self._top, self._top + self._height)
        columns = np.arange(self._edge, self._edge + self._width)
        mass = self._sum_runs(lexical.left_mass, lexical.right_mass)
        return _Overlap((self._i, self._j), BlockSums(lexical.shared(rows, columns)), mass)

    def _lexical(self, bead: BeadType, scale: Floats) -> list[Floats]:
        if self._overlap is None:
            return [self._nothing] * _LEXICAL_FEATURES
        return self._overlap.features(bead, scale)

    def _paragraphs(self, bead: BeadType) -> list[Floats]:
        a, b = bead
        left = self._opens[0].of(self._i - a + 1, 1)
        right = self._opens[1].of(self._j - b + 1, 1)
        inside = self._opens[0].of(self._i, a) + self._opens[1].of(self._j, b) - left - right
        return [inside, left * right, np.abs(left - right)]

    def _kinds_differ(self, bead: BeadType) -> Floats:
        left = self._kinds[0][self._i - bead[0]]
        right = self._kinds[1][self._j - bead[1]]
        return np.asarray(left != right, dtype=np.float32)


class _Overlap:
    """Lexical evidence around a chunk of cells.

    Args:
        cells: rows and columns in the grids, (cells,) int64 each.
        shared: what each pair of segments shares.
        mass: what there is in each segment of the left and of the right.
    """

    def __init__(
        self, cells: tuple[Ints, Ints], shared: BlockSums, mass: tuple[RunSums, RunSums]
    ) -> None:
        self._i, self._j = cells
        self._shared = shared
        self._left, self._right = mass

    def features(self, bead: BeadType, scale: Floats) -> list[Floats]:
        """Return the lexical features of the beads of one type, (cells,) float32 each."""
        a, b = bead
        shared = self._shared.of(self._i, self._j, a, b)
        left, right = self._left.of(self._i, a) + 2, self._right.of(self._j, b) + 2
        overlap = shared / np.sqrt(left * right)
        return [overlap, overlap * scale, shared / 20, self._weakest_coverage(bead)]

    def _weakest_coverage(self, bead: BeadType) -> Floats:
        """Return the lowest share of a segment that the other side knows; 0 for 1-1."""
        a, b = bead
        single = []
        if b > 1:
            single += [self._coverage_on_right(a, k) for k in range(b)]
        if a > 1:
            single += [self._coverage_on_left(b, k) for k in range(a)]
        return np.asarray(np.minimum.reduce(single)) if single else np.zeros_like(self._i, "f4")

    def _coverage_on_right(self, a: int, back: int) -> Floats:
        """Return the share of the segment `back` before the last that a left segments know."""
        j = self._j - back
        return self._shared.of(self._i, j, a, 1) / (self._right.of(j, 1) + 2)

    def _coverage_on_left(self, b: int, back: int) -> Floats:
        i = self._i - back
        return self._shared.of(i, self._j, 1, b) / (self._left.of(i, 1) + 2)
