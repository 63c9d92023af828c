"""Two columns that are a table of two languages: which of their lines stand in one row of it.

Between two rows a blank strip runs over both sides, wider than between the lines of a cell, and
the cells of a row stand at one height. Only what is so from its first line to its last, with
Chinese on one side and not on the other in every row, is taken for a table.
"""

from collections.abc import Sequence
from itertools import pairwise

from aligner.reading.formats.pdf.records import Line

_LEAST_ROWS = 2
# In sizes of the font: how far from one height lines beside each other may be, how much further
# from the line above the first line of a cell is than the others, and of a paragraph.
_SAME_HEIGHT, _EXTRA, _BREAK = 0.6, 0.2, 0.5
_MOST_BREAKS = 0.1
"""Cells of several paragraphs are rare; text in two columns has one gap for each."""


def pair_cells(
    left: Sequence[Line], right: Sequence[Line], *, goes_on: bool = False
) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Find the rows of a table of two languages.

    Args:
        left, right: the lines of two columns side by side, from top to bottom.
        goes_on: whether such a table ends the page before, so that a single row is one too.

    Returns:
        For each line of either side the number of its row, from 0, or -1 for the rest of a row that
        the page before begins and only one side of goes on; None if they are no table.
    """
    if goes_on and left and right:
        rests = _count_rest(left, right[0]), _count_rest(right, left[0])
        if any(rests):
            below = pair_cells(left[rests[0] :], right[rests[1] :], goes_on=True)
            return below and ((-1,) * rests[0] + below[0], (-1,) * rests[1] + below[1])
    starts = _find_starts(left, right)
    cells = _cut(left, right, starts)
    least = 1 if goes_on else _LEAST_ROWS
    if len(starts) < least or not _is_bilingual(cells) or not all(map(_are_level, cells)):
        return None
    if _count_breaks(left, right, starts) > _MOST_BREAKS * len(starts):
        return None
    return _spread([a for a, _ in starts], len(left)), _spread([b for _, b in starts], len(right))


def _count_rest(lines: Sequence[Line], opposite: Line) -> int:
    """Count the lines that stand above all that is opposite, up to the gap between two rows."""
    above = sum(line.bottom < opposite.top for line in lines)
    gaps = [number for number in _find_gaps(lines) if number <= above]
    return gaps[-1] if gaps and above < len(lines) else 0


def _find_starts(left: Sequence[Line], right: Sequence[Line]) -> list[tuple[int, int]]:
    """Find the pairs of lines that begin a row: a blank strip runs above them over both sides."""
    wide = _find_gaps(right)
    starts, j = [(0, 0)], 0
    for i in _find_gaps(left):
        above, below = left[i - 1].bottom, left[i].top
        while j < len(wide) and right[wide[j]].top <= above:
            j += 1
        if j < len(wide) and right[wide[j] - 1].bottom <= below:
            starts.append((i, wide[j]))
            j += 1
    return starts


def _find_gaps(lines: Sequence[Line]) -> list[int]:
    """Find the lines that are further from the line above than lines of one cell are."""
    pitch = _normal_pitch(lines)
    return [
        number
        for number, (line, after) in enumerate(pairwise(lines), start=1)
        if after.base - line.base - pitch >= _EXTRA * after.size
    ]


def _normal_pitch(lines: Sequence[Line]) -> float:
    """Return how far apart the lines of a cell are, in points."""
    pitches = sorted(after.base - before.base for before, after in pairwise(lines))
    return pitches[len(pitches) // 10] if pitches else 0.0


def _count_breaks(
    left: Sequence[Line], right: Sequence[Line], starts: Sequence[tuple[int, int]]
) -> int:
    """Count the wider gaps that begin no row: those between paragraphs that stand in columns."""
    count = 0
    for side, begun in zip((left, right), zip(*starts, strict=True), strict=True):
        least = _normal_pitch(side)
        for number in range(1, len(side)):
            extra = side[number].base - side[number - 1].base - least
            count += number not in begun and extra > _BREAK * side[number].size
    return count


def _cut(
    left: Sequence[Line], right: Sequence[Line], starts: Sequence[tuple[int, int]]
) -> list[tuple[Sequence[Line], Sequence[Line]]]:
    """Return the lines of the two cells of each row."""
    bounds = pairwise([*starts, (len(left), len(right))])
    return [(left[a:c], right[b:d]) for (a, b), (c, d) in bounds]


def _are_level(cells: tuple[Sequence[Line], Sequence[Line]]) -> bool:
    """Whether two cells have their first lines, their last lines or their middles at one height."""
    tops, bottoms = [cell[0].base for cell in cells], [cell[-1].base for cell in cells]
    size = max(cells[0][0].size, cells[1][0].size)
    offsets = tops[0] - tops[1], bottoms[0] - bottoms[1]
    return min(*map(abs, offsets), abs(sum(offsets)) / 2) <= _SAME_HEIGHT * size


def _is_bilingual(cells: Sequence[tuple[Sequence[Line], Sequence[Line]]]) -> bool:
    """Whether each row has Chinese on one side, always the same, and another script opposite."""
    sides = {(_is_han(left), _is_han(right)) for left, right in cells}
    return sides in ({(True, False)}, {(False, True)})


def _is_han(lines: Sequence[Line]) -> bool:
    return 2 * sum(len(line.text) for line in lines if line.is_han) > sum(
        len(line.text) for line in lines
    )


def _spread(starts: Sequence[int], count: int) -> tuple[int, ...]:
    """Return the number of the row that each line is in, given the first line of each row.

    >>> _spread([0, 2], 4)
    (0, 0, 1, 1)
    """
    bounds = pairwise([*starts, count])
    return tuple(row for row, (start, stop) in enumerate(bounds) for _ in range(start, stop))
