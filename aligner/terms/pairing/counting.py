"""In how many passages a term stands, counted in bounded memory."""

import zlib
from collections.abc import Iterable

import numpy as np

_BUCKETS_A_PASSAGE, _LEAST_BUCKETS, _MOST_BUCKETS = 64, 1 << 10, 1 << 24


class KeyCounts:
    """Counts the passages that have a key; keys that share a hash are counted together.

    Args:
        passages: how many there will be.
    """

    def __init__(self, passages: int) -> None:
        size = _LEAST_BUCKETS
        while size < min(passages * _BUCKETS_A_PASSAGE, _MOST_BUCKETS):
            size *= 2
        self._counts = np.zeros(size, dtype=np.int32)

    def add(self, keys: Iterable[str]) -> None:
        """Count the keys of a passage, each once."""
        places = {self._place(key) for key in keys}
        self._counts[np.fromiter(places, dtype=np.int64, count=len(places))] += 1

    def __getitem__(self, key: str) -> int:
        return int(self._counts[self._place(key)])

    def _place(self, key: str) -> int:
        # Not the hash of Python, which changes from one process to the next.
        return zlib.crc32(key.encode("utf-8", "surrogatepass")) & (len(self._counts) - 1)
