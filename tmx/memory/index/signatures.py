"""Keys → signatures: 128 bits by which the distance of two keys is guessed.

Each two characters that stand together, the ends included, set one bit. Signatures of 4,096 pairs
make a block; one of zeros, of length 0, is of no pair, or of a pair whose key is empty.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tmx.memory.index.keys import Keys
from tmx.memory.index.single import BITS, MOST, load_sizes

BLOCK_BITS = 12
BLOCK = 1 << BLOCK_BITS

Bits = NDArray[np.uint64]
Lengths = NDArray[np.uint16]
Distances = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signatures of keys.

    Args:
        bits: (n, 2).
        lengths: (n,) characters of the keys, `MOST` where there are more.
    """

    bits: Bits
    lengths: Lengths

    @classmethod
    def read(cls, bits: bytes, lengths: bytes) -> "Signatures":
        """Read what is in a row of the index."""
        rows = np.frombuffer(bits, "<u8").reshape(-1, 2)
        return cls(rows.astype(np.uint64, copy=False), np.frombuffer(lengths, "<u2"))


def make_signatures(keys: Keys) -> Signatures:
    """Make the signature of each key."""
    first, second = keys.codes[:-1], keys.codes[1:]
    mixed = (first * np.uint32(0x9E3779B1) + second) * np.uint32(0x85EBCA77)
    places = (mixed >> np.uint32(25)) | keys.owners[1:].astype(np.uint32) << np.uint32(7)
    is_set = np.zeros(len(keys.lengths) * BITS, np.bool_)
    is_set[places] = True
    rows = np.packbits(is_set.reshape(-1, BITS), axis=1).view("<u8")
    rows[keys.lengths == 0] = 0
    return Signatures(rows, np.minimum(keys.lengths, MOST).astype(np.uint16))


def join(blocks: list[Signatures]) -> Signatures:
    """Put signatures one after the other."""
    if len(blocks) == 1:
        return blocks[0]
    bits = np.concatenate([np.zeros((0, 2), np.uint64), *[each.bits for each in blocks]])
    lengths = np.concatenate([np.zeros(0, np.uint16), *[each.lengths for each in blocks]])
    return Signatures(bits, lengths)


def measure(bits: Bits, query: Bits) -> Distances:
    """Count the bits in which signatures differ from one.

    Args:
        bits: (n, 2).
        query: (2,).
    """
    counts: Distances = _count_bits(bits[:, 0] ^ query[0]) + _count_bits(bits[:, 1] ^ query[1])
    return counts


def measure_likeness(bits: Bits, query: Bits) -> list[float]:
    """Guess how much of their grams two keys share, by Dice: 2 × shared / all.

    Args:
        bits: (n, 2).
        query: (2,).

    Returns:
        In [0, 1]; 1 where the bits cannot tell: of no key, or so many that most are set.

    Source: Whang, Vander-Zanden, Taylor, A Linear-Time Probabilistic Counting Algorithm (1990).
    """
    table = _load_sizes()
    none = np.zeros(2, np.uint64)
    ours = table[measure(query[np.newaxis], none)]
    theirs, both = table.take(measure(bits, none)), table.take(measure(bits | query, none))
    # Where a size is not known, so is this.
    likeness = np.fmin(2 * (ours + theirs - both) / (ours + theirs), 1)
    found: list[float] = likeness.tolist()
    return found


@cache
def _load_sizes() -> NDArray[np.float64]:
    """Return how many grams set so many of the bits, probably; NaN where nobody can say."""
    return np.array(load_sizes())


def measure_each(bits: Bits, others: Bits) -> Distances:
    """Count the bits in which each signature differs from another; both (n, 2)."""
    differing = bits ^ others
    counts: Distances = _count_bits(differing[:, 0]) + _count_bits(differing[:, 1])
    return counts


def _count_by_table(numbers: Bits) -> Distances:
    halves = np.ascontiguousarray(numbers).view(np.uint16)
    counts: Distances = _load_counts()[halves].reshape(-1, 4).sum(axis=1, dtype=np.uint8)
    return counts


@cache
def _load_counts() -> Distances:
    counts = np.array([0], np.uint8)
    for _ in range(16):
        counts = np.concatenate((counts, counts + np.uint8(1)))
    return counts


# NumPy 1 cannot count bits.
_count_bits = getattr(np, "bitwise_count", _count_by_table)
