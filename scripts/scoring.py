"""Strict scores of alignments against gold: a bead counts only if both its sides are right."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from corpora import GoldBead


@dataclass(slots=True)
class Count:
    """Right, found and expected items over any number of documents."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def add(self, found: Set[object], expected: Set[object]) -> None:
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
    """Counts over all beads, over matches alone, over null beads alone, and more apart.

    Args:
        left_skips, right_skips: sentences without counterpart a side, sentence by sentence.
        types: matches and nulls by the type of the gold bead, such as "1-2"; `found` of a type
            counts the beads of that type that were found, right or not.
    """

    all: Count = field(default_factory=Count)
    matches: Count = field(default_factory=Count)
    nulls: Count = field(default_factory=Count)
    left_skips: Count = field(default_factory=Count)
    right_skips: Count = field(default_factory=Count)
    types: dict[str, Count] = field(default_factory=dict)

    def add(self, found: Iterable[GoldBead], expected: Iterable[GoldBead]) -> None:
        """Count one document."""
        got, gold = set(found), set(expected)
        self.all.add(got, gold)
        pairs = [{bead for bead in beads if bead.left and bead.right} for beads in (got, gold)]
        self.matches.add(*pairs)
        self.nulls.add(got - pairs[0], gold - pairs[1])
        self.left_skips.add(
            *({i for b in beads if not b.right for i in b.left} for beads in (got, gold))
        )
        self.right_skips.add(
            *({j for b in beads if not b.left for j in b.right} for beads in (got, gold))
        )
        for name in sorted({type_of(bead) for bead in got | gold}):
            self.types.setdefault(name, Count()).add(
                *({bead for bead in beads if type_of(bead) == name} for beads in (got, gold))
            )

    @property
    def f1(self) -> float:
        """Strict F1 over all beads, the measure of the published Chinese–English figures."""
        return self.all.f1

    @property
    def vecalign_f1(self) -> float:
        """F1 as the scorer prints it that comes with Vecalign and Bertalign.

        Its precision is over all beads, its recall leaves null beads out; the published
        German–French figures are of this kind.

        Source: score.py of Vecalign (Thompson & Koehn 2019).
        """
        precision, recall = self.all.precision, self.matches.recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def type_of(bead: GoldBead) -> str:
    """Return the type of a bead, such as "1-2"."""
    return f"{len(bead.left)}-{len(bead.right)}"
