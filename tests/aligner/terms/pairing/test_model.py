import numpy as np

from aligner.terms.pairing.counting import KeyCounts
from aligner.terms.pairing.model import STAGES, find_chances, load_weights


def test_every_number_has_a_weight():
    weights = load_weights()
    for stage, names in STAGES.items():
        assert getattr(weights, stage).weights.shape == (len(names),)


def test_a_probability_stays_one_at_any_score():
    chances = find_chances(np.array([-500, 0, 500], dtype=np.float32))
    np.testing.assert_allclose(chances, [0, 0.5, 1])


def test_a_key_is_counted_once_a_passage():
    counts = KeyCounts(2)
    counts.add(["北约", "北约", "欧盟"])
    counts.add(["北约"])
    assert (counts["北约"], counts["欧盟"]) == (2, 1)
