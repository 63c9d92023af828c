"""Unit vectors ↔ a bit a number, to look through all of them, and a byte a number, to rank a few.

Source: the two steps are those of binary quantisation with int8 rescoring as vector databases do
it; the loss on real vectors is in docs/benchmarks.md.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tmx.memory.semantic.model import Vectors


class Quantised(NamedTuple):
    """Vectors in their small form.

    `signs` is (n, bytes) uint8, a bit for each number, padded to whole words of 64 bits; `numbers`
    (n, dimension) int8, each vector's over the same whole range: a cosine needs no scale.
    """

    signs: NDArray[np.uint8]
    numbers: NDArray[np.int8]


def quantise(vectors: Vectors) -> Quantised:
    """Make the small form of vectors.

    Args:
        vectors: (n, dimension) float32.

    >>> made = quantise(np.array([[0.6, -0.8]], dtype=np.float32))
    >>> made.numbers.tolist(), made.signs.shape
    ([[95, -127]], (1, 8))
    """
    scales = np.abs(vectors).max(axis=1, initial=0.0) / 127
    safe = np.where(scales > 0, scales, 1)[:, None]
    numbers = np.rint(vectors / safe).astype(np.int8)
    return Quantised(pack_signs(vectors), numbers)


def pack_signs(vectors: Vectors) -> NDArray[np.uint8]:
    """Return a bit for each number, whether it is over zero: (n, bytes), whole words of 64 bits."""
    packed = np.packbits(vectors > 0, axis=1)
    missing = -packed.shape[1] % 8
    return np.pad(packed, ((0, 0), (0, missing)))


def count_differing(signs: NDArray[np.uint64], query: NDArray[np.uint64]) -> NDArray[np.uint16]:
    """Count the signs in which each vector differs from one.

    Args:
        signs: (n, words).
        query: (words,).

    Returns:
        (n,) counts.
    """
    counts: NDArray[np.uint16] = _count_bits(signs ^ query).sum(axis=1, dtype=np.uint16)
    return counts


def rescore(numbers: NDArray[np.int8], query: Vectors) -> Vectors:
    """Return the cosine of each vector with a query.

    Args:
        numbers: (n, dimension).
        query: (dimension,), unit-norm.

    Returns:
        (n,) float32 in [-1, 1]; 0 where all numbers are 0.
    """
    vectors = numbers.astype(np.float32)
    norms = np.linalg.norm(vectors, axis=1)
    cosines = vectors @ query / np.where(norms > 0, norms, 1)
    return np.clip(cosines, -1, 1).astype(np.float32)


def _count_bits(words: NDArray[np.uint64]) -> NDArray[np.uint8]:
    if hasattr(np, "bitwise_count"):
        counted: NDArray[np.uint8] = np.bitwise_count(words)
        return counted
    # NumPy 1 has no such function: bits are summed in pairs, in fours and in bytes.
    halves = words - ((words >> np.uint64(1)) & np.uint64(0x5555555555555555))
    mask = np.uint64(0x3333333333333333)
    quarters = (halves & mask) + ((halves >> np.uint64(2)) & mask)
    summed = (quarters + (quarters >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    total = (summed * np.uint64(0x0101010101010101)) >> np.uint64(56)
    counts: NDArray[np.uint8] = total.astype(np.uint8)
    return counts
