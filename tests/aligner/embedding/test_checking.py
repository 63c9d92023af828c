"""What every encoder is held to, whoever wrote it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import AlignerError
from aligner.embedding import DenseOverlaps, Encoder, StreamingEncoder, embed_overlaps
from aligner.embedding.checking import check_encoder, check_vectors
from tests.aligner.fakes import DIMENSION, FakeEncoder

TEXTS = ["灯塔关了。", "𠀀来了。", "He left.", "He left.", "So did we."]


class OddEncoder:
    """Gives what it is told to give, and remembers what it was asked."""

    signature = "odd/1"

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def encode(self, texts):
        self.asked.append(list(texts))
        return self.answers.pop(0)


class PoolingFake(FakeEncoder):
    """Gives the vector of the first text of a run, times a factor."""

    def __init__(self, factor):
        self.factor = factor

    def encode_overlaps(self, texts, max_run):
        overlaps = np.zeros((max_run, len(texts), DIMENSION), dtype=np.float32)
        for size in range(1, min(max_run, len(texts)) + 1):
            count = len(texts) - size + 1
            overlaps[size - 1, :count] = self.encode(texts[:count]) * np.float32(self.factor)
        return overlaps


def test_equal_texts_are_encoded_once():
    encoder = OddEncoder(np.eye(4))
    vectors = check_encoder(encoder).encode(TEXTS)
    assert encoder.asked == [[TEXTS[0], TEXTS[1], TEXTS[2], TEXTS[4]]]
    np.testing.assert_array_equal(vectors, np.eye(4)[[0, 1, 2, 2, 3]])


def test_rows_come_out_unit_norm_and_keep_their_direction():
    rows = np.random.default_rng(1).normal(size=(4, 384)) * [[1e-3], [1], [50], [1e6]]
    vectors = check_encoder(OddEncoder(rows)).encode(list("abcd"))
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    cosines = np.sum(vectors * rows, axis=1) / np.linalg.norm(rows, axis=1)
    np.testing.assert_allclose(cosines, 1, atol=1e-5)


@given(st.integers(64, 512), st.integers(0, 1000))
def test_checking_twice_changes_nothing(dimension, seed):
    rows = np.random.default_rng(seed).normal(size=(3, dimension))
    once = check_vectors("abc", rows, FakeEncoder())
    np.testing.assert_array_equal(check_vectors("abc", once, FakeEncoder()), once)


@pytest.mark.parametrize(
    ("given_text", "seen"),
    [("a\ud800b", "a?b"), ("a\0b", "a b"), ("𠀀", "𠀀"), ("", "")],
    ids=["lone surrogate", "NUL", "outside the BMP", "empty"],
)
def test_texts_are_made_safe(given_text, seen):
    encoder = OddEncoder(np.ones((1, 3)))
    check_encoder(encoder).encode([given_text])
    assert encoder.asked == [[seen]]


def test_no_texts_need_no_encoder():
    encoder = OddEncoder()
    assert check_encoder(encoder).encode([]).shape == (0, 0)
    assert not encoder.asked


GOOD, ROW = np.ones((4, 3)), np.ones(3)
BAD = {
    "NaN": (np.vstack([GOOD[:3], [[1, np.nan, 1]]]), "NaN or infinity for “So did we.”"),
    "infinity": (np.vstack([[[1, np.inf, 1]], GOOD[:3]]), "NaN or infinity for “灯塔关了。”"),
    "zeros": (np.vstack([GOOD[:1], ROW[None] * 0, GOOD[:2]]), "zeros alone for “𠀀来了。”"),
    "a row too few": (GOOD[:3], "shape (3, 3) for 4 texts"),
    "one long row": (np.ones(12), "shape (12,) for 4 texts"),
    "no numbers in rows": (np.ones((4, 0)), "shape (4, 0) for 4 texts"),
    "ragged rows": ([[1.0], [1.0, 2.0], [1.0], [1.0]], "different lengths"),
    "words": ([["a"], ["b"], ["c"], ["d"]], "no numbers"),
    "nothing": (None, "shape () for 4 texts"),
}


@pytest.mark.parametrize(("answer", "message"), BAD.values(), ids=BAD.keys())
def test_a_bad_answer_is_named(answer, message):
    with pytest.raises(AlignerError) as caught:
        check_encoder(OddEncoder(answer)).encode(TEXTS)
    assert str(caught.value).startswith("encoder odd/1: gave")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_dimension_that_changes_is_an_error():
    encoder = check_encoder(OddEncoder(np.ones((1, 3)), np.ones((1, 4))))
    encoder.encode(["a"])
    with pytest.raises(AlignerError, match="4 numbers, and of 3 before"):
        encoder.encode(["b"])


def test_the_signature_tells_the_dimension_once_it_is_known():
    encoder = check_encoder(OddEncoder(np.ones((1, 3))))
    assert encoder.signature == "odd/1"
    encoder.encode(["a"])
    assert encoder.signature == "odd/1/3"


@pytest.mark.parametrize("factor", [1, 7])
def test_an_encoder_that_pools_still_pools(factor):
    encoder = check_encoder(PoolingFake(factor))
    assert isinstance(encoder, StreamingEncoder)
    overlaps = embed_overlaps(encoder, TEXTS, max_run=7)
    assert overlaps.shape == (7, 5, DIMENSION)
    expected = DenseOverlaps(PoolingFake(1).encode_overlaps(TEXTS, 7))
    for start, length in ((0, 5), (-3, 6), (2, 20)):
        found = overlaps.window(start, length)
        np.testing.assert_allclose(found, expected.window(start, length), atol=1e-6)
    np.testing.assert_array_equal(encoder.encode(TEXTS), FakeEncoder().encode(TEXTS))


@pytest.mark.parametrize("factor", [0, np.nan])
def test_pooled_rows_are_checked_too(factor):
    overlaps = embed_overlaps(check_encoder(PoolingFake(factor)), TEXTS, max_run=2)
    with pytest.raises(AlignerError, match=r"encoder fake/1: gave a vector of .* for “𠀀来了。”"):
        overlaps.window(1, 2)


def test_pooled_rows_must_be_all_there():
    encoder = PoolingFake(1)
    encoder.encode_overlaps = lambda texts, max_run: np.ones((max_run, 2, 3), dtype=np.float32)
    with pytest.raises(AlignerError, match=r"shape \(4, 2, 3\) for 5 texts and runs of up to 4"):
        embed_overlaps(check_encoder(encoder), TEXTS, max_run=4)


def test_an_encoder_is_wrapped_once():
    once = check_encoder(FakeEncoder())
    assert isinstance(once, Encoder)
    assert not isinstance(once, StreamingEncoder)
    assert check_encoder(once) is once
