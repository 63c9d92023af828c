"""What the model knows of each bead and gap that the band allows: named features.

A cell is a pair of positions (i, j), between segments; a candidate bead of type (a, b) that ends
there holds segments i - a … i - 1 of the left text and j - b … j - 1 of the right.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from aligner.aligning.band import Band
from aligner.aligning.candidates import Candidates
from aligner.aligning.pair import TYPES, Floats, Pair, Text
from aligner.aligning.tiles import Tile, iterate_tiles
from aligner.lexicon.evidence import LexicalEvidence
from aligner.parallel import map_in_order

BEAD_FEATURES = (
    "bias",
    "size",
    "many_to_many",
    "smaller_side",
    "length_difference",
    "length_difference_squared",
    "cosine",
    "cosine_by_length",
    "cosine_high",
    "cosine_times_length",
    "extension_gain",
    "edge_competition",
    "edge_gain",
    "weakest_cosine",
    "lexical",
    "lexical_by_length",
    "lexical_mass",
    "weakest_coverage",
    "paragraphs_crossed",
    "paragraphs_open_together",
    "paragraphs_open_apart",
    "kinds_differ",
    "left_tail_crosses_end",
    "left_head_crosses_end",
    "right_tail_crosses_end",
    "right_head_crosses_end",
    "left_tail_crosses_start",
    "left_head_crosses_start",
    "right_tail_crosses_start",
    "right_head_crosses_start",
)
GAP_FEATURES = (
    "skip",
    "skip_best_cosine",
    "skip_best_lexical",
    "skip_length",
    "skip_opens_paragraph",
    "skip_heading",
    "skip_by_share",
    "skip_by_runs",
)
OPEN_FEATURES = (
    "gap_opened",
    "gap_opened_with_paragraph",
    "gap_opened_by_share",
    "gap_opened_by_runs",
)


@dataclass(frozen=True, slots=True)
class GapDensity:
    """How much of a text has no counterpart: what tells an abridged text from a full one.

    Args:
        share: segments without counterpart, among all, 0 to 1.
        runs: runs of them, for each segment of the text, 0 to 1.
    """

    share: float
    runs: float

    def describe(self) -> Floats:
        """Return both on a log scale, zero for the typical density; (2,) float32."""
        share = np.log((self.share + 0.01) / (_TYPICAL_SHARE + 0.01))
        runs = np.log((self.runs + 0.005) / (_TYPICAL_RUNS + 0.005))
        return np.array([share, runs], dtype=np.float32)


_TYPICAL_SHARE, _TYPICAL_RUNS = 0.05, 0.03
TYPICAL_DENSITY = GapDensity(_TYPICAL_SHARE, _TYPICAL_RUNS)
"""What is assumed of a text before anything is known of it."""

_MOST_FOR_ONE = 3.0
"""Segments that a segment of the other text can make up for in the long run."""

_PRIOR_SEGMENTS = 20.0
"""The assumption weighs as much as this many segments: a short text tells little."""


def bead_features(pair: Pair, band: Band) -> Floats:
    """Return the features of all candidate beads; 2.5 KB a cell, so for training alone.

    Returns:
        (cells, types, features) float32, cells in the order of the band; what a type that does
        not fit before the cell holds is of no meaning.
    """
    ratio = pair.length_ratio(band.anchors)
    features = np.empty((band.cells, len(TYPES), len(BEAD_FEATURES)), dtype=np.float32)
    for tile in iterate_tiles(band):
        candidates = Candidates(pair, tile.rows, tile.columns, ratio)
        for number, (a, b) in enumerate(TYPES):
            features[tile.cells, number] = candidates.features(a, b)[tile.inside]
    return features


def score_beads(pair: Pair, band: Band, weights: Floats) -> Floats:
    """Return the log scores of all candidate beads, without keeping their features.

    Args:
        pair, band: the texts and the cells.
        weights: (features,) float32.

    Returns:
        (cells, types) float32, cells in the order of the band.
    """
    ratio = pair.length_ratio(band.anchors)
    scores = np.empty((band.cells, len(TYPES)), dtype=np.float32)

    def score(tile: Tile) -> None:
        candidates = Candidates(pair, tile.rows, tile.columns, ratio)
        scores[tile.cells] = candidates.score(weights)[tile.inside]

    # Many small steps, between which two threads would wait for each other.
    for _ in map_in_order(score, iterate_tiles(band), threads=1):
        pass
    return scores


def gap_features(pair: Pair, band: Band) -> tuple[Floats, Floats]:
    """Return what is known of leaving out each segment, but for the density of gaps.

    Returns:
        Both sides, (n, features - 2) and (m, features - 2) float32; see `add_density`.
    """
    n, m = len(pair.left), len(pair.right)
    best = _Best(np.zeros((2, n), dtype=np.float32), np.zeros((2, m), dtype=np.float32))
    for found in map_in_order(partial(_compare_pairs, pair), iterate_tiles(band)):
        best.update(found)
    ratio = pair.length_ratio(band.anchors)
    return (
        _describe_gaps(pair.left, best.left, ratio),
        _describe_gaps(pair.right, best.right, 1.0),
    )


def open_features(text: Text) -> Floats:
    """Return what is known of opening a run of gaps with each segment, but for the density.

    Returns:
        (n, features - 2) float32; see `add_density`.
    """
    return np.stack([np.ones(len(text), dtype=np.float32), text.opens], axis=1)


def expect_density(segments: int, others: int) -> GapDensity:
    """Return what to expect of a text before it is compared with the other.

    A text many times longer than the other must have segments without counterpart.

    Args:
        segments: in the text.
        others: in the other text.
    """
    surplus = 1 - _MOST_FOR_ONE * others / segments if segments else 0.0
    return GapDensity(max(_TYPICAL_SHARE, surplus), _TYPICAL_RUNS)


def estimate_density(gaps: NDArray[np.float64], opens: NDArray[np.float64]) -> GapDensity:
    """Estimate the density of gaps in a text from the chance of each segment to be in one.

    Args:
        gaps: (n,) float64, that a segment has no counterpart.
        opens: (n,) float64, that a run of such segments begins with it.
    """
    weight = len(gaps) + _PRIOR_SEGMENTS
    return GapDensity(
        float(gaps.sum() + _PRIOR_SEGMENTS * _TYPICAL_SHARE) / weight,
        float(opens.sum() + _PRIOR_SEGMENTS * _TYPICAL_RUNS) / weight,
    )


def add_density(features: Floats, density: GapDensity) -> Floats:
    """Complete features of gaps or of opening gaps by the density of gaps in their text."""
    return np.hstack([features, np.tile(density.describe(), (len(features), 1))])


@dataclass(frozen=True, slots=True)
class _Best:
    """The best 1-1 partner of each segment: rows cosine and lexical overlap; (2, n), (2, m)."""

    left: Floats
    right: Floats

    def update(self, pairs: "_Pairs") -> None:
        """Take in the pairs of a tile."""
        for kind, values in enumerate(pairs.values):
            left, right = self.left[kind, pairs.rows], self.right[kind, pairs.columns]
            np.maximum(left, values.max(axis=1, initial=0), out=left)
            np.maximum(right, values.max(axis=0, initial=0), out=right)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The pairs of segments behind the cells of a tile.

    Args:
        rows, columns: the segments.
        values: cosine and, with a dictionary, lexical overlap; (rows, columns) float32, zeros
            outside the band.
    """

    rows: slice
    columns: slice
    values: tuple[Floats, ...]


