"""What a Chinese and an English text share: translations, numbers and names.

The concepts that segments have (`concepts`) are weighed by how rare they are, and put into sparse
rows, from which the model takes what any two segments share.
"""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.lexicon.concepts import (
    NameSpeller,
    Translator,
    find_hyphenated_names,
    find_names,
    name_numbers,
    read_english,
)
from aligner.lexicon.dictionary import Dictionary
from tmx.key import matching_key

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


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
    chinese: Sequence[str], english: Sequence[str], dictionary: Dictionary
) -> LexicalEvidence:
    """Find what the segments of two texts share.

    Args:
        chinese: n segments as printed.
        english: m segments as printed.
        dictionary: see `load_dictionary`.
    """
    names = find_names(english)
    names |= find_hyphenated_names(english, frozenset(dictionary.pinyin.values()))
    said = [read_english(text, names) for text in english]
    keys = [matching_key(text) for text in chinese]
    words = [dictionary.find_words(key) for key in keys]
    information, rarity = _information(said), _information(words)
    numbers = {concept: number for number, concept in enumerate(sorted(information))}
    translator = Translator(dictionary, information.keys())
    speller = NameSpeller(dictionary.pinyin, names)
    # Row by row: the concepts of a whole book as dictionaries would take hundreds of megabytes.
    rows = (
        translator.translate(found)
        | dict.fromkeys(sorted({*name_numbers(text), *speller.spell(key)} & numbers.keys()), 1.0)
        for found, text, key in zip(words, chinese, keys, strict=True)
    )
    left = _pack(rows, numbers)
    right = _pack(({stem: information[stem] for stem in row} for row in said), numbers)
    return LexicalEvidence(
        left,
        right.keep(np.unique(left.concepts)),
        _sum_rows([rarity[word] for word in set(row)] for row in words),
        _sum_rows([information[stem] for stem in row] for row in said),
    )


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
