"""The beginnings and ends of segments as vectors, to see where a translator broke a sentence.

A segment of k clauses has k - 1 proper beginnings and as many ends; the nearest to its borders
are kept, as eight-bit numbers: there are several a segment, and they are compared, not summed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Ints = NDArray[np.int64]

Divide = Callable[[str], Sequence[int]]
"""Finds the offsets inside a text at which it may be divided, increasing."""

_MOST = 3
"""Beginnings kept of a segment, and ends."""
_LARGEST = 127

Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class Parts:
    """Vectors of parts of the segments of a text.

    Args:
        owners: (k,) int64, number of the segment that each is a part of; never decreasing.
        codes: (k, dim) int8, the vectors divided by their scale.
        scales: (k, 1) float32.
    """

    owners: Ints
    codes: NDArray[np.int8]
    scales: Vectors

    def window(self, start: int, length: int) -> tuple[Ints, Vectors]:
        """Return the parts of the segments in a window.

        Args:
            start: number of the first segment; it may be negative.
            length: segments in the window; it may pass the end.

        Returns:
            The place in the window of the segment of each, (p,) int64, and (p, dim) float32.
        """
        first, stop = np.searchsorted(self.owners, [start, start + length])
        here = slice(int(first), int(stop))
        return self.owners[here] - start, self.codes[here] * self.scales[here]


@dataclass(frozen=True, slots=True)
class Ends:
    """Proper beginnings (heads) and ends (tails) of the segments of a text."""

    heads: Parts
    tails: Parts


def pack_parts(owners: Sequence[int] | Ints, vectors: Vectors) -> Parts:
    """Keep vectors, (k, dim) float32, at eight bits; a cosine moves by some 3e-4."""
    scales = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9) / _LARGEST
    codes = np.rint(vectors / scales).astype(np.int8)
    return Parts(np.asarray(owners, dtype=np.int64), codes, scales.astype(np.float32))


def join_parts(found: Sequence[Parts]) -> Parts:
    """Join the parts of successive segments, at least one."""
    return Parts(
        np.concatenate([parts.owners for parts in found]),
        np.concatenate([parts.codes for parts in found]),
        np.concatenate([parts.scales for parts in found]),
    )


def no_ends(dimension: int) -> Ends:
    """Return the ends of a text that is not divided."""
    none = pack_parts([], np.empty((0, dimension), dtype=np.float32))
    return Ends(none, none)


def pick_heads(places: Sequence[Place]) -> Sequence[Place]:
    """Pick the places behind the shortest beginnings."""
    return places[:_MOST]


def pick_tails(places: Sequence[Place]) -> Sequence[Place]:
    """Pick the places before the shortest ends."""
    return places[-_MOST:]


def embed_ends(
    encode: Callable[[Sequence[str]], Vectors], texts: Sequence[str], divide: Divide
) -> Ends:
    """Embed the beginnings and ends of texts by encoding each.

    Args:
        encode: returns (n, dim) float32 for n texts, rows unit-norm.
        texts: the segments.
        divide: see `Divide`.
    """
    cuts = [divide(text) for text in texts]
    heads = [(n, texts[n][:cut]) for n, c in enumerate(cuts) for cut in pick_heads(c)]
    tails = [(n, texts[n][cut:]) for n, c in enumerate(cuts) for cut in pick_tails(c)]
    vectors = encode([text.strip() for _, text in heads + tails])
    owners = [number for number, _ in heads + tails]
    middle = len(heads)
    return Ends(
        pack_parts(owners[:middle], vectors[:middle]), pack_parts(owners[middle:], vectors[middle:])
    )
