"""One-to-one in a passage: which of the pairs that exclude each other stand."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_APART, _EQUAL, _INSIDE, _AROUND, _ACROSS = range(5)


def choose_pairs(chinese: Ints, english: Ints, order: Sequence[int]) -> list[int]:
    """Choose pairs, each the best of all that cannot stand beside it.

    Two pairs can stand beside each other where their stretches are apart in both texts, one pair is
    inside the other in both, or a stretch is inside another in one text and apart in the other.

    Args:
        chinese: (k, 2) where the Chinese stretch of each pair begins and stops.
        english: (k, 2) likewise.
        order: numbers of the pairs, the best first; those left out are not chosen.

    Returns:
        Numbers of the chosen, the best first.
    """
    fits = _find_fitting(chinese, english)
    is_free = np.ones(len(fits), dtype=np.bool_)
    chosen: list[int] = []
    for number in order:
        if is_free[number]:
            chosen.append(number)
            is_free &= fits[number]
    return chosen


def _find_fitting(chinese: Ints, english: Ints) -> Flags:
    """Return which pairs can stand beside each other; (k, k)."""
    one, other = _relate(chinese), _relate(english)
    is_alike = (one == other) & (one != _EQUAL) & (one != _ACROSS)
    # A word inside a term may stand for a word elsewhere: 烏克蘭 of 烏克蘭危機, translated by
    # "Ukrainian crisis", for the "Ukraine" of another clause.
    one_apart = (one == _APART) & ((other == _INSIDE) | (other == _AROUND))
    other_apart = (other == _APART) & ((one == _INSIDE) | (one == _AROUND))
    return np.asarray(is_alike | one_apart | other_apart)


def _relate(spans: Ints) -> NDArray[np.int8]:
    """Return how each stretch stands to each other one; (k, k)."""
    starts, stops = spans[:, 0], spans[:, 1]
    later, earlier = starts[:, None] >= starts, starts[:, None] <= starts
    shorter, longer = stops[:, None] <= stops, stops[:, None] >= stops
    related = np.full(later.shape, _ACROSS, dtype=np.int8)
    related[later & shorter] = _INSIDE
    related[earlier & longer] = _AROUND
    related[later & earlier & shorter & longer] = _EQUAL
    related[(stops[:, None] <= starts) | (starts[:, None] >= stops)] = _APART
    return related
