"""Gold pairs as the model sees them: encoded, oriented, with features and the gold path."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from corpora import GoldBead, GoldPair, GoldSide
from numpy.typing import NDArray

from aligner.aligning.band import Band, find_band
from aligner.aligning.crf import Lattice, Scores
from aligner.aligning.decoding import (
    Posterior,
    estimate_densities,
    find_best_path,
    measure,
)
from aligner.aligning.features import (
    BEAD_FEATURES,
    GAP_FEATURES,
    OPEN_FEATURES,
    GapDensity,
    add_density,
    bead_features,
    expect_density,
    gap_features,
    open_features,
)
from aligner.aligning.model import Description, Model
from aligner.aligning.pair import TYPES
from aligner.aligning.preparing import prepare_pair
from aligner.embedding import Encoder
from aligner.records import Document, Paragraph, Segment, Side

SIZES = (len(BEAD_FEATURES), len(GAP_FEATURES), len(OPEN_FEATURES))


Densities = tuple[GapDensity, GapDensity]


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with all features but the density of gaps, and the gold path.

    Args:
        name: of the pair.
        band: the cells.
        beads: (cells, types, features) float32.
        gaps, opens: left and right, see `gap_features` and `open_features`.
        gold: the gold path as certain probabilities.
    """

    name: str
    band: Band
    beads: NDArray[np.float32]
    gaps: tuple[NDArray[np.float32], NDArray[np.float32]]
    opens: tuple[NDArray[np.float32], NDArray[np.float32]]
    gold: Posterior


def to_side(gold: GoldSide, language: str) -> Side:
    """Turn gold segments into a side of one segment a paragraph, or of the paragraphs it has."""
    numbers = np.cumsum(gold.opens or (True,) * len(gold.segments)).tolist()
    kinds = gold.kinds or (None,) * len(gold.segments)
    paragraphs: dict[int, list[str]] = {}
    segments = []
    for text, number, kind in zip(gold.segments, numbers, kinds, strict=True):
        before = paragraphs.setdefault(number - 1, [])
        start = sum(len(t) + 1 for t in before)
        before.append(text)
        extra = {"kind": kind} if kind else {}
        segments.append(Segment(text, number - 1, start, **extra))
    texts = tuple(Paragraph(" ".join(texts)) for texts in paragraphs.values())
    return Side(Document(texts, language=language), tuple(segments))


def make_example(pair: GoldPair, encoder: Encoder) -> Example | None:
    """Encode a pair (Chinese on the left) and compute its features; None: gold is out of reach."""
    known = bool(pair.left.opens)
    sides = to_side(pair.left, "zh"), to_side(pair.right, "en")
    view = prepare_pair(*sides, encoder, has_paragraphs=known)
    band = find_band(view.left.vectors.single, view.right.vectors.single)
    gold = _locate_gold(pair, band)
    if gold is None:
        return None
    beads = bead_features(view, band)
    opens = (open_features(view.left), open_features(view.right))
    return Example(pair.name, band, beads, gap_features(view, band), opens, gold)


def _locate_gold(pair: GoldPair, band: Band) -> Posterior | None:
    """Mark the gold path in the band; None where a bead is too large or outside."""
    cells = _lattice(band)
    beads = np.zeros((cells.cells, len(TYPES)))
    gaps = [np.zeros(len(side.segments)) for side in (pair.left, pair.right)]
    opens = [np.zeros(len(side.segments)) for side in (pair.left, pair.right)]
    i = j = 0
    open_side = None
    for bead in _in_one_order(pair):
        a, b = len(bead.left), len(bead.right)
        i, j = i + a, j + b
        cell = cells.find_cell(i, j)
        if cell == cells.cells or (a and b and (a, b) not in TYPES):
            return None
        if a and b:
            beads[cell, TYPES.index((a, b))] = 1
            open_side = None
            continue
        side, number = (0, i - 1) if a else (1, j - 1)
        gaps[side][number] = 1
        opens[side][number] = open_side != side
        open_side = side
    return Posterior(0.0, beads, gaps[0], gaps[1], opens[0], opens[1])


