"""Signatures → the pairs whose keys are probably nearest to that of a query."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tmx.memory.index.held import get_signatures
from tmx.memory.index.postings import Ids, count_rows, merge
from tmx.memory.index.records import MEMBERS, REACH, Asked, Row
from tmx.memory.index.signatures import (
    Bits,
    Distances,
    Lengths,
    Signatures,
    measure,
    measure_likeness,
)
from tmx.memory.index.single import BITS, MOST
from tmx.memory.index.state import IndexState

_ODD = np.uint64(0x9E3779B97F4A7C15)

Places = NDArray[np.int64]
Mask = NDArray[np.bool_]


class ArrayNearest:
    """The signatures of a side, and the pairs that a search chooses from, in arrays."""

    def __init__(self, state: IndexState, asked: Asked) -> None:
        self._signatures = get_signatures(state, asked.side)
        self._last = state.indexed
        self._query = split_bits(asked.bits)
        self._length = min(len(asked.key), MOST)
        self._chosen: Chosen | None = None

    def gather(self, rows: Sequence[Row]) -> None:
        """Choose from the pairs in rows of the index."""
        ids = merge(rows)
        self._choose(ids[: ids.searchsorted(self._last, "right")])

    def gather_all(self) -> None:
        """Choose from all pairs that are indexed."""
        self._choose(None)

    def _choose(self, ids: Ids | None) -> None:
        ids = _fit_lengths(self._signatures.lengths, self._length, ids)
        self._chosen = Chosen(self._signatures, self._query, ids)

    def find(self, count: int) -> list[int]:
        """Return the pairs with the nearest signatures."""
        return [] if self._chosen is None else self._chosen.find(count)

    def find_sharing(self, rows: Sequence[Row], count: int) -> list[int]:
        """Find the pairs that are in most of some rows of the index: ids, best first."""
        ids, shared = count_rows(rows)
        last = ids.searchsorted(self._last, "right")
        fits = _fits(self._signatures.lengths.take(ids[:last]), self._length)
        ids, shared = ids[:last].compress(fits), shared[:last].compress(fits)
        distances = measure(self._signatures.bits.take(ids, axis=0), self._query)
        best = np.lexsort((ids, distances, -shared))[:count]
        found: list[int] = ids.take(best).tolist()
        return found

    def measure_likeness(self, pairs: Sequence[int]) -> list[float]:
        """Guess how much of their grams the query and pairs share."""
        last = self._last
        found = self._signatures.bits.take([pair if pair <= last else 0 for pair in pairs], axis=0)
        return measure_likeness(found, self._query)


def split_bits(bits: int) -> Bits:
    """Make an array of a signature: (2,)."""
    return np.frombuffer(bits.to_bytes(BITS // 8, "little"), "<u8").astype(np.uint64, copy=False)


class Chosen:
    """Pairs to choose from, with the distances of their signatures to one.

    Args:
        signatures: of all pairs, by id.
        query: (2,) the one.
        ids: the pairs to choose from.
    """

    def __init__(self, signatures: Signatures, query: Bits, ids: Ids) -> None:
        self._ids = ids
        self._bits = signatures.bits.take(ids, axis=0)
        self._lengths = signatures.lengths
        self._distances = measure(self._bits, query)

    def find(self, count: int) -> list[int]:
        """Find pairs of so many different signatures: ids in order, of each the newest."""
        ids, distances = self._ids, self._distances
        reach = count
        while True:
            places = _find_within(distances, reach)
            lengths = self._lengths.take(ids.take(places))
            marks = _mark(self._bits.take(places, axis=0), lengths)
            chosen, groups = _pick_groups(marks, distances.take(places), count)
            if groups >= count or len(places) == len(ids):
                found: list[int] = ids.take(places.compress(chosen)).tolist()
                return found
            reach *= REACH


def _fit_lengths(lengths: Lengths, length: int, ids: Ids | None) -> Ids:
    if ids is None:
        return np.flatnonzero(_fits(lengths, length))
    return ids.compress(_fits(lengths.take(ids), length))


def _fits(lengths: Lengths, length: int) -> Mask:
    low, high = max(1, length // 2), min(2 * length, MOST)
    return (lengths >= low) & (lengths <= high)


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
    sizes = stops.copy()
    sizes[1:] -= stops[:-1]
    members = MEMBERS * count // max(1, len(nearest))
    is_late = np.repeat(stops, sizes) - np.arange(len(marks)) <= members
    mask = np.zeros(len(marks), np.bool_)
    mask[order] = np.repeat(is_chosen, sizes) & is_late
    return mask, len(stops)
