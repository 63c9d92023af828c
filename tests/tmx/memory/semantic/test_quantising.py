import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tmx.memory.semantic import quantising
from tmx.memory.semantic.quantising import count_differing, pack_signs, quantise, rescore

NUMBERS = st.floats(-1, 1, width=32)


def make_vectors(count, dimension, seed=1):
    vectors = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_cosines_of_bytes_are_those_of_floats():
    vectors = make_vectors(200, 512)
    found = rescore(quantise(vectors).numbers, vectors[0])
    assert np.abs(found - vectors @ vectors[0]).max() < 0.01
    assert found[0] == pytest.approx(1, abs=1e-4)


def test_a_vector_of_zeros_is_like_nothing():
    made = quantise(np.zeros((1, 16), dtype=np.float32))
    assert not made.numbers.any()
    assert rescore(made.numbers, make_vectors(1, 16)[0]).tolist() == [0]


@pytest.mark.parametrize("has_count", [True, False], ids=["numpy 2", "numpy 1"])
@given(arrays.arrays(np.float32, (3, 70), elements=NUMBERS))
def test_signs_are_counted(has_count, vectors):
    signs = pack_signs(vectors).view("<u8")
    wanted = ((vectors > 0) != (vectors[0] > 0)).sum(axis=1)
    with pytest.MonkeyPatch.context() as patch:
        if not has_count:
            patch.delattr(np, "bitwise_count", raising=False)
        assert count_differing(signs, signs[0]).tolist() == wanted.tolist()


def test_the_form_is_small():
    made = quantise(make_vectors(4, 512))
    assert made.signs.shape == (4, 64)
    assert made.numbers.shape == (4, 512)
    assert made.numbers.dtype == np.int8
    assert quantising.pack_signs(make_vectors(2, 100)).shape == (2, 16)
