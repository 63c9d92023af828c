"""Quoted coinages and titles of works: short stretches in quotation marks that are no speech."""

import re
from collections.abc import Iterator, Sequence

from aligner.terms.candidates.english_classes import WordClass, load_classes
from aligner.terms.candidates.english_lists import ARTICLES, SAID
from aligner.terms.candidates.english_parts import NOMINAL, Part, Role
from aligner.terms.candidates.english_phrases import Span
from aligner.terms.candidates.english_words import Word

_QUOTED = re.compile(
    r"“([^“”]{2,80})”|\"([^\"]{2,80})\"|«([^«»]{2,80})»|「([^「」]{2,80})」|《([^《》]{2,80})》"
    r"|(?<!\w)‘((?:[^‘’]|’(?=\w)){2,80})’(?!\w)"
    r"|(?<!\w)'((?:[^']|'(?=\w)){2,80})'(?!\w)"
)
_LONGEST = 6
DOUBTFUL = 0.4
"""What a quoted phrase weighs that does not end in a noun."""


def find_quoted(text: str, parts: Sequence[Part]) -> Iterator[Span]:
    """Find what is in quotation marks, if it is short and no sentence.

    Args:
        text: of the words.
        parts: its words in their roles.

    Yields:
        Spans of all words inside the marks, an article at their beginning left out.
    """
    starts = {part.word.start: number for number, part in enumerate(parts)}
    stops = {part.word.stop: number + 1 for number, part in enumerate(parts)}
    for match in _QUOTED.finditer(text):
        inside = range(*match.span(match.lastindex or 0))
        first = next((starts[place] for place in inside if place in starts), None)
        last = next((stops[place + 1] for place in reversed(inside) if place + 1 in stops), None)
        if first is not None and last is not None and first < last:
            yield from _judge(parts, first, last)


def _judge(parts: Sequence[Part], first: int, behind: int) -> Iterator[Span]:
    if parts[first].word.lower in ARTICLES and behind - first > 1:
        first += 1
    words = [part.word for part in parts[first:behind]]
    if len(words) > _LONGEST or any(word.lower in SAID and not word.is_upper for word in words):
        return
    if parts[behind - 1].role in NOMINAL:
        yield Span(first, behind, 1.0 if len(words) > 1 else 0.8)
    elif ("-" in words[0].lower or len(words) > 1) and _has_substance(parts[first:behind]):
        yield Span(first, behind, DOUBTFUL)


def _has_substance(parts: Sequence[Part]) -> bool:
    """Whether there is a noun or a title's capitals, and no small word at the end."""
    if parts[-1].role in (Role.ARTICLE, Role.OF, Role.AND):
        return False
    capitals = sum(part.word.is_capital for part in parts)
    return capitals > 1 or any(part.role in NOMINAL or _may_be_noun(part.word) for part in parts)


def _may_be_noun(word: Word) -> bool:
    nouns = (WordClass.NOUN, WordClass.NOUN_OR_VERB, WordClass.UNKNOWN)
    return "-" in word.lower or load_classes().classify(word.lower) in nouns
