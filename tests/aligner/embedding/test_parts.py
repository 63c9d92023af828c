"""Beginnings and ends of segments as vectors."""

import numpy as np
import pytest

from aligner.embedding import centre, embed_overlaps
from aligner.embedding.checking import check_encoder
from aligner.embedding.parts import embed_ends, pack_parts
from aligner.embedding.use import UseEncoder
from aligner.splitting.clauses import find_clauses
from tests.aligner.fakes import DIMENSION, FakeEncoder

TEXTS = [
    "他打了一会，又去击打墙边的皮人。",
    "没有标点的一句话",
    "韦小宝呼吸不畅，拼命伸足力撑，翻了几下，终于翻到了上面，反压在那男孩身上。",
    "",
]


@pytest.fixture(scope="module")
def encoder():
    return UseEncoder()


def test_codes_keep_the_cosine():
    vectors = np.random.default_rng(1).normal(size=(50, 512)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    _, found = pack_parts(range(50), vectors).window(0, 50)
    np.testing.assert_allclose(found @ vectors.T, vectors @ vectors.T, atol=2e-3)


def test_a_window_holds_the_parts_of_its_segments():
    vectors = np.eye(5, 8, dtype=np.float32)
    parts = pack_parts([0, 2, 2, 3, 7], vectors)
    owners, rows = parts.window(2, 3)
    assert owners.tolist() == [0, 0, 1]
    np.testing.assert_allclose(rows, vectors[1:4], atol=1e-6)
    assert parts.window(-4, 4)[0].tolist() == []
    assert parts.window(4, 3)[1].shape == (0, 8)


def test_each_side_has_the_shortest_parts(encoder):
    overlaps = encoder.pool_overlaps(TEXTS, 2, find_clauses)
    assert overlaps.ends.heads.owners.tolist() == [0, 2, 2, 2]
    assert overlaps.ends.tails.owners.tolist() == [0, 2, 2, 2]


def test_pooled_parts_are_near_the_encoded_ones(encoder):
    pooled = encoder.pool_overlaps(TEXTS, 1, find_clauses).ends
    encoded = embed_ends(encoder.encode, TEXTS, find_clauses)
    for near, far in ((pooled.heads, encoded.heads), (pooled.tails, encoded.tails)):
        assert near.owners.tolist() == far.owners.tolist()
        cosines = np.einsum("ij,ij->i", near.window(0, 4)[1], far.window(0, 4)[1])
        assert cosines.min() > 0.9, cosines


def test_dividing_leaves_the_vectors_of_runs_alone(encoder):
    divided = encoder.pool_overlaps(TEXTS, 3, find_clauses).window(0, 4)
    np.testing.assert_allclose(divided, encoder.encode_overlaps(TEXTS, 3), atol=1e-6)


@pytest.mark.parametrize("wrap", [lambda e: e, check_encoder], ids=["plain", "checked"])
def test_any_encoder_gives_parts(wrap):
    ends = embed_overlaps(wrap(FakeEncoder()), TEXTS[:3], max_run=2, divide=find_clauses).ends
    assert ends.heads.owners.tolist() == [0, 2, 2, 2]
    expected = FakeEncoder().encode(["他打了一会，"])[0]
    np.testing.assert_allclose(ends.heads.window(0, 1)[1][0], expected, atol=5e-3)


def test_without_a_divider_there_are_none(encoder):
    for model in (encoder, FakeEncoder()):
        assert len(embed_overlaps(model, TEXTS[:2], max_run=1).ends.tails.owners) == 0


def test_texts_of_one_clause_have_no_parts():
    encoder = check_encoder(FakeEncoder())
    overlaps = embed_overlaps(encoder, TEXTS[1:2], max_run=1, divide=find_clauses)
    centred = centre(overlaps)
    assert centred.parts_window(centred.ends.heads, 0, 1)[1].shape == (0, DIMENSION)
