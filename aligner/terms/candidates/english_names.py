"""Names: long ones with small words in them, and where a title ends and a name begins."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from aligner.terms.candidates.english_classes import load_classes
from aligner.terms.candidates.english_lists import ARTICLES, TITLES
from aligner.terms.candidates.english_parts import NAMED, Part, Role
from aligner.terms.candidates.english_phrases import Span

LONGEST_NAME = 12
"""Words of a name such as that of a treaty."""
_BRIDGES = {"of": 0.9, "for": 0.6, "on": 0.6, "in": 0.4, "to": 0.4, "against": 0.4, "with": 0.3}
_SMALL = _BRIDGES.keys()
_LONGEST_TITLE = max(map(len, TITLES))


def find_starts(parts: Sequence[Part]) -> set[int]:
    """Find the words with which a person's name begins behind a title.

    Args:
        parts: words of one text in their roles.
    """
    starts = set()
    for place, part in enumerate(parts):
        if part.role == Role.NAME and part.joined and _ends_title(parts, place):
            starts.add(place)
    return starts - {place for place in starts if place + 1 in starts}


def is_title(parts: Sequence[Part]) -> bool:
    """Whether words are a title: Prime Minister."""
    return tuple(part.word.lower for part in parts) in TITLES


def _ends_title(parts: Sequence[Part], behind: int) -> bool:
    for length in range(1, min(_LONGEST_TITLE, behind) + 1):
        words = tuple(part.word.lower for part in parts[behind - length : behind])
        if words in TITLES:
            return all(part.joined for part in parts[behind - length + 1 : behind])
    return False


def find_long_names(parts: Sequence[Part]) -> Iterator[Span]:
    """Find names that have small words in them: of, for, and, on the.

    Args:
        parts: words of one text in their roles.

    Yields:
        The longest, and what is left of its end at each small word.
    """
    place = 0
    while place < len(parts):
        ends = _follow_name(parts, place)
        yield from _list_names(parts, ends, place)
        place = max(place + 1, ends[-1] if ends else 0)


def _follow_name(parts: Sequence[Part], first: int) -> list[int]:
    """Follow a name from its first word; the places behind its runs of capitals."""
    if not _is_named(parts, first) or (
        first and parts[first].joined and _is_named(parts, first - 1)
    ):
        return []
    ends = []
    place: int | None = first
    while place is not None and place - first < LONGEST_NAME:
        ends.append(_run_from(parts, place))
        place = _cross(parts, ends[-1])
    return ends


def _is_named(parts: Sequence[Part], place: int) -> bool:
    return parts[place].role in NAMED


def _run_from(parts: Sequence[Part], place: int) -> int:
    behind = place + 1
    while behind < len(parts) and parts[behind].joined and _is_named(parts, behind):
        behind += 1
    return behind


def _cross(parts: Sequence[Part], behind: int) -> int | None:
    """Return the next word with a capital behind one or two small words."""
    words: list[str] = []
    for place in range(behind, min(behind + 4, len(parts))):
        if not parts[place].joined:
            return None
        if _is_named(parts, place) and words:
            return place if _is_bridge(words) else None
        words.append(parts[place].word.lower)
    return None


def _is_bridge(words: list[str]) -> bool:
    if len(words) == 2:
        return words[0] in _SMALL and words[1] in ARTICLES
    return len(words) == 1 and (words[0] in _SMALL or words[0] in ("and", "&"))


def _list_names(parts: Sequence[Part], ends: list[int], first: int) -> Iterator[Span]:
    """List the names that begin at the first word and end with any later run."""
    weakest = 1.0
    for before, behind in pairwise(ends):
        weakest = min(weakest, _weigh_bridge(parts, before, behind, first))
        if behind - first <= LONGEST_NAME and parts[behind - 1].role == Role.NAME:
            yield Span(first, behind, weakest)


def _weigh_bridge(parts: Sequence[Part], before: int, behind: int, first: int) -> float:
    """Weigh that a name goes on behind the small words at a place."""
    word = parts[before].word.lower
    if word in ("and", "&"):
        inside = any(part.word.lower in _SMALL for part in parts[first:before])
        return 0.7 if inside or _is_worded(parts, before, behind) else 0.2
    return _BRIDGES[word]


def _is_worded(parts: Sequence[Part], before: int, behind: int) -> bool:
    """Whether the names on both sides of an "and" are made of common words: Belt and Road."""
    classes = load_classes()
    sides = parts[before - 1], parts[before + 1], parts[behind - 1]
    return all(classes.is_known(part.word.lower) for part in sides)
