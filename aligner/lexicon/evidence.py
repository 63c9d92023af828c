"""What a Chinese and an English text share by the dictionary, numbers and names.

The concepts of a Chinese segment are the stems its words can be translated by, the numbers and
dates in it, and the names its characters spell in pinyin; those of an English segment are its
stems, numbers, dates and names.
"""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    """Shared concepts of two texts, as sparse rows over the concepts of the English one.

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
        left, right = self.left.entries(rows), self.right.entries(columns)
        # Most concepts of a long text do not occur in a few of its segments.
        concepts = np.intersect1d(self.left.concepts[left], self.right.concepts[right])
        return self.left.dense(rows, concepts) @ self.right.dense(columns, concepts).T


@dataclass(frozen=True, slots=True)
class SparseRows:
    """A sparse (rows, concepts) float32 matrix, entries sorted by row."""

    rows: Ints
    concepts: Ints
    weights: Floats
    width: int

    def keep(self, concepts: Ints) -> "SparseRows":
        """Return the entries of some concepts, increasing numbers, alone."""
        kept = np.isin(self.concepts, concepts)
        return SparseRows(self.rows[kept], self.concepts[kept], self.weights[kept], self.width)

    def entries(self, rows: Ints) -> slice:
        """Return where the entries of consecutive rows are."""
        first, last = np.searchsorted(self.rows, [rows[0], rows[-1] + 1])
        return slice(int(first), int(last))

    def dense(self, rows: Ints, concepts: Ints) -> Floats:
        """Return consecutive rows as a dense array; rows beyond either end are zero.

        Args:
            rows: their numbers.
            concepts: the columns to return, increasing.
        """
        block = np.zeros((len(rows), len(concepts)), dtype=np.float32)
        here = self.entries(rows)
        places = np.searchsorted(concepts, self.concepts[here])
        places[places == len(concepts)] = 0
        known = concepts[places] == self.concepts[here] if len(concepts) else places < 0
        block[(self.rows[here] - rows[0])[known], places[known]] = self.weights[here][known]
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
    reader = _ChineseReader(dictionary, names, information)
    numbers = {concept: number for number, concept in enumerate(sorted(information))}
    # Row by row: the concepts of a whole book as dictionaries would take hundreds of megabytes.
    left = _pack((reader.read(*each) for each in zip(keys, chinese, found, strict=True)), numbers)
    right = _pack(({stem: information[stem] for stem in row} for row in words), numbers)
    return LexicalEvidence(
        left,
        right.keep(np.unique(left.concepts)),
        _sum_rows([rarity[word] for word in set(row)] for row in found),
        _sum_rows([information[stem] for stem in row] for row in words),
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


class _ChineseReader:
    """Finds in Chinese segments the concepts that the English text has too.

    Args:
        dictionary: gives the stems that a word can be translated by.
        names: English ones, in small letters.
        known: all concepts of the English text; others are left out.
    """

    def __init__(
        self, dictionary: Dictionary, names: frozenset[str], known: Mapping[str, float]
    ) -> None:
        self._dictionary = dictionary
        self._names = names
        self._beginnings = frozenset(name[:k] for name in names for k in range(1, len(name) + 1))
        self._known = known
        self._concepts: dict[str, dict[str, float]] = {}

    def read(self, key: str, text: str, words: Sequence[str]) -> dict[str, float]:
        """Return the concepts of a segment with weights in (0, 1].

        Args:
            key: its matching key.
            text: as printed.
            words: the dictionary's words in the key.
        """
        sure = {*_name_numbers(text), *self._spell(key)}
        concepts = {concept: 1.0 for concept in sorted(sure) if concept in self._known}
        for word in words:
            for concept, weight in self._translate(word).items():
                if weight > concepts.get(concept, 0.0):
                    concepts[concept] = weight
        return concepts

    def _translate(self, word: str) -> dict[str, float]:
        """Return what a word and, at less weight, the words inside it can mean; kept by word."""
        if word not in self._concepts:
            concepts = dict(self._glosses(word))
            for inner in _inner_words(word, self._dictionary):
                for concept, weight in self._glosses(inner):
                    concepts[concept] = max(concepts.get(concept, 0.0), weight * _INNER_WEIGHT)
            self._concepts[word] = concepts
        return self._concepts[word]

    def _glosses(self, word: str) -> list[tuple[str, float]]:
        glosses = self._dictionary.glosses_of(word)
        return [(stem, weight) for stem, weight in glosses.items() if stem in self._known]

    def _spell(self, key: str) -> set[str]:
        """Names among the English ones that runs of characters spell in pinyin."""
        syllables = [self._dictionary.pinyin.get(character, "") for character in key]
        spelt = set()
        for start, first in enumerate(syllables):
            run = first
            for stop in range(start + 1, start + 1 + _LONGEST_PINYIN):
                if run not in self._beginnings:
                    break
                if run in self._names:
                    spelt.add(f"name:{run}")
                if stop >= len(syllables) or not syllables[stop]:
                    break
                run += syllables[stop]
        return spelt


def _inner_words(word: str, dictionary: Dictionary) -> list[str]:
    if len(word) < 3:
        return []
    pairs = (word[i : i + 2] for i in range(len(word) - 1))
    return [pair for pair in pairs if pair in dictionary.numbers]


def _information(rows: Sequence[Iterable[str]]) -> dict[str, float]:
    """Inverse document frequency of each item: ln((rows + 1) / (df + .5))."""
    frequency = Counter(item for row in rows for item in set(row))
    return {item: math.log((len(rows) + 1) / (count + 0.5)) for item, count in frequency.items()}


def _sum_rows(rows: Iterable[Iterable[float]]) -> Floats:
    """Sum exactly, since the order of a set changes from one process to the next."""
    return np.array([math.fsum(row) for row in rows], dtype=np.float32)


def _pack(rows: Iterable[Mapping[str, float]], numbers: Mapping[str, int]) -> SparseRows:
    lengths, concepts, weights = array("q"), array("q"), array("f")
    for row in rows:
        lengths.append(len(row))
        concepts.extend([numbers[concept] for concept in row])
        weights.extend(row.values())
    return SparseRows(
        np.repeat(np.arange(len(lengths)), np.array(lengths, dtype=np.int64)),
        np.array(concepts, dtype=np.int64),
        np.array(weights, dtype=np.float32),
        len(numbers),
    )
