"""Glyphs → the rows of a page: what stands on one base line, in pieces at the wide gaps.

A piece is never wider than a column, as columns stand apart by more than a space does; where
there are no columns, `merge_row` puts the pieces of a row together again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from aligner.reading.formats.pdf.records import Glyph, Line, Row
from aligner.reading.formats.pdf.spacing import compose

_SAME_BASE = 0.2
"""Base lines that are apart by less, in sizes of the font, are one."""
_WIDE_GAP = 0.5
"""The least gap between two pieces, in sizes of the font."""
_SMALL = 0.85
"""Raised or lowered characters have at most this share of the size of the others."""
_RISE, _DROP = 0.6, 0.35


def find_rows(glyphs: Iterable[Glyph], page: int = 1) -> tuple[Row, ...]:
    """Find the rows of a page, from top to bottom.

    Args:
        glyphs: in any order.
        page: its number.

    >>> [[line.text for line in row] for row in find_rows([Glyph("b", 9, 13, 20, 8),
    ...     Glyph("a", 5, 9, 20, 8), Glyph("c", 50, 54, 20, 8), Glyph("d", 5, 9, 40, 8)])]
    [['ab', 'c'], ['d']]
    """
    pieces = [piece for row in _cluster(glyphs) for piece in _split(row)]
    lines = [make_line(piece, page) for piece in _attach_small(pieces)]
    return group_rows(line for line in lines if line.text)


def group_rows(lines: Iterable[Line]) -> tuple[Row, ...]:
    """Group lines, or pieces of lines, by the base line they stand on.

    Args:
        lines: of one page, in any order.
    """
    rows: list[list[Line]] = []
    for line in sorted(lines, key=attrgetter("base")):
        if rows and line.base - rows[-1][0].base <= _SAME_BASE * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(tuple(sorted(row, key=attrgetter("left"))) for row in rows)


def merge_row(row: Sequence[Line]) -> Line:
    """Put the pieces of a row together.

    Args:
        row: from left to right, at least one.
    """
    if len(row) == 1:
        return row[0]
    glyphs = sorted((g for line in row for g in line.glyphs), key=attrgetter("left"))
    return make_line(glyphs, row[0].page)


def cut_line(line: Line, x: float) -> tuple[Line, ...]:
    """Cut a line in two where no glyph stands across.

    Args:
        line: any.
        x: where the second part begins, in points.

    Returns:
        The two parts, or the line itself if all of it is on one side, or a glyph is across.
    """
    sides = [
        [glyph for glyph in line.glyphs if (glyph.left >= x - 1) is is_right]
        for is_right in (False, True)
    ]
    visible = [[glyph for glyph in side if not glyph.text.isspace()] for side in sides]
    # Checked first, because to make a line costs far more.
    if not all(visible) or max(glyph.right for glyph in visible[0]) > x + 1:
        return (line,)
    parts = tuple(make_line(side, line.page) for side in sides)
    return parts if all(part.text for part in parts) else (line,)


def _cluster(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group glyphs by base line, each group from left to right."""
    groups: list[list[Glyph]] = []
    first: Glyph | None = None
    for glyph in sorted(glyphs, key=attrgetter("base")):
        if first and glyph.base - first.base <= _SAME_BASE * min(glyph.size, first.size):
            groups[-1].append(glyph)
        else:
            first = glyph
            groups.append([glyph])
    for group in groups:
        group.sort(key=attrgetter("left"))
    return groups


