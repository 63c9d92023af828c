"""Candidates for a translation → numbers that the model weighs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

from aligner.lexicon.english import STOP_WORDS
from aligner.spans.lexical import Links, find_links, get_letters, spell
from aligner.spans.units import Candidates, Floats, UnitText, max_runs, sum_runs
from tmx.memory.records import Span
from tmx.numerals import Number, find_numbers

NAMES = (
    *("context", "alone", "lexical", "target_explained", "source_explained", "name", "numbers"),
    *("long", "short", "edges", "place", "foreign", "cut"),
)
"""The columns, in their order."""
CONTEXT, ALONE, LEXICAL, NAME, NUMBERS = map(
    NAMES.index, ("context", "alone", "lexical", "name", "numbers")
)

_FUNCTION_CHARACTERS = frozenset("的了在是和与也就都而及着过把被从向对于")
_COUNTED = frozenset("年月日号%％名个")
_PIECE = re.compile("[A-Za-z0-9]+")
_LETTER = re.compile(r"\w")
_WORDS_A_CHARACTER = 0.55
_SMOOTHING = 0.3
_LEAST_NAME = 0.5

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Asked:
    """A stretch of a text whose translation is looked for.

    Args:
        text: as printed.
        span: the stretch.
        numbers: of the text.
    """

    text: str
    span: Span
    numbers: Sequence[Number]

    @property
    def phrase(self) -> str:
        """The text of the stretch."""
        return self.text[self.span.start : self.span.stop]

    @property
    def around(self) -> tuple[str, str]:
        """What stands before and behind it."""
        return self.text[: self.span.start], self.text[self.span.stop :]


@dataclass(frozen=True, slots=True)
class Translated:
    """The text in which it is looked for.

    Args:
        units: of the text.
        candidates: k runs of them.
        names: (k,) letters of each candidate, to compare names.
        sizes: (k,) words or characters of each candidate.
        marks: (k,) how many of its ends are function words.
        cuts: (k,) how many of its ends seem to lie inside a name or number.
        numbers: (k,) the values of the numbers in each candidate.
    """

    units: UnitText
    candidates: Candidates
    names: list[str]
    sizes: Floats
    marks: Floats
    cuts: Floats
    numbers: list[frozenset[Fraction]]


def survey(units: UnitText, candidates: Candidates) -> Translated:
    """Prepare what does not depend on what is asked."""
    words, is_chinese = units.list_units(), units.is_chinese
    is_function = np.array([_is_function(word, is_chinese=is_chinese) for word in words], float)
    left, right = _find_cuts(units, words)
    sizes = np.array([float(_measure(word, is_chinese=is_chinese)) for word in words])
    return Translated(
        units,
        candidates,
        _list_names(words, candidates, is_chinese=is_chinese),
        sum_runs(sizes, candidates),
        is_function[candidates.firsts] + is_function[candidates.lasts],
        (left[candidates.firsts] + right[candidates.lasts]).astype(float),
        _list_numbers(find_numbers(units.text), candidates),
    )


def _list_names(words: Sequence[str], candidates: Candidates, *, is_chinese: bool) -> list[str]:
    parts = [spell(word) if is_chinese else get_letters(word) for word in words]
    borders = zip(candidates.firsts.tolist(), candidates.lasts.tolist(), strict=True)
    names = ["".join(parts[first : last + 1]) for first, last in borders]
    if is_chinese:
        return names
    is_capital = np.array([float(word != word.lower()) for word in words])
    has_capital = sum_runs(is_capital, candidates).tolist()
    return [name if has else "" for name, has in zip(names, has_capital, strict=True)]


def _is_function(word: str, *, is_chinese: bool) -> bool:
    if is_chinese:
        return word[:1] in _FUNCTION_CHARACTERS
    return word.lower() in STOP_WORDS


def _measure(text: str, *, is_chinese: bool) -> int:
    return len((_LETTER if is_chinese else _PIECE).findall(text))


def _find_cuts(units: UnitText, words: Sequence[str]) -> tuple[Flags, Flags]:
    """Tell whether something is cut by a candidate that begins, or ends, with each unit."""
    test = _is_chinese_name if units.is_chinese else _is_capital
    is_name = np.array([test(word) for word in words], dtype=np.bool_)
    is_near = np.concatenate([[False], units.starts[1:] - units.stops[:-1] <= 1])
    is_inside = is_name & np.concatenate([[False], is_name[:-1]]) & is_near
    if units.is_chinese:
        is_count = np.array(
            [False, *(a[-1].isdigit() and b[0] in _COUNTED for a, b in pairwise(words))],
            dtype=np.bool_,
        )[: len(words)]
        return is_inside, np.append((is_inside | is_count)[1:], False)
    return is_inside, np.append(is_inside[1:], False)


def _is_capital(word: str) -> bool:
    return word[:1].isupper()


def _is_chinese_name(word: str) -> bool:
    """Whether a unit may be a part of a name: a character that is no word with its neighbours."""
    return len(word) == 1 and not word.isascii() and word not in _FUNCTION_CHARACTERS


def _list_numbers(numbers: Sequence[Number], candidates: Candidates) -> list[frozenset[Fraction]]:
    nothing: frozenset[Fraction] = frozenset()
    if not numbers:
        return [nothing] * len(candidates.starts)
    found: list[frozenset[Fraction]] = []
    for start, stop in zip(candidates.starts.tolist(), candidates.stops.tolist(), strict=True):
        found.append(_values(numbers, Span(start, stop)))
    return found


def _values(numbers: Sequence[Number], span: Span) -> frozenset[Fraction]:
    return frozenset(
        each.value for each in numbers if span.start <= each.start and each.stop <= span.stop
    )


def find_features(asked: Asked, other: Translated) -> Floats:
    """Return the features of the candidates for what is asked; the cosines are left at 0.

    Args:
        asked: what the translation of is looked for.
        other: where.

    Returns:
        (k, len(NAMES)); `CONTEXT` is for the cosine of a candidate and the stretch, both in their
        texts, `ALONE` for that of a candidate and the stretch as a text of its own.
    """
    candidates, is_chinese = other.candidates, other.units.is_chinese
    links = find_links(asked.phrase, asked.around, other.units)
    target, source = _share(links, candidates)
    ratio = _compare_sizes(asked.phrase, other)
    middle = (candidates.starts + candidates.stops) / (2 * len(other.units.text))
    place = (asked.span.start + asked.span.stop) / (2 * len(asked.text))
    unknown = np.zeros(len(candidates.starts))
    columns = (
        *(unknown, unknown),
        2 * target * source / np.maximum(target + source, 1e-9),
        *((source, target) if is_chinese else (target, source)),
        _compare_names(asked.phrase, other),
        _compare_numbers(_values(asked.numbers, asked.span), other),
        *(np.maximum(ratio, 0), np.maximum(-ratio, 0)),
        other.marks,
        np.abs(middle - place),
        sum_runs(links.foreign, candidates),
        other.cuts,
    )
    return np.stack(columns, axis=1)


def _share(links: Links, candidates: Candidates) -> tuple[Floats, Floats]:
    """Return which share of each candidate is explained, and which share of the phrase by it."""
    target = sum_runs(links.explained, candidates)
    target /= np.maximum(sum_runs(links.masses, candidates), 1e-9)
    source = links.sizes @ max_runs(links.inside, candidates)
    return target, source / max(float(links.sizes.sum()), 1e-9)


def _compare_sizes(phrase: str, other: Translated) -> Floats:
    """Return the logarithm of English words by those expected of the Chinese characters."""
    is_chinese = other.units.is_chinese
    mine = float(_measure(phrase, is_chinese=not is_chinese))
    characters, words = (other.sizes, mine) if is_chinese else (mine, other.sizes)
    expected = np.asarray(characters) * _WORDS_A_CHARACTER + _SMOOTHING
    return np.asarray(np.log((np.asarray(words) + _SMOOTHING) / expected))


def _compare_names(phrase: str, other: Translated) -> Floats:
    mine = get_letters(phrase) if other.units.is_chinese else spell(phrase)
    mine = "" if other.units.is_chinese and phrase == phrase.lower() else mine
    if not mine or not other.names:
        return np.zeros(len(other.names))
    likeness = cdist([mine], other.names, scorer=LCSseq.normalized_similarity)[0]
    likeness[[not name for name in other.names]] = 0
    return np.asarray(np.maximum(likeness - _LEAST_NAME, 0) / (1 - _LEAST_NAME), dtype=float)


def _compare_numbers(mine: frozenset[Fraction], other: Translated) -> Floats:
    """Return 1 where the same numbers stand, -1 where others, 0 where none do."""
    return np.array([float(bool(mine)) if mine == each else -1.0 for each in other.numbers])
