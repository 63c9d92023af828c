"""One key → its grams and its signature, without NumPy, which takes longer for one and to load.

The same as `grams` and `signatures` make of many keys at once.
"""

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby, pairwise

from tmx.memory.folding import IS_CJK

BITS = 128
"""The bits of a signature."""
MOST = 0xFFFF
"""The greatest length that is kept; longer keys have it too."""
CODE_BITS = 21
SHORT_CJK = 6
"""Characters up to which a key that holds Chinese, Japanese or Korean is short."""
SHORT_WORDS = 20
"""Characters up to which any other key is short."""
WORD, SHORT = 1 << 42, 2 << 42
"""What the grams of words, and the finer ones of short keys, have on top."""
POWERS = 64
_LEAST_UNSET = 8

_MASK = (1 << 64) - 1
_HALF = (1 << 32) - 1


def find_key_grams(key: str) -> list[int]:
    """Find the grams of a key, each once, in order.

    >>> [chr(gram >> CODE_BITS) for gram in find_key_grams("第十二条之一款")]
    ['一', '之', '二', '十', '条', '款', '第']
    """
    words, runs = _divide(key)
    found = {WORD | _number_word(word) for word in words}
    for run in runs:
        codes = [*map(ord, run), 0]
        found.update([first << CODE_BITS | second for first, second in pairwise(codes)])
    if len(key) <= (SHORT_CJK if runs else SHORT_WORDS):
        found.update(_find_short(key, runs))
    return sorted(found)


def _divide(key: str) -> tuple[list[str], list[str]]:
    """Return the words of a key, and its runs of Chinese, Japanese or Korean characters."""
    parts = key.split(" ")
    if key.isascii():
        return parts, []
    found: tuple[list[str], list[str]] = [], []
    for part in parts:
        for is_cjk, run in groupby(part, IS_CJK.__getitem__):
            found[is_cjk].append("".join(run))
    return found


def _find_short(key: str, runs: list[str]) -> Iterator[int]:
    for first, second in pairwise([10, *map(ord, key), 10]):
        yield SHORT | first << CODE_BITS | second
    for character in "".join(runs):
        yield SHORT | ord(character) << CODE_BITS


def make_signature(key: str) -> int:
    """Make the signature of a key that is not empty: the bits of a row, the least first."""
    codes = [10, *map(ord, key), 10]
    places = {
        ((first * 0x9E3779B1 + second) * 0x85EBCA77 & _HALF) >> 25
        for first, second in pairwise(codes)
    }
    return sum(map(_PLACED.__getitem__, places))


# Of each eight bits the first stands highest.
_PLACED = [1 << (place ^ 7) for place in range(BITS)]


@lru_cache(maxsize=1 << 14)
def _number_word(word: str) -> int:
    powers = load_powers()
    parts = (ord(letter) * powers[n % POWERS] for n, letter in enumerate(word))
    return _mix(sum(parts) & _MASK) >> 22


@cache
def load_powers() -> tuple[int, ...]:
    """Return by what the characters of a word are multiplied."""
    return tuple(_mix(place * 0xD1342543DE82EF95 & _MASK) | 1 for place in range(1, POWERS + 1))


def _mix(number: int) -> int:
    mixed = (number ^ number >> 32) * 0x9E3779B97F4A7C15 & _MASK
    return mixed ^ mixed >> 29


@cache
def load_sizes() -> tuple[float, ...]:
    """Return how many grams set so many of the bits, probably; NaN where nobody can say.

    Source: Whang, Vander-Zanden, Taylor, A Linear-Time Probabilistic Counting Algorithm (1990).
    """
    known = [-BITS * math.log(1 - count / BITS) for count in range(1, BITS + 1 - _LEAST_UNSET)]
    return (math.nan, *known, *[math.nan] * _LEAST_UNSET)
