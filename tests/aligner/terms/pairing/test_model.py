import numpy as np

from aligner.terms.pairing.counting import KeyCounts, find_buckets
from aligner.terms.pairing.model import STAGES, find_chances, load_weights


def test_every_number_has_a_weight():
    weights = load_weights()
    for stage, names in STAGES.items():
        assert getattr(weights, stage).weights.shape == (len(names),)


def test_a_probability_stays_one_at_any_score():
    chances = find_chances(np.array([-500, 0, 500], dtype=np.float32))
    np.testing.assert_allclose(chances, [0, 0.5, 1])


def test_keys_are_counted():
    counts, size = KeyCounts(1 << 10), 1 << 10
    for keys in (["北约", "欧盟"], ["北约"]):
        counts.add(np.array(find_buckets(keys, size), dtype=np.int32))
    found = counts.find(np.array(find_buckets(["北约", "欧盟", "东盟"], size)))
    assert found.tolist() == [2, 1, 0]
