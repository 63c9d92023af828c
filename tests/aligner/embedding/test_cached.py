"""An encoder behind the cache: the same vectors, asked for once."""

import numpy as np
import pytest

from aligner import AlignerError
from aligner.caching import VectorCache
from aligner.embedding.cached import CachedEncoder
from aligner.embedding.checking import check_encoder
from tests.aligner.fakes import DIMENSION, FakeEncoder

TEXTS = ["灯塔关了。", "𠀀来了。", "He left.", "He left.", "So did we."]


class CountingEncoder(FakeEncoder):
    """Notes the texts it encodes."""

    def __init__(self, dimension=DIMENSION):
        self.seen = []
        self.dimension = dimension

    def encode(self, texts):
        self.seen += texts
        return super().encode(texts)[:, : self.dimension]


@pytest.fixture
def notes():
    return []


@pytest.fixture
def cache(tmp_path, notes):
    return VectorCache(tmp_path / "cache", limit=10**7, report=notes.append)


def test_vectors_are_the_same_with_and_without_the_cache(cache):
    plain = check_encoder(FakeEncoder()).encode(TEXTS)
    for _ in range(2):
        cached = check_encoder(CachedEncoder(FakeEncoder(), cache)).encode(TEXTS)
        np.testing.assert_array_equal(cached, plain)


def test_a_text_is_encoded_once(cache):
    first, second = CountingEncoder(), CountingEncoder()
    CachedEncoder(first, cache).encode(TEXTS[:3])
    CachedEncoder(second, cache).encode(TEXTS)
    assert (first.seen, second.seen) == (TEXTS[:3], TEXTS[4:])


def test_another_encoder_has_its_own_vectors(cache):
    other = CountingEncoder()
    other.signature = "fake/2"
    CachedEncoder(FakeEncoder(), cache).encode(TEXTS[:2])
    CachedEncoder(other, cache).encode(TEXTS[:2])
    assert other.seen == TEXTS[:2]


def test_without_a_cache_long_work_is_reported_all_the_same(notes):
    texts = [f"text {number}" for number in range(1100)]
    vectors = CachedEncoder(FakeEncoder(), None, report=notes.append).encode(texts)
    np.testing.assert_array_equal(vectors, check_encoder(FakeEncoder()).encode(texts))
    assert len(notes) > 2
    assert notes[-1] == "encoding … 1100 of 1100 texts"


def test_no_texts_give_no_rows(cache):
    assert CachedEncoder(FakeEncoder(), cache).encode([]).shape[0] == 0


@pytest.mark.parametrize(
    "data", [b"\0" * (2 * DIMENSION), b"\xff" * (2 * DIMENSION), b"odd"], ids=["0", "NaN", "cut"]
)
def test_a_kept_vector_that_is_none_is_encoded_again(cache, data):
    cache.put_vectors("fake/1", {TEXTS[0]: data})
    vectors = CachedEncoder(FakeEncoder(), cache).encode(TEXTS[:1])
    np.testing.assert_array_equal(vectors, check_encoder(FakeEncoder()).encode(TEXTS[:1]))


def test_bad_vectors_are_not_kept(cache):
    encoder = FakeEncoder()
    encoder.encode = lambda texts: np.full((len(texts), 3), np.nan)
    with pytest.raises(AlignerError, match="NaN"):
        CachedEncoder(encoder, cache).encode(TEXTS)
    assert cache.get_vectors("fake/1", TEXTS[:1]) == {}


def test_a_model_that_changed_behind_its_name_is_named(cache):
    CachedEncoder(FakeEncoder(), cache).encode(TEXTS[:1])
    with pytest.raises(AlignerError, match=r"of 32 and of 64 numbers.*duizhao cache clear"):
        CachedEncoder(CountingEncoder(32), cache).encode(TEXTS)


def test_what_was_encoded_before_an_interruption_is_kept(cache, notes):
    texts = [f"text {number}" for number in range(1100)]
    encoder = CountingEncoder()
    original, rounds = encoder.encode, []

    def encode(some):
        rounds.append(len(some))
        if len(rounds) == 3:
            raise KeyboardInterrupt
        return original(some)

    encoder.encode = encode
    with pytest.raises(KeyboardInterrupt):
        CachedEncoder(encoder, cache, report=notes.append).encode(texts)
    assert len(cache.get_vectors("fake/1", texts)) == sum(rounds[:2])
    assert notes[0].endswith(f"{rounds[0]} of 1100 texts")
