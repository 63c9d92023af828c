"""What the model is given: two encoded texts, and the bead types it considers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.embedding import CentredOverlaps
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


_ODD = 1.5
"""Totals that are farther from the usual ratio tell of cuts, not of the languages."""
_TOTALS_WEIGHT = 200.0
"""Totals weigh as much as anchors of this many characters on the left."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text as the model sees it; the last axis but `dim` runs over its n segments.

    Args:
        vectors: centred unit vectors of runs of 1 to 8 segments; `single` has all runs of one.
        lengths: (n,) float32, characters without white space.
        opens: (n,) float32, 1 where a segment opens a paragraph, all zeros if that is unknown.
        kinds: (n,) int64, 0 for running text, another number for each kind of heading, caption….
    """

    vectors: CentredOverlaps
    lengths: Floats
    opens: Floats
    kinds: Ints

    def __len__(self) -> int:
        return len(self.lengths)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts to align, in the order the model was trained on (Chinese on the left).

    Args:
        left, right: the texts.
        lexical: what they share by the dictionary; None without one.
        usual_ratio: characters on the right for one on the left, usual for the languages.
    """

    left: Text
    right: Text
    lexical: LexicalEvidence | None = None
    usual_ratio: float = 1.0

    def length_ratio(self, anchors: Ints) -> float:
        """Characters on the right for one on the left, from anchors and, weakly, from totals.

        Totals mislead where one side is abridged, so they count within bounds; anchors are pairs.
        """
        whole = self.right.lengths.sum() / max(self.left.lengths.sum(), 1.0)
        low, high = self.usual_ratio / _ODD, self.usual_ratio * _ODD
        paired = self.left.lengths[anchors[:, 0]].sum()
        partners = self.right.lengths[anchors[:, 1]].sum()
        weight = _TOTALS_WEIGHT
        return float((partners + weight * np.clip(whole, low, high)) / (paired + weight))
