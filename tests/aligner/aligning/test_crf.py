"""The lattice against the enumeration of all paths on small grids."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.aligning import crf
from aligner.aligning.band import Band
from aligner.aligning.crf import Lattice, Scores
from aligner.aligning.decoding import (
    Step,
    estimate_densities,
    find_best_path,
    measure,
    measure_path,
)
from aligner.aligning.pair import TYPES

SHAPES = [(1, 1), (3, 4), (4, 2), (0, 2), (2, 0), (0, 0), (1, 5), (3, 3)]


@dataclass(frozen=True)
class Path:
    score: float
    steps: tuple[Step, ...]


def make_band(first, last):
    return Band(np.array(first), np.array(last), np.empty((0, 2), dtype=np.int64))


def make_lattice(band, generator, scale=1.0):
    n, m, cells = len(band.first) - 1, int(band.last[-1]), int(band.starts[-1])
    beads = generator.normal(scale=scale, size=(cells, len(TYPES))).astype(np.float32)
    gaps = [generator.normal(scale=scale, size=size) for size in (n, m, n, m)]
    return Lattice(band, Scores(beads, *gaps))


def make_rectangle(n, m, seed=0, scale=1.0):
    band = make_band([0] * (n + 1), [m] * (n + 1))
    return make_lattice(band, np.random.default_rng(seed), scale)


def find_paths(lattice, i=0, j=0, state="bead"):
    """Find all paths from a position to the end; no gap on the left follows one on the right."""
    n, m = len(lattice.band.first) - 1, int(lattice.band.last[-1])
    if (i, j) == (n, m):
        yield Path(0.0, ())
    for score, step, after in find_steps(lattice, i, j, state):
        to_row, to_column = step.i + step.a, step.j + step.b
        if to_row > n or lattice.find_cell(to_row, to_column) == lattice.cells:
            continue
        for rest in find_paths(lattice, to_row, to_column, after):
            yield Path(score() + rest.score, (step, *rest.steps))


def find_steps(lattice, i, j, state):
    scores = lattice.scores
    for number, (a, b) in enumerate(TYPES):
        yield (
            lambda a=a, b=b, t=number: float(scores.beads[lattice.find_cell(i + a, j + b), t]),
            Step(i, a, j, b),
            "bead",
        )
    if state != "right":
        opens = state == "bead"
        yield (
            lambda: scores.left_gaps[i] + opens * scores.left_opens[i],
            Step(i, 1, j, 0),
            "left",
        )
    opens_right = state != "right"
    yield (
        lambda: scores.right_gaps[j] + opens_right * scores.right_opens[j],
        Step(i, 0, j, 1),
        "right",
    )


def enumerate_chances(lattice, paths, total):
    """The probability of each step, and of each step as the first of a run of gaps."""
    steps, opens = {}, {}
    for path in paths:
        chance = np.exp(path.score - total)
        before = None
        for step in path.steps:
            steps[step] = steps.get(step, 0.0) + chance
            if kind_of(step) != "bead" and kind_of(step) != before:
                key = kind_of(step), step.i, step.j
                opens[key] = opens.get(key, 0.0) + chance
            before = kind_of(step)
    return steps, opens


def kind_of(step):
    return "bead" if step.a and step.b else "left" if step.a else "right"


def check(lattice):
    paths = list(find_paths(lattice))
    total = np.logaddexp.reduce([path.score for path in paths])
    found = measure(lattice)
    assert found.total == pytest.approx(total, rel=1e-9, abs=1e-9)
    check_posterior(lattice, found, *enumerate_chances(lattice, paths, total))
    check_best(lattice, paths)


def check_posterior(lattice, found, steps, opens):
    n, m = len(lattice.scores.left_gaps), len(lattice.scores.right_gaps)
    beads = np.zeros((lattice.cells, len(TYPES)))
    gaps, opened = (np.zeros(n), np.zeros(m)), (np.zeros(n), np.zeros(m))
    for step, chance in steps.items():
        if kind_of(step) == "bead":
            cell = lattice.find_cell(step.i + step.a, step.j + step.b)
            beads[cell, TYPES.index((step.a, step.b))] += chance
        else:
            side, number = (0, step.i) if step.a else (1, step.j)
            gaps[side][number] += chance
    for (kind, i, j), chance in opens.items():
        side, number = (0, i) if kind == "left" else (1, j)
        opened[side][number] += chance
    np.testing.assert_allclose(found.beads, beads, atol=1e-9)
    for got, expected in zip((found.left_gaps, found.right_gaps), gaps, strict=True):
        np.testing.assert_allclose(got, expected, atol=1e-9)
    for got, expected in zip((found.left_opens, found.right_opens), opened, strict=True):
        np.testing.assert_allclose(got, expected, atol=1e-9)


def check_best(lattice, paths):
    """The path found is one of all, and none is better (equal ones are as good)."""
    score_of = {path.steps: path.score for path in paths}
    best = tuple(find_best_path(lattice))
    assert score_of[best] == pytest.approx(max(score_of.values()), abs=1e-6)


@pytest.mark.parametrize(("n", "m"), SHAPES)
def test_rectangles(n, m):
    check(make_rectangle(n, m))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param([0, 0, 1, 2], [1, 2, 3, 3], id="diagonal"),
        pytest.param([0, 0, 2, 2], [2, 2, 4, 4], id="steps"),
        pytest.param([0, 0, 0], [0, 4, 4], id="first row of one cell"),
        pytest.param([0, 3, 3], [3, 3, 4], id="row of one cell"),
    ],
)
def test_bands(first, last):
    check(make_lattice(make_band(first, last), np.random.default_rng(3)))


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 2**32 - 1),
    st.sampled_from([0.0, 1.0, 10.0, 60.0]),
)
def test_any_scores(n, m, seed, scale):
    check(make_rectangle(n, m, seed, scale))


@pytest.mark.parametrize("rows", [1, 2, 5])
def test_rows_at_once_change_nothing(monkeypatch, rows):
    lattice = make_rectangle(9, 7, 5)
    expected = measure(lattice)
    monkeypatch.setattr(crf, "_ROWS_AT_ONCE", rows)
    found = measure(lattice)
    assert found.total == expected.total
    np.testing.assert_array_equal(found.beads, expected.beads)
    np.testing.assert_array_equal(found.left_opens, expected.left_opens)


@pytest.mark.parametrize(("n", "m"), [(12, 9), (1, 6), (6, 1), (0, 3), (3, 0)])
def test_the_path_is_measured_as_all_beads_are(n, m):
    lattice = make_rectangle(n, m, 7)
    chances, path = measure(lattice), find_best_path(lattice)
    for step, chance in zip(path, measure_path(lattice, path), strict=True):
        if not step.b:
            expected = chances.left_gaps[step.i]
        elif not step.a:
            expected = chances.right_gaps[step.j]
        else:
            cell = lattice.find_cell(step.i + step.a, step.j + step.b)
            expected = chances.beads[cell, TYPES.index((step.a, step.b))]
        assert chance == pytest.approx(expected, abs=1e-9)
    assert estimate_densities(lattice) == chances.densities()


def test_each_alignment_is_one_path():
    paths = [path.steps for path in find_paths(make_rectangle(3, 3))]
    as_beads = {frozenset(steps) - {s for s in steps if kind_of(s) != "bead"} for steps in paths}
    assert len(as_beads) == len(paths)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_each_segment_has_one_place(n, m, seed):
    lattice = make_rectangle(n, m, seed, 5.0)
    found = measure(lattice)
    left, right = found.left_gaps.copy(), found.right_gaps.copy()
    for number, (a, b) in enumerate(TYPES):
        for k in range(1, a + 1):
            np.add.at(left, np.maximum(lattice.rows - k, 0), found.beads[:, number])
        for k in range(1, b + 1):
            np.add.at(right, np.maximum(lattice.columns - k, 0), found.beads[:, number])
    np.testing.assert_allclose(left, 1, atol=1e-9)
    np.testing.assert_allclose(right, 1, atol=1e-9)


def test_cells_outside_the_band_are_the_sentinel():
    lattice = make_lattice(make_band([0, 1], [1, 2]), np.random.default_rng(0))
    places = [(0, 0), (0, 1), (1, 1), (1, 2)]
    assert [lattice.find_cell(*place) for place in places] == [0, 1, 2, 3]
    outside = [(-1, 0), (2, 2), (0, 2), (1, 0), (0, -1)]
    assert {lattice.find_cell(*place) for place in outside} == {lattice.cells}