def _split(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """Split a row at its wide gaps; spaces at the edges of a gap are no part of it."""
    pieces: list[list[Glyph]] = []
    reach = 0.0
    for glyph in row:
        is_visible = not glyph.text.isspace()
        if pieces and (not is_visible or glyph.left - reach < _WIDE_GAP * glyph.size):
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
        if is_visible or len(pieces[-1]) == 1:
            reach = max(reach, glyph.right) if is_visible else glyph.left
    return pieces


def _attach_small(pieces: list[list[Glyph]]) -> list[list[Glyph]]:
    """Move raised and lowered small print into the line that it belongs to.

    Args:
        pieces: from top to bottom.
    """
    sizes = [_main_size(piece) for piece in pieces]
    moved: set[int] = set()
    for index, piece in enumerate(pieces):
        host = _find_host(pieces, sizes, index)
        if host is not None:
            pieces[host] = sorted([*pieces[host], *piece], key=attrgetter("left"))
            moved.add(index)
    return [piece for index, piece in enumerate(pieces) if index not in moved]


def _find_host(pieces: Sequence[Sequence[Glyph]], sizes: Sequence[float], index: int) -> int | None:
    """Find the line that a small piece is raised above or lowered below."""
    small = pieces[index]
    nearby = [
        other
        # Pieces of two or three rows around it; a row seldom has more than a few.
        for other in range(max(0, index - 12), min(len(pieces), index + 13))
        if sizes[index] <= _SMALL * sizes[other] and _touches(small, pieces[other], sizes[other])
    ]
    return min(nearby, key=lambda o: abs(pieces[o][0].base - small[0].base), default=None)


def _touches(small: Sequence[Glyph], host: Sequence[Glyph], size: float) -> bool:
    rise = host[0].base - small[0].base
    if not -_DROP * size <= rise <= _RISE * size:
        return False
    # The mark that a note begins with stands before its line, and may have a few figures.
    reach = max(glyph.right for glyph in small)
    return host[0].left - 0.5 * size <= reach and (
        small[0].left <= max(glyph.right for glyph in host) + 0.5 * size
    )


def _main_size(glyphs: Sequence[Glyph]) -> float:
    sizes = Counter(glyph.size for glyph in glyphs if not glyph.text.isspace())
    return max(sizes, key=lambda size: (sizes[size], size), default=glyphs[0].size)


def make_line(glyphs: Sequence[Glyph], page: int = 1) -> Line:
    """Make the line of glyphs, or one without text where all are spaces.

    Args:
        glyphs: from left to right, at least one.
        page: number of their page.
    """
    visible = _drop_doubles([glyph for glyph in glyphs if not glyph.text.isspace()])
    if not visible:
        return Line("", 0, 0, 0, 1, page=page)
    size = _main_size(visible)
    base = Counter(glyph.base for glyph in visible if glyph.size == size).most_common(1)[0][0]
    spaces = [glyph for glyph in glyphs if glyph.text.isspace()]
    text, starts = compose(visible, spaces, size)
    letters = [glyph for glyph in visible if glyph.text.isalpha()]
    return Line(
        text,
        visible[0].left,
        max(glyph.right for glyph in visible),
        base,
        size,
        is_bold=bool(letters) and all(glyph.is_bold for glyph in letters),
        page=page,
        is_artifact=all(glyph.is_artifact for glyph in visible),
        has_space=any(space.left >= visible[-1].left for space in spaces),
        raised=_find_raised(visible, starts, base, size),
        glyphs=tuple(glyphs),
    )


def _drop_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    """Drop the second of two equal glyphs at one place: that is how some programs print bold."""
    return glyphs[:1] + [
        glyph
        for before, glyph in pairwise(glyphs)
        if glyph.text != before.text or glyph.left - before.left > 0.1 * glyph.size
    ]


def _find_raised(
    glyphs: Sequence[Glyph], starts: Sequence[int], base: float, size: float
) -> tuple[tuple[int, int], ...]:
    """Find the passages of raised small print, by their places in the text."""
    passages: list[tuple[int, int]] = []
    for glyph, start in zip(glyphs, starts, strict=True):
        if glyph.size <= _SMALL * size and glyph.base < base - _SAME_BASE * size:
            stop = start + len(glyph.text)
            if passages and passages[-1][1] == start:
                passages[-1] = (passages[-1][0], stop)
            else:
                passages.append((start, stop))
    return tuple(passages)
