"""The weights file."""

import copy

import numpy as np
import pytest

from aligner.aligning import load_model
from aligner.aligning.features import BEAD_FEATURES, GAP_FEATURES, OPEN_FEATURES
from aligner.aligning.model import read_model
from aligner.errors import AlignerError

NAMES = {"beads": BEAD_FEATURES, "gaps": GAP_FEATURES, "opens": OPEN_FEATURES}
RECORD = {"version": "test"} | {
    group: {name: float(k) for k, name in enumerate(names)} for group, names in NAMES.items()
}


def test_weights_are_in_the_order_of_the_features():
    record = copy.deepcopy(RECORD)
    record["beads"] = dict(reversed(record["beads"].items()))
    model = read_model(record)
    assert model.version == "test"
    np.testing.assert_array_equal(model.beads, np.arange(len(BEAD_FEATURES)))
    np.testing.assert_array_equal(model.opens, np.arange(len(OPEN_FEATURES)))


@pytest.mark.parametrize("group", NAMES)
def test_a_missing_feature_is_an_error(group):
    record = copy.deepcopy(RECORD)
    del record[group][NAMES[group][0]]
    with pytest.raises(AlignerError, match=f"{group} must hold exactly .*{NAMES[group][0]}"):
        read_model(record)


@pytest.mark.parametrize("group", NAMES)
def test_an_unknown_feature_is_an_error(group):
    record = copy.deepcopy(RECORD)
    record[group]["moon_phase"] = 1.0
    with pytest.raises(AlignerError, match=f"{group} must hold exactly"):
        read_model(record)


def test_a_missing_group_is_an_error():
    with pytest.raises(AlignerError, match="gaps must hold exactly"):
        read_model({key: value for key, value in RECORD.items() if key != "gaps"})


def test_the_shipped_weights_load():
    model = load_model()
    assert model.version
    for weights in (model.beads, model.gaps, model.opens):
        assert np.isfinite(weights).all()
        assert weights.any()
