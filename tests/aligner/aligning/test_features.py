"""Features against their definitions, cell by cell."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.aligning import tiles
from aligner.aligning.band import Band
from aligner.aligning.features import (
    BEAD_FEATURES,
    GAP_FEATURES,
    OPEN_FEATURES,
    TYPICAL_DENSITY,
    GapDensity,
    add_density,
    bead_features,
    estimate_density,
    expect_density,
    gap_features,
    open_features,
    score_beads,
)
from aligner.aligning.pair import TYPES, Pair, Text
from aligner.aligning.tiles import iterate_tiles
from aligner.embedding import DenseOverlaps, centre
from aligner.lexicon.evidence import LexicalEvidence, SparseRows

N, M = 13, 11
LEXICAL = [k for k, name in enumerate(BEAD_FEATURES) if "lexical" in name or "coverage" in name]


def make_text(generator, count, kinds=2):
    vectors = generator.normal(size=(8, count, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=2, keepdims=True)
    for size in range(2, 9):
        vectors[size - 1, max(count - size + 1, 0) :] = 0
    return Text(
        centre(DenseOverlaps(vectors)),
        generator.integers(1, 90, count).astype(np.float32),
        generator.integers(0, 2, count).astype(np.float32),
        generator.integers(0, kinds, count),
    )


def make_sparse(generator, count, width=9):
    grid = generator.random((count, width)) * (generator.random((count, width)) < 0.3)
    rows, concepts = np.nonzero(grid)
    return SparseRows(rows, concepts, grid[rows, concepts].astype(np.float32), width)


def make_pair(n=N, m=M, *, lexical=True, seed=0):
    generator = np.random.default_rng(seed)
    evidence = LexicalEvidence(
        make_sparse(generator, n),
        make_sparse(generator, m),
        generator.random(n).astype(np.float32) * 5,
        generator.random(m).astype(np.float32) * 5,
    )
    left, right = make_text(generator, n), make_text(generator, m)
    return Pair(left, right, evidence if lexical else None)


def make_band(n=N, m=M, width=None):
    middle = np.arange(n + 1) * m // max(n, 1)
    first = np.zeros(n + 1, dtype=np.int64) if width is None else np.maximum(middle - width, 0)
    last = np.full(n + 1, m) if width is None else np.minimum(middle + width, m)
    return Band(first, last, np.array([[2, 1], [5, 5]])[: min(n, m) // 6 * 2])


def describe(pair, band):
    return bead_features(pair, band)


def vectors_of(text):
    return text.vectors.window(0, len(text))


def values(name, table, cell, bead):
    return table[cell, TYPES.index(bead), BEAD_FEATURES.index(name)]


def beads_of(band, n=N):
    """Yield cell number, position and type of every bead that fits before its cell."""
    for i in range(n + 1):
        for j in range(band.first[i], band.last[i] + 1):
            cell = int(band.starts[i] + j - band.first[i])
            yield from ((cell, i, j, a, b) for a, b in TYPES if a <= i and b <= j)


@pytest.fixture(scope="module")
def example():
    pair, band = make_pair(), make_band()
    return pair, band, describe(pair, band)


def test_names_count_the_columns(example):
    pair, band, table = example
    assert table.shape == (int(band.starts[-1]), len(TYPES), len(BEAD_FEATURES))
    gaps = [add_density(side, TYPICAL_DENSITY) for side in gap_features(pair, band)]
    assert [side.shape for side in gaps] == [(N, len(GAP_FEATURES)), (M, len(GAP_FEATURES))]
    opens = add_density(open_features(pair.left), TYPICAL_DENSITY)
    assert opens.shape == (N, len(OPEN_FEATURES))
    for names in (BEAD_FEATURES, GAP_FEATURES, OPEN_FEATURES):
        assert len(set(names)) == len(names)


def test_cosine_is_that_of_the_two_runs(example):
    pair, band, table = example
    left, right = vectors_of(pair.left), vectors_of(pair.right)
    for cell, i, j, a, b in beads_of(band):
        expected = left[a - 1, i - a] @ right[b - 1, j - b]
        assert values("cosine", table, cell, (a, b)) == pytest.approx(expected, abs=1e-5)


def test_extension_gain_is_over_the_four_longer_beads(example):
    pair, band, table = example
    left, right = vectors_of(pair.left), vectors_of(pair.right)

    def cosine(i, a, j, b):
        if min(i, j) < 0 or i + a > N or j + b > M:
            return 0.0
        return left[a - 1, i] @ right[b - 1, j]

    for cell, i, j, a, b in beads_of(band):
        top, edge = i - a, j - b
        if a == 8 or b == 8:
            continue
        longer = [
            cosine(top, a + 1, edge, b),
            cosine(top - 1, a + 1, edge, b),
            cosine(top, a, edge, b + 1),
            cosine(top, a, edge - 1, b + 1),
        ]
        expected = max(longer) - cosine(top, a, edge, b)
        assert values("extension_gain", table, cell, (a, b)) == pytest.approx(expected, abs=1e-5)


def test_lexical_is_shared_over_the_root_of_the_masses(example):
    pair, band, table = example
    shared = pair.lexical.shared(np.arange(N), np.arange(M))
    left, right = pair.lexical.left_mass, pair.lexical.right_mass
    for cell, i, j, a, b in beads_of(band):
        block = shared[i - a : i, j - b : j].sum()
        expected = block / np.sqrt((left[i - a : i].sum() + 2) * (right[j - b : j].sum() + 2))
        assert values("lexical", table, cell, (a, b)) == pytest.approx(expected, abs=1e-5)


def test_paragraphs_and_kinds_are_those_of_the_bead(example):
    pair, band, table = example
    opens = pair.left.opens, pair.right.opens
    for cell, i, j, a, b in beads_of(band):
        crossed = opens[0][i - a + 1 : i].sum() + opens[1][j - b + 1 : j].sum()
        both = opens[0][i - a] * opens[1][j - b]
        differ = pair.left.kinds[i - a] != pair.right.kinds[j - b]
        assert values("paragraphs_crossed", table, cell, (a, b)) == crossed
        assert values("paragraphs_open_together", table, cell, (a, b)) == both
        assert values("kinds_differ", table, cell, (a, b)) == differ


def test_without_lexicon_its_features_are_zero():
    table = describe(make_pair(lexical=False), make_band())
    assert not table[..., LEXICAL].any()
    assert describe(make_pair(), make_band())[..., LEXICAL].any()
    left, _ = gap_features(make_pair(lexical=False), make_band())
    assert not left[:, GAP_FEATURES.index("skip_best_lexical")].any()


@pytest.mark.parametrize("sizes", [(1, 1, 1), (3, 5, 9), (1000, 7, 10**6), (1000, 1000, 10**6)])
@pytest.mark.parametrize("width", [None, 3], ids=["whole", "narrow"])
def test_tiles_do_not_change_features(monkeypatch, sizes, width):
    pair, band = make_pair(36, 30), make_band(36, 30, width)
    expected = describe(pair, band), *gap_features(pair, band)
    for name, size in zip(("_ROWS", "_COLUMNS", "_AREA"), sizes, strict=True):
        monkeypatch.setattr(tiles, name, size)
    found = describe(pair, band), *gap_features(pair, band)
    for got, wanted in zip(found, expected, strict=True):
        np.testing.assert_allclose(got, wanted, atol=1e-4)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=30))
def test_each_cell_is_in_one_tile(steps):
    first, last = np.cumsum(np.array(steps), axis=0).T
    band = Band(first - first[0], np.maximum(first, last) + 1, np.empty((0, 2), dtype=np.int64))
    met = [
        (int(cell), tile.rows[row], tile.columns[column])
        for tile in iterate_tiles(band)
        for cell, (row, column) in zip(tile.cells, np.argwhere(tile.inside), strict=True)
    ]
    places = [(i, j) for i in range(len(first)) for j in range(band.first[i], band.last[i] + 1)]
    assert sorted(met) == [(number, i, j) for number, (i, j) in enumerate(places)]


@pytest.mark.parametrize("lexical", [True, False])
def test_scores_are_weighted_features(lexical):
    pair, band = make_pair(30, 40, lexical=lexical), make_band(30, 40, 6)
    weights = np.random.default_rng(1).normal(size=len(BEAD_FEATURES)).astype(np.float32)
    expected = describe(pair, band) @ weights
    np.testing.assert_allclose(score_beads(pair, band, weights), expected, atol=1e-4)


@pytest.mark.parametrize(("n", "m"), [(1, 1), (1, 40), (40, 1), (0, 2), (2, 0), (0, 0)])
def test_tiny_and_unequal_texts_have_finite_features(n, m):
    pair, band = make_pair(n, m), make_band(n, m)
    assert np.isfinite(describe(pair, band)).all()
    assert all(np.isfinite(side).all() for side in gap_features(pair, band))


def test_length_ratio_is_of_anchors_and_weakly_of_totals():
    text = make_text(np.random.default_rng(0), 4)
    lengths = np.array([100, 100, 100, 100], dtype=np.float32)
    left = Text(text.vectors, lengths, text.opens, text.kinds)
    right = Text(text.vectors, lengths * 3, text.opens, text.kinds)
    none = np.empty((0, 2), dtype=np.int64)
    assert Pair(left, right, usual_ratio=2.5).length_ratio(none) == pytest.approx(3)
    assert Pair(left, right, usual_ratio=1.0).length_ratio(none) == pytest.approx(1.5)
    abridged = Text(text.vectors, np.array([100, 100, 0, 0], "f4"), text.opens, text.kinds)
    ratio = Pair(left, abridged).length_ratio(np.array([[0, 0], [1, 1]]))
    assert 0.5 < ratio < 1


def test_density_of_gaps_is_drawn_to_the_typical_one():
    nothing = estimate_density(np.empty(0), np.empty(0))
    assert nothing.share == pytest.approx(TYPICAL_DENSITY.share)
    assert not TYPICAL_DENSITY.describe().any()
    chances = np.full(1000, 0.4)
    assert estimate_density(chances[:5], chances[:5]).share < 0.2
    assert estimate_density(chances, chances / 4).share == pytest.approx(0.4, abs=0.01)
    assert estimate_density(chances, chances / 4).runs == pytest.approx(0.1, abs=0.01)


def test_a_much_longer_text_is_expected_to_have_gaps():
    assert expect_density(62, 3).share == pytest.approx(1 - 9 / 62)
    assert expect_density(3, 62) == expect_density(60, 62) == TYPICAL_DENSITY
    assert expect_density(0, 0) == TYPICAL_DENSITY


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_extreme_densities_are_finite(share):
    assert np.isfinite(GapDensity(share, share).describe()).all()
