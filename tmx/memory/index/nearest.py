"""Signatures → the pairs whose keys are probably nearest to that of a query."""

from collections.abc import Sequence

import numpy as np

from tmx.memory.index.held import get_signatures
from tmx.memory.index.picking import Measured, count_distances, find_reach, fit_lengths
from tmx.memory.index.postings import Ids, count_rows, merge
from tmx.memory.index.records import REACH, Asked, Row
from tmx.memory.index.signatures import Bits, Lengths, Signatures, measure, measure_likeness
from tmx.memory.index.single import BITS, MOST
from tmx.memory.index.state import IndexState


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
        ids = _fit_ids(self._signatures.lengths, self._length, ids)
        self._chosen = Chosen(self._signatures, self._query, ids)

    def find(self, count: int) -> list[int]:
        """Return the pairs with the nearest signatures."""
        return [] if self._chosen is None else self._chosen.find(count)

    def find_sharing(self, rows: Sequence[Row], count: int) -> list[int]:
        """Find the pairs that are in most of some rows of the index: ids, best first."""
        ids, shared = count_rows(rows)
        last = ids.searchsorted(self._last, "right")
        fits = fit_lengths(self._signatures.lengths.take(ids[:last]), self._length)
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
        totals, reach = count_distances(self._distances), count
        while True:
            within = self._take_within(find_reach(totals, reach))
            found, groups = within.pick(count)
            if groups >= count or len(within.ids) == len(self._ids):
                return found
            reach *= REACH

    def _take_within(self, most: int) -> Measured:
        places = (self._distances <= most).nonzero()[0]
        ids = self._ids.take(places)
        bits, distances = self._bits.take(places, axis=0), self._distances.take(places)
        return Measured(ids, bits, self._lengths.take(ids), distances)


def _fit_ids(lengths: Lengths, length: int, ids: Ids | None) -> Ids:
    if ids is None:
        return np.flatnonzero(fit_lengths(lengths, length))
    return ids.compress(fit_lengths(lengths.take(ids), length))
