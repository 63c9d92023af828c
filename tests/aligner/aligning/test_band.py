"""The first pass: anchors, and a band that holds the right path."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.aligning import band as band_module
from aligner.aligning.band import find_band
from aligner.aligning.crf import Lattice, Scores
from aligner.aligning.decoding import measure
from aligner.aligning.pair import TYPES


def make_vectors(count, seed, dimension=48):
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return normalise(rows)


def normalise(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def make_translation(left, seed, *, noise=0.8, cut=()):
    """Return noisy copies of all vectors but the cut ones, and the partner of each, -1 if cut."""
    kept = [i for i in range(len(left)) if i not in cut]
    generator = np.random.default_rng(seed)
    noisy = left[kept] + noise * normalise(generator.normal(size=(len(kept), left.shape[1])))
    partners = np.full(len(left), -1)
    partners[kept] = np.arange(len(kept))
    return normalise(noisy), partners


def check_shape(band, n, m):
    assert len(band.first) == len(band.last) == n + 1
    assert (band.first[0], band.last[-1]) == (0, m)
    assert np.all(np.diff(band.first) >= 0)
    assert np.all(np.diff(band.last) >= 0)
    assert np.all((band.first >= 0) & (band.last <= m) & (band.first <= band.last))
    assert np.all(band.first[1:] <= band.last[:-1]), "no step down from one row to the next"


def holds(band, row, column):
    return band.first[row] <= column <= band.last[row]


@pytest.mark.parametrize(
    "cut",
    [
        pytest.param(range(0), id="whole"),
        pytest.param(range(60, 120), id="a block is missing"),
        pytest.param(range(40), id="the beginning is missing"),
        pytest.param(range(150, 200), id="the end is missing"),
        pytest.param(range(0, 200, 4), id="one in four is missing"),
    ],
)
def test_anchors_and_band_hold_the_right_pairs(cut):
    left = make_vectors(200, 1)
    right, partners = make_translation(left, 2, cut=frozenset(cut))
    band = find_band(left, right)
    check_shape(band, len(left), len(right))
    assert len(band.anchors) > 100
    np.testing.assert_array_equal(partners[band.anchors[:, 0]], band.anchors[:, 1])
    for i, j in enumerate(partners):
        assert j < 0 or (holds(band, i, j) and holds(band, i + 1, j + 1))


def test_the_band_is_narrow_where_anchors_are_dense():
    left = make_vectors(400, 3)
    right, _ = make_translation(left, 4, noise=0.5)
    band = find_band(left, right)
    assert np.mean(band.last - band.first + 1) < 25


@pytest.mark.parametrize(("n", "m"), [(1, 1), (1, 60), (60, 1), (5, 7), (100, 100), (0, 3), (3, 0)])
def test_small_rectangles_are_whole(n, m):
    band = find_band(make_vectors(n, 5), make_vectors(m, 6))
    check_shape(band, n, m)
    assert not band.first.any()
    assert np.all(band.last == m)


@pytest.mark.parametrize(("n", "m"), [(1, 12_000), (12_000, 1), (3, 5_000), (130, 90)])
def test_very_unequal_texts_are_banded(n, m):
    check_shape(find_band(make_vectors(n, 7), make_vectors(m, 8)), n, m)


def test_vectors_of_zeros_give_no_anchor():
    zeros = np.zeros((120, 16), dtype=np.float32)
    band = find_band(zeros, zeros)
    check_shape(band, 120, 120)
    assert len(band.anchors) == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=12), st.data())
def test_wrong_anchors_leave_the_right_path_inside(steps, data):
    """Two neighbours among the anchors may be anywhere that the chain allows."""
    right = np.cumsum(np.array(steps, dtype=np.int64).reshape(-1, 2) + 1, axis=0) - 1
    n, m = (right[-1] + 101).tolist() if len(right) else (101, 101)
    wrong = right.copy()
    place = data.draw(st.integers(0, max(len(right) - 1, 0)))
    for k in range(place, min(place + data.draw(st.integers(1, 2)), len(right))):
        low = wrong[k - 1] if k else np.array([-1, -1])
        high = wrong[k + 1] if k + 1 < len(right) else np.array([n, m])
        wrong[k] = [data.draw(st.integers(low[s] + 1, high[s] - 1)) for s in (0, 1)]
    band = band_module._spread(wrong, n, m)
    check_shape(band, n, m)
    for i, j in right:
        assert holds(band, i, j)
        assert holds(band, i + 1, j + 1)


def test_a_long_stretch_without_anchors_is_passed_along_its_border():
    anchors = np.array([[10, 10], [12, 12], [1500, 1600], [1502, 1602]])
    band = band_module._spread(anchors, 1600, 1700)
    check_shape(band, 1600, 1700)
    assert band.starts[-1] < 100_000
    for i, j in [(12, 12), (700, 12), (1500, 12), (1500, 900), (1500, 1600), (1502, 1602)]:
        assert holds(band, i, j)
    assert not holds(band, 700, 700)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 2**16))
def test_a_path_leads_from_start_to_end(n, m, seed):
    small = band_module._SMALL
    band_module._SMALL = 0
    try:
        band = find_band(make_vectors(n, seed, 6), make_vectors(m, seed + 1, 6))
    finally:
        band_module._SMALL = small
    check_shape(band, n, m)
    beads = np.zeros((int(band.starts[-1]), len(TYPES)), dtype=np.float32)
    lattice = Lattice(band, Scores(beads, *(np.zeros(size) for size in (n, m, n, m))))
    assert measure(lattice).total > 0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=9, unique=True))
def test_chain_is_the_heaviest(points):
    rows, columns = np.array(points, dtype=np.int64).reshape(-1, 2).T
    weights = (1 + np.arange(len(points)) % 4).astype(np.float32)
    chain = band_module._find_heaviest_chain(rows, columns, weights)
    assert np.all(np.diff(rows[chain]) > 0)
    assert np.all(np.diff(columns[chain]) > 0)
    assert weights[chain].sum() == heaviest(sorted(zip(points, weights.tolist(), strict=True)))


def heaviest(points, last=(-1, -1)):
    totals = [
        weight + heaviest(points[k + 1 :], point)
        for k, (point, weight) in enumerate(points)
        if point[0] > last[0] and point[1] > last[1]
    ]
    return max(totals, default=0)