def _lattice(band: Band) -> Lattice:
    n, m = len(band.first) - 1, int(band.last[-1])
    zeros = [np.zeros(size) for size in (n, m, n, m)]
    return Lattice(band, Scores(np.zeros((int(band.starts[-1]), len(TYPES)), np.float32), *zeros))


def _in_one_order(pair: GoldPair) -> list[GoldBead]:
    """Beads with gaps on the left before gaps on the right, as the model orders them."""
    ordered: list[GoldBead] = []
    right: list[GoldBead] = []
    for bead in pair.beads:
        if bead.left and bead.right:
            ordered += [*right, bead]
            right = []
        elif bead.left:
            ordered.append(bead)
        else:
            right.append(bead)
    return ordered + right


def score(example: Example, weights: NDArray[np.float64], densities: Densities) -> Scores:
    """Score all candidates of an example under weights, (features,) float64."""
    beads, gaps, opens = np.split(weights, np.cumsum(SIZES)[:-1])
    model = Model("", beads, gaps, opens)
    scored = example.beads @ beads.astype(np.float32)
    return Description(model, scored, example.gaps, example.opens).score(*densities)


def count(example: Example, chances: Posterior, densities: Densities) -> NDArray[np.float64]:
    """Add up the features that paths with these probabilities have, (features,) float64."""
    gaps = [add_density(f, d) for f, d in zip(example.gaps, densities, strict=True)]
    opens = [add_density(f, d) for f, d in zip(example.opens, densities, strict=True)]
    beads = chances.beads.astype(np.float32)
    return np.concatenate(
        [
            np.einsum("ct,ctf->f", beads, example.beads, optimize=True),
            chances.left_gaps @ gaps[0] + chances.right_gaps @ gaps[1],
            chances.left_opens @ opens[0] + chances.right_opens @ opens[1],
        ]
    )


def loss(
    example: Example, weights: NDArray[np.float64], densities: Densities
) -> tuple[float, NDArray[np.float64]]:
    """Negative log-likelihood of the gold path and its gradient."""
    chances = measure(Lattice(example.band, score(example, weights, densities)))
    gold = count(example, example.gold, densities)
    return chances.total - float(gold @ weights), count(example, chances, densities) - gold


def estimate(example: Example, weights: NDArray[np.float64]) -> Densities:
    """Estimate the densities of gaps as an alignment does."""
    n, m = map(len, example.gaps)
    expected = expect_density(n, m), expect_density(m, n)
    return estimate_densities(Lattice(example.band, score(example, weights, expected)))


def decode(example: Example, weights: NDArray[np.float64]) -> list[GoldBead]:
    """Return the beads of the best path under weights."""
    scores = score(example, weights, estimate(example, weights))
    path = find_best_path(Lattice(example.band, scores))
    return [GoldBead(tuple(range(s.i, s.i + s.a)), tuple(range(s.j, s.j + s.b))) for s in path]


def scale_of(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Root mean square of each feature, (features,) float64, never zero."""
    beads = _mean_square([e.beads.reshape(-1, SIZES[0]) for e in examples])
    gaps = _mean_square([side for e in examples for side in e.gaps])
    opens = _mean_square([side for e in examples for side in e.opens])
    density = np.ones(2)
    scale = np.sqrt(np.concatenate([beads, gaps, density, opens, density]))
    return np.where(scale > 1e-6, scale, 1.0)


def _mean_square(tables: Sequence[NDArray[np.float32]]) -> NDArray[np.float64]:
    """Mean square of each feature in (rows, features) tables, each table counting the same."""
    return np.asarray(np.mean([np.mean(t.astype(np.float64) ** 2, axis=0) for t in tables], axis=0))
