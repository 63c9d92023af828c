"""Sums over runs and rectangles of segments, looked up for a rectangle of cells at once."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.aligning.pair import Floats, Ints


class RunSums:
    """Sums over runs of one side, from running totals.

    Args:
        values: (n,), one a segment.
    """

    def __init__(self, values: NDArray[Any]) -> None:
        self._totals = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])

    def of(self, stops: Ints, length: int) -> Floats:
        """Return the sums of the `length` values before each stop, float32, shaped as stops."""
        return np.asarray(self._totals[stops] - self._totals[stops - length], dtype=np.float32)


class BlockSums:
    """Sums over rectangles of a grid, from running totals on both axes.

    Args:
        grid: (n, m) float32.
    """

    def __init__(self, grid: Floats) -> None:
        self._totals = np.zeros((grid.shape[0] + 1, grid.shape[1] + 1))
        self._totals[1:, 1:] = grid.cumsum(axis=0, dtype=np.float64).cumsum(axis=1)

    def of(self, rows: slice, columns: slice, a: int, b: int) -> Floats:
        """Return the sums of the a × b values before each cell of a rectangle.

        Args:
            rows, columns: of the cells, with both ends; no smaller than a and b.
            a, b: height and width of what is summed.

        Returns:
            (rows, columns) float32.
        """
        t = self._totals
        above, beside = move(rows, -a), move(columns, -b)
        sums = t[rows, columns] - t[above, columns]
        sums -= t[rows, beside]
        sums += t[above, beside]
        return sums.astype(np.float32)


def move(places: slice, by: int) -> slice:
    """Return a slice with both ends moved.

    >>> move(slice(3, 5), -1)
    slice(2, 4, None)
    """
    return slice(places.start + by, places.stop + by)


def cut_window(values: NDArray[Any], start: int, length: int) -> NDArray[Any]:
    """Return values[start:start + length] along the first axis, zeros beyond both ends.

    >>> cut_window(np.array([1, 2, 3]), -2, 4).tolist()
    [0, 0, 1, 2]
    """
    inside = values[max(start, 0) : max(start + length, 0)]
    before = min(max(-start, 0), length)
    after = length - before - len(inside)
    return np.pad(inside, [(before, after)] + [(0, 0)] * (values.ndim - 1))
