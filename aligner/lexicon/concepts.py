"""The concepts of segments, by which a Chinese and an English text are compared.

Those of an English segment are its stems, numbers, dates and names; those of a Chinese segment
are the stems its words can be translated by, its numbers and dates, and the names its characters
spell in pinyin.
"""

from collections.abc import Iterable, Mapping, Set

from aligner.lexicon.dictionary import Dictionary
from aligner.lexicon.english import STOP_WORDS, find_hyphenated, find_words, stem_words
from tmx.numerals import NumberKind, find_numbers

_INNER_WEIGHT = 0.5
_LONGEST_PINYIN = 3


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


def find_hyphenated_names(english: Iterable[str], syllables: frozenset[str]) -> frozenset[str]:
    """Find the names whose hyphens stand between syllables of pinyin; joined, in small letters.

    >>> sorted(find_hyphenated_names(["Bao-yu at the US-led talks"], frozenset({"bao", "yu"})))
    ['baoyu']
    """
    names = (parts for text in english for parts in find_hyphenated(text))
    return frozenset(
        "".join(parts)
        for parts in names
        if len(parts) <= _LONGEST_PINYIN and syllables.issuperset(parts)
    )


def read_english(text: str, names: Set[str]) -> frozenset[str]:
    """Return the concepts of an English segment; names in small letters are recognised."""
    words = find_words(text)
    whole = ["".join(parts) for parts in find_hyphenated(text)]
    spelt = {f"name:{name}" for name in (*map(str.lower, words), *whole) if name in names}
    return frozenset({*stem_words(words), *name_numbers(text), *spelt})


def name_numbers(text: str) -> list[str]:
    """Return the numbers of a text as concepts that are the same in both languages."""
    return [
        f"month:{number.value}" if number.kind is NumberKind.MONTH else f"number:{number.value}"
        for number in find_numbers(text)
    ]


class NameSpeller:
    """Finds names among the English ones that runs of Chinese characters spell in pinyin.

    Args:
        pinyin: syllable of each character.
        names: in small letters.
    """

    def __init__(self, pinyin: Mapping[str, str], names: Set[str]) -> None:
        self._pinyin = pinyin
        self._names = names
        self._beginnings = frozenset(name[:k] for name in names for k in range(1, len(name) + 1))

    def spell(self, key: str) -> set[str]:
        """Return the names in the matching key of a segment, as concepts."""
        syllables = [self._pinyin.get(character, "") for character in key]
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


class Translator:
    """Finds what Chinese words can mean among the concepts that the English text has.

    Args:
        dictionary: gives the stems that a word can be translated by.
        known: all concepts of the English text; others are left out.
    """

    def __init__(self, dictionary: Dictionary, known: Set[str]) -> None:
        self._dictionary = dictionary
        self._known = known
        self._concepts: dict[str, dict[str, float]] = {}

    def translate(self, words: Iterable[str]) -> dict[str, float]:
        """Return the concepts of the words of a segment with weights in (0, 1]."""
        concepts: dict[str, float] = {}
        for word in words:
            _raise(concepts, self._translate(word).items())
        return concepts

    def _translate(self, word: str) -> dict[str, float]:
        """Return what a word and, at less weight, the words inside it can mean; kept by word."""
        if word not in self._concepts:
            concepts = dict(self._glosses(word))
            for inner in _inner_words(word, self._dictionary):
                _raise(concepts, ((stem, w * _INNER_WEIGHT) for stem, w in self._glosses(inner)))
            self._concepts[word] = concepts
        return self._concepts[word]

    def _glosses(self, word: str) -> list[tuple[str, float]]:
        glosses = self._dictionary.glosses_of(word)
        return [(stem, weight) for stem, weight in glosses.items() if stem in self._known]


def _raise(concepts: dict[str, float], others: Iterable[tuple[str, float]]) -> None:
    """Put in other concepts, each at the larger of two weights."""
    for concept, weight in others:
        if weight > concepts.get(concept, 0.0):
            concepts[concept] = weight


def _inner_words(word: str, dictionary: Dictionary) -> list[str]:
    if len(word) < 3:
        return []
    pairs = (word[i : i + 2] for i in range(len(word) - 1))
    return [pair for pair in pairs if pair in dictionary.numbers]
