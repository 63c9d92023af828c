"""What dictionary, numbers and names say: which units of a text translate words of the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from aligner.lexicon.dictionary import Dictionary, load_dictionary
from aligner.lexicon.english import stem_words
from aligner.spans.units import Floats, Ints, UnitText
from tmx.key import matching_key

_LATIN = re.compile("[A-Za-z]+")
_HAN = re.compile("[\u3400-\u9fff]")
_INNER_WEIGHT = 0.5
_WORDS_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Links:
    """How words of a phrase and of what stands around it translate the units of the other text.

    Args:
        inside: (words, n) weight in [0, 1] of each word of the phrase for each unit.
        sizes: (words,) what each word counts.
        explained: (n,) how much of each unit the phrase explains.
        foreign: (n,) how much more of it other words explain.
        masses: (n,) what each unit counts.
    """

    inside: Floats
    sizes: Floats
    explained: Floats
    foreign: Floats
    masses: Floats


def find_links(phrase: str, around: Sequence[str], units: UnitText) -> Links:
    """Find how a phrase and what stands around it translate the units of the other text.

    Args:
        phrase: of a text in the other of the two languages than the units.
        around: what stands before and behind it.
        units: of the other text.
    """
    if units.is_chinese:
        return _link_english(phrase, around, units)
    return _link_chinese(phrase, around, units)


def _link_chinese(phrase: str, around: Sequence[str], units: UnitText) -> Links:
    words = find_chinese_words(phrase)
    others = dict.fromkeys(word for text in around for word in find_chinese_words(text))
    parts = [find_stems(unit) for unit in units.list_units()]
    stems = [stem for part in parts for stem in part]
    owners = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    mine, theirs = _weigh(words, stems), _weigh(list(others), stems)
    inside = np.zeros((len(words), len(parts)))
    np.maximum.at(inside.T, owners, mine.T)
    best, other = mine.max(axis=0, initial=0), theirs.max(axis=0, initial=0)
    return Links(
        inside,
        np.array([float(len(word)) for word in words]),
        _add_up(owners, best, len(parts)),
        _add_up(owners, np.maximum(other - best, 0), len(parts)),
        _add_up(owners, np.ones(len(owners)), len(parts)),
    )


def _link_english(phrase: str, around: Sequence[str], units: UnitText) -> Links:
    stems = find_stems(phrase)
    others = list(dict.fromkeys(stem for text in around for stem in find_stems(text)))
    parts = [find_chinese_words(unit) for unit in units.list_units()]
    words = [word for part in parts for word in part]
    owners = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    sizes = np.array([float(len(word)) for word in words])
    mine, theirs = _weigh(words, stems).T, _weigh(words, others).T
    inside = np.zeros((len(stems), len(parts)))
    np.maximum.at(inside.T, owners, mine.T)
    best, other = mine.max(axis=0, initial=0), theirs.max(axis=0, initial=0)
    return Links(
        inside,
        np.ones(len(stems)),
        _add_up(owners, best * sizes, len(parts)),
        _add_up(owners, np.maximum(other - best, 0) * sizes, len(parts)),
        _add_up(owners, sizes, len(parts)),
    )


def _add_up(owners: Ints, values: Floats, count: int) -> Floats:
    """Add up values by their owners; (count,)."""
    return np.bincount(owners, values, count).astype(np.float64)


def _weigh(words: Sequence[str], stems: Sequence[str]) -> Floats:
    """Return how well each stem translates each Chinese word; (words, stems)."""
    weights = np.zeros((len(words), len(stems)))
    places: dict[str, list[int]] = {}
    for place, stem in enumerate(stems):
        places.setdefault(stem, []).append(place)
    for number, word in enumerate(words):
        glosses = _find_glosses(word)
        for stem in glosses.keys() & places.keys():
            weights[number, places[stem]] = glosses[stem]
    return weights


@lru_cache(_WORDS_KEPT)
def _find_glosses(word: str) -> dict[str, float]:
    """Return the stems that a Chinese word, or a Latin one in a Chinese text, can be said by."""
    dictionary = load_dictionary()
    if word not in dictionary.numbers:
        return dict.fromkeys(stem_words([word]), 1.0)
    glosses = dictionary.glosses_of(word)
    for inner in _list_inner(word, dictionary):
        for stem, weight in dictionary.glosses_of(inner).items():
            glosses[stem] = max(glosses.get(stem, 0.0), weight * _INNER_WEIGHT)
    return glosses


def _list_inner(word: str, dictionary: Dictionary) -> list[str]:
    if len(word) < 3:
        return []
    pairs = (word[start : start + 2] for start in range(len(word) - 1))
    return [pair for pair in pairs if pair in dictionary.numbers]


@lru_cache(_WORDS_KEPT)
def find_chinese_words(text: str) -> tuple[str, ...]:
    """Find the words of the dictionary in a Chinese text, and its Latin words."""
    key = matching_key(text)
    return (*load_dictionary().find_words(key), *_LATIN.findall(key))


def find_stems(text: str) -> list[str]:
    """Find the stems of the words of an English text that carry meaning."""
    return stem_words(_LATIN.findall(text))


@lru_cache(_WORDS_KEPT)
def spell(text: str) -> str:
    """Return Chinese characters in pinyin, all in one; what is no character is left out.

    >>> spell("王琦瑶")
    'wangqiyao'
    """
    pinyin = load_dictionary().pinyin
    return "".join(pinyin.get(each, "") for each in _HAN.findall(matching_key(text)))


def get_letters(text: str) -> str:
    """Return the letters of an English text in one, small.

    >>> get_letters("Yu Zhan'ao")
    'yuzhanao'
    """
    return "".join(_LATIN.findall(text)).lower()
