"""Gold pairs as the model sees them: encoded, oriented, with features and the gold path.

`describe` keeps the features of all candidates, as the aligner scores them, for one text at a
time; `make_example` keeps those of the few that are worth training on, for all texts at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from corpora import GoldBead, GoldPair, GoldSide
from numpy.typing import NDArray
from sweeps import Graph

from aligner.aligning.band import Band, find_band
from aligner.aligning.crf import Lattice, Scores
from aligner.aligning.decoding import (
    Posterior,
    estimate_densities,
    find_best_path,
    measure,
    measure_path,
)
from aligner.aligning.features import (
    BEAD_FEATURES,
    GAP_FEATURES,
    OPEN_FEATURES,
    GapDensity,
    bead_features,
    expect_density,
    gap_features,
    open_features,
)
from aligner.aligning.model import Description, Model
from aligner.aligning.pair import TYPES
from aligner.aligning.preparing import prepare_pair
from aligner.embedding import Encoder
from aligner.embedding.use import UseEncoder
from aligner.hints import Hints
from aligner.records import Document, Paragraph, Segment, Side

SIZES = (len(BEAD_FEATURES), len(GAP_FEATURES), len(OPEN_FEATURES))
FLOOR = 1e-6
"""Candidates that are less likely are dropped: no weights worth having make them matter."""

CELL_FLOOR = FLOOR / 100
"""The same for cells. There are many ways by gaps from one bead to the next, so it is lower."""

Floats = NDArray[np.float64]
Densities = tuple[GapDensity, GapDensity]


@dataclass(frozen=True, slots=True)
class Described:
    """A pair with the features of all candidates, but for the density of gaps.

    Args:
        band: the cells.
        beads: (cells, types, features) float32.
        gaps, opens: left and right, see `gap_features` and `open_features`.
    """

    band: Band
    beads: NDArray[np.float32]
    gaps: tuple[NDArray[np.float32], NDArray[np.float32]]
    opens: tuple[NDArray[np.float32], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold path as certain probabilities.

    Args:
        beads: (beads,) float64, in the order of the graph.
        gaps: (n,) and (m,) float64, the segments without counterpart.
        opens: (n,) and (m,) float64, those that a run of gaps starts with.
        densities: of gaps, left and right.
    """

    beads: Floats
    gaps: tuple[Floats, Floats]
    opens: tuple[Floats, Floats]
    densities: Densities


@dataclass(frozen=True, slots=True)
class Example:
    """What training needs of a pair: the candidates that some weights could mistake for gold.

    Args:
        graph: the cells and the beads that are kept.
        beads: (beads, features) float64, in the order of the graph.
        gaps, opens: as `Described` has them.
        gold: the gold path.
        densities: of gaps, as the pruning weights estimate them.
    """

    graph: Graph
    beads: Floats
    gaps: tuple[NDArray[np.float32], NDArray[np.float32]]
    opens: tuple[NDArray[np.float32], NDArray[np.float32]]
    gold: Gold
    densities: Densities


def make_example(pair: GoldPair, encoder: Encoder, weights: Floats) -> Example | None:
    """Describe a pair and keep the candidates that are worth training on.

    Kept are those with a probability of FLOOR or more under the weights, be it with the true
    density of gaps or with the one an alignment estimates, and the gold beads. A threshold this
    low keeps every real alternative; what other weights make of a text must be measured on all
    candidates all the same, see `decode`.

    Args:
        pair: Chinese on the left.
        encoder: gives the vectors.
        weights: (features,) float64.

    Returns:
        The example; None where a gold bead is too large or outside the band.
    """
    described = describe(pair, encoder)
    found = _locate_gold(pair, described.band)
    if found is None:
        return None
    gold, visited = found
    estimated = estimate(described, weights)
    keep = gold.beads > 0
    for densities in (gold.densities(), estimated):
        lattice = Lattice(described.band, score(described, weights, densities))
        keep |= measure(lattice).beads >= FLOOR
        visited |= _visit(lattice) >= CELL_FLOOR
    return Example(
        _link(lattice, keep, visited),
        described.beads[keep].astype(np.float64),
        described.gaps,
        described.opens,
        Gold(
            gold.beads[keep],
            (gold.left_gaps, gold.right_gaps),
            (gold.left_opens, gold.right_opens),
            gold.densities(),
        ),
        estimated,
    )


