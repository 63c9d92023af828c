"""Strict scores of alignments against gold: a bead counts only if both its sides are right."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpora import GoldBead


@dataclass(slots=True)
class Count:
    """Right, found and expected items over any number of documents."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def add(self, found: set[GoldBead], expected: set[GoldBead]) -> None:
        """Count one document."""
        self.right += len(found & expected)
        self.found += len(found)
        self.expected += len(expected)

    @property
    def precision(self) -> float:
        """Right among the found; 1 if nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Right among the expected; 1 if nothing was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.found + self.expected
        return 2 * self.right / both if both else 1.0


@dataclass(slots=True)
class Tally:
    """Counts over all beads, over matches alone, and over null beads alone."""

    all: Count = field(default_factory=Count)
    matches: Count = field(default_factory=Count)
    nulls: Count = field(default_factory=Count)

    def add(self, found: Iterable[GoldBead], expected: Iterable[GoldBead]) -> None:
        """Count one document."""
        got, gold = set(found), set(expected)
        self.all.add(got, gold)
        pairs = [{bead for bead in beads if bead.left and bead.right} for beads in (got, gold)]
        self.matches.add(*pairs)
        self.nulls.add(got - pairs[0], gold - pairs[1])

    @property
    def f1(self) -> float:
        """Strict F1 over all beads, the published measure."""
        return self.all.f1
