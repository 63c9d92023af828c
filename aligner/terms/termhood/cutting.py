"""The words of a term, by the keys that frequencies, seeds and common words are looked up with."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from aligner.lexicon.english import STOP_WORDS
from aligner.resources import read_table
from aligner.terms.termhood.frequencies import load_frequencies
from tmx.memory.folding import fold_text

_LATIN_WORD = re.compile("[^\\W\\d_]+|\\d+")
_EMPTY_CHINESE = frozenset(["的", "之", "和", "与", "及", "或", "在", "了"])
_CUTS_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Cut:
    """One side of a pair of terms.

    Args:
        key: of the whole, as `fold_text` makes it.
        words: those that carry meaning, by their keys, in order; all of them if none does.
    """

    key: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """Words of a language that make no term, by their keys.

    Args:
        numbers: and dates.
        address: titles that stand beside a name.
        light: what only says which, how many or how good.
    """

    numbers: frozenset[str]
    address: frozenset[str]
    light: frozenset[str]


@lru_cache(_CUTS_KEPT)
def cut_chinese(text: str) -> Cut:
    """Cut a Chinese term, simplified or traditional.

    >>> cut_chinese("領土的完整").words
    ('领土', '完整')
    """
    key = fold_text(text)
    return Cut(key, _keep(load_frequencies().cut_chinese(key), _EMPTY_CHINESE))


@lru_cache(_CUTS_KEPT)
def cut_english(text: str) -> Cut:
    """Cut an English term.

    >>> cut_english("the balance of US power").words
    ('balance', 'us', 'power')
    """
    words = _LATIN_WORD.findall(text)
    empty = {word for word in words if word.lower() in STOP_WORDS and not is_acronym(word)}
    kept = _keep(words, {*empty, "s", "S"})
    return Cut(fold_text(text), tuple(map(_fold_word, kept)))


def _keep(words: Sequence[str], empty: Collection[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in empty) or tuple(words)


def _fold_word(word: str) -> str:
    return word.lower() if word.isascii() else fold_text(word)


def is_acronym(word: str) -> bool:
    """Whether an English word is written in capitals, so that "US" is not "us"."""
    return len(word) > 1 and word.isupper()


def load_common() -> tuple[Common, Common]:
    """Load the words that make no term, Chinese and English."""
    return _read_common("chinese"), _read_common("english")


@cache
def _read_common(language: str) -> Common:
    table = read_table("aligner.terms.termhood", "common")
    lists = (frozenset(table[name][language].split()) for name in ("numbers", "address", "light"))
    return Common(*lists)
