"""Paragraphs of a file → each with its language and, where it stands with its translation, a row.

One function for each layout; what a paragraph holds in two languages becomes two paragraphs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from aligner.languages import family
from aligner.reading.mixing import is_mixed, split_mixed, split_paragraph
from aligner.reading.scripts import measure_letters
from aligner.reading.turns import MIN_SWITCHING, assign_languages, weigh_language
from aligner.records import Paragraph
from aligner.settings import LAYOUTS

SINGLE, BLOCKS, ALTERNATING, COLUMNS, INLINE = LAYOUTS

Placed = tuple[bool, Paragraph]
"""A paragraph, or a part of one, and whether it is in Chinese (or in the first language stated)."""

_MIN_STATED = 0.5
_BY_TURNS = 0.3
"""Least probability of a change from a paragraph to the next where the languages take turns."""


def has_stated(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a file states the languages of most of its text, and there are two."""
    stated = [paragraph for paragraph in paragraphs if paragraph.language]
    families = {family(paragraph.language) for paragraph in stated}
    return len(families) > 1 and measure_texts(stated) >= _MIN_STATED * measure_texts(paragraphs)


def measure_texts(paragraphs: Iterable[Paragraph]) -> float:
    """Measure the letters of paragraphs in characters of Chinese."""
    return sum(measure_letters(paragraph.text) for paragraph in paragraphs)


def _place_blocks(paragraphs: Sequence[Paragraph]) -> list[Placed]:
    sides = assign_languages(paragraphs, most=MIN_SWITCHING)
    return list(zip(sides, paragraphs, strict=True))


def _place_turns(paragraphs: Sequence[Paragraph]) -> list[Placed]:
    """Place languages that take turns; a heading that holds both on its line is split."""
    parts: list[Paragraph] = []
    for paragraph in paragraphs:
        halves = split_mixed(paragraph.text) if is_mixed(paragraph.text) else ()
        if len(halves) == 2:
            parts += [half for _, half in split_paragraph(paragraph, 0)[0]]
        else:
            parts.append(paragraph)
    return number_turns(parts, assign_languages(parts, least=_BY_TURNS))


def number_turns(paragraphs: Sequence[Paragraph], sides: Sequence[bool]) -> list[Placed]:
    """Give each paragraph its row; one begins where the language that is first comes again.

    Args:
        paragraphs: in the order of the file, at least one.
        sides: True for each that is Chinese.
    """
    placed: list[Placed] = []
    row, first = 0, sides[0]
    for side, group in groupby(zip(sides, paragraphs, strict=True), key=lambda pair: pair[0]):
        row += side == first
        placed += [(side, replace(paragraph, row=row)) for _, paragraph in group]
    return placed


def _place_lines(paragraphs: Sequence[Paragraph]) -> list[Placed]:
    """Place lines that hold a passage in each language, and lines of one language between them."""
    placed: list[Placed] = []
    row = 1
    for paragraph in paragraphs:
        parts, row = split_paragraph(paragraph, row)
        placed += parts
    return placed


def _place_stated(paragraphs: Sequence[Paragraph]) -> list[Placed]:
    """Place passages by the language that the file states, the rest by evidence."""
    if not has_stated(paragraphs):
        return _place_lines(paragraphs)
    families = [family(p.language) for p in paragraphs if p.language]
    first = "zh" if "zh" in families else families[0]
    placed: list[Placed] = []
    for paragraph in paragraphs:
        side = placed[-1][0] if placed else True
        if paragraph.language:
            side = family(paragraph.language) == first
        elif first == "zh" and (weight := weigh_language(paragraph.text)):
            side = weight > 0
        placed.append((side, paragraph))
    return placed


PLACERS: Mapping[str, Callable[[Sequence[Paragraph]], list[Placed]]] = MappingProxyType(
    {
        BLOCKS: _place_blocks,
        ALTERNATING: _place_turns,
        COLUMNS: _place_stated,
        INLINE: _place_lines,
    }
)
"""How the paragraphs of each layout of two languages are placed."""
