"""Cells that are merged over rows: what stands in the first of them is said of all."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from tmx.formats.tables.reading import Row
from tmx.glossary.tabular.planning import find_header
from tmx.losses import LossCounter

_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_MOST_FILLED = 5_000_000
"""Ranges do not overlap in a sound workbook, so that this is more than a sheet has."""

_FILLED = "a cell that is merged over several rows is read in each of them"


def fill_merged(rows: Sequence[Row], ranges: Iterable[str], losses: LossCounter) -> list[Row]:
    """Give the rows below the header the cells that are merged from above into them.

    A cell that is merged over columns stays in the first of them.

    Args:
        rows: of a sheet.
        ranges: that are merged, such as "A2:A3".
        losses: told of each cell that stands in several rows.
    """
    found = find_header(rows)
    if found is None:
        return list(rows)
    cells = [[*row.cells] for row in rows]
    numbers = [row.number for row in rows]
    budget = _MOST_FILLED
    for column, first, last in _read_ranges(ranges):
        start, end = bisect_left(numbers, first), bisect_right(numbers, last)
        if start <= found or end - start < 2 or numbers[start] != first:
            continue
        budget -= end - start
        text = "".join(cells[start][column : column + 1])
        for index in range(start + 1, end) if text and budget > 0 else ():
            _put(cells[index], column, text)
            losses.add(_FILLED, f"row {numbers[index]}")
    return [Row(row.number, each) for row, each in zip(rows, cells, strict=True)]


def _read_ranges(ranges: Iterable[str]) -> Iterator[tuple[int, int, int]]:
    """Give the column, from 0, and the first and last row of the ranges over several rows."""
    for each in ranges:
        match = _RANGE.fullmatch(each)
        if match and int(match[2]) < int(match[4]):
            column = 0
            for letter in match[1]:
                column = 26 * column + ord(letter) - 64
            yield column - 1, int(match[2]), int(match[4])


def _put(cells: list[str], column: int, text: str) -> None:
    """Put a text where a row has none."""
    cells += [""] * (column + 1 - len(cells))
    cells[column] = cells[column] or text
