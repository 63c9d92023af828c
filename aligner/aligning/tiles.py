"""The band cut into rectangles, so that what is computed for cells are slices of grids."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.aligning.band import Band
from aligner.aligning.pair import Ints

_ROWS = 48
_COLUMNS = 512
_AREA = 4096
"""A tile of less is cheap, however little of it is in the band."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A rectangle of positions, some or all of them cells of the band.

    Args:
        rows, columns: the positions.
        inside: (rows, columns) bool, which of them are cells.
        cells: (k,) int64, the numbers of these, row by row.
    """

    rows: range
    columns: range
    inside: NDArray[np.bool_]
    cells: Ints


def iterate_tiles(band: Band) -> Iterator[Tile]:
    """Cut the band into tiles; each of its cells is in one."""
    starts = band.starts[:-1]
    for rows in _iterate_rows(band):
        here = slice(rows.start, rows.stop)
        first, last = band.first[here][:, None], band.last[here][:, None]
        for start in range(int(first[0, 0]), int(last[-1, 0]) + 1, _COLUMNS):
            columns = range(start, min(start + _COLUMNS, int(last[-1, 0]) + 1))
            places = np.arange(columns.start, columns.stop)
            inside = (places >= first) & (places <= last)
            numbers = starts[here][:, None] + places - first
            if inside.any():
                yield Tile(rows, columns, inside, numbers[inside])


def _iterate_rows(band: Band) -> Iterator[range]:
    """Take rows together as long as the rectangle around them is small or mostly band."""
    start, cells = 0, 0
    for row in range(len(band.first)):
        cells += int(band.last[row] - band.first[row]) + 1
        area = (row + 1 - start) * (int(band.last[row] - band.first[start]) + 1)
        if row > start and (row - start >= _ROWS or area > max(2 * cells, _AREA)):
            yield range(start, row)
            start, cells = row, int(band.last[row] - band.first[row]) + 1
    yield range(start, len(band.first))