def _compare_pairs(pair: Pair, tile: Tile) -> _Pairs:
    rows = slice(tile.rows.start, min(tile.rows.stop, len(pair.left)))
    columns = slice(tile.columns.start, min(tile.columns.stop, len(pair.right)))
    inside = tile.inside[: rows.stop - rows.start, : columns.stop - columns.start]
    values = [pair.left.vectors.single[rows] @ pair.right.vectors.single[columns].T]
    if pair.lexical and inside.size:
        values.append(_single_overlap(pair.lexical, rows, columns))
    return _Pairs(rows, columns, tuple(np.where(inside, grid, 0) for grid in values))


def _single_overlap(lexical: LexicalEvidence, rows: slice, columns: slice) -> Floats:
    left, right = np.arange(rows.start, rows.stop), np.arange(columns.start, columns.stop)
    mass = np.outer(lexical.left_mass[rows] + 2, lexical.right_mass[columns] + 2)
    return np.asarray(lexical.shared(left, right) / np.sqrt(mass), dtype=np.float32)


def _describe_gaps(text: Text, best: Floats, ratio: float) -> Floats:
    length = np.log(1 + text.lengths * ratio) / 5
    columns = [np.ones(len(text)), best[0], best[1], length, text.opens, text.kinds > 0]
    return np.stack(columns, axis=1).astype(np.float32)
