"""Which pairs have a gram: rows of ids, 65,536 pairs a segment, and the keys of the rows.

A row is found by side, volume (four segments), gram and segment, in this order: pairs that come
later change rows that stand near to each other, and few places are visited to read all of a gram.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tmx.memory.index.grams import GRAM_BITS, Grams

SEGMENT_BITS = 16
_PLACE_BITS = 2
SEGMENTS = 1 << _PLACE_BITS
"""Segments in a volume."""
VOLUME_BITS = SEGMENT_BITS + _PLACE_BITS
_GRAM_MASK = (1 << GRAM_BITS) - 1
_SIDE_BIT = 62
_IN_SIDE = (1 << _SIDE_BIT) - 1

Ids = NDArray[np.int64]
Packed = NDArray[np.uint64]
Places = NDArray[np.uint16]
Row = tuple[int, bytes]


def make_key(side: int, segment: int, gram: int) -> int:
    """Return the key of a row.

    >>> make_key(0, 1, 5) < make_key(0, 2, 5) < make_key(0, 1, 6) < make_key(0, 4, 5)
    True
    """
    volume, place = divmod(segment, SEGMENTS)
    return make_base(side, volume) + make_offset(gram) + place


def make_base(side: int, volume: int) -> int:
    """Return the first key that a row of a volume can have."""
    return side << _SIDE_BIT | volume << GRAM_BITS + _PLACE_BITS


def make_offset(gram: int) -> int:
    """Return what follows the base in the first key that a row of a gram can have."""
    return gram << _PLACE_BITS


def read_grams(keys: Iterable[int]) -> list[int]:
    """Return the gram that each key is of."""
    return [key >> _PLACE_BITS & _GRAM_MASK for key in keys]


def count_volumes(last: int) -> int:
    """Return how many volumes there are up to a pair."""
    return (last >> VOLUME_BITS) + 1


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
    numbers = numbers[starts] << np.uint64(_PLACE_BITS)
    borders = zip(numbers.tolist(), (starts * 2).tolist(), stops.tolist(), strict=True)
    for gram, start, stop in borders:
        yield base | gram, places[start:stop]


def merge(rows: Sequence[Row]) -> Ids:
    """Return the ids in rows of one side, in order, each once."""
    if not rows:
        return np.zeros(0, np.int64)
    starts = _find_starts(np.array([key for key, _ in rows], np.int64))
    # Half as wide is sorted twice as fast.
    if starts.max() >> 32 == 0:
        starts = starts.astype(np.uint32)
    ids = np.repeat(starts, [len(row) // 2 for _, row in rows])
    ids += read_places([row for _, row in rows])
    ids.sort()
    return ids.compress(_find_first(ids)).astype(np.int64)


def read_places(rows: Iterable[bytes]) -> Places:
    """Return the places in their segment of all ids in rows."""
    return np.frombuffer(b"".join(rows), "<u2")


def _find_starts(keys: Ids) -> NDArray[Any]:
    """Return the first id of the segment that each key is of."""
    volumes = (keys & _IN_SIDE) >> GRAM_BITS + _PLACE_BITS
    return (volumes << _PLACE_BITS | keys & SEGMENTS - 1) << SEGMENT_BITS


def _find_first(numbers: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which of sorted numbers are not the same as the one before."""
    is_first = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=is_first[1:])
    return is_first
