"""The rows of a page → its columns, in the order in which they are read.

A gutter is a strip that no line crosses, with lines on both sides. The rows that one gutter
divides are a band; bands, and the rows between them that run over the whole width, are read from
the top down, and within a band the left column before the right.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from aligner.reading.formats.pdf.lines import cut_line, group_rows, merge_row
from aligner.reading.formats.pdf.records import Column, Line, Row
from aligner.reading.formats.pdf.tables import pair_cells

_CELLS = 240
"""Into so many strips the width of the text is divided."""
_NARROW, _WIDE = 0.75, 1.2
"""Width of the narrowest gutter, and of one that few lines are enough for, in sizes of the font."""
_NARROW_BILINGUAL = 0.35
"""The cells of a table of two languages may be nearer to each other."""
_LEAST_LINES, _MANY_LINES = 3, 6
"""So many lines stand on either side of a gutter, and of a narrow one."""
_SAME_EDGE = 0.5
"""Share of the lines of the right column that begin at one place."""
_LEAST_WIDTH = 6.0
"""Width of the narrowest column, in sizes of the font: labels and figures are no column."""
_DEEPEST = 3
_SAME_PLACE = 4.0
_CANDIDATES = 12
# A page of more rows is none of a text; looking for gutters there would only take time.
_MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows from start to stop that the strip from left to right divides."""

    start: int
    stop: int
    left: float
    right: float


def find_columns(
    rows: Sequence[Row], *, region: int = 0, table: float | None = None
) -> tuple[Column, ...]:
    """Find the columns of a page.

    Args:
        rows: from top to bottom.
        region: number of the first region.
        table: where the right column of a table begins that the page before ends in, in points:
            a line on either side is enough for it to go on.

    Returns:
        The columns in reading order; the lines of each from top to bottom.
    """
    finder = _Finder(table)
    return tuple(_number(finder.walk(rows, _DEEPEST if len(rows) <= _MOST_ROWS else 0), region))


