"""Names of countries paired with their adjectives: 泰國 is Thailand, however often "Thai" says it.

A text that says 泰國邊境 by "the Thai border" has no better word for 泰國 than "Thai". It is a
fair translation there, and a wrong row of a glossary.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from aligner.terms.candidates.english_classes import load_classes
from aligner.terms.records import TermPair
from aligner.terms.variants.regional import find_rows, list_territories

_DOUBT = 0.4
"""What it does to the probability of a pair."""
_LEAST_LETTERS = 4
_WORD = re.compile(r"[^\W\d_]+")


def doubt_adjectives(pairs: Iterable[TermPair], least: float) -> list[TermPair]:
    """Lower the pairs of a country's name and its adjective.

    Args:
        pairs: any.
        least: probability of a pair that is wanted.

    Returns:
        Those that are still probable enough, the probablest first.
    """
    doubted = (
        replace(each, probability=each.probability * _DOUBT)
        if is_adjective(each.chinese, each.english)
        else each
        for each in pairs
    )
    kept = (each for each in doubted if each.probability >= least)
    return sorted(kept, key=lambda each: -each.probability)


def is_adjective(chinese: str, english: str) -> bool:
    """Whether the Chinese names a territory of CLDR, and the English only its people or adjective.

    >>> is_adjective("泰國", "Thai"), is_adjective("泰國", "Thailand"), is_adjective("美國", "US")
    (True, False, False)
    """
    if len(_WORD.findall(english)) != 1:
        return False
    word = english.lower()
    names = {name for row in find_rows(chinese, ()) for name in _list_words(row.english)}
    if not names or word in names or word in _list_names():
        return False
    begins = len(word) >= _LEAST_LETTERS and any(name.startswith(word) for name in names)
    return begins or load_classes().is_demonym(word)


def _list_words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


@cache
def _list_names() -> frozenset[str]:
    """List the names of one word: Niger is one, though Nigeria begins with it."""
    return frozenset(name.lower() for name in list_territories() if _WORD.fullmatch(name))
