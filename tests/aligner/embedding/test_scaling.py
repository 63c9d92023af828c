"""Cosines of other encoders on the scale of the one the weights were trained on."""

import numpy as np
import pytest

from aligner.embedding import DenseOverlaps, centre, scaling
from aligner.embedding.scaling import find_scale, measure_contrast
from aligner.embedding.use import UseEncoder


class Blurred:
    """The default encoder with what all texts share and noise in its vectors."""

    signature = "blurred/1"

    def __init__(self, noise):
        self._model = UseEncoder()
        self._noise = noise
        self._generator = np.random.default_rng(1)

    def encode(self, texts):
        vectors = self._model.encode(texts)
        noise = self._generator.normal(size=vectors.shape) * self._noise
        vectors = vectors + noise.astype(np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_the_reference_is_that_of_the_default_encoder():
    assert measure_contrast(UseEncoder()) == pytest.approx(scaling._REFERENCE, abs=1e-3)
    assert find_scale(UseEncoder()) == 1.0


def test_a_weaker_encoder_is_scaled_up():
    contrast = measure_contrast(Blurred(0.02))
    assert find_scale(Blurred(0.02)) * contrast == pytest.approx(scaling._REFERENCE)
    assert 0.5 < contrast < 0.75


def test_the_factor_is_bounded():
    assert find_scale(Blurred(5.0)) == 2.0


def test_products_of_centred_vectors_are_scaled():
    vectors = np.random.default_rng(2).normal(size=(1, 9, 8)).astype(np.float32)
    plain, scaled = (centre(DenseOverlaps(vectors), scale).single for scale in (1.0, 1.3))
    np.testing.assert_allclose(scaled @ scaled.T, 1.3 * plain @ plain.T, atol=1e-5)
