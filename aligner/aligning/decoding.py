"""From a lattice to beads: the best path and the probability of each step of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.aligning.crf import ALONG, DOWN, Lattice, States
from aligner.aligning.features import GapDensity, estimate_density
from aligner.aligning.pair import TYPES, Ints

Floats = NDArray[np.float64]

_CELLS_AT_ONCE = 65_536


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: left segments i … i + a - 1, right segments j … j + b - 1."""

    i: int
    a: int
    j: int
    b: int


@dataclass(frozen=True, slots=True)
class Posterior:
    """Probabilities under a lattice.

    Args:
        total: log of the sum over all paths.
        beads: (cells, types) float64.
        left_gaps, right_gaps: (n,), (m,) float64, that a segment has no counterpart.
        left_opens, right_opens: (n,), (m,) float64, that a run of gaps starts with it.
    """

    total: float
    beads: Floats
    left_gaps: Floats
    right_gaps: Floats
    left_opens: Floats
    right_opens: Floats

    def densities(self) -> tuple[GapDensity, GapDensity]:
        """Estimate the density of gaps in the left and in the right text."""
        return (
            estimate_density(self.left_gaps, self.left_opens),
            estimate_density(self.right_gaps, self.right_opens),
        )


def find_best_path(lattice: Lattice) -> list[Step]:
    """Find the likeliest alignment.

    Source: Viterbi (1967); the way back recomputes what each step could come from.
    """
    states = lattice.sweep_forward(np.maximum)
    row, column = len(lattice.band.first) - 1, int(lattice.band.last[-1])
    path: list[Step] = []
    state = "any"
    while row or column:
        step, state = _step_back(lattice, states, row, column, state)
        path.append(step)
        row, column = step.i, step.j
    return path[::-1]


def _step_back(
    lattice: Lattice, states: States, row: int, column: int, state: str
) -> tuple[Step, str]:
    """One step of the way back: what led to a cell in a state, and the state before it."""
    cell = lattice.find_cell(row, column)
    if state == "any":
        state = _likeliest(bead=states.bead[cell], left=states.left[cell], right=states.right[cell])
    if state == "bead":
        before = lattice.find_cells(row - DOWN, column - ALONG)
        entering = states.total[before] + lattice.scores.beads[cell]
        a, b = TYPES[int(entering.argmax())]
        return Step(row - a, a, column - b, b), "any"
    if state == "left":
        above, opening = lattice.find_cell(row - 1, column), lattice.scores.left_opens[row - 1]
        origin = _likeliest(bead=states.bead[above] + opening, left=states.left[above])
        return Step(row - 1, 1, column, 0), origin
    opening = lattice.scores.right_opens[column - 1]
    origin = _likeliest(
        bead=states.bead[cell - 1] + opening,
        left=states.left[cell - 1] + opening,
        right=states.right[cell - 1],
    )
    return Step(row, 0, column - 1, 1), origin


def _likeliest(**scores: float) -> str:
    return max(scores, key=lambda state: scores[state])


def measure(lattice: Lattice) -> Posterior:
    """Compute the probability of every bead and gap by forward–backward.

    For training: the beads take 250 B a cell.
    """
    sums = _sum_paths(lattice)
    rows, columns = lattice.rows[:, None], lattice.columns[:, None]
    before = lattice.find_cells(rows - DOWN, columns - ALONG)
    entering = sums.forward.total[before] + lattice.scores.beads
    beads = np.exp(entering + (sums.backward.bead[:-1] - sums.total)[:, None])
    return Posterior(sums.total, beads, *_measure_gaps(lattice, sums))


def estimate_densities(lattice: Lattice) -> tuple[GapDensity, GapDensity]:
    """Estimate the density of gaps in the left and in the right text."""
    gaps = _measure_gaps(lattice, _sum_paths(lattice))
    return estimate_density(gaps[0], gaps[2]), estimate_density(gaps[1], gaps[3])


def measure_path(lattice: Lattice, path: Sequence[Step]) -> list[float]:
    """Compute the probability of each step of a path; that of a gap is of its segment's."""
    sums = _sum_paths(lattice)
    left, right, _, _ = _measure_gaps(lattice, sums)
    chances = []
    for step in path:
        if not step.b:
            chances.append(left[step.i])
        elif not step.a:
            chances.append(right[step.j])
        else:
            chances.append(_measure_bead(lattice, sums, step))
    return [min(max(float(chance), 0.0), 1.0) for chance in chances]


def _measure_bead(lattice: Lattice, sums: "_Sums", bead: Step) -> float:
    before = lattice.find_cell(bead.i, bead.j)
    after = lattice.find_cell(bead.i + bead.a, bead.j + bead.b)
    score = lattice.scores.beads[after, TYPES.index((bead.a, bead.b))]
    log = sums.forward.total[before] + score + sums.backward.bead[after] - sums.total
    return float(np.exp(log))


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums over all paths, in logs: up to each cell, from each cell, and in all."""

    forward: States
    backward: States
    total: float


def _sum_paths(lattice: Lattice) -> _Sums:
    """Sum up by forward–backward.

    Source: Rabiner (1989), A Tutorial on Hidden Markov Models, III.A.
    """
    forward, backward = lattice.sweep_forward(np.logaddexp), lattice.sweep_backward()
    return _Sums(forward, backward, float(forward.total[lattice.cells - 1]))


def _measure_gaps(lattice: Lattice, sums: _Sums) -> tuple[Floats, Floats, Floats, Floats]:
    """Probabilities that left and right segments are gaps, and that they open runs of them."""
    n, m = len(lattice.scores.left_gaps), len(lattice.scores.right_gaps)
    chances = np.zeros(n), np.zeros(m), np.zeros(n), np.zeros(m)
    for start in range(0, lattice.cells, _CELLS_AT_ONCE):
        cells = np.arange(start, min(start + _CELLS_AT_ONCE, lattice.cells))
        down = cells[lattice.rows[cells] > 0]
        _add_left_gaps(lattice, sums, down, (chances[0], chances[2]))
        along = cells[lattice.columns[cells] > lattice.band.first[lattice.rows[cells]]]
        _add_right_gaps(lattice, sums, along, (chances[1], chances[3]))
    return chances


def _add_left_gaps(
    lattice: Lattice, sums: _Sums, cells: Ints, chances: tuple[Floats, Floats]
) -> None:
    """Add the chances of the gaps that end in some cells, all and those that open a run."""
    forward, scores = sums.forward, lattice.scores
    i, ending = lattice.rows[cells] - 1, sums.backward.left[cells] - sums.total
    opened = forward.bead[lattice.find_above(cells)] + (scores.left_opens + scores.left_gaps)[i]
    _add_at(i, forward.left[cells] + ending, chances[0])
    _add_at(i, opened + ending, chances[1])


def _add_right_gaps(
    lattice: Lattice, sums: _Sums, cells: Ints, chances: tuple[Floats, Floats]
) -> None:
    forward, scores = sums.forward, lattice.scores
    j, ending = lattice.columns[cells] - 1, sums.backward.right[cells] - sums.total
    before = np.logaddexp(forward.bead[cells - 1], forward.left[cells - 1])
    _add_at(j, forward.right[cells] + ending, chances[0])
    _add_at(j, before + (scores.right_opens + scores.right_gaps)[j] + ending, chances[1])


def _add_at(places: Ints, logs: Floats, chances: Floats) -> None:
    chances += np.bincount(places, weights=np.exp(logs), minlength=len(chances))
