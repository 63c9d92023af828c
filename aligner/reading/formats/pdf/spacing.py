"""Where a line has spaces between its glyphs.

Many files print a space for each space of the text; some only leave a gap. Chinese is not spaced,
but stretched to the margin, and set a little apart from Latin letters and figures.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from aligner.reading.formats.pdf.records import Glyph
from aligner.reading.scripts import CJK_CHARACTER

# Least gaps, in sizes of the font, that are a space where none is printed: between Latin letters
# in a line without and with printed spaces, between a Latin and a Chinese character, between two
# Chinese characters, and where one of the two is a mark, which lines are stretched at.
_LATIN, _LATIN_SPACED, _MIXED, _HAN, _MARK = 0.16, 0.25, 0.45, 0.2, 0.7
# A printed space that takes no room is none.
_LEAST = 0.04
_HAN_PAIR, _MARKED = 2, 3


def compose(
    glyphs: Sequence[Glyph], spaces: Sequence[Glyph], size: float
) -> tuple[str, tuple[int, ...]]:
    """Compose the text of a line.

    Args:
        glyphs: the visible ones, from left to right.
        spaces: the printed spaces, in any order.
        size: of the line's font.

    Returns:
        The text, and where each glyph begins in it.

    >>> compose([Glyph("a", 0, 5, 0, 10), Glyph("b", 8, 13, 0, 10)], [], 10)
    ('a b', (0, 2))
    """
    is_spaced = _mark_spaced(glyphs, spaces, size)
    text, starts = "", []
    for glyph, has_space in zip(glyphs, (False, *is_spaced), strict=True):
        text += " " if has_space else ""
        starts.append(len(text))
        text += glyph.text
    return text, tuple(starts)


def _mark_spaced(glyphs: Sequence[Glyph], spaces: Sequence[Glyph], size: float) -> list[bool]:
    """Tell after which glyph but the last there is a space."""
    gaps = [(right.left - left.right) / size for left, right in pairwise(glyphs)]
    kinds = [_tell_kind(left.text, right.text) for left, right in pairwise(glyphs)]
    printed = _find_printed(glyphs, spaces, gaps)
    limits = _set_limits(gaps, kinds, printed)
    if _is_stretched(kinds, printed):
        printed = [has and kind < _HAN_PAIR for has, kind in zip(printed, kinds, strict=True)]
    return [has or gap > limits[kind] for has, gap, kind in zip(printed, gaps, kinds, strict=True)]


def _tell_kind(left: str, right: str) -> int:
    """Tell which limit holds between two glyphs, by its place among those that are set."""
    wide = bool(CJK_CHARACTER.match(left)) + bool(CJK_CHARACTER.match(right))
    is_marked = wide == _HAN_PAIR and not (left.isalpha() and right.isalpha())
    return _MARKED if is_marked else wide


def _find_printed(
    glyphs: Sequence[Glyph], spaces: Sequence[Glyph], gaps: Sequence[float]
) -> list[bool]:
    """Tell after which glyph a space is printed that takes room."""
    ordered = sorted(space.left for space in spaces)
    found, used = [], 0
    for (left, right), gap in zip(pairwise(glyphs), gaps, strict=True):
        while used < len(ordered) and ordered[used] < left.left:
            used += 1
        has_space = used < len(ordered) and ordered[used] <= right.left
        found.append(has_space and gap > _LEAST)
    return found


def _set_limits(
    gaps: Sequence[float], kinds: Sequence[int], printed: Sequence[bool]
) -> tuple[float, float, float, float]:
    """Set the least gap of a space, by the kind of the two glyphs beside it."""
    latin = [gap for gap, kind in zip(gaps, kinds, strict=True) if kind == 0]
    han = sorted(gap for gap, kind in zip(gaps, kinds, strict=True) if kind == _HAN_PAIR)
    has_printed = any(has for has, kind in zip(printed, kinds, strict=True) if kind == 0)
    stretch = max(0.0, han[(4 * len(han)) // 5]) if len(han) > 3 else _MARK
    return (
        _loosen(latin) + (_LATIN_SPACED if has_printed else _LATIN),
        _MIXED,
        stretch + _HAN,
        stretch + _MARK,
    )


def _loosen(gaps: Sequence[float]) -> float:
    """Return how far apart the letters of a line are set."""
    return max(0.0, median(gaps)) if len(gaps) > 3 else 0.0


def _is_stretched(kinds: Sequence[int], printed: Sequence[bool]) -> bool:
    """Whether a space stands between nearly all Chinese characters, as recognised scans have it."""
    between = [has for has, kind in zip(printed, kinds, strict=True) if kind >= _HAN_PAIR]
    return len(between) > 3 and sum(between) > 0.6 * len(between)
