"""What a Chinese and an English text share by the dictionary, numbers and names.

The concepts of a Chinese segment are the stems its words can be translated by, the numbers and
dates in it, and the names its characters spell in pinyin; those of an English segment are its
stems, numbers, dates and names.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.lexicon.dictionary import Dictionary
from aligner.lexicon.english import STOP_WORDS, find_words, stem_words
from tmx.key import matching_key
from tmx.numerals import NumberKind, find_numbers

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_INNER_WEIGHT = 0.5
_LONGEST_PINYIN = 3


@dataclass(frozen=True, slots=True)
class LexicalEvidence:
    """Shared concepts of two texts, as sparse rows over the concepts that occur in both.

    Args:
        left: (n, concepts), what each Chinese segment can say, weights in (0, 1].
        right: (m, concepts), what each English segment says, weights are idf.
        left_mass: (n,) float32, information in each Chinese segment; right_mass: (m,).
    """

    left: "SparseRows"
    right: "SparseRows"
    left_mass: Floats
    right_mass: Floats

    def shared(self, rows: Ints, columns: Ints) -> Floats:
        """Return what pairs of segments share, (rows, columns) float32, zero beyond the ends.

        Args:
            rows: consecutive numbers of Chinese segments.
            columns: consecutive numbers of English segments.
        """
        return self.left.dense(rows) @ self.right.dense(columns).T


@dataclass(frozen=True, slots=True)
class SparseRows:
    """A sparse (rows, concepts) float32 matrix, entries sorted by row."""

    rows: Ints
    concepts: Ints
    weights: Floats
    width: int

    def dense(self, rows: Ints) -> Floats:
        """Return consecutive rows as a dense array; rows beyond either end are zero."""
        block = np.zeros((len(rows), self.width), dtype=np.float32)
        first, last = np.searchsorted(self.rows, [rows[0], rows[-1] + 1])
        entries = slice(first, last)
        block[self.rows[entries] - rows[0], self.concepts[entries]] = self.weights[entries]
        return block


def find_evidence(
    chinese: Sequence[str],
    english: Sequence[str],
    dictionary: Dictionary,
) -> LexicalEvidence:
    """Find what the segments of two texts share.

    Args:
        chinese: n segments as printed.
        english: m segments as printed.
        dictionary: see `load_dictionary`.
    """
    names = find_names(english)
    words = [_read_english(text, names) for text in english]
    information = _information(words)
    keys = [matching_key(text) for text in chinese]
    found = [dictionary.find_words(key) for key in keys]
    rarity = _information(found)
    concepts = [
        _read_chinese(key, text, cut, dictionary, names)
        for key, text, cut in zip(keys, chinese, found, strict=True)
    ]
    scaled = [{stem: information[stem] for stem in row} for row in words]
    known = set().union(*concepts) & set(information) if concepts else set()
    numbers = {concept: number for number, concept in enumerate(sorted(known))}
    return LexicalEvidence(
        _pack(concepts, numbers),
        _pack(scaled, numbers),
        _sum_rows([rarity[word] for word in set(row)] for row in found),
        _sum_rows(row.values() for row in scaled),
    )


def find_names(english: Iterable[str]) -> frozenset[str]:
    """Find the words that are always capitalised and occur inside a sentence; in small letters.

    >>> sorted(find_names(["Talks with Putin failed.", "Talks went on."]))
    ['putin']
    """
    capitalised: set[str] = set()
    small: set[str] = set()
    for text in english:
        for place, word in enumerate(find_words(text)):
            if not word[0].isupper():
                small.add(word)
            elif place:
                capitalised.add(word.lower())
    return frozenset(capitalised - small - STOP_WORDS)


def _name_numbers(text: str) -> list[str]:
    """Return the numbers of a text as concepts that are the same in both languages."""
    return [
        f"month:{number.value}" if number.kind is NumberKind.MONTH else f"number:{number.value}"
        for number in find_numbers(text)
    ]


def _read_english(text: str, names: frozenset[str]) -> set[str]:
    words = find_words(text)
    spelt = {f"name:{word.lower()}" for word in words if word.lower() in names}
    return {*stem_words(words), *_name_numbers(text), *spelt}


def _read_chinese(
    key: str,
    text: str,
    words: Sequence[str],
    dictionary: Dictionary,
    names: frozenset[str],
) -> dict[str, float]:
    concepts = dict.fromkeys(_name_numbers(text), 1.0)
    concepts |= dict.fromkeys(_spell(key, dictionary.pinyin, names), 1.0)
    for word in words:
        _add(concepts, dictionary.glosses_of(word), 1.0)
        for inner in _inner_words(word, dictionary):
            _add(concepts, dictionary.glosses_of(inner), _INNER_WEIGHT)
    return concepts


def _add(concepts: dict[str, float], glosses: dict[str, float], factor: float) -> None:
    for stem, weight in glosses.items():
        concepts[stem] = max(concepts.get(stem, 0.0), weight * factor)


def _inner_words(word: str, dictionary: Dictionary) -> list[str]:
    if len(word) < 3:
        return []
    pairs = (word[i : i + 2] for i in range(len(word) - 1))
    return [pair for pair in pairs if pair in dictionary.numbers]


def _spell(key: str, pinyin: dict[str, str], names: frozenset[str]) -> set[str]:
    """Names among the English ones that runs of characters spell in pinyin."""
    syllables = [pinyin.get(character, "") for character in key]
    spelt = set()
    for start, first in enumerate(syllables):
        run = first
        for stop in range(start + 1, start + 1 + _LONGEST_PINYIN):
            if run in names:
                spelt.add(f"name:{run}")
            if not first or stop >= len(syllables) or not syllables[stop]:
                break
            run += syllables[stop]
    return spelt


def _information(rows: Sequence[Iterable[str]]) -> dict[str, float]:
    """Inverse document frequency of each item: ln((rows + 1) / (df + .5))."""
    frequency = Counter(item for row in rows for item in set(row))
    return {item: math.log((len(rows) + 1) / (count + 0.5)) for item, count in frequency.items()}


def _sum_rows(rows: Iterable[Iterable[float]]) -> Floats:
    """Sum exactly, since the order of a set changes from one process to the next."""
    return np.array([math.fsum(row) for row in rows], dtype=np.float32)


def _pack(rows: Sequence[dict[str, float]], numbers: dict[str, int]) -> SparseRows:
    entries = [
        (number, numbers[concept], weight)
        for number, row in enumerate(rows)
        for concept, weight in row.items()
        if concept in numbers
    ]
    row, concept, weight = zip(*entries, strict=True) if entries else ((), (), ())
    return SparseRows(
        np.array(row, dtype=np.int64),
        np.array(concept, dtype=np.int64),
        np.array(weight, dtype=np.float32),
        len(numbers),
    )
