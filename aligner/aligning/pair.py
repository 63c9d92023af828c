"""What the model is given: two encoded texts, and the bead types it considers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.embedding import Vectors
from aligner.lexicon.evidence import LexicalEvidence

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

MAX_BEAD = 8
"""Most segments in a bead, both sides together."""

BeadType = tuple[int, int]
"""Segments on the left and on the right."""

TYPES: tuple[BeadType, ...] = tuple(
    (a, total - a) for total in range(2, MAX_BEAD + 1) for a in range(1, total)
)
"""Bead types the model considers."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text as the model sees it; the last axis but `dim` runs over its n segments.

    Args:
        vectors: (8, n, dim) float32, centred unit vectors of runs of 1 to 8 segments.
        lengths: (n,) float32, characters without white space.
        opens: (n,) float32, 1 where a segment opens a paragraph, all zeros if that is unknown.
        kinds: (n,) int64, 0 for running text, another number for each kind of heading, caption….
    """

    vectors: Vectors
    lengths: Floats
    opens: Floats
    kinds: Ints

    def __len__(self) -> int:
        return len(self.lengths)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts to align, in the order the model was trained on (Chinese on the left)."""

    left: Text
    right: Text
    lexical: LexicalEvidence | None = None

    def length_ratio(self, anchors: Ints) -> float:
        """Characters on the right for one on the left, from anchors and, weakly, from totals.

        Totals mislead where one side is abridged; anchors are pairs.
        """
        whole = self.right.lengths.sum() / max(self.left.lengths.sum(), 1.0)
        paired = self.left.lengths[anchors[:, 0]].sum()
        weight = 200.0
        return float((self.right.lengths[anchors[:, 1]].sum() + weight * whole) / (paired + weight))
