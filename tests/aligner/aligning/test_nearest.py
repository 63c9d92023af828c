"""The best partners against a sort of the whole table."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.aligning import nearest
from aligner.aligning.nearest import Offsets, find_nearest


def make_rows(count, seed, *, step=0.0):
    rows = np.random.default_rng(seed).normal(size=(count, 6)).astype(np.float32)
    return np.round(rows / step) * np.float32(step) if step else rows


def sort_table(table, count, floor):
    """The best of each row, equal ones by their column."""
    order = np.argsort(-table, axis=1, kind="stable")[:, :count]
    values = np.take_along_axis(table, order, axis=1)
    return np.where(values > floor, order, -1)


@pytest.fixture(params=[(1, 3), (4, 2), (7, 16), (512, 4096)], ids=str)
def blocks(request, monkeypatch):
    monkeypatch.setattr(nearest, "_ROWS", request.param[0])
    monkeypatch.setattr(nearest, "_COLUMNS", request.param[1])


@pytest.mark.parametrize(("n", "m"), [(1, 1), (1, 40), (40, 1), (3, 5), (60, 47)])
@pytest.mark.parametrize("step", [0.0, 1.0], ids=["distinct", "equal values"])
def test_all_blocks_give_the_best_of_the_table(blocks, n, m, step):
    left, right = make_rows(n, 1, step=step), make_rows(m, 2, step=step)
    table = left @ right.T
    rows, columns = find_nearest(left, right, 4)
    np.testing.assert_array_equal(rows.partners, sort_table(table, 4, -np.inf))
    np.testing.assert_array_equal(columns.partners, sort_table(table.T, 4, -np.inf))
    np.testing.assert_allclose(rows.values, np.sort(table, axis=1)[:, ::-1][:, :4], atol=1e-5)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 2**16))
def test_offsets_and_floor(n, m, seed):
    generator = np.random.default_rng(seed)
    left, right = make_rows(n, seed), make_rows(m, seed + 1)
    offsets = Offsets(*(generator.normal(size=size).astype(np.float32) for size in (n, m)))
    table = left @ right.T - offsets.left[:, None] - offsets.right
    rows, columns = find_nearest(left, right, 6, offsets=offsets, floor=0.0)
    np.testing.assert_array_equal(rows.partners, sort_table(table, 6, 0))
    np.testing.assert_array_equal(columns.partners, sort_table(table.T, 6, 0))
    found = rows.pairs()
    np.testing.assert_allclose(found[2], table[found[0], found[1]], atol=1e-5)
    assert (found[2] >= 0).all()
