"""Gold pairs as the model sees them: encoded, oriented, with features and the gold path."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from corpora import GoldBead, GoldPair, GoldSide
from numpy.typing import NDArray

from aligner.aligning.band import Band, find_band
from aligner.aligning.crf import Lattice, Scores
from aligner.aligning.decoding import find_best_path, measure
from aligner.aligning.features import (
    BEAD_FEATURES,
    GAP_FEATURES,
    OPEN_FEATURES,
    bead_features,
    gap_features,
    open_features,
)
from aligner.aligning.pair import TYPES
from aligner.aligning.preparing import prepare_pair
from aligner.embedding import Encoder
from aligner.records import Document, Paragraph, Segment, Side

SIZES = (len(BEAD_FEATURES), len(GAP_FEATURES), len(OPEN_FEATURES))


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with all features and the gold path, or None where the band misses it."""

    name: str
    band: Band
    beads: NDArray[np.float32]
    gaps: tuple[NDArray[np.float32], NDArray[np.float32]]
    opens: tuple[NDArray[np.float32], NDArray[np.float32]]
    gold: NDArray[np.float64]


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
    band = find_band(view.left.vectors[0], view.right.vectors[0])
    beads = np.concatenate(list(bead_features(view, band)))
    gaps = gap_features(view, band)
    opens = (open_features(view.left), open_features(view.right))
    example = Example(pair.name, band, beads, gaps, opens, np.zeros(sum(SIZES)))
    return _with_gold(example, pair)


def _with_gold(example: Example, pair: GoldPair) -> Example | None:
    """Add up the features of the gold path."""
    cells = Lattice(example.band, _no_scores(example))
    gold = [np.zeros(size) for size in SIZES]
    i = j = 0
    gap = ""
    for bead in _in_one_order(pair):
        a, b = len(bead.left), len(bead.right)
        i, j = i + a, j + b
        cell = int(cells.find_cells(np.array(i), np.array(j)))
        if cell == cells.cells:
            return None
        if a and b:
            if (a, b) not in TYPES:
                return None
            gold[0] += example.beads[cell, TYPES.index((a, b))]
            gap = ""
            continue
        side, number = (0, i - 1) if a else (1, j - 1)
        gold[1] += example.gaps[side][number]
        if gap != str(side):
            gold[2] += example.opens[side][number]
        gap = str(side)
    example.gold[:] = np.concatenate(gold)
    return example


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


def _no_scores(example: Example) -> Scores:
    return score(example, np.zeros(sum(SIZES)))


def score(example: Example, weights: NDArray[np.float64]) -> Scores:
    """Score all candidates of an example under weights, (features,) float64."""
    beads, gaps, opens = np.split(weights, np.cumsum(SIZES)[:-1])
    return Scores(
        example.beads @ beads.astype(np.float32),
        example.gaps[0] @ gaps,
        example.gaps[1] @ gaps,
        example.opens[0] @ opens,
        example.opens[1] @ opens,
    )


def loss(example: Example, weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """Negative log-likelihood of the gold path and its gradient."""
    chances = measure(Lattice(example.band, score(example, weights)))
    expected = np.concatenate(
        [
            np.einsum("ct,ctf->f", chances.beads.astype(np.float32), example.beads, optimize=True),
            chances.left_gaps @ example.gaps[0] + chances.right_gaps @ example.gaps[1],
            chances.left_opens @ example.opens[0] + chances.right_opens @ example.opens[1],
        ]
    )
    return chances.total - float(example.gold @ weights), expected - example.gold


def decode(example: Example, weights: NDArray[np.float64]) -> list[GoldBead]:
    """Return the beads of the best path under weights."""
    path = find_best_path(Lattice(example.band, score(example, weights)))
    return [GoldBead(tuple(range(s.i, s.i + s.a)), tuple(range(s.j, s.j + s.b))) for s in path]


def scale_of(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Root mean square of each feature, (features,) float64, never zero."""
    beads = _mean_square([e.beads.reshape(-1, SIZES[0]) for e in examples])
    gaps = _mean_square([side for e in examples for side in e.gaps])
    opens = _mean_square([side for e in examples for side in e.opens])
    scale = np.sqrt(np.concatenate([beads, gaps, opens]))
    return np.where(scale > 1e-6, scale, 1.0)


def _mean_square(tables: Sequence[NDArray[np.float32]]) -> NDArray[np.float64]:
    """Mean square of each feature in (rows, features) tables, each table counting the same."""
    return np.asarray(np.mean([np.mean(t.astype(np.float64) ** 2, axis=0) for t in tables], axis=0))
