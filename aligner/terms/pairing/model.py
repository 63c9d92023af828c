"""The model that says how probable a link and a pair of terms are; its numbers are in data/."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from aligner.terms.pairing.features import NAMES
from aligner.terms.pairing.links import LINK_NAMES

Floats = NDArray[np.float32]

WHOLE_NAMES = (
    *("here", "best", "count", "dice", "chance"),
    *("won", "won_of_all"),
)
"""What the probability of a pair rests on, over all passages: see `gathering`."""


@dataclass(frozen=True, slots=True)
class Line:
    """A logistic model.

    Args:
        weights: (features,).
        bias: of the score.
    """

    weights: Floats
    bias: float

    def score(self, features: Floats) -> Floats:
        """Return log-odds; (...,) for (..., features)."""
        return np.asarray(features @ self.weights + np.float32(self.bias), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Weights:
    """The three stages.

    Args:
        links: over `LINK_NAMES`, of atoms.
        here: over `features.NAMES`, of candidates in a passage.
        whole: over `WHOLE_NAMES`, of terms in all passages.
    """

    links: Line
    here: Line
    whole: Line


STAGES = {"links": LINK_NAMES, "here": NAMES, "whole": WHOLE_NAMES}
"""The names of the weights of each stage."""


@cache
def load_weights() -> Weights:
    """Load the numbers of the package."""
    path = resources.files(__package__).joinpath("data/weights.json")
    return read_weights(path.read_text(encoding="utf-8"))


def read_weights(text: str) -> Weights:
    """Read what `scripts/train_terms` wrote."""
    found = json.loads(text)
    lines = [
        Line(
            np.array([found[stage]["weights"][name] for name in names], dtype=np.float32),
            found[stage]["bias"],
        )
        for stage, names in STAGES.items()
    ]
    return Weights(*lines)


def find_chances(scores: Floats) -> Floats:
    """Return probabilities of log-odds."""
    return np.asarray(1 / (1 + np.exp(-scores.astype(np.float64))), dtype=np.float32)
