"""A semi-Markov conditional random field over the cells of a band.

A path goes from (0, 0) to (n, m) by beads and by gaps. Three states: after a bead, inside a gap
on the left, inside a gap on the right; a gap on the left may be followed by one on the right but
not the reverse, so that every alignment is one path. Opening a run of gaps has its own cost.

Source: Sarawagi & Cohen (2004), Semi-Markov Conditional Random Fields for Information Extraction;
affine gaps after Gotoh (1982).
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from aligner.aligning.band import Band
from aligner.aligning.pair import TYPES, Ints

Floats = NDArray[np.float64]

_NEVER = -1e30
_ROWS_AT_ONCE = 128
DOWN, ALONG = np.array(TYPES).T


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

    def flatten(self, temperature: float) -> "Scores":
        """Return all scores divided by a temperature: over 1, every path is less sure."""
        return Scores(*(getattr(self, each.name) / temperature for each in fields(self)))


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


@dataclass(frozen=True, slots=True)
class _Rows:
    """Some rows of a lattice and the neighbours of their cells, in the direction of a sweep.

    Neighbours are kept for so many rows alone: for all they would be most of the memory.

    Args:
        rows: row numbers.
        offset: number of the first cell.
        beads: (k, types) int64, the cell at the other end of the bead of each type.
        scores: (k, types) float32, of these beads.
        gaps: (k,) int64, the cell one row on or back in the same column.
    """

    rows: range
    offset: int
    beads: Ints
    scores: NDArray[np.float32]
    gaps: Ints

    def part(self, here: slice) -> tuple[Ints, NDArray[np.float32], Ints]:
        """Return what is known of the cells of one row."""
        cells = slice(here.start - self.offset, here.stop - self.offset)
        return self.beads[cells], self.scores[cells], self.gaps[cells]


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

    def find_cells(self, rows: Ints, columns: Ints) -> Ints:
        """Return the numbers of the cells at positions; outside the band the sentinel's."""
        inside = (rows >= 0) & (rows < len(self.band.first))
        row = np.where(inside, rows, 0)
        inside &= (columns >= self.band.first[row]) & (columns <= self.band.last[row])
        return np.where(inside, self.starts[row] + columns - self.band.first[row], self.cells)

    def find_cell(self, row: int, column: int) -> int:
        """Return the number of the cell at a position."""
        return int(self.find_cells(np.array(row), np.array(column)))

    def find_above(self, cells: slice | Ints) -> Ints:
        """Return the numbers of the cells one row up in the same column."""
        return self.find_cells(self.rows[cells] - 1, self.columns[cells])

    def sweep_forward(self, add: np.ufunc) -> States:
        """Combine, with `add`, the scores of all paths from the start to each cell and state.

        Args:
            add: `np.logaddexp` for sums of probabilities, `np.maximum` for the best path.
        """
        states = self._new_states()
        for rows in map(self._look_back, self._cut_rows()):
            for row in rows.rows:
                here = slice(self.starts[row], self.starts[row + 1])
                before, scores, above = rows.part(here)
                states.bead[here] = _combine(states.total.take(before) + scores, add)
                if row == 0:
                    states.bead[0] = 0.0
                else:
                    self._enter_left_gap(states, row, (here, above), add)
                self._enter_right_gaps(states, row, here, add)
                either = add(states.bead[here], states.left[here])
                add(either, states.right[here], out=states.total[here])
        return states

    def _enter_left_gap(
        self, states: States, row: int, cells: tuple[slice, Ints], add: np.ufunc
    ) -> None:
        here, above = cells
        opened = states.bead.take(above) + self.scores.left_opens[row - 1]
        states.left[here] = add(opened, states.left.take(above)) + self.scores.left_gaps[row - 1]

    def _enter_right_gaps(self, states: States, row: int, here: slice, add: np.ufunc) -> None:
        """Take the runs along a row at once: with G the running gap score, R - G only grows."""
        columns = slice(self.band.first[row], self.band.last[row])
        gaps = self.scores.right_gaps[columns]
        running = np.cumsum(gaps)
        inner = slice(here.start, here.stop - 1)
        opened = add(states.bead[inner], states.left[inner]) + self.scores.right_opens[columns]
        opened -= running - gaps
        states.right[here.start + 1 : here.stop] = add.accumulate(opened) + running

    def sweep_backward(self) -> States:
        """Sum the probabilities of all paths from each cell and state to the end, in logs."""
        states = self._new_states()
        last_row = len(self.band.first) - 1
        for rows in map(self._look_ahead, reversed(self._cut_rows())):
            for row in reversed(rows.rows):
                here = slice(self.starts[row], self.starts[row + 1])
                after, scores, below = rows.part(here)
                leaving = _combine(states.bead.take(after) + scores, np.logaddexp)
                if row == last_row:
                    leaving[-1] = 0.0
                self._leave_right_gaps(states, row, here, leaving)
                self._leave_left_gap(states, row, (here, below), leaving)
        return states

    def _leave_right_gaps(self, states: States, row: int, here: slice, leaving: Floats) -> None:
        columns = slice(self.band.first[row], self.band.last[row])
        running = np.zeros(len(leaving))
        np.cumsum(self.scores.right_gaps[columns], out=running[1:])
        ahead = np.logaddexp.accumulate((leaving + running)[::-1])[::-1]
        np.subtract(ahead, running, out=states.right[here])

    def _leave_left_gap(
        self, states: States, row: int, cells: tuple[slice, Ints], leaving: Floats
    ) -> None:
        here, below_cells = cells
        columns = slice(self.band.first[row], self.band.last[row])
        into_right = np.full(len(leaving), _NEVER)
        into_right[:-1] = (
            self.scores.right_opens[columns]
            + self.scores.right_gaps[columns]
            + states.right[here.start + 1 : here.stop]
        )
        either = np.logaddexp(leaving, into_right)
        opened = continued = either
        if row < len(self.scores.left_gaps):
            below = states.left.take(below_cells) + self.scores.left_gaps[row]
            continued = np.logaddexp(either, below)
            opened = np.logaddexp(either, below + self.scores.left_opens[row])
        states.left[here] = continued
        states.bead[here] = opened

    def _cut_rows(self) -> list[range]:
        count = len(self.band.first)
        return [range(at, min(at + _ROWS_AT_ONCE, count)) for at in range(0, count, _ROWS_AT_ONCE)]

    def _look_back(self, rows: range) -> _Rows:
        cells = slice(self.starts[rows.start], self.starts[rows.stop])
        row, column = self.rows[cells, None], self.columns[cells, None]
        before = self.find_cells(row - DOWN, column - ALONG)
        return _Rows(
            rows, int(cells.start), before, self.scores.beads[cells], self.find_above(cells)
        )

    def _look_ahead(self, rows: range) -> _Rows:
        cells = slice(self.starts[rows.start], self.starts[rows.stop])
        row, column = self.rows[cells, None], self.columns[cells, None]
        after = self.find_cells(row + DOWN, column + ALONG)
        # Where there is no cell, the state of the sentinel rules a bead out, whatever its score.
        scores = self.scores.beads[np.minimum(after, self.cells - 1), np.arange(len(TYPES))]
        below = self.find_cells(row[:, 0] + 1, column[:, 0])
        return _Rows(rows, int(cells.start), after, scores, below)

    def _new_states(self) -> States:
        return States(*(np.full(self.cells + 1, _NEVER) for _ in range(4)))


def _combine(scores: Floats, add: np.ufunc) -> Floats:
    """Reduce the last axis by `add`; sums of exponentials at once are faster than pair by pair."""
    top = scores.max(axis=1)
    if add is np.maximum:
        return np.asarray(top)
    scores -= top[:, None]
    np.exp(scores, out=scores)
    return np.asarray(np.log(scores.sum(axis=1)) + top)