def _visit(lattice: Lattice) -> Floats:
    """Return the chance that a path is in each cell, in the likeliest state; (cells,) float64."""
    forward, backward = lattice.sweep_forward(np.logaddexp), lattice.sweep_backward()
    sums = (forward.bead + backward.bead, forward.left + backward.left)
    either = np.maximum.reduce([*sums, forward.right + backward.right])[:-1]
    return np.asarray(np.exp(either - forward.total[lattice.cells - 1]))


def _link(lattice: Lattice, keep: NDArray[np.bool_], visited: NDArray[np.bool_]) -> Graph:
    """Make a graph of the cells of a lattice that are visited and the candidates that are kept."""
    # The sentinel is the last; what is left out has the number -1.
    numbers = np.where(visited, np.cumsum(visited) - 1, -1)
    numbers = np.append(numbers, -1)
    here = np.flatnonzero(visited)
    cells, types = np.nonzero(keep)
    down, along = np.array(TYPES)[types].T
    origins = lattice.find_cells(lattice.rows[cells] - down, lattice.columns[cells] - along)
    return Graph(
        lattice.rows[here],
        lattice.columns[here],
        numbers[lattice.find_above(here)],
        np.searchsorted(numbers[cells], np.arange(len(here) + 1)),
        numbers[origins],
    )


def describe(pair: GoldPair, encoder: Encoder) -> Described:
    """Encode a pair (Chinese on the left) and compute the features of all candidates."""
    sides = to_side(pair.left, "zh"), to_side(pair.right, "en")
    view = prepare_pair(*sides, encoder, Hints(has_paragraphs=bool(pair.left.opens)))
    band = find_band(view.left.vectors.single, view.right.vectors.single)
    opens = open_features(view.left), open_features(view.right)
    return Described(band, bead_features(view, band), gap_features(view, band), opens)


@cache
def load_encoder() -> Encoder:
    """Load the default encoder, once a process; the work is shared out among processes."""
    return UseEncoder(threads=1)


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


def _locate_gold(pair: GoldPair, band: Band) -> tuple[Posterior, NDArray[np.bool_]] | None:
    """Mark the gold path and its cells in the band; None where a bead is too large or outside."""
    cells = _lattice(band)
    visited = np.zeros(cells.cells, dtype=np.bool_)
    visited[0] = True
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
        visited[cell] = True
        if a and b:
            beads[cell, TYPES.index((a, b))] = 1
            open_side = None
            continue
        side, number = (0, i - 1) if a else (1, j - 1)
        gaps[side][number] = 1
        opens[side][number] = open_side != side
        open_side = side
    return Posterior(0.0, beads, gaps[0], gaps[1], opens[0], opens[1]), visited


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


def score(described: Described, weights: Floats, densities: Densities) -> Scores:
    """Score all candidates of a pair under weights, (features,) float64."""
    beads, gaps, opens = np.split(weights, np.cumsum(SIZES)[:-1])
    model = Model("", beads, gaps, opens)
    scored = described.beads @ beads.astype(np.float32)
    return Description(model, scored, described.gaps, described.opens).score(*densities)


def estimate(described: Described, weights: Floats) -> Densities:
    """Estimate the densities of gaps as an alignment does."""
    expected = expect(described)
    return estimate_densities(Lattice(described.band, score(described, weights, expected)))


def expect(text: Described | Example) -> Densities:
    """Return what to expect of the densities of gaps before the texts are compared."""
    n, m = map(len, text.gaps)
    return expect_density(n, m), expect_density(m, n)


def decode(described: Described, weights: Floats) -> Iterator[tuple[GoldBead, float]]:
    """Yield the beads of the best path among all candidates, as the aligner finds it.

    Args:
        described: the pair.
        weights: (features,) float64.

    Yields:
        Each bead and its probability.
    """
    lattice = Lattice(described.band, score(described, weights, estimate(described, weights)))
    path = find_best_path(lattice)
    for step, chance in zip(path, measure_path(lattice, path), strict=True):
        left, right = range(step.i, step.i + step.a), range(step.j, step.j + step.b)
        yield GoldBead(tuple(left), tuple(right)), chance
