"""How the features of a pair become one number; `scripts/train_termhood` fits the weights."""

from functools import cache

import numpy as np

from aligner.resources import read_table
from aligner.terms.termhood.features import NAMES, Floats


def find_odds(features: Floats) -> Floats:
    """Return the logarithm of the odds that pairs are terms.

    Args:
        features: (n, len(NAMES)) as `describe_pairs` gives them.

    Returns:
        (n,) float64.
    """
    weights, bias = load_weights()
    odds: Floats = features @ weights + bias
    return odds


@cache
def load_weights() -> tuple[Floats, float]:
    """Load the weight of each feature, and the bias."""
    table = read_table("aligner.terms.termhood", "weights")
    return np.array([table["weights"][name] for name in NAMES]), table["bias"]
