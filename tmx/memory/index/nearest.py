"""Signatures → the pairs whose keys are probably nearest to that of a query."""

import numpy as np
from numpy.typing import NDArray

from tmx.memory.index.postings import Ids
from tmx.memory.index.signatures import BITS, MOST, Bits, Distances, Lengths, Signatures, measure

MEMBERS = 4
"""Pairs that are taken of those with one signature, which nearly always have one key; more where
there are few signatures."""
_REACH = 4
_ODD = np.uint64(0x9E3779B97F4A7C15)

Places = NDArray[np.int64]
Mask = NDArray[np.bool_]


def find_nearest(
    signatures: Signatures, query: Signatures, ids: Ids | None, *, count: int
) -> list[int]:
    """Find pairs with the nearest signatures, of half to double the length.

    Args:
        signatures: of all pairs, by id.
        query: one signature.
        ids: the pairs to choose from; None: all.
        count: of different signatures.

    Returns:
        Ids, in order; of each signature the newest.
    """
    ids = _fit_lengths(signatures.lengths, int(query.lengths[0]), ids)
    bits = signatures.bits.take(ids, axis=0)
    distances = measure(bits, query.bits[0])
    reach = count
    while True:
        places = _find_within(distances, reach)
        marks = _mark(bits.take(places, axis=0), signatures.lengths.take(ids.take(places)))
        chosen, groups = _pick_groups(marks, distances.take(places), count)
        if groups >= count or len(places) == len(ids):
            found: list[int] = ids.take(places.compress(chosen)).tolist()
            return found
        reach *= _REACH


def _fit_lengths(lengths: Lengths, length: int, ids: Ids | None) -> Ids:
    low, high = max(1, length // 2), min(2 * length, MOST)
    if ids is None:
        return np.flatnonzero((lengths >= low) & (lengths <= high))
    found = lengths.take(ids)
    return ids.compress((found >= low) & (found <= high))


def _find_within(distances: Distances, count: int) -> Places:
    """Find the nearest places, more than asked for where several are equally near."""
    totals = np.bincount(distances, minlength=BITS + 1).cumsum()
    most = totals.searchsorted(min(count, len(distances)))
    places: Places = (distances <= most).nonzero()[0]
    return places


def _mark(bits: Bits, lengths: Lengths) -> Bits:
    """Make one number of each signature."""
    return (bits[:, 0] * _ODD ^ bits[:, 1]) * _ODD + lengths


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
    sizes = np.diff(stops, prepend=0)
    members = MEMBERS * count // max(1, len(nearest))
    is_late = np.repeat(stops, sizes) - np.arange(len(marks)) <= members
    mask = np.zeros(len(marks), np.bool_)
    mask[order] = np.repeat(is_chosen, sizes) & is_late
    return mask, len(stops)
