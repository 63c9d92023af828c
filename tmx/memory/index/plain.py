"""Signatures → the pairs whose keys are probably nearest, without NumPy.

What `nearest` finds, many times slower, but NumPy takes longer to load than a few searches here.
"""

import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from itertools import accumulate

from tmx.memory.index.records import MEMBERS, REACH, Asked, Row
from tmx.memory.index.rows import find_start
from tmx.memory.index.single import BITS, MOST, load_sizes
from tmx.memory.index.state import IndexState
from tmx.memory.queries import index as queries

_BLOCK_BITS = 12
_IN_BLOCK = (1 << _BLOCK_BITS) - 1
_SIZE = 16
_ODD = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


class PlainNearest:
    """The signatures of a side, and the pairs that a search chooses from."""

    def __init__(self, state: IndexState, asked: Asked) -> None:
        self._asked = asked
        self._last = state.indexed
        self._blocks = {
            number: (bits, _read_numbers(lengths))
            for number, bits, lengths in queries.select_signatures(
                state.memory.connection, asked.side, 0
            )
        }
        self._distances: dict[int, int] = {}

    def gather(self, rows: Iterable[Row]) -> None:
        """Choose from the pairs in rows of the index."""
        found: set[int] = set()
        for key, ids in rows:
            found.update(map(find_start(key).__add__, _read_numbers(ids)))
        self._measure(sorted(each for each in found if each <= self._last))

    def gather_all(self) -> None:
        """Choose from all pairs that are indexed."""
        self._measure(
            number << _BLOCK_BITS | place
            for number, (_, lengths) in self._blocks.items()
            for place in range(len(lengths))
        )

    def find(self, count: int) -> list[int]:
        """Return the pairs with the nearest signatures; see `tmx.memory.index.nearest`."""
        totals = [0] * (BITS + 1)
        for distance in self._distances.values():
            totals[distance] += 1
        reach = count
        while True:
            most = _find_most(totals, min(reach, len(self._distances)))
            places = [each for each, distance in self._distances.items() if distance <= most]
            groups = self._group(places)
            if len(groups) >= count or len(places) == len(self._distances):
                return _pick(groups, count)
            reach *= REACH

    def measure_likeness(self, pairs: Sequence[int]) -> list[float]:
        """Guess how much of their grams the query and pairs share."""
        sizes, query = load_sizes(), self._asked.bits
        found = []
        for bits in map(self._read_bits, pairs):
            ours, theirs = sizes[query.bit_count()], sizes[bits.bit_count()]
            both = sizes[(query | bits).bit_count()]
            likeness = 2 * (ours + theirs - both) / (ours + theirs)
            # Not known is not less than anything.
            found.append(likeness if likeness < 1 else 1.0)
        return found

    def find_sharing(self, rows: Sequence[Row], count: int) -> list[int]:
        """Find the pairs that are in most of some rows of the index: ids, best first."""
        shared = Counter(
            number
            for key, ids in rows
            for number in map(find_start(key).__add__, _read_numbers(ids))
            if number <= self._last
        )
        distances = self._list_distances(shared)
        return nsmallest(count, distances, key=lambda each: (-shared[each], distances[each], each))

    def _measure(self, ids: Iterable[int]) -> None:
        self._distances = self._list_distances(ids)

    def _list_distances(self, ids: Iterable[int]) -> dict[int, int]:
        """Return how far the signatures of those pairs are that have the length."""
        length = min(len(self._asked.key), MOST)
        low, high = max(1, length // 2), min(2 * length, MOST)
        query, blocks = self._asked.bits, self._blocks
        distances = {}
        for each in ids:
            block = blocks.get(each >> _BLOCK_BITS)
            place = each & _IN_BLOCK
            if block and place < len(block[1]) and low <= block[1][place] <= high:
                bits = block[0][place * _SIZE : place * _SIZE + _SIZE]
                distances[each] = (int.from_bytes(bits, "little") ^ query).bit_count()
        return distances

    def _read_bits(self, pair: int) -> int:
        bits, _ = self._blocks.get(pair >> _BLOCK_BITS, (b"", ()))
        place = (pair & _IN_BLOCK) * _SIZE
        return int.from_bytes(bits[place : place + _SIZE], "little")

    def _group(self, places: Iterable[int]) -> list[tuple[int, int, list[int]]]:
        """Group pairs with one signature: distance, mark and pairs of each group."""
        groups: dict[int, list[int]] = {}
        for each in places:
            bits = self._read_bits(each)
            length = self._blocks[each >> _BLOCK_BITS][1][each & _IN_BLOCK]
            mark = ((bits & _MASK) * _ODD ^ bits >> 64) * _ODD + length & _MASK
            groups.setdefault(mark, []).append(each)
        return [(self._distances[some[-1]], mark, some) for mark, some in groups.items()]


def _find_most(totals: Sequence[int], count: int) -> int:
    """Return the least distance up to which there are so many."""
    return bisect_left(list(accumulate(totals)), count)


def _pick(groups: Iterable[tuple[int, int, list[int]]], count: int) -> list[int]:
    nearest = sorted(groups)[:count]
    members = MEMBERS * count // max(1, len(nearest))
    return sorted(each for _, _, some in nearest for each in some[-members:])


def _read_numbers(row: bytes) -> "array[int]":
    numbers = array("H", row)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