def _number(found: Iterator[tuple[Column, ...]], region: int) -> Iterator[Column]:
    for number, columns in enumerate(found, start=region):
        for column in columns:
            yield Column(column.lines, column.cells, number)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Divides a page; holds where the table of the page before is divided, if it ends in one."""

    table: float | None

    def walk(self, rows: Sequence[Row], depth: int) -> Iterator[tuple[Column, ...]]:
        """Yield the columns of each region: one, or the two of a table."""
        if not rows:
            return
        bands = self._find_bands(rows) if depth else []
        done = 0
        for band in bands:
            yield from self.walk(rows[done : band.start], depth - 1)
            yield from self._read_band(rows[band.start : band.stop], band, depth)
            done = band.stop
        if bands:
            yield from self.walk(rows[done:], depth - 1)
        else:
            yield (Column(tuple(merge_row(row) for row in rows)),)

    def _read_band(
        self, rows: Sequence[Row], band: _Band, depth: int
    ) -> Iterator[tuple[Column, ...]]:
        pieces = [part for row in rows for line in row for part in _cut(line, band.right)]
        sides = [
            group_rows(line for line in pieces if (line.left < band.right - 1) is is_left)
            for is_left in (True, False)
        ]
        left, right = (tuple(merge_row(row) for row in side) for side in sides)
        cells = pair_cells(left, right, goes_on=self._goes_on(band.right))
        if cells:
            yield Column(left, cells[0]), Column(right, cells[1])
            return
        for side in sides:
            yield from self.walk(side, depth - 1)

    def _goes_on(self, right: float) -> bool:
        return self.table is not None and abs(self.table - right) < _SAME_PLACE

    def _find_bands(self, rows: Sequence[Row]) -> list[_Band]:
        """Find the bands of the gutter that divides most lines; none if there is no gutter."""
        best: list[_Band] = []
        most = 0
        for left, right in _find_strips(rows):
            bands, count = self._divide(rows, left, right)
            if count > most:
                best, most = bands, count
        return best

    def _divide(self, rows: Sequence[Row], left: float, right: float) -> tuple[list[_Band], int]:
        """Find the bands of a strip, and how many rows the less full sides have together."""
        middle = (left + right) / 2
        bands, total, position = [], 0, 0
        for crosses, group in groupby(rows, key=lambda row: _crosses(row, middle, right)):
            stop = position + len(list(group))
            if not crosses:
                goes_on = self._goes_on(right)
                band = _measure(rows, _Band(position, stop, left, right), goes_on=goes_on)
                if band:
                    bands.append(band)
                    total += _count_divided(rows[band.start : band.stop], middle)
            position = stop
        return bands, total


def _cut(line: Line, x: float) -> tuple[Line, ...]:
    """Cut a line where a cell in one script begins right behind one in the other."""
    if not line.left < x - 1 < line.right:
        return (line,)
    parts = cut_line(line, x)
    is_bilingual = len(parts) == 2 and parts[0].has_han != parts[1].has_han
    return parts if is_bilingual else (line,)


def _find_strips(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Find the strips that fewest lines cross."""
    lines = [line for row in rows for line in row]
    start, stop = min(line.left for line in lines), max(line.right for line in lines)
    unit = (stop - start) / _CELLS
    if unit <= 0:
        return []
    changes = [0] * (_CELLS + 2)
    for line in lines:
        changes[int((line.left - start) / unit)] += 1
        changes[min(_CELLS, int((line.right - start) / unit)) + 1] -= 1
    valleys = _find_valleys(list(accumulate(changes))[:_CELLS], len(rows) // 2)
    return [(start + unit * first, start + unit * last) for first, last in valleys]


def _find_valleys(counts: Sequence[int], highest: int) -> list[tuple[int, int]]:
    """Find the stretches with the smallest numbers, one for each valley, as (start, stop).

    Args:
        counts: how many lines cross each strip.
        highest: a valley may be as high as this: a title or two may cross a gutter.
    """
    found: list[tuple[int, int]] = []
    for level in sorted(set(counts)):
        if level > highest or len(found) >= _CANDIDATES:
            break
        runs = sorted(_find_runs(counts, level), key=lambda run: run[0] - run[1])
        found += [
            (first, last)
            for first, last in runs
            if first > 0 and last < len(counts) and not any(first <= a < last for a, _ in found)
        ]
    return found[:_CANDIDATES]


def _find_runs(counts: Sequence[int], level: int) -> Iterator[tuple[int, int]]:
    """Find the stretches of numbers of at most a level, as (start, stop)."""
    position = 0
    for is_low, group in groupby(counts, key=lambda count: count <= level):
        length = len(list(group))
        if is_low:
            yield position, position + length
        position += length


def _crosses(row: Row, middle: float, right: float) -> bool:
    return any(line.left < middle < line.right and len(_cut(line, right)) == 1 for line in row)


def _count_divided(rows: Sequence[Row], middle: float) -> int:
    left = sum(row[0].right <= middle for row in rows)
    right = sum(row[-1].left >= middle for row in rows)
    return min(left, right)


def _measure(rows: Sequence[Row], band: _Band, *, goes_on: bool) -> _Band | None:
    """Return a band with the gutter that its own lines leave; None if it holds no two columns."""
    band = _trim(rows, band)
    middle = (band.left + band.right) / 2
    divided = rows[band.start : band.stop]
    left = _span([[line for line in row if line.right <= middle] for row in divided])
    right = _span([[line for line in row if line.left >= middle] for row in divided])
    if min(len(left), len(right)) < (1 if goes_on else _LEAST_LINES):
        return None
    edges = max(span.right for span in left), min(span.left for span in right)
    size = sorted(span.size for span in (*left, *right))[(len(left) + len(right)) // 2]
    if goes_on and _is_bilingual(left, right):
        return _Band(band.start, band.stop, *edges)
    if not _is_gutter((edges[1] - edges[0]) / size, left, right) or not _stand_beside(left, right):
        return None
    if min(map(_typical_width, (left, right))) < _LEAST_WIDTH * size:
        return None
    return _Band(band.start, band.stop, *edges)


def _span(sides: Sequence[Sequence[Line]]) -> list[Line]:
    """Make one line of what each row has on one side, as far as its edges go."""
    return [
        replace(
            side[0], right=max(line.right for line in side), text=" ".join(x.text for x in side)
        )
        for side in sides
        if side
    ]


def _is_gutter(width: float, left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether a gap divides columns, and is none that the words of some lines leave by chance.

    Args:
        width: of the gap, in sizes of the font.
        left, right: the lines of either side.
    """
    if _is_bilingual(left, right) and width >= _NARROW_BILINGUAL:
        return True
    few = min(len(left), len(right)) < _MANY_LINES
    edges = Counter(round(line.left) for line in right)
    near = max(edges[x - 1] + edges[x] + edges[x + 1] for x in list(edges))
    return width >= (_WIDE if few else _NARROW) and near >= _SAME_EDGE * len(right)


def _is_bilingual(left: Sequence[Line], right: Sequence[Line]) -> bool:
    shares = [sum(line.is_han for line in side) / len(side) for side in (left, right)]
    return max(shares) > 0.9 and min(shares) < 0.1


def _trim(rows: Sequence[Row], band: _Band) -> _Band:
    """Leave out a heading at the end of a band that belongs to the full lines below."""
    middle, stop = (band.left + band.right) / 2, band.stop
    if stop >= len(rows):
        return band
    while stop > band.start and band.stop - stop < 2:
        row = rows[stop - 1]
        is_heading = all(line.right <= middle for line in row) and row[0].size > rows[stop][0].size
        if not is_heading and not (row[0].is_bold and len(row) == 1):
            break
        stop -= 1
    return _Band(band.start, stop, band.left, band.right)


def _typical_width(lines: Sequence[Line]) -> float:
    widths = sorted(line.width for line in lines)
    return widths[(3 * len(widths)) // 4]


def _stand_beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the sides stand beside each other, and not one below the other."""
    top = max(min(line.top for line in side) for side in (left, right))
    bottom = min(max(line.bottom for line in side) for side in (left, right))
    inside = [sum(top <= line.base <= bottom for line in side) for side in (left, right)]
    return min(inside) >= _LEAST_LINES - 1
