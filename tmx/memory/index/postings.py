"""Which pairs have a gram: rows of ids, each of the pairs of a segment; `rows` has their keys."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tmx.memory.index.grams import Grams
from tmx.memory.index.records import Row
from tmx.memory.index.rows import PLACE_BITS, SEGMENT_BITS, find_start, make_key

Ids = NDArray[np.int64]
Packed = NDArray[np.uint64]
Places = NDArray[np.uint16]


def pack(grams: Grams, ids: Ids) -> Packed:
    """Join each gram with the pair that it is of.

    Args:
        grams: of keys.
        ids: (keys,) the pair of each key, all in one segment.

    Returns:
        Gram and place in the segment, sorted, each once.
    """
    local = (ids & ((1 << SEGMENT_BITS) - 1)).astype(np.uint64)
    packed = np.sort(grams.numbers << np.uint64(SEGMENT_BITS) | local[grams.owners])
    return packed[_find_first(packed)]


def encode(side: int, segment: int, packed: Packed) -> Iterator[Row]:
    """Make the rows of pairs of one segment, by key: what belongs at the end of each.

    Args:
        side: of the keys.
        segment: of the pairs.
        packed: grams and places, sorted.
    """
    numbers = packed >> np.uint64(SEGMENT_BITS)
    starts = np.flatnonzero(_find_first(numbers))
    stops = np.append(starts, len(numbers))[1:] * 2
    places = packed.astype("<u2").tobytes()
    base = make_key(side, segment, 0)
    numbers = numbers[starts] << np.uint64(PLACE_BITS)
    borders = zip(numbers.tolist(), (starts * 2).tolist(), stops.tolist(), strict=True)
    for gram, start, stop in borders:
        yield base | gram, places[start:stop]


def merge(rows: Sequence[Row]) -> Ids:
    """Return the ids in rows of one side, in order, each once."""
    ids = _join(rows)
    ids.sort()
    return ids.compress(_find_first(ids)).astype(np.int64)


def count_rows(rows: Sequence[Row]) -> tuple[Ids, Ids]:
    """Return the ids in rows of one side, in order, each once, and in how many rows each is."""
    ids = _join(rows)
    ids.sort()
    starts = _find_first(ids).nonzero()[0]
    return ids.take(starts).astype(np.int64), np.diff(starts, append=len(ids))


def _join(rows: Sequence[Row]) -> NDArray[Any]:
    """Return the ids in rows one after another."""
    if not rows:
        return np.zeros(0, np.int64)
    starts = np.array([find_start(key) for key, _ in rows], np.int64)
    # Half as wide is sorted twice as fast.
    if starts.max() >> 32 == 0:
        starts = starts.astype(np.uint32)
    ids = np.repeat(starts, [len(row) // 2 for _, row in rows])
    ids += read_places([row for _, row in rows])
    return ids


def read_places(rows: Iterable[bytes]) -> Places:
    """Return the places in their segment of all ids in rows."""
    return np.frombuffer(b"".join(rows), "<u2")


def _find_first(numbers: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which of sorted numbers are not the same as the one before."""
    is_first = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=is_first[1:])
    return is_first
