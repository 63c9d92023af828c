"""What tells a term from a common word, of one pair at a time."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from aligner.terms.records import Kind, TermPair
from aligner.terms.termhood.cutting import Common, Cut, cut_chinese, cut_english, load_common
from aligner.terms.termhood.frequencies import Words, load_frequencies
from aligner.terms.termhood.seeds import Seeds, load_seeds
from aligner.terms.termhood.shapes import is_common

SIDE_NAMES = ("rarest", "rarity", "whole", "field", "fields", "head", "light", "seed")
"""Of either side: how rare its rarest word is, its words are on average, and it is as one word of
the table; how far the word that belongs to the field most, its words on average, and its last one
do; how many of its words say only which or how many; how much of it is a seed."""
PAIR_NAMES = ("name", "abbreviation", "quoted", "phrase", "words", "capitals", "number")
"""Its kind, unless it is an ordinary word; how many words it has; how many of the English ones
begin with a capital; how many words are numbers or dates."""
NAMES = (*(f"{side} {name}" for side in ("zh", "en") for name in SIDE_NAMES), *PAIR_NAMES)

_COMMONEST, _RAREST = 6.5, 2.2
_MOST_WORDS = 4
_UNKNOWN_WHOLE = 0.75
_KINDS = (Kind.NAME, Kind.ABBREVIATION, Kind.QUOTED, Kind.PHRASE)
_RAISED = (Kind.NAME, Kind.QUOTED)
_ROWS_KEPT = 20_000

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Side:
    """A term with what is known of its language."""

    cut: Cut
    words: Words
    common: Common
    seed: float


def describe_pairs(pairs: Sequence[TermPair], seeds: Seeds | None = None) -> Floats:
    """Describe pairs, each for itself; (pairs, len(NAMES)), all in [0, 1].

    Args:
        pairs: any.
        seeds: words of the field; None: of international politics.
    """
    known = seeds or load_seeds()
    rows = [_describe(each.chinese, each.english, each.kind, known) for each in pairs]
    return np.array(rows, dtype=np.float64).reshape(len(pairs), len(NAMES))


@lru_cache(_ROWS_KEPT)
def _describe(chinese: str, english: str, kind: Kind, seeds: Seeds) -> tuple[float, ...]:
    return (
        *_describe_side(_read_chinese(chinese, seeds)),
        *_describe_side(_read_english(english, seeds)),
        *_describe_kind(chinese, english, kind),
        _share_numbers(chinese, english),
    )


def _read_chinese(text: str, seeds: Seeds) -> _Side:
    cut = cut_chinese(text)
    seed = len(seeds.find_chinese(cut.key)) / max(len(cut.key), 1)
    return _Side(cut, load_frequencies().chinese, load_common()[0], seed)


def _read_english(text: str, seeds: Seeds) -> _Side:
    cut = cut_english(text)
    seed = len(seeds.find_english(text)) / max(len(cut.words), 1)
    return _Side(cut, load_frequencies().english, load_common()[1], min(seed, 1.0))


def _describe_side(side: _Side) -> list[float]:
    words = side.cut.words or ("",)
    rarities = [_find_rarity(side.words.find_zipf(word)) for word in words]
    fields = [side.words.find_field(word) for word in words]
    zipf = side.words.zipf.get(side.cut.key)
    whole = _UNKNOWN_WHOLE if zipf is None else _find_rarity(zipf)
    light = _share(words, side.common.light)
    mean = sum(rarities) / len(rarities)
    means = sum(fields) / len(fields)
    return [max(rarities), mean, whole, max(fields), means, fields[-1], light, side.seed]


def _find_rarity(zipf: float) -> float:
    return min(max((_COMMONEST - zipf) / (_COMMONEST - _RAREST), 0.0), 1.0)


def _describe_kind(chinese: str, english: str, kind: Kind) -> list[float]:
    words = len(cut_english(english).words)
    is_plain = kind in _RAISED and is_common(chinese, english)
    return [
        *(float(kind == each and not is_plain) for each in _KINDS),
        min(words, _MOST_WORDS) / _MOST_WORDS,
        0.0 if is_plain else _share_capitals(english, words),
    ]


def _share(words: Sequence[str], known: Collection[str]) -> float:
    return sum(word in known for word in words) / max(len(words), 1)


def _share_numbers(chinese: str, english: str) -> float:
    cuts = (cut_chinese(chinese), cut_english(english))
    sides = zip(cuts, map(_compile, (each.numbers for each in load_common())), strict=True)
    shares = (
        sum(pattern.fullmatch(word) is not None for word in cut.words) / max(len(cut.words), 1)
        for cut, pattern in sides
    )
    return sum(shares) / 2


@cache
def _compile(numbers: frozenset[str]) -> re.Pattern[str]:
    """Compile what finds a number or a date, or what is put together of several: 三十年."""
    longest_first = sorted(numbers, key=lambda word: (-len(word), word))
    return re.compile("(?:" + "|".join([*map(re.escape, longest_first), "\\d"]) + ")+")


def _share_capitals(text: str, words: int) -> float:
    capitals = sum(word[0].isupper() for word in text.replace("-", " ").split())
    return min(capitals / max(words, 1), 1.0)
