"""Memory of long texts: a few KB a segment in every stage."""

from operator import itemgetter

import numpy as np
import pytest

from aligner.aligning import _find_steps, _fit_gaps, load_model
from aligner.aligning.band import find_band
from aligner.aligning.pair import Pair, Text
from aligner.embedding import centre
from aligner.embedding.overlaps import put_in_window
from aligner.embedding.parts import Ends, pack_parts
from tests.tracing import trace_peak

DIMENSION = 32
MOST_A_SEGMENT = 18_000
"""Bytes; the neighbours of all cells and the probabilities of all beads are as much again."""


class SummedOverlaps:
    """Runs have the direction of the sum of their segments; nothing but these is kept."""

    def __init__(self, rows):
        self._rows = rows
        owners = np.repeat(np.arange(len(rows)), 3)
        parts = pack_parts(owners, rows[owners])
        self.ends = Ends(parts, parts)

    @property
    def shape(self):
        return 8, *self._rows.shape

    @property
    def single(self):
        return self._rows

    def window(self, start, length):
        first = max(start, 0)
        inside = self._rows[first : max(start + length, 0) + 7]
        count = max(min(start + length, len(self._rows)) - first, 0)
        rows = np.zeros((8, count, DIMENSION), dtype=np.float32)
        for size in range(1, 9):
            for i in range(min(count, len(self._rows) - size + 1 - first)):
                total = inside[i : i + size].sum(axis=0)
                rows[size - 1, i] = total / np.linalg.norm(total)
        return put_in_window(rows, start, length)


def make_pair(count):
    """A text and a noisy copy of it."""
    generator = np.random.default_rng(count)
    rows = generator.normal(size=(2, count, DIMENSION)).astype(np.float32)
    rows[1] = rows[0] + 0.5 * rows[1]
    rows /= np.linalg.norm(rows, axis=2, keepdims=True)
    plain = np.zeros(count, dtype=np.float32)
    sides = [
        Text(centre(SummedOverlaps(side)), plain + 30, plain, plain.astype(np.int64))
        for side in rows
    ]
    return Pair(*sides)


def trace_least_peak(count):
    """Trace twice and return the lesser peak: tiles are worked on in threads, in any order."""
    traced = (trace_peak(count_steps, count, first=100, make=make_pair) for _ in range(2))
    return min(traced, key=itemgetter(1))


def count_steps(pair):
    band = find_band(pair.left.vectors.single, pair.right.vectors.single)
    return len(_find_steps(_fit_gaps(band, load_model().describe(pair, band))))


def test_memory_grows_by_a_few_kb_a_segment():
    short, long = (trace_least_peak(count) for count in (500, 1500))
    assert (short[0], long[0]) == pytest.approx((500, 1500), rel=0.02)
    assert long[1] - short[1] < 1000 * MOST_A_SEGMENT
