"""The signatures of a memory as arrays, which a connection keeps once they were needed."""

import numpy as np

from tmx.memory.index.signatures import BLOCK_BITS, Signatures
from tmx.memory.index.state import IndexState
from tmx.memory.queries import index as queries
from tmx.memory.records import Side
from tmx.memory.store import Memory


class _Held:
    """What was read, and of which state of the index."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._signatures: dict[Side, Signatures] = {}
        self._known: dict[Side, tuple[int, int]] = {}

    def get(self, state: IndexState, side: Side) -> Signatures:
        """Return the signatures of a side, after reading those that are new."""
        now = state.age, state.indexed
        age, known = self._known.get(side, (state.age, 0))
        if side not in self._signatures or (age, known) != now:
            self._signatures[side] = self._read(state, side, known if age == state.age else 0)
            self._known[side] = now
        return self._signatures[side]

    def _read(self, state: IndexState, side: Side, known: int) -> Signatures:
        """Read the blocks that were not whole when they were read up to a pair, and newer ones."""
        size = (state.indexed >> BLOCK_BITS) + 1 << BLOCK_BITS
        bits, lengths = np.zeros((size, 2), np.uint64), np.zeros(size, np.uint16)
        block = known >> BLOCK_BITS
        if block:
            start, held = block << BLOCK_BITS, self._signatures[side]
            bits[:start], lengths[:start] = held.bits[:start], held.lengths[:start]
        for number, *blobs in queries.select_signatures(self._memory.connection, side, block):
            found, first = Signatures.read(*blobs), number << BLOCK_BITS
            bits[first : first + len(found.bits)] = found.bits
            lengths[first : first + len(found.lengths)] = found.lengths
        return Signatures(bits, lengths)


def get_signatures(state: IndexState, side: Side) -> Signatures:
    """Return the signatures of all pairs that are indexed, by id; read-only."""
    held: _Held = state.memory.get_part("signatures", _Held)
    return held.get(state, side)
