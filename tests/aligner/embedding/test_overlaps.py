"""Overlaps of any encoder, and centring."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.embedding import DenseOverlaps, PoolingEncoder, centre, embed_overlaps
from tests.aligner.fakes import DIMENSION, FakeEncoder

TEXTS = ["灯塔关了。", "船长走了。", "𠀀来了。", "He left.", "So did we."]


def embed(texts, encoder=None, **options):
    return all_of(embed_overlaps(encoder or FakeEncoder(), texts, **options))


def all_of(overlaps):
    return overlaps.window(0, overlaps.shape[1])


class CountingEncoder(FakeEncoder):
    """Pools, in that it never joins texts."""

    def __init__(self):
        self.calls = []

    def encode_overlaps(self, texts, max_run):
        self.calls.append((tuple(texts), max_run))
        return np.zeros((max_run, len(texts), DIMENSION), dtype=np.float32)


def test_a_pooling_encoder_is_asked_once():
    encoder = CountingEncoder()
    overlaps = embed_overlaps(encoder, TEXTS, max_run=3)
    assert encoder.calls == [(tuple(TEXTS), 3)]
    assert overlaps.shape == (3, 5, DIMENSION)
    assert not overlaps.window(0, 5).any()


@pytest.mark.parametrize("joiner", ["", " "])
def test_another_encoder_embeds_the_joined_runs(joiner):
    encoder = FakeEncoder()
    overlaps = embed(TEXTS, encoder, joiner=joiner, max_run=4)
    assert not isinstance(encoder, PoolingEncoder)
    for size in range(1, 5):
        runs = [joiner.join(TEXTS[i : i + size]) for i in range(6 - size)]
        np.testing.assert_array_equal(overlaps[size - 1, : 6 - size], encoder.encode(runs))
        assert not overlaps[size - 1, 6 - size :].any()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_runs_longer_than_the_text_are_zero(count):
    overlaps = embed(TEXTS[:count], max_run=8)
    assert overlaps.shape == (8, count, DIMENSION)
    assert not overlaps[count:].any()


def test_centring_takes_the_common_direction_away():
    overlaps = embed(TEXTS * 40, max_run=2)
    centred = all_of(centre(DenseOverlaps(overlaps)))
    mean = overlaps[0].sum(axis=0) / (len(TEXTS) * 40 + 5)
    expected = overlaps[1, 2] - mean
    np.testing.assert_allclose(centred[1, 2], expected / np.linalg.norm(expected), atol=1e-6)
    assert np.linalg.norm(centred[0].mean(axis=0)) < 0.2 * np.linalg.norm(overlaps[0].mean(axis=0))
    np.testing.assert_allclose(np.linalg.norm(centred[0], axis=1), 1, atol=1e-5)


def test_one_segment_keeps_its_direction():
    overlaps = embed_overlaps(FakeEncoder(), TEXTS[:1], max_run=2)
    np.testing.assert_allclose(all_of(centre(overlaps)), all_of(overlaps), atol=1e-6)


@given(st.integers(2, 9), st.sampled_from(TEXTS))
def test_equal_segments_stay_equal(count, text):
    overlaps = embed_overlaps(FakeEncoder(), [text] * count, max_run=1)
    np.testing.assert_allclose(all_of(centre(overlaps)), all_of(overlaps), atol=1e-5)


@given(st.lists(st.text(max_size=6), max_size=8))
def test_centred_rows_are_unit_or_zero(texts):
    centred = centre(embed_overlaps(FakeEncoder(), texts, max_run=3))
    norms = np.linalg.norm(all_of(centred), axis=2)
    assert np.all((norms == 0) | (np.abs(norms - 1) < 1e-5))
    np.testing.assert_allclose(centred.single, all_of(centred)[0], atol=1e-6)


@given(st.integers(0, 150), st.integers(-20, 170), st.integers(0, 150))
def test_a_window_is_a_part_of_the_whole(count, start, length):
    vectors = np.random.default_rng(0).normal(size=(3, count, 8)).astype(np.float32)
    for overlaps in (DenseOverlaps(vectors), centre(DenseOverlaps(vectors))):
        whole = np.pad(all_of(overlaps), [(0, 0), (20, 400), (0, 0)])
        expected = whole[:, start + 20 : start + 20 + length]
        np.testing.assert_array_equal(overlaps.window(start, length), expected)
