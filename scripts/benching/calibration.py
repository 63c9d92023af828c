"""How far stated probabilities can be believed: the reliability of the confidence of beads."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

EDGES = (0.0, 0.3, 0.5, 0.7, 0.9, 0.97, 0.99, 1.0)
"""Borders of the bins, in probability; the last bin holds 1."""


class Reliability:
    """Beads by stated confidence, and how many of them are right."""

    def __init__(self) -> None:
        self._beads: list[tuple[float, bool]] = []

    def add(self, beads: Iterable[tuple[float, bool]]) -> None:
        """Count beads, each with its confidence and whether it is right."""
        self._beads += beads

    def bins(self) -> list[tuple[float, float, int, float, float]]:
        """Return for each bin that has beads: low, high, beads, mean stated, share right."""
        table = np.array(self._beads, dtype=float).reshape(-1, 2)
        places = np.searchsorted(EDGES[1:-1], table[:, 0], side="right")
        found = []
        for number, (low, high) in enumerate(pairwise(EDGES)):
            rows = table[places == number]
            if len(rows):
                stated, right = rows.mean(axis=0)
                found.append((low, high, len(rows), float(stated), float(right)))
        return found

    @property
    def error(self) -> float:
        """Expected calibration error: the mean distance of stated and right, bead by bead.

        Source: Naeini, Cooper & Hauskrecht (2015), with bins that are narrow where beads are.
        """
        bins = self.bins()
        total = sum(beads for _, _, beads, _, _ in bins)
        return sum(n * abs(stated - right) for _, _, n, stated, right in bins) / max(total, 1)
