"""What the default encoder remembers of texts: the same vectors, and none read twice."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.embedding.use import UseEncoder
from aligner.splitting.clauses import find_clauses

TEXTS = [
    "他打了一会，又去击打墙边的皮人。",
    "没有标点的一句话",
    "The harbour was quiet, and nobody came, or so it was said.",
    "",
    "灯塔将在明年三月改为自动控制。",
    "He waited there.",
]
MOST = 4


@pytest.fixture(scope="module")
def plain():
    return UseEncoder()


@pytest.fixture
def counted(monkeypatch):
    """Return an encoder that remembers, and the texts that passed its network."""
    encoder, seen = UseEncoder(recent=MOST), []
    tokenise = encoder._network.tokenise

    def count(text, divide=None):
        seen.append(text)
        return tokenise(text, divide)

    monkeypatch.setattr(encoder._network, "tokenise", count)
    return encoder, seen


def assert_same(found, expected):
    size = expected.shape[1]
    assert found.shape == expected.shape
    np.testing.assert_allclose(found.window(0, size), expected.window(0, size), atol=1e-3)
    for one, two in (
        (found.ends.heads, expected.ends.heads),
        (found.ends.tails, expected.ends.tails),
    ):
        assert one.owners.tolist() == two.owners.tolist()
        np.testing.assert_allclose(one.codes * one.scales, two.codes * two.scales, atol=1e-2)


remembering = UseEncoder(recent=MOST)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), max_size=7), st.booleans())
def test_remembered_texts_have_the_vectors_of_others(plain, texts, is_divided):
    divide = find_clauses if is_divided else None
    assert_same(remembering.pool_overlaps(texts, 3, divide), plain.pool_overlaps(texts, 3, divide))


def test_no_text_is_read_twice(counted):
    encoder, seen = counted
    encoder.pool_overlaps(TEXTS[:3], 2, find_clauses)
    encoder.pool_overlaps([TEXTS[1], TEXTS[4], TEXTS[1]], 2, find_clauses)
    assert seen == [*TEXTS[:3], TEXTS[4]]


def test_where_a_text_may_be_divided_makes_it_another(counted):
    encoder, seen = counted
    encoder.pool_overlaps(TEXTS[:1], 2, find_clauses)
    encoder.pool_overlaps(TEXTS[:1], 2)
    assert seen == [TEXTS[0], TEXTS[0]]


def test_the_texts_of_long_ago_are_forgotten(counted):
    encoder, seen = counted
    for text in TEXTS[: MOST + 1]:
        encoder.pool_overlaps([text], 1)
    seen.clear()
    encoder.pool_overlaps([TEXTS[MOST], TEXTS[0]], 1)
    assert seen == [TEXTS[0]]


def test_more_texts_than_can_be_kept_drive_out_none(counted):
    encoder, seen = counted
    encoder.pool_overlaps(TEXTS[:1], 1)
    encoder.pool_overlaps(TEXTS[1:], 1)
    seen.clear()
    encoder.pool_overlaps(TEXTS[:1], 1)
    assert seen == []


def test_several_threads_may_ask(plain):
    encoder = UseEncoder(recent=MOST)
    asked = [TEXTS[n % 5 : n % 5 + 2] for n in range(24)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda texts: encoder.pool_overlaps(texts, 2, find_clauses), asked))
    for texts, overlaps in zip(asked, found, strict=True):
        assert_same(overlaps, plain.pool_overlaps(texts, 2, find_clauses))
