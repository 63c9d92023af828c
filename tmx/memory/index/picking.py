"""Pairs with the distances of their signatures to one → those with the nearest signatures."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tmx.memory.index.postings import Ids
from tmx.memory.index.records import MEMBERS
from tmx.memory.index.signatures import Bits, Distances, Lengths
from tmx.memory.index.single import BITS, MOST

_ODD = np.uint64(0x9E3779B97F4A7C15)

Places = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Measured:
    """Pairs whose signatures were compared with one.

    Args:
        ids: (n,) of the pairs, in order.
        bits: (n, 2) their signatures.
        lengths: (n,) characters of their keys.
        distances: (n,) bits in which the signatures differ from the one.
    """

    ids: Ids
    bits: Bits
    lengths: Lengths
    distances: Distances

    def take(self, places: Places) -> "Measured":
        """Take the pairs at some places, from 0."""
        bits, lengths = self.bits.take(places, axis=0), self.lengths.take(places)
        return Measured(self.ids.take(places), bits, lengths, self.distances.take(places))

    def pick(self, count: int) -> tuple[list[int], int]:
        """Pick the newest pairs of the nearest signatures.

        Args:
            count: of different signatures.

        Returns:
            Ids in order, and how many different signatures there are in all.
        """
        marks = (self.bits[:, 0] * _ODD ^ self.bits[:, 1]) * _ODD + self.lengths
        chosen, groups = _pick_groups(marks, self.distances, count)
        found: list[int] = self.ids.compress(chosen).tolist()
        return found, groups


def join(parts: Sequence[Measured]) -> Measured:
    """Put pairs one after the other."""
    return Measured(
        np.concatenate([np.zeros(0, np.int64), *[each.ids for each in parts]]),
        np.concatenate([np.zeros((0, 2), np.uint64), *[each.bits for each in parts]]),
        np.concatenate([np.zeros(0, np.uint16), *[each.lengths for each in parts]]),
        np.concatenate([np.zeros(0, np.uint8), *[each.distances for each in parts]]),
    )


def fit_lengths(lengths: Lengths, length: int) -> Mask:
    """Say which keys are of half to double a length."""
    low, high = max(1, length // 2), min(2 * length, MOST)
    return (lengths >= low) & (lengths <= high)


def find_reach(totals: NDArray[np.int64], count: int) -> int:
    """Find up to which distance there are so many pairs.

    Args:
        totals: (129,) of pairs at each distance.
        count: how many; where there are not more in all, the distance is the greatest possible.
    """
    sums = totals.cumsum()
    return int(sums.searchsorted(count)) if count < sums[-1] else BITS


def count_distances(distances: Distances) -> NDArray[np.int64]:
    """Count how often there is each distance: (129,)."""
    return np.bincount(distances, minlength=BITS + 1)


def _pick_groups(marks: Bits, distances: Distances, count: int) -> tuple[Mask, int]:
    """Pick the last members of the nearest groups of equal marks; return the number of groups."""
    order = marks.argsort(kind="stable")
    ranked = marks.take(order)
    is_last = np.ones(len(marks), np.bool_)
    np.not_equal(ranked[1:], ranked[:-1], out=is_last[:-1])
    stops = is_last.nonzero()[0] + 1
    nearest = distances.take(order.take(stops - 1)).argsort(kind="stable")[:count]
    is_chosen = np.zeros(len(stops), np.bool_)
    is_chosen[nearest] = True
    sizes = stops.copy()
    sizes[1:] -= stops[:-1]
    members = MEMBERS * count // max(1, len(nearest))
    is_late = np.repeat(stops, sizes) - np.arange(len(marks)) <= members
    mask = np.zeros(len(marks), np.bool_)
    mask[order] = np.repeat(is_chosen, sizes) & is_late
    return mask, len(stops)
