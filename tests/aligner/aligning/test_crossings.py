"""What crosses a position between segments, against its definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.aligning.crossings import Window, measure_crossings
from aligner.aligning.pair import Text
from aligner.embedding import DenseOverlaps, centre
from aligner.embedding.parts import Ends, pack_parts

N, M, DIMENSION = 7, 9, 12


def make_text(generator, count):
    vectors = generator.normal(size=(1, count, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=2, keepdims=True)
    ends = []
    for _ in range(2):
        owners = np.sort(generator.integers(0, count, 2 * count))
        rows = generator.normal(size=(len(owners), DIMENSION)).astype(np.float32)
        ends.append(pack_parts(owners, rows / np.linalg.norm(rows, axis=1, keepdims=True)))
    nothing = np.zeros(count, dtype=np.float32)
    return Text(centre(DenseOverlaps(vectors, Ends(*ends))), nothing, nothing, nothing.astype(int))


@pytest.fixture(scope="module")
def pair():
    generator = np.random.default_rng(3)
    return make_text(generator, N), make_text(generator, M)


def gain(own, parts, owner, near, far):
    """How much better the best part of a segment fits `far` than `near`, at least 0."""
    owners, rows = own.vectors.parts_window(parts, owner, 1)
    return max([0.0, *(rows @ (far - near)).tolist()]) if len(owners) else 0.0


def define(own, other, i, j):
    """Ends of segment i - 1 and beginnings of segment i at the position (i, j)."""
    if not (0 < i < len(own) and 0 < j < len(other)):
        return 0.0, 0.0
    before, behind = other.vectors.single[j - 1], other.vectors.single[j]
    ends = own.vectors.ends
    return (
        gain(own, ends.tails, i - 1, before, behind),
        gain(own, ends.heads, i, behind, before),
    )


@given(st.integers(-3, N), st.integers(-3, M), st.integers(3, 12), st.integers(3, 12))
def test_every_position_is_as_defined(pair, top, edge, height, width):
    left, right = pair
    found = measure_crossings(left, right, Window(top, height, edge, width))
    # The first position of a window lies before what it shows.
    for r in range(1, height):
        for c in range(1, width):
            i, j = top + r, edge + c
            expected = [*define(left, right, i, j), *define(right, left, j, i)]
            np.testing.assert_allclose(found[:, r, c], expected, atol=1e-5)


def test_texts_without_parts_have_no_crossings(pair):
    bare = Text(
        centre(DenseOverlaps(pair[0].vectors.window(0, N))),
        *(np.zeros(N, dtype=np.float32) for _ in range(3)),
    )
    assert not measure_crossings(bare, bare, Window(0, N, 0, N)).any()
