"""The pairs of candidates that may translate each other in one passage."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.terms.pairing.cases import Described
from aligner.terms.pairing.links import weigh_links
from aligner.terms.pairing.model import Weights

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

KEPT = 5
"""Pairs that are kept of each candidate."""
LEAST_SCORE = -3.5
"""Log-odds from which a pair is kept."""


@dataclass(frozen=True, slots=True)
class Sightings:
    """Pairs of candidates in one passage.

    Args:
        number: of the passage.
        chinese, english: (s,) numbers of the candidates.
        features: (s, len(features.NAMES)).
        scores: (s,) log-odds that they translate each other, both borders right.
    """

    number: int
    chinese: Ints
    english: Ints
    features: Floats
    scores: Floats


def sight_pairs(described: Described, weights: Weights) -> Sightings:
    """Find the pairs of candidates that may translate each other in a passage."""
    links = weigh_links(described.links, weights.links.weights, weights.links.bias)
    features = described.find_features(links)
    scores = weights.here.score(features)
    chinese, english = np.nonzero(_find_likely(scores))
    picked = features[chinese, english]
    number = described.case.job.number
    return Sightings(number, chinese, english, picked, scores[chinese, english])


def _find_likely(scores: Floats) -> NDArray[np.bool_]:
    return (scores >= LEAST_SCORE) & _is_among_best(scores) & _is_among_best(scores.T).T


def _is_among_best(scores: Floats) -> NDArray[np.bool_]:
    """Whether each value is one of the best of its row."""
    count = min(KEPT, scores.shape[1])
    return scores >= np.partition(scores, -count, axis=1)[:, -count][:, None]
