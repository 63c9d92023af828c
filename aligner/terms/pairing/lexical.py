"""What dictionary, numbers and spelling in pinyin say: which atoms translate each other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from aligner.lexicon.dictionary import LONGEST_WORD, load_dictionary
from aligner.terms.pairing.atoms import Atoms, find_stems
from aligner.terms.pairing.sounds import find_syllable

Floats = NDArray[np.float32]

_WHOLE, _INNER, _ALONE, _PART = 1.0, 0.6, 0.6, 0.3
_LONGEST_PINYIN = 3
_SURNAME = 0.7
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
    numbers = load_dictionary().numbers
    for length in range(min(LONGEST_WORD, stop - at), 1, -1):
        if "".join(keys[at : at + length]) in numbers:
            return length
    return 1


def find_words(atoms: Atoms, units: Sequence[tuple[int, int]]) -> Iterator[Word]:
    """Yield all words of the dictionary in a Chinese text, also those inside others."""
    numbers, runs, chosen = load_dictionary().numbers, _find_runs(atoms), set(units)
    alone = {first for first, behind in units if behind - first == 1}
    for first in range(len(atoms)):
        longest = min(LONGEST_WORD, runs[first] - first)
        for length in range(1, max(longest, 1) + 1):
            key = "".join(atoms.keys[first : first + length])
            if key not in numbers:
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
    return load_dictionary().glosses_of(key)


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
