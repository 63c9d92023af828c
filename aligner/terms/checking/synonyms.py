"""Whether a target says a term in other words that the dictionary knows.

Of a concept that was only extracted nobody has said that its terms are the only right ones: there
what the dictionary translates them by is as good.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from aligner.lexicon.dictionary import LONGEST_WORD, load_dictionary
from aligner.lexicon.english import find_words, stem_words
from aligner.terms.checking.scoping import has_language
from tmx.key import matching_key

_SHORTEST = 2
"""Characters of a word of a term at least; single ones, of which names are written, mean much."""
LEAST_WEIGHT = 0.6
"""The least weight that a translation has in the dictionary."""


def says_alike(terms: Iterable[str], term_tag: str, text: str, text_tag: str) -> bool:
    """Whether a text has dictionary translations of all words of one of several terms.

    Loads the dictionary when first called.

    Args:
        terms: of the source language.
        term_tag: of that language.
        text: the target.
        text_tag: of its language; one of the two is Chinese, the other English, else nothing is
            alike.

    >>> says_alike(["问题"], "zh", "The issue remains open.", "en")
    True
    >>> says_alike(["issue"], "en", "問題仍未解決。", "zh-HK")
    True
    """
    if has_language(term_tag, "zh") and has_language(text_tag, "en"):
        stems = frozenset(stem_words(find_words(text)))
        return any(_is_said(_cut(matching_key(term)), stems) for term in terms)
    if has_language(term_tag, "en") and has_language(text_tag, "zh"):
        known = _list_stems(matching_key(text))
        wanted = [stem_words(find_words(term)) for term in terms]
        return any(known.issuperset(stems) and stems for stems in wanted)
    return False


def _is_said(words: Sequence[str], stems: frozenset[str]) -> bool:
    return bool(words) and all(not stems.isdisjoint(_translate(word)) for word in words)


def _cut(key: str) -> list[str]:
    """Cut a term into words of the dictionary; none if it holds anything else."""
    words = load_dictionary().find_words(key)
    is_whole = sum(map(len, words)) == len(key) and min(map(len, words), default=0) >= _SHORTEST
    return words if is_whole else []


@lru_cache(50_000)
def _translate(word: str) -> frozenset[str]:
    """Return the stems that a Chinese word is translated by; none if the dictionary lacks it."""
    dictionary = load_dictionary()
    glosses = dictionary.glosses_of(word) if word in dictionary.numbers else {}
    return frozenset(stem for stem, weight in glosses.items() if weight >= LEAST_WEIGHT)


@lru_cache(64)
def _list_stems(key: str) -> frozenset[str]:
    """Return what all words of a Chinese text are translated by."""
    return frozenset(stem for word in _list_words(key) for stem in _translate(word))


def _list_words(key: str) -> Iterator[str]:
    numbers = load_dictionary().numbers
    for start in range(len(key)):
        for stop in range(start + 1, min(start + LONGEST_WORD, len(key)) + 1):
            if key[start:stop] in numbers:
                yield key[start:stop]
