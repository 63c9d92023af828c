"""A semi-Markov conditional random field over the cells of a band.

A path goes from (0, 0) to (n, m) by beads and by gaps. Three states: after a bead, inside a gap
on the left, inside a gap on the right; a gap on the left may be followed by one on the right but
not the reverse, so that every alignment is one path. Opening a run of gaps has its own cost.

Source: Sarawagi & Cohen (2004), Semi-Markov Conditional Random Fields for Information Extraction;
affine gaps after Gotoh (1982).
"""

from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.aligning.band import Band
from aligner.aligning.pair import TYPES, Ints

Floats = NDArray[np.float64]

_NEVER = -1e30


@dataclass(frozen=True, slots=True)
class Scores:
    """Log scores of everything a path can be made of.

    Args:
        beads: (cells, types) float32, the bead of each type that ends in each cell.
        left_gaps: (n,) float64, leaving a left segment without counterpart.
        right_gaps: (m,) float64, the same on the right.
        left_opens: (n,), opening a gap before a left segment; right_opens: (m,).
    """

    beads: NDArray[np.float32]
    left_gaps: Floats
    right_gaps: Floats
    left_opens: Floats
    right_opens: Floats


@dataclass(frozen=True, slots=True)
class States:
    """A value for each cell and state, with one sentinel cell that is never reached.

    bead: after a bead, or at the start; left, right: inside a gap of that side; total: any.
    Each (cells + 1,) float64.
    """

    bead: Floats
    left: Floats
    right: Floats
    total: Floats


class Lattice:
    """All paths through a band under given scores.

    Args:
        band: the cells; n + 1 rows.
        scores: log scores of beads and gaps.
    """

    def __init__(self, band: Band, scores: Scores) -> None:
        self.band = band
        self.scores = scores
        self.starts = band.starts
        self.cells = int(self.starts[-1])
        self.rows = np.repeat(np.arange(len(band.first)), np.diff(self.starts))
        self.columns = np.arange(self.cells) - self.starts[self.rows] + band.first[self.rows]
        down, along = np.array(TYPES).T
        rows, columns = self.rows[:, None], self.columns[:, None]
        self.before = self.find_cells(rows - down, columns - along)
        self.after = self.find_cells(rows + down, columns + along)
        self.above = self.find_cells(self.rows - 1, self.columns)
        self.below = self.find_cells(self.rows + 1, self.columns)

    def rescore(self, scores: Scores) -> "Lattice":
        """Return the same lattice under other scores."""
        other = copy(self)
        other.scores = scores
        return other

    def find_cells(self, rows: Ints, columns: Ints) -> Ints:
        """Return the numbers of the cells at positions; outside the band the sentinel's."""
        inside = (rows >= 0) & (rows < len(self.band.first))
        row = np.where(inside, rows, 0)
        inside &= (columns >= self.band.first[row]) & (columns <= self.band.last[row])
        return np.where(inside, self.starts[row] + columns - self.band.first[row], self.cells)

    def find_cell(self, row: int, column: int) -> int:
        """Return the number of the cell at a position."""
        return int(self.find_cells(np.array(row), np.array(column)))

    def sweep_forward(self, add: np.ufunc) -> States:
        """Combine, with `add`, the scores of all paths from the start to each cell and state.

        Args:
            add: `np.logaddexp` for sums of probabilities, `np.maximum` for the best path.
        """
        states = self._new_states()
        for row in range(len(self.band.first)):
            here = slice(self.starts[row], self.starts[row + 1])
            entering = states.total[self.before[here]] + self.scores.beads[here]
            states.bead[here] = add.reduce(entering, axis=1)
            if row == 0:
                states.bead[0] = 0.0
            else:
                self._enter_left_gap(states, row, here, add)
            self._enter_right_gaps(states, row, here, add)
            either = add(states.bead[here], states.left[here])
            states.total[here] = add(either, states.right[here])
        return states

    def _enter_left_gap(self, states: States, row: int, here: slice, add: np.ufunc) -> None:
        above = self.above[here]
        opened = states.bead[above] + self.scores.left_opens[row - 1]
        states.left[here] = add(opened, states.left[above]) + self.scores.left_gaps[row - 1]

    def _enter_right_gaps(self, states: States, row: int, here: slice, add: np.ufunc) -> None:
        """Take the runs along a row at once: with G the running gap score, R - G only grows."""
        columns = slice(self.band.first[row], self.band.last[row])
        gaps = self.scores.right_gaps[columns]
        running = np.concatenate([[0.0], np.cumsum(gaps)])
        inner = slice(here.start, here.stop - 1)
        opened = add(states.bead[inner], states.left[inner]) + self.scores.right_opens[columns]
        states.right[here.start + 1 : here.stop] = (
            add.accumulate(opened - running[:-1]) + running[1:]
        )

    def sweep_backward(self) -> States:
        """Sum the probabilities of all paths from each cell and state to the end, in logs."""
        add = np.logaddexp
        states = self._new_states()
        last_row = len(self.band.first) - 1
        types = np.arange(len(TYPES))
        beads = np.vstack([self.scores.beads, np.full(len(TYPES), _NEVER)])
        for row in range(last_row, -1, -1):
            here = slice(self.starts[row], self.starts[row + 1])
            after = self.after[here]
            leaving = add.reduce(beads[after, types] + states.bead[after], axis=1)
            if row == last_row:
                leaving[-1] = 0.0
            self._leave_right_gaps(states, row, here, leaving)
            self._leave_left_gap(states, row, here, leaving)
        return states

    def _leave_right_gaps(self, states: States, row: int, here: slice, leaving: Floats) -> None:
        columns = slice(self.band.first[row], self.band.last[row])
        running = np.concatenate([[0.0], np.cumsum(self.scores.right_gaps[columns])])
        ahead = np.logaddexp.accumulate((leaving + running)[::-1])[::-1]
        states.right[here] = ahead - running

    def _leave_left_gap(self, states: States, row: int, here: slice, leaving: Floats) -> None:
        add = np.logaddexp
        columns = slice(self.band.first[row], self.band.last[row])
        into_right = np.full(len(leaving), _NEVER)
        into_right[:-1] = (
            self.scores.right_opens[columns]
            + self.scores.right_gaps[columns]
            + states.right[here.start + 1 : here.stop]
        )
        either = add(leaving, into_right)
        opened = continued = either
        if row < len(self.scores.left_gaps):
            below = states.left[self.below[here]] + self.scores.left_gaps[row]
            continued = add(either, below)
            opened = add(either, below + self.scores.left_opens[row])
        states.left[here] = continued
        states.bead[here] = opened

    def _new_states(self) -> States:
        return States(*(np.full(self.cells + 1, _NEVER) for _ in range(4)))
