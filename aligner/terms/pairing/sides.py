"""How the atoms of one side's candidates are linked into and out of those of the other."""

import numpy as np
from numpy.typing import NDArray

from aligner.terms.pairing.stretches import (
    Stretches,
    count_atoms,
    find_best,
    find_neighbours,
    find_nested,
    reduce_runs,
)

Floats = NDArray[np.float32]


class Side:
    """How the atoms of one side's candidates are linked into and out of those of the other.

    Args:
        mine: k candidates.
        other: l candidates.
        links: (my atoms, other atoms).
    """

    def __init__(self, mine: Stretches, other: Stretches, links: Floats) -> None:
        self._mine = mine
        self._content = mine.atoms.is_content.astype(np.float32)
        inside, outside = find_best(links, other.firsts, other.behinds)
        self._inside, self._outside = inside, outside

    def share(self) -> tuple[Floats, Floats]:
        """Return the mean link of a candidate's atoms into, and out of, the other; (k, l)."""
        return self._mean(self._inside), self._mean(np.maximum(self._outside - self._inside, 0))

    def _mean(self, values: Floats) -> Floats:
        sums = np.zeros((len(values) + 1, values.shape[1]), dtype=np.float32)
        np.cumsum(values * self._content[:, None], axis=0, out=sums[1:])
        counts = np.concatenate([[0], np.cumsum(self._content)]).astype(np.float32)
        sizes = counts[self._mine.behinds] - counts[self._mine.firsts]
        totals = sums[self._mine.behinds] - sums[self._mine.firsts]
        return np.asarray(totals / np.maximum(sizes, 1)[:, None])

    def find_worst(self) -> Floats:
        """Return the worst balance of links into and out of the other of any atom; (k, l)."""
        balance = np.where(self._content[:, None] > 0, self._inside - self._outside, 1)
        return reduce_runs(np.minimum, balance, self._mine.firsts, self._mine.behinds)

    def find_edges(self) -> Floats:
        """Return the worse link of the first and the last atom into the other; (k, l)."""
        inside = np.where(self._content[:, None] > 0, self._inside, 0)
        return np.minimum(inside[self._mine.firsts], inside[self._mine.behinds - 1])

    def look_beside(self) -> tuple[Floats, Floats]:
        """Return how far the atoms beside a candidate are linked into the other, or not at all.

        Returns:
            (k, l) the strongest link into the other; (k, l) how many have no link elsewhere.
        """
        linked = np.maximum(self._inside, self._outside)
        beside, holes = np.zeros((2, len(self._mine.firsts), linked.shape[1]), dtype=np.float32)
        before, after = find_neighbours(self._mine.atoms)
        for places in (before[self._mine.firsts], after[self._mine.behinds - 1]):
            is_there = (places >= 0)[:, None]
            np.maximum(beside, np.where(is_there, self._inside[places], 0), out=beside)
            holes += np.where(is_there, 1 - linked[places], 0)
        return beside, holes

    def look_around(self) -> Floats:
        """Return how far a longer candidate holds words that nothing else explains; (k, l).

        Of 金磚國家, "BRICS", the shorter 金磚 leaves over a word that stands for nothing else.
        """
        inner, outer = find_nested(self._mine)
        longer = np.zeros((len(self._mine.firsts), self._outside.shape[1]), dtype=np.float32)
        sums = np.zeros((len(self._content) + 1, self._outside.shape[1]), dtype=np.float32)
        np.cumsum((1 - self._outside) * self._content[:, None], axis=0, out=sums[1:])
        free = sums[self._mine.behinds] - sums[self._mine.firsts]
        sizes = count_atoms(self._mine.atoms.is_content, self._mine)
        added = sizes[outer] - sizes[inner]
        inner, outer, added = inner[added > 0], outer[added > 0], added[added > 0]
        shares = (free[outer] - free[inner]) / added[:, None].astype(np.float32)
        shares *= self._mine.weights[outer][:, None]
        shorter, starts = np.unique(inner, return_index=True)
        if len(shorter):
            longer[shorter] = np.maximum.reduceat(shares, starts, axis=0)
        return longer
