"""The trained weights and the scores they give."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from aligner.aligning.band import Band
from aligner.aligning.crf import Scores
from aligner.aligning.features import (
    BEAD_FEATURES,
    GAP_FEATURES,
    OPEN_FEATURES,
    bead_features,
    gap_features,
    open_features,
)
from aligner.aligning.pair import Pair
from aligner.errors import AlignerError

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the features, trained by `scripts/train`.

    Args:
        version: what the signature of a result names.
        beads: (features,) float64, in the order of BEAD_FEATURES.
        gaps: the same for GAP_FEATURES.
        opens: the same for OPEN_FEATURES.
    """

    version: str
    beads: Floats
    gaps: Floats
    opens: Floats

    def score(self, pair: Pair, band: Band) -> Scores:
        """Score every candidate bead and gap of a band."""
        weights = self.beads.astype(np.float32)
        left_gaps, right_gaps = gap_features(pair, band)
        return Scores(
            np.concatenate([features @ weights for features in bead_features(pair, band)]),
            left_gaps @ self.gaps,
            right_gaps @ self.gaps,
            open_features(pair.left) @ self.opens,
            open_features(pair.right) @ self.opens,
        )


def load_model() -> Model:
    """Load the weights that the package ships."""
    text = (resources.files("aligner.aligning") / "data" / "weights.json").read_text("utf-8")
    return read_model(json.loads(text))


def read_model(record: Mapping[str, object]) -> Model:
    """Read a model from the content of a weights file.

    Raises:
        AlignerError: a feature is missing or unknown.
    """
    return Model(
        str(record["version"]),
        _in_order(record, "beads", BEAD_FEATURES),
        _in_order(record, "gaps", GAP_FEATURES),
        _in_order(record, "opens", OPEN_FEATURES),
    )


def _in_order(record: Mapping[str, object], group: str, names: tuple[str, ...]) -> Floats:
    weights = record.get(group)
    if not isinstance(weights, Mapping) or set(weights) != set(names):
        raise AlignerError(f"weights file: {group} must hold exactly {', '.join(names)}")
    return np.array([float(weights[name]) for name in names])
