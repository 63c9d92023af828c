"""What dictionary, numbers and spelling in pinyin say: which atoms translate each other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from aligner.lexicon.dictionary import LONGEST_WORD, load_dictionary
from aligner.lexicon.english import find_words as find_words_of
from aligner.lexicon.english import stem_words
from aligner.terms.pairing.atoms import Atoms, find_stems
from aligner.terms.pairing.sounds import find_syllable
from aligner.terms.variants.regional import list_names

Floats = NDArray[np.float32]

_WHOLE, _INNER, _ALONE, _PART = 1.0, 0.6, 0.6, 0.3
_LONGEST_PINYIN = 3
_SURNAME = 0.7
_KNOWN_NAME = 0.8
_HEADS = {
    "部": ("ministry department",),
    "局": ("bureau office agency administration",),
    "署": ("bureau office agency administration",),
    "厅": ("department office",),
    "会": ("commission committee council", "association society"),
    "院": ("court tribunal", "house chamber"),
    "法": ("act law",),
    "案": ("act bill",),
    "约": ("treaty pact convention",),
    "定": ("agreement accord pact",),
    "议": ("agreement accord pact",),
    "舰": ("ship vessel warship",),
    "船": ("ship vessel",),
    "弹": ("missile rocket",),
    "相": ("minister secretary",),
    "长": ("minister secretary",),
}
"""Words that say the same of a Chinese one with this end, of which the dictionary has some only."""
_HAN = re.compile("[\u3400-\u9fff]")
_WORDS_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the dictionary in a Chinese text.

    Args:
        first: its first atom.
        behind: the atom behind its last.
        key: simplified.
        weight: how surely it is a word here, in (0, 1].
    """

    first: int
    behind: int
    key: str
    weight: float


def find_units(atoms: Atoms) -> list[tuple[int, int]]:
    """Divide Chinese atoms into words, the longest of the dictionary at each place.

    Returns:
        The first atom of each word and the one behind its last; what the dictionary does not know
        are single atoms.
    """
    units, at = [], 0
    runs = _find_runs(atoms)
    while at < len(atoms):
        size = _measure_longest(atoms.keys, at, runs[at])
        units.append((at, at + size))
        at += size
    return units


def _find_runs(atoms: Atoms) -> list[int]:
    """Return for each atom where the run of characters that it belongs to stops."""
    stops, stop = [0] * len(atoms), len(atoms)
    for place in range(len(atoms) - 1, -1, -1):
        stops[place] = stop
        if not atoms.is_joined[place]:
            stop = place
    return stops


def _measure_longest(keys: Sequence[str], at: int, stop: int) -> int:
    for length in range(min(LONGEST_WORD, stop - at), 1, -1):
        if is_word("".join(keys[at : at + length])):
            return length
    return 1


def find_words(atoms: Atoms, units: Sequence[tuple[int, int]]) -> Iterator[Word]:
    """Yield all words of the dictionary in a Chinese text, also those inside others."""
    runs, chosen = _find_runs(atoms), set(units)
    alone = {first for first, behind in units if behind - first == 1}
    for first in range(len(atoms)):
        longest = min(LONGEST_WORD, runs[first] - first)
        for length in range(1, max(longest, 1) + 1):
            key = "".join(atoms.keys[first : first + length])
            if not is_word(key):
                continue
            behind = first + length
            if length == 1:
                weight = _ALONE if first in alone else _PART
            else:
                weight = _WHOLE if (first, behind) in chosen else _INNER
            yield Word(first, behind, key, weight)


@lru_cache(_WORDS_KEPT)
def find_glosses(key: str) -> Mapping[str, float]:
    """Return the stems that a word of the dictionary can be said by, with weights in (0, 1]."""
    dictionary = load_dictionary()
    if key not in dictionary.numbers:
        return _load_territories()[key]
    glosses = dictionary.glosses_of(key)
    return _add_heads(key, glosses) if key[-1] in _HEADS else glosses


def is_word(key: str) -> bool:
    """Return whether dictionary or territories have a word."""
    return key in load_dictionary().numbers or key in _load_territories()


@cache
def _load_territories() -> Mapping[str, Mapping[str, float]]:
    """Load the names of territories that the dictionary lacks, of all regions, with their stems."""
    return {
        key: dict.fromkeys(stem_words(find_words_of(english)), _KNOWN_NAME)
        for key, english in list_names()
        if key not in load_dictionary().numbers and _HAN.match(key)
    }


def _add_heads(key: str, glosses: Mapping[str, float]) -> Mapping[str, float]:
    """Add what one institution is called as well as another: Ministry, of a Department."""
    added = dict(glosses)
    for words in _HEADS[key[-1]]:
        stems = stem_words(words.split())
        weight = max((glosses.get(stem, 0.0) for stem in stems), default=0.0)
        added |= {stem: max(weight, added.get(stem, 0.0)) for stem in stems if weight}
    return added


def place_stems(english: Atoms) -> dict[str, list[int]]:
    """Return the atoms that have each stem."""
    places: dict[str, list[int]] = {}
    for place, printed in enumerate(english.printed):
        for stem in find_stems(printed):
            places.setdefault(stem, []).append(place)
    return places


def link_words(
    words: Sequence[Word], places: Mapping[str, list[int]], shape: tuple[int, int]
) -> Floats:
    """Return how well the dictionary translates atoms by atoms.

    Args:
        words: of the Chinese text.
        places: of the stems of the English one.
        shape: (Chinese atoms, English atoms).

    Returns:
        (Chinese atoms, English atoms) in [0, 1]; all characters of a word have what it has.
    """
    links = np.zeros(shape, dtype=np.float32)
    for word in words:
        glosses = find_glosses(word.key)
        for stem in glosses.keys() & places.keys():
            weight = glosses[stem] * word.weight
            for place in places[stem]:
                part = links[word.first : word.behind, place]
                np.maximum(part, weight, out=part)
    return links


def link_spelling(chinese: Atoms, english: Atoms, links: Floats) -> None:
    """Put in what is the same in both: numbers, Latin words, and names spelt in pinyin."""
    places: dict[str, list[int]] = {}
    for place, (key, printed) in enumerate(zip(english.keys, english.printed, strict=True)):
        if key[0].isdigit() or printed[0].isupper():
            places.setdefault(key, []).append(place)
    for first, key in enumerate(chinese.keys):
        if not _HAN.match(key):
            _raise(links, (first, first + 1), places.get(key, ()), 1.0)
            continue
        spelt = ""
        for behind in range(first + 1, min(first + _LONGEST_PINYIN, len(chinese)) + 1):
            syllable = find_syllable(chinese.keys[behind - 1])
            if not syllable:
                break
            spelt += syllable
            weight = _SURNAME if behind - first == 1 else 1.0
            _raise(links, (first, behind), places.get(spelt, ()), weight)


def _raise(links: Floats, rows: tuple[int, int], places: Sequence[int], weight: float) -> None:
    for place in places:
        part = links[slice(*rows), place]
        np.maximum(part, weight, out=part)
