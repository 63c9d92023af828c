"""A set of texts of which only fingerprints are kept, so that millions fit into little memory."""

from array import array
from collections.abc import Hashable

_MASK = (1 << 64) - 1
_FIRST_SIZE = 1 << 12


class SeenSet:
    """Tells what was seen before, by fingerprints of 64 bits, about 20 bytes each.

    Among a million texts, two different ones are taken for the same once in 30 million runs.

    Args:
        limit: how many fingerprints are kept at most; what comes later counts as new.
    """

    def __init__(self, limit: int = 10_000_000) -> None:
        self._limit = limit
        self._table = array("Q", bytes(8 * _FIRST_SIZE))
        self._count = 0

    @property
    def is_full(self) -> bool:
        """Whether nothing more is remembered."""
        return self._count >= self._limit

    def add(self, value: Hashable) -> bool:
        """Remember a value.

        Returns:
            Whether it is new.

        >>> seen = SeenSet()
        >>> seen.add("a"), seen.add("b"), seen.add("a")
        (True, True, False)
        """
        key = hash(value) & _MASK or 1
        table = self._table
        last = len(table) - 1
        place = key & last
        while found := table[place]:
            if found == key:
                return False
            place = (place + 1) & last
        if self._count < self._limit:
            table[place] = key
            self._count += 1
            if 3 * self._count > 2 * len(table):
                self._grow()
        return True

    def __contains__(self, value: Hashable) -> bool:
        key = hash(value) & _MASK or 1
        last = len(self._table) - 1
        place = key & last
        while found := self._table[place]:
            if found == key:
                return True
            place = (place + 1) & last
        return False

    def _grow(self) -> None:
        old = self._table
        table = self._table = array("Q", bytes(8 * 2 * len(old)))
        last = len(table) - 1
        for key in old:
            if key:
                place = key & last
                while table[place]:
                    place = (place + 1) & last
                table[place] = key
