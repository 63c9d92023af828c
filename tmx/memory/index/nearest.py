"""Signatures → the pairs whose keys are probably nearest to that of a query."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tmx.memory.index.held import get_signatures
from tmx.memory.index.picking import Mask, Measured, count_distances, find_reach, fit_lengths
from tmx.memory.index.postings import Ids, count_rows, merge
from tmx.memory.index.records import REACH, Asked, Row
from tmx.memory.index.signatures import Bits, Distances, Signatures, measure, measure_likeness
from tmx.memory.index.single import BITS, MOST
from tmx.memory.index.state import IndexState

_SAMPLE = 1 << 16
"""Distances of which so many are counted to guess how many there are of each."""


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
        ids = ids[: ids.searchsorted(self._last, "right")]
        ids = ids.compress(self._fits(ids))
        distances = measure(self._signatures.bits.take(ids, axis=0), self._query)
        self._chosen = Chosen(self._signatures, distances, ids)

    def gather_all(self) -> None:
        """Choose from all pairs that are indexed."""
        distances = measure(self._signatures.bits, self._query)
        fits = fit_lengths(self._signatures.lengths, self._length)
        # 255 times what does not fit: a choice by a mask takes as long as all else here.
        distances |= np.negative((~fits).view(np.uint8))
        self._chosen = Chosen(self._signatures, distances)

    def _fits(self, ids: Ids) -> Mask:
        return fit_lengths(self._signatures.lengths.take(ids), self._length)

    def find(self, count: int) -> list[int]:
        """Return the pairs with the nearest signatures."""
        return [] if self._chosen is None else self._chosen.find(count)

    def find_sharing(self, rows: Sequence[Row], count: int) -> list[int]:
        """Find the pairs that are in most of some rows of the index: ids, best first."""
        ids, shared = count_rows(rows)
        last = ids.searchsorted(self._last, "right")
        fits = self._fits(ids[:last])
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
        distances: (n,) of the pairs to choose from; more than `BITS`: not to be chosen.
        ids: (n,) of these pairs, in order; None: all that there are.
    """

    def __init__(
        self, signatures: Signatures, distances: Distances, ids: Ids | None = None
    ) -> None:
        self._signatures, self._distances, self._ids = signatures, distances, ids

    def find(self, count: int) -> list[int]:
        """Find pairs of so many different signatures: ids in order, of each the newest."""
        totals, reach = self._count(), count
        while True:
            most = find_reach(totals, reach)
            found, groups = self._take_within(most).pick(count)
            if groups >= count or most == BITS:
                return found
            reach *= REACH

    def _count(self) -> NDArray[np.int64]:
        """Count how often there is each distance, of very many by a sample."""
        step = len(self._distances) // _SAMPLE + 1
        some = self._distances[::step]
        return count_distances(some.compress(some <= BITS)) * step

    def _take_within(self, most: int) -> Measured:
        places = (self._distances <= most).nonzero()[0]
        ids = places if self._ids is None else self._ids.take(places)
        bits, lengths = self._signatures.bits, self._signatures.lengths
        return Measured(
            ids, bits.take(ids, axis=0), lengths.take(ids), self._distances.take(places)
        )
