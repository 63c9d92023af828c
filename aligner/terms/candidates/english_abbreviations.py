"""Abbreviations and what they stand for: North Atlantic Treaty Organization (NATO)."""

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.terms.candidates.english_lists import PARTICLES, SMALL
from aligner.terms.candidates.english_phrases import Span
from aligner.terms.candidates.english_words import Gap, Word

_LONGEST = 12
_LONGEST_ABBREVIATION = 10


@dataclass(frozen=True, slots=True)
class Expansion:
    """An abbreviation beside what it stands for.

    Args:
        abbreviation: its one word.
        full: the words it stands for, an article before them left out.
    """

    abbreviation: Span
    full: Span


def is_abbreviation(word: Word) -> bool:
    """Whether a word is made of capitals, points and figures.

    >>> from aligner.terms.candidates.english_words import split_words
    >>> [is_abbreviation(each) for each in split_words("NATO U.S. G7 MPs Nato A.")]
    [True, True, True, True, False, False]
    """
    return word.is_upper and len(word.text) <= _LONGEST_ABBREVIATION and not _is_roman(word.text)


def _is_roman(text: str) -> bool:
    return set(text) <= set("IVX")


def find_expansions(text: str, words: Sequence[Word]) -> list[Expansion]:
    """Find the abbreviations in brackets behind what they stand for, or before it.

    Args:
        text: of the words.
        words: all of it.
    """
    found = []
    for place in range(1, len(words)):
        opened = (
            words[place].gap == Gap.OPENED
            and "(" in text[words[place - 1].stop : words[place].start]
        )
        if not opened:
            continue
        match = _expand_before(words, place) or _expand_behind(text, words, place)
        if match:
            found.append(match)
    return found


def _letters(word: Word) -> str:
    letters = "".join(each for each in word.text if each.isalnum())
    return (letters[:-1] if word.text.endswith("s") else letters).lower()


def _expand_before(words: Sequence[Word], place: int) -> Expansion | None:
    """Match the initials of the words before an abbreviation in brackets."""
    if not is_abbreviation(words[place]):
        return None
    first = _match_backwards(words, place, _letters(words[place]))
    if first is None:
        return None
    return Expansion(Span(place, place + 1, 1.0), Span(first, place, 1.0))


def _match_backwards(words: Sequence[Word], behind: int, letters: str) -> int | None:
    """Return the word at which all letters are accounted for by initials, in reverse."""
    left = len(letters)
    for place in range(behind - 1, max(-1, behind - 1 - _LONGEST), -1):
        left = _take(words[place], letters, left)
        if left < 0 or (place < behind - 1 and words[place + 1].gap >= Gap.OPENED):
            return None
        if left == 0:
            return place if behind - place > 1 else None
    return None


def _take(word: Word, letters: str, left: int) -> int:
    """Take the initials of a word off the end of what is left; -1 if it has another initial."""
    initials = "".join(part[0] for part in word.lower.split("-") if part)
    if letters[:left].endswith(initials):
        return left - len(initials)
    if letters[:left].endswith(initials[0]):
        return left - 1
    return left if word.lower in SMALL or word.lower in PARTICLES or word.lower == "&" else -1


def _expand_behind(text: str, words: Sequence[Word], place: int) -> Expansion | None:
    """Match NATO (North Atlantic Treaty Organization)."""
    before = words[place - 1]
    if not is_abbreviation(before):
        return None
    behind = place + 1
    last = min(len(words), place + _LONGEST + 1)
    while behind < last and ")" not in text[words[behind - 1].stop : words[behind].start]:
        behind += 1
    first = _match_backwards(words, behind, _letters(before))
    if first is None or not place <= first <= place + 1:
        return None
    return Expansion(Span(place - 1, place, 1.0), Span(first, behind, 1.0))
