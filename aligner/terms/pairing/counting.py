"""In how many passages a term stands, counted in bounded memory."""

import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_BUCKETS_A_PASSAGE, _LEAST_BUCKETS, _MOST_BUCKETS = 64, 1 << 10, 1 << 24

Buckets = NDArray[np.int32]


def count_buckets(passages: int) -> int:
    """Return in how many buckets the keys of so many passages are counted, a power of two."""
    size = _LEAST_BUCKETS
    while size < min(passages * _BUCKETS_A_PASSAGE, _MOST_BUCKETS):
        size *= 2
    return size


def find_buckets(keys: Iterable[str], size: int) -> list[int]:
    """Return the bucket of each key, in [0, size)."""
    # Not the hash of Python, which changes from one process to the next.
    return [zlib.crc32(key.encode("utf-8", "surrogatepass")) & (size - 1) for key in keys]


class KeyCounts:
    """Counts the passages that have a key; keys that share a bucket are counted together.

    Args:
        size: how many buckets there are; see `count_buckets`.
    """

    def __init__(self, size: int) -> None:
        self._counts = np.zeros(size, dtype=np.int32)

    def add(self, buckets: Buckets) -> None:
        """Count passages: the buckets of the keys of each, without repetition in a passage."""
        np.add.at(self._counts, buckets, 1)

    def find(self, buckets: Buckets) -> NDArray[np.int64]:
        """Return how many passages have a key of each bucket."""
        return self._counts[buckets].astype(np.int64)
