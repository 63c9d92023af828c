"""Forward–backward over the candidates that training keeps, compiled by numba.

The recursion is that of `aligner.aligning.crf`, over the few beads that a text leaves in doubt
instead of all that its band allows, cell by cell. Only training needs it: the aligner itself has
all candidates and no compiler.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_NEVER = -1e30
_RULED_OUT = -1e29
_NEGLIGIBLE = 40.0
"""Of two numbers so far apart in logs, a float64 sum holds only the larger."""
_BEAD, _LEFT, _RIGHT, _ANY = range(4)

# Sweeps release the interpreter, so that examples are swept in threads.
_compiled: Callable[..., Any] = njit(cache=True, nogil=True)


# numba takes tuples, not dataclasses.
class Graph(NamedTuple):
    """Cells of a band, row by row, and some of the beads between them.

    Args:
        rows, columns: (cells,) int64, of each cell.
        above: (cells,) int64, the cell one row up in the same column; -1 if it is not here.
        starts: (cells + 1,) int64, number of the first bead that ends in each cell.
        origins: (beads,) int64, the cell that each bead begins in.
    """

    rows: Ints
    columns: Ints
    above: Ints
    starts: Ints
    origins: Ints


class LogScores(NamedTuple):
    """Log scores, all float64; see `aligner.aligning.crf.Scores`.

    Args:
        beads: (beads,), in the order of the graph.
        left_gaps, right_gaps: (n,) and (m,).
        left_opens, right_opens: (n,) and (m,).
    """

    beads: Floats
    left_gaps: Floats
    right_gaps: Floats
    left_opens: Floats
    right_opens: Floats


class Chances(NamedTuple):
    """Probabilities of beads, of gaps, and of runs of gaps that start; shaped as `LogScores`."""

    beads: Floats
    left_gaps: Floats
    right_gaps: Floats
    left_opens: Floats
    right_opens: Floats


class Sums(NamedTuple):
    """Sums over the paths up to each cell and from it on, by state, the latter less the total.

    forward, backward: (cells, 4) float64, logs.
    """

    forward: Floats
    backward: Floats


@_compiled
def sum_paths(graph: Graph, scores: LogScores) -> tuple[float, Chances]:
    """Sum up all paths through a graph.

    Args:
        graph: the cells and the beads.
        scores: of the beads and the gaps.

    Returns:
        The log of the sum over all paths, and the probability of everything they are made of.

    Source: Rabiner (1989), A Tutorial on Hidden Markov Models, III.A.
    """
    forward = _sweep_forward(graph, scores)
    backward = _sweep_backward(graph, scores)
    total = forward[len(graph.rows) - 1, _ANY]
    return total, _measure(graph, scores, Sums(forward, backward - total))


@_compiled
def _add(a: float, b: float) -> float:
    """Add two numbers given by their logs."""
    if a < b:
        a, b = b, a
    if b < _RULED_OUT or a - b > _NEGLIGIBLE:
        return a
    return a + np.log(1.0 + np.exp(b - a))


@_compiled
def _exp(log: float) -> float:
    """Return a probability given by its log, zero where it is negligible: most are."""
    return np.exp(log) if log > -_NEGLIGIBLE else 0.0


@_compiled
def _sweep_forward(graph: Graph, scores: LogScores) -> Floats:
    """Sum up the paths from the start to each cell in each state; (cells, 4), logs."""
    states = np.full((len(graph.rows), 4), _NEVER)
    for cell in range(len(graph.rows)):
        states[cell, _BEAD] = _enter_by_bead(graph, scores, states, cell) if cell else 0.0
        above = graph.above[cell]
        if above >= 0:
            i = graph.rows[cell] - 1
            opened = states[above, _BEAD] + scores.left_opens[i]
            states[cell, _LEFT] = _add(opened, states[above, _LEFT]) + scores.left_gaps[i]
        if _has_before(graph, cell):
            j = graph.columns[cell] - 1
            opened = _add(states[cell - 1, _BEAD], states[cell - 1, _LEFT]) + scores.right_opens[j]
            states[cell, _RIGHT] = _add(opened, states[cell - 1, _RIGHT]) + scores.right_gaps[j]
        either = _add(states[cell, _BEAD], states[cell, _LEFT])
        states[cell, _ANY] = _add(either, states[cell, _RIGHT])
    return states


@_compiled
def _has_before(graph: Graph, cell: int) -> bool:
    """Whether the graph has the cell to the left of a cell."""
    if not cell or graph.rows[cell - 1] != graph.rows[cell]:
        return False
    return graph.columns[cell - 1] + 1 == graph.columns[cell]


@_compiled
def _enter_by_bead(graph: Graph, scores: LogScores, states: Floats, cell: int) -> float:
    """Sum up the paths whose last step is a bead that ends in a cell."""
    total = _NEVER
    for bead in range(graph.starts[cell], graph.starts[cell + 1]):
        total = _add(total, states[graph.origins[bead], _ANY] + scores.beads[bead])
    return total


@_compiled
def _sweep_backward(graph: Graph, scores: LogScores) -> Floats:
    """Sum up the paths from each cell in each state to the end; (cells, 4), logs.

    The last column holds the paths that go on by a bead.
    """
    count = len(graph.rows)
    states = np.full((count, 4), _NEVER)
    states[count - 1, _ANY] = 0.0
    below = _find_below(graph)
    for cell in range(count - 1, -1, -1):
        leaving = states[cell, _ANY]
        either = states[cell, _RIGHT] = leaving
        if cell + 1 < count and _has_before(graph, cell + 1):
            j = graph.columns[cell]
            along = states[cell + 1, _RIGHT] + scores.right_gaps[j]
            states[cell, _RIGHT] = _add(leaving, along)
            either = _add(leaving, along + scores.right_opens[j])
        states[cell, _LEFT] = states[cell, _BEAD] = either
        if below[cell] >= 0:
            i = graph.rows[cell]
            down = states[below[cell], _LEFT] + scores.left_gaps[i]
            states[cell, _LEFT] = _add(either, down)
            states[cell, _BEAD] = _add(either, down + scores.left_opens[i])
        _leave_by_beads(graph, scores, states, cell)
    return states


@_compiled
def _find_below(graph: Graph) -> Ints:
    """Return the cell one row down in the same column of each cell, -1 if it is not here."""
    below = np.full(len(graph.rows), -1, dtype=np.int64)
    for cell in range(len(graph.rows)):
        if graph.above[cell] >= 0:
            below[graph.above[cell]] = cell
    return below


@_compiled
def _leave_by_beads(graph: Graph, scores: LogScores, states: Floats, cell: int) -> None:
    """Add the paths on from a cell to those of the cells that its beads begin in."""
    for bead in range(graph.starts[cell], graph.starts[cell + 1]):
        origin = graph.origins[bead]
        entering = states[cell, _BEAD] + scores.beads[bead]
        states[origin, _ANY] = _add(states[origin, _ANY], entering)


@_compiled
def _measure(graph: Graph, scores: LogScores, sums: Sums) -> Chances:
    """Turn sums into probabilities."""
    chances = Chances(
        np.zeros(len(graph.origins)),
        np.zeros(len(scores.left_gaps)),
        np.zeros(len(scores.right_gaps)),
        np.zeros(len(scores.left_gaps)),
        np.zeros(len(scores.right_gaps)),
    )
    for cell in range(len(graph.rows)):
        for bead in range(graph.starts[cell], graph.starts[cell + 1]):
            before = sums.forward[graph.origins[bead], _ANY] + scores.beads[bead]
            chances.beads[bead] = _exp(before + sums.backward[cell, _BEAD])
        if graph.above[cell] >= 0:
            _measure_left_gap(graph, scores, cell, sums, chances)
        if _has_before(graph, cell):
            _measure_right_gap(graph, scores, cell, sums, chances)
    return chances


@_compiled
def _measure_left_gap(
    graph: Graph, scores: LogScores, cell: int, sums: Sums, chances: Chances
) -> None:
    forward, backward = sums
    i, ending = graph.rows[cell] - 1, backward[cell, _LEFT]
    before = forward[graph.above[cell], _BEAD] + scores.left_opens[i] + scores.left_gaps[i]
    chances.left_gaps[i] += _exp(forward[cell, _LEFT] + ending)
    chances.left_opens[i] += _exp(before + ending)


@_compiled
def _measure_right_gap(
    graph: Graph, scores: LogScores, cell: int, sums: Sums, chances: Chances
) -> None:
    forward, backward = sums
    j, ending = graph.columns[cell] - 1, backward[cell, _RIGHT]
    before = _add(forward[cell - 1, _BEAD], forward[cell - 1, _LEFT])
    chances.right_gaps[j] += _exp(forward[cell, _RIGHT] + ending)
    chances.right_opens[j] += _exp(before + scores.right_opens[j] + scores.right_gaps[j] + ending)
