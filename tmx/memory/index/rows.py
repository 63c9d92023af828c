"""The keys of the rows of the index: 65,536 pairs a segment, four segments a volume.

A row is found by side, volume, gram and segment, in this order: pairs that come later change rows
that stand near to each other, and few places are visited to read all of a gram.
"""

from collections.abc import Iterable

GRAM_BITS = 44
SEGMENT_BITS = 16
PLACE_BITS = 2
"""Bits of a key that say which segment of its volume a row is of."""
SEGMENTS = 1 << PLACE_BITS
"""Segments in a volume."""
VOLUME_BITS = SEGMENT_BITS + PLACE_BITS
_GRAM_MASK = (1 << GRAM_BITS) - 1
_SIDE_BIT = 62
_IN_SIDE = (1 << _SIDE_BIT) - 1


def make_key(side: int, segment: int, gram: int) -> int:
    """Return the key of a row.

    >>> make_key(0, 1, 5) < make_key(0, 2, 5) < make_key(0, 1, 6) < make_key(0, 4, 5)
    True
    """
    volume, place = divmod(segment, SEGMENTS)
    return make_base(side, volume) + make_offset(gram) + place


def make_base(side: int, volume: int) -> int:
    """Return the first key that a row of a volume can have."""
    return side << _SIDE_BIT | volume << GRAM_BITS + PLACE_BITS


def make_offset(gram: int) -> int:
    """Return what follows the base in the first key that a row of a gram can have."""
    return gram << PLACE_BITS


def read_grams(keys: Iterable[int]) -> list[int]:
    """Return the gram that each key is of."""
    return [key >> PLACE_BITS & _GRAM_MASK for key in keys]


def count_volumes(last: int) -> int:
    """Return how many volumes there are up to a pair."""
    return (last >> VOLUME_BITS) + 1


def find_start(key: int) -> int:
    """Return the first id of the segment that a row is of.

    >>> find_start(make_key(1, 6, 5)) == 6 << SEGMENT_BITS
    True
    """
    volume = (key & _IN_SIDE) >> GRAM_BITS + PLACE_BITS
    return (volume << PLACE_BITS | key & SEGMENTS - 1) << SEGMENT_BITS
