"""Strings of Chinese characters that a text repeats in changing surroundings."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONGEST = 12
"""Most characters of a string."""
_LEAST_COUNT = 2
_HAN = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x40000))
_LAST_CODE = 0x200000

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Repeat:
    """One occurrence of a repeated string.

    Args:
        start: of its first character in its text.
        stop: behind its last.
        count: how often the string occurs in all texts.
        variety: how many different things stand before or behind it, the smaller of the two; the
            border of a stretch counts anew each time.
    """

    start: int
    stop: int
    count: int
    variety: int


def find_repeats(keys: Sequence[str]) -> list[list[Repeat]]:
    """Find the strings that occur at least twice and are not always part of the same longer one.

    Args:
        keys: of texts, as `fold_characters` gives them.

    Returns:
        The occurrences in each text.

    Source: Feng, Chen, Deng, Zheng, Accessor Variety Criteria for Chinese Word Extraction
        (Computational Linguistics 30, 2004).
    """
    codes = np.frombuffer("\n".join([*keys, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
    begins = np.cumsum([0, *(len(key) + 1 for key in keys)])
    found: list[list[Repeat]] = [[] for _ in keys]
    for size, starts, counts, varieties in _find_all(codes.astype(np.int64)):
        texts = np.searchsorted(begins, starts, side="right") - 1
        rows = zip(texts, starts - begins[texts], counts, varieties, strict=True)
        for text, start, count, variety in (map(int, row) for row in rows):
            found[text].append(Repeat(start, start + size, count, variety))
    return found


def _find_all(codes: Ints) -> list[tuple[int, Ints, Ints, Ints]]:
    """Return size, starts, counts and varieties of the repeated strings, size by size."""
    is_han = np.zeros(len(codes) + LONGEST + 1, dtype=bool)
    for first, last in _HAN:
        is_han[: len(codes)] |= (codes >= first) & (codes < last)
    padded = np.concatenate([codes, np.zeros(LONGEST + 1, dtype=np.int64)])
    # What is no character differs from everything else.
    around = np.where(is_han, padded, _LAST_CODE + np.arange(len(padded)))
    starts = np.flatnonzero(is_han)
    numbers = padded[starts]
    found = []
    for size in range(2, LONGEST + 1):
        goes_on = is_han[starts + size - 1]
        starts, numbers = starts[goes_on], numbers[goes_on]
        numbers, counts = _number(numbers * _LAST_CODE + padded[starts + size - 1])
        is_repeated = counts >= _LEAST_COUNT
        starts, numbers, counts = starts[is_repeated], numbers[is_repeated], counts[is_repeated]
        if not len(starts):
            break
        before = np.where(starts > 0, around[starts - 1], -1)
        variety = np.minimum(_vary(numbers, before), _vary(numbers, around[starts + size]))
        kept = variety >= _LEAST_COUNT
        found.append((size, starts[kept], counts[kept], variety[kept]))
    return found


def _number(values: Ints) -> tuple[Ints, Ints]:
    """Give equal values one number; return the numbers and how often each occurs."""
    _, numbers, counts = np.unique(values, return_inverse=True, return_counts=True)
    return numbers.astype(np.int64), counts[numbers]


def _vary(numbers: Ints, others: Ints) -> Ints:
    """Return for each place how many different others stand beside its number."""
    pairs = np.unique(np.stack([numbers, others], axis=1), axis=0)[:, 0]
    varieties: Ints = np.bincount(pairs, minlength=int(numbers.max(initial=0)) + 1)[numbers]
    return varieties
