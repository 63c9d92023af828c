"""From a lattice to beads: the best path and the probability of each step of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.aligning.crf import Lattice, States
from aligner.aligning.features import GapDensity, estimate_density
from aligner.aligning.pair import TYPES

Floats = NDArray[np.float64]


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
        entering = states.total[lattice.before[cell]] + lattice.scores.beads[cell]
        a, b = TYPES[int(entering.argmax())]
        return Step(row - a, a, column - b, b), "any"
    if state == "left":
        above, opening = lattice.above[cell], lattice.scores.left_opens[row - 1]
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

    Source: Rabiner (1989), A Tutorial on Hidden Markov Models, III.A.
    """
    forward, backward = lattice.sweep_forward(np.logaddexp), lattice.sweep_backward()
    scores, rows, columns = lattice.scores, lattice.rows, lattice.columns
    total = float(forward.total[lattice.cells - 1])
    entering = forward.total[lattice.before] + scores.beads
    beads = np.exp(entering + (backward.bead[:-1] - total)[:, None])
    n, m = len(scores.left_gaps), len(scores.right_gaps)
    down = rows > 0
    i, above, at = rows[down] - 1, lattice.above[down], np.flatnonzero(down)
    along = np.flatnonzero(columns > lattice.band.first[rows])
    j, opened = columns[along] - 1, np.logaddexp(forward.bead[along - 1], forward.left[along - 1])
    left_opened = forward.bead[above] + (scores.left_opens + scores.left_gaps)[i]
    right_opened = opened + (scores.right_opens + scores.right_gaps)[j]
    return Posterior(
        total,
        beads,
        _sum_at(i, forward.left[at] + backward.left[at] - total, n),
        _sum_at(j, forward.right[along] + backward.right[along] - total, m),
        _sum_at(i, left_opened + backward.left[at] - total, n),
        _sum_at(j, right_opened + backward.right[along] - total, m),
    )


def _sum_at(places: NDArray[np.int64], logs: Floats, size: int) -> Floats:
    return np.bincount(places, weights=np.exp(logs), minlength=size).astype(np.float64)
