"""The model that chooses a candidate, and says how sure it is; its numbers are in data/."""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from aligner.spans.features import NAMES
from aligner.spans.units import Candidates, Floats

CONFIDENCE_NAMES = ("lead", "mass", *(name for name in NAMES if name not in {"place", "foreign"}))
"""What the probability rests on: see `Choice`."""

_ALONE = 5.0


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers of one direction.

    Args:
        ranking: (len(NAMES),) of the features.
        confidence: (len(CONFIDENCE_NAMES),) of what `describe_choice` gives.
        bias: of the confidence.
        threshold: the least probability of an answer.
    """

    ranking: Floats
    confidence: Floats
    bias: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The best candidate.

    Args:
        number: of the candidate.
        facts: (len(CONFIDENCE_NAMES),) how far it leads the best candidate elsewhere, the share of
            the probability of all that overlap it, and its features.
    """

    number: int
    facts: Floats


def choose(features: Floats, candidates: Candidates, ranking: Floats) -> Choice:
    """Choose the best candidate.

    Args:
        features: (k, len(NAMES)), at least one row.
        candidates: k runs.
        ranking: weights of the features.
    """
    scores = features @ ranking
    best = int(scores.argmax())
    is_apart = (candidates.stops <= candidates.starts[best]) | (
        candidates.starts >= candidates.stops[best]
    )
    lead = scores[best] - scores[is_apart].max(initial=scores[best] - _ALONE)
    shares = np.exp(scores - scores[best])
    kept = [NAMES.index(name) for name in CONFIDENCE_NAMES[2:]]
    facts = [lead, float(shares[~is_apart].sum() / shares.sum()), *features[best, kept]]
    return Choice(best, np.array(facts))


def find_probability(choice: Choice, weights: Weights) -> float:
    """Return the probability in [0, 1] that a choice is right."""
    return 1 / (1 + math.exp(-float(choice.facts @ weights.confidence) - weights.bias))


@cache
def load_weights(*, is_chinese: bool) -> Weights:
    """Load the numbers for candidates in Chinese, or in English."""
    path = resources.files(__package__).joinpath("data/weights.json")
    found = json.loads(path.read_text(encoding="utf-8"))["chinese" if is_chinese else "english"]
    return Weights(
        np.array([found["ranking"][name] for name in NAMES]),
        np.array([found["confidence"][name] for name in CONFIDENCE_NAMES]),
        found["bias"],
        found["threshold"],
    )
