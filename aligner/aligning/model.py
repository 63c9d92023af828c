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
    GapDensity,
    add_density,
    gap_features,
    open_features,
    score_beads,
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

    def describe(self, pair: Pair, band: Band) -> "Description":
        """Score the beads of a band, and describe its gaps."""
        return Description(
            self,
            score_beads(pair, band, self.beads.astype(np.float32)),
            gap_features(pair, band),
            (open_features(pair.left), open_features(pair.right)),
        )


@dataclass(frozen=True, slots=True)
class Description:
    """All that is known of a pair of texts under a model, but for how much of them is missing.

    Args:
        model: the weights.
        beads: (cells, types) float32, log scores.
        gaps, opens: left and right, see `gap_features` and `open_features`.
    """

    model: Model
    beads: NDArray[np.float32]
    gaps: tuple[NDArray[np.float32], NDArray[np.float32]]
    opens: tuple[NDArray[np.float32], NDArray[np.float32]]

    def score(self, left: GapDensity, right: GapDensity) -> Scores:
        """Score beads and gaps for given densities of gaps in the two texts."""
        gaps = zip(self.gaps, (left, right), strict=True)
        opens = zip(self.opens, (left, right), strict=True)
        return Scores(
            self.beads,
            *(add_density(features, density) @ self.model.gaps for features, density in gaps),
            *(add_density(features, density) @ self.model.opens for features, density in opens),
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
