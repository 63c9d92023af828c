"""Weights → figures on texts that they were, or were not, trained on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from benching.calibration import Reliability
from corpora import GoldBead, GoldPair
from examples import decode, describe, load_encoder
from numpy.typing import NDArray
from scoring import Tally

Floats = NDArray[np.float64]
Beads = list[tuple[GoldBead, float]]

WHOLE = "whole"
"""Label of the variant in which nothing is changed."""


@dataclass(frozen=True, slots=True)
class Test:
    """A text to align under weights that never saw it and under weights that did.

    Args:
        document: what it was made of, such as "mac-dev/001".
        label: of the variant.
        pair: the text itself.
        held_out, trained: (features,) float64.
    """

    document: str
    label: str
    pair: GoldPair
    held_out: Floats
    trained: Floats


def align_test(test: Test) -> tuple[Beads, Beads]:
    """Align a text among all candidates, under both weights while its features are at hand."""
    described = describe(test.pair, load_encoder())
    return list(decode(described, test.held_out)), list(decode(described, test.trained))


@dataclass(slots=True)
class Figures:
    """Strict counts of any number of texts, and how far the stated probabilities are true."""

    tally: Tally = field(default_factory=Tally)
    reliability: Reliability = field(default_factory=Reliability)

    def add(self, found: Beads, gold: Iterable[GoldBead]) -> None:
        """Count one text."""
        expected = set(gold)
        self.tally.add((bead for bead, _ in found), expected)
        self.reliability.add((chance, bead in expected) for bead, chance in found)

    def record(self) -> dict[str, float]:
        """Return what the weights file says of them."""
        return {
            "f1": round(self.tally.f1, 4),
            "matches": round(self.tally.matches.f1, 4),
            "calibration_error": round(self.reliability.error, 4),
        }


@dataclass(slots=True)
class Comparison:
    """Figures held out and trained on, side by side."""

    held_out: Figures = field(default_factory=Figures)
    trained: Figures = field(default_factory=Figures)

    def add(self, found: tuple[Beads, Beads], gold: Sequence[GoldBead]) -> None:
        """Count one text."""
        self.held_out.add(found[0], gold)
        self.trained.add(found[1], gold)

    def __str__(self) -> str:
        held, trained = self.held_out, self.trained
        return (
            f"held out: F1 {held.tally.f1:.3f} matches {held.tally.matches.f1:.3f} "
            f"calibration error {held.reliability.error:.3f}   "
            f"trained on: F1 {trained.tally.f1:.3f} matches {trained.tally.matches.f1:.3f}"
        )


@dataclass(slots=True)
class Report:
    """Comparisons by corpus and variant, and of whole texts by document."""

    variants: dict[tuple[str, str], Comparison] = field(default_factory=dict)
    documents: dict[str, Comparison] = field(default_factory=dict)

    def add(self, test: Test, found: tuple[Beads, Beads]) -> None:
        """Count a text."""
        corpus = test.document.split("/")[0]
        self.variants.setdefault((corpus, test.label), Comparison()).add(found, test.pair.beads)
        if test.label == WHOLE:
            self.documents.setdefault(test.document, Comparison()).add(found, test.pair.beads)

    def __str__(self) -> str:
        rows = [f"{name:33} {each}" for name, each in self.documents.items()]
        rows += [
            f"{corpus:10} {label:22} {each}" for (corpus, label), each in self.variants.items()
        ]
        return "\n".join(rows)

    def record(self) -> dict[str, object]:
        """Return the held-out figures for the weights file."""
        corpora: dict[str, dict[str, dict[str, float]]] = {}
        for (corpus, label), each in self.variants.items():
            corpora.setdefault(corpus, {})[label] = each.held_out.record()
        wholes = {name: each.held_out.record()["f1"] for name, each in self.documents.items()}
        return {"corpora": corpora, "documents": wholes}
