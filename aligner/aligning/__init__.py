"""Segments and embeddings → beads: the alignment of two sides.

A first pass finds anchors (`band`), every bead the band allows is described (`features`) and
scored by trained weights (`model`), and the likeliest path (`crf`, `decoding`) gives the beads
with their probabilities.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from aligner.aligning.band import Band, find_band
from aligner.aligning.crf import Lattice
from aligner.aligning.decoding import Step, estimate_densities, find_best_path, measure_path
from aligner.aligning.features import expect_density
from aligner.aligning.model import Description, Model, load_model
from aligner.aligning.pair import TYPES
from aligner.aligning.preparing import embed_side, prepare_pair
from aligner.aligning.rows import FIRST_COST, Rows, find_rows
from aligner.embedding import Encoder
from aligner.hints import NO_HINTS, Hints
from aligner.records import Bead, Segment, Side
from tmx.language import is_chinese, primary

__all__ = ["Model", "embed_side", "find_beads", "load_model", "rate_beads"]


_ROUNDS = 1
"""How often the density of gaps is estimated; trained with the same number."""
_TEMPERATURE_WITHOUT_DICTIONARY = 1.4
"""The weights were trained on Chinese and English, with a dictionary; between other languages they
are too sure of themselves by about this, as was measured on German and French."""


def find_beads(
    source: Side, target: Side, encoder: Encoder, model: Model, *, hints: Hints = NO_HINTS
) -> tuple[Bead, ...]:
    """Align the segments of two sides.

    Which side is the source makes no difference: the pair is turned the same way inside, so
    that exchanging the sides mirrors the beads exactly.

    Args:
        source: a side with at least one segment that is not blank.
        target: the other side, with the same.
        encoder: gives the vectors.
        model: the trained weights.
        hints: what is known of the texts beside what they say.

    Returns:
        Beads in order; every segment is in exactly one, blank segments alone in null beads.
    """
    swapped = _rank(target) < _rank(source)
    left, right = (target, source) if swapped else (source, target)
    lattice, temperature = _make_lattice(left, right, encoder, model, hints)
    steps = _find_steps(lattice, temperature)
    beads = _number(steps, left.segments, right.segments)
    if swapped:
        return tuple(Bead(bead.target, bead.source, bead.confidence) for bead in beads)
    return tuple(beads)


def rate_beads(
    pair: tuple[Side, Side],
    beads: Sequence[Bead],
    encoder: Encoder,
    model: Model,
    *,
    hints: Hints = NO_HINTS,
) -> tuple[float, ...]:
    """Say how probable beads are that somebody else has found.

    Args:
        pair: the source and the target side.
        beads: pairs of segments that are not blank; they need be neither all nor in order.
        encoder, model, hints: see `find_beads`.

    Returns:
        The probability of each among all alignments of the two sides; 0 for a bead of a type or
        in a place that the model does not consider.
    """
    source, target = pair
    swapped = _rank(target) < _rank(source)
    left, right = (target, source) if swapped else (source, target)
    turned = [
        (bead.target, bead.source) if swapped else (bead.source, bead.target) for bead in beads
    ]
    visible = _place_visible(left), _place_visible(right)
    steps = [_find_step(*sides, *visible) for sides in turned]
    if not any(steps):
        # To look at the texts would take a while.
        return (0.0,) * len(steps)
    lattice, temperature = _make_lattice(left, right, encoder, model, hints)
    if temperature != 1.0:
        lattice = Lattice(lattice.band, lattice.scores.flatten(temperature))
    steps = [step if step and _is_inside(step, lattice.band) else None for step in steps]
    chances = iter(measure_path(lattice, [step for step in steps if step is not None]))
    return tuple(0.0 if step is None else next(chances) for step in steps)


def _place_visible(side: Side) -> dict[int, int]:
    """Give the segments that are not blank numbers of their own."""
    visible = (number for number, each in enumerate(side.segments) if not _is_blank(each))
    return {number: place for place, number in enumerate(visible)}


def _find_step(
    a: Sequence[int],
    b: Sequence[int],
    left: Mapping[int, int],
    right: Mapping[int, int],
) -> Step | None:
    """Give a bead the numbers of a lattice; None where no lattice has a place for it."""
    rows = [left[number] for number in a if number in left]
    columns = [right[number] for number in b if number in right]
    if (len(rows), len(columns)) not in TYPES:
        return None
    step = Step(rows[0], len(rows), columns[0], len(columns))
    is_run = rows[-1] - rows[0] < len(rows) and columns[-1] - columns[0] < len(columns)
    return step if is_run else None


def _is_inside(step: Step, band: Band) -> bool:
    return band.holds(step.i, step.j) and band.holds(step.i + step.a, step.j + step.b)


def _make_lattice(
    left: Side, right: Side, encoder: Encoder, model: Model, hints: Hints
) -> tuple[Lattice, float]:
    """Score all beads of two sides, and say by how much less sure to be of them."""
    visible = _without_blanks(left), _without_blanks(right)
    pair = prepare_pair(*visible, encoder, hints)
    band = find_band(pair.left.vectors.single, pair.right.vectors.single)
    description = model.describe(pair, band)
    temperature = 1.0 if pair.lexical else _TEMPERATURE_WITHOUT_DICTIONARY
    # The vectors of a book are hundreds of megabytes, and the search needs them no more.
    del pair
    rows = find_rows(*visible)
    if rows:
        description = _add_rows(band, description, rows)
    return _fit_gaps(band, description), temperature


def _add_rows(band: Band, description: Description, rows: Rows) -> Description:
    """Let beads over the edge of a row cost as much as they are rare in these texts."""
    n, m = map(len, description.gaps)
    lattice = Lattice(band, description.score(expect_density(n, m), expect_density(m, n)))
    edges = rows.count_edges(lattice)
    first = replace(lattice.scores, beads=lattice.scores.beads - np.float32(FIRST_COST) * edges)
    cost = rows.estimate_cost(find_best_path(Lattice(band, first)))
    return replace(description, beads=description.beads - np.float32(cost) * edges)


def _rank(side: Side) -> tuple[object, ...]:
    """Order of the sides inside: Chinese first, else by language, amount, text and structure."""
    language = side.document.language
    texts = [segment.text for segment in side.segments]
    structure = [(segment.paragraph, segment.kind) for segment in side.segments]
    return not is_chinese(language), primary(language), sum(map(len, texts)), texts, structure


def _without_blanks(side: Side) -> Side:
    return Side(side.document, tuple(s for s in side.segments if not _is_blank(s)))


def _is_blank(segment: Segment) -> bool:
    return not segment.text.strip()


def _fit_gaps(band: Band, description: Description) -> Lattice:
    """Score the beads of two texts with costs of gaps that suit these texts.

    How much of either text is missing in the other is estimated from the text itself, so that
    gaps cost much in a full translation and little in an abridged one.

    Source: empirical Bayes, as in Efron & Morris (1973): the prior is fitted to the case at hand.
    """
    n, m = map(len, description.gaps)
    expected = expect_density(n, m), expect_density(m, n)
    lattice = Lattice(band, description.score(*expected))
    for _ in range(_ROUNDS):
        lattice = Lattice(band, description.score(*estimate_densities(lattice)))
    return lattice


def _find_steps(lattice: Lattice, temperature: float = 1.0) -> list[tuple[Step, float]]:
    """Find the best path between two texts, and the probability of each step of it.

    Args:
        lattice: what the model says of every bead.
        temperature: by how much less sure to be of the steps of the path, 1 for not at all.
    """
    path = find_best_path(lattice)
    if temperature != 1.0:
        lattice = Lattice(lattice.band, lattice.scores.flatten(temperature))
    return list(zip(path, measure_path(lattice, path), strict=True))


def _number(
    steps: Sequence[tuple[Step, float]], left: Sequence[Segment], right: Sequence[Segment]
) -> Iterator[Bead]:
    """Turn steps over visible segments into beads over all, blank ones where they stand."""
    sides = _Numbers(left), _Numbers(right)
    for step, chance in steps:
        for number in sides[0].blanks_before(step.a):
            yield Bead((number,), ())
        for number in sides[1].blanks_before(step.b):
            yield Bead((), (number,))
        yield Bead(sides[0].take(step.a), sides[1].take(step.b), chance)
    yield from (Bead((number,), ()) for number in sides[0].rest())
    yield from (Bead((), (number,)) for number in sides[1].rest())


class _Numbers:
    """The numbers of the segments of a side, handed out in order."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._visible = deque(k for k, segment in enumerate(segments) if not _is_blank(segment))
        self._blank = deque(k for k, segment in enumerate(segments) if _is_blank(segment))

    def take(self, count: int) -> tuple[int, ...]:
        """Hand out the numbers of the next visible segments."""
        return tuple(self._visible.popleft() for _ in range(count))

    def blanks_before(self, count: int) -> Iterator[int]:
        """Hand out blank segments before the next visible one, if one is to be taken."""
        while count and self._blank and self._blank[0] < self._visible[0]:
            yield self._blank.popleft()

    def rest(self) -> Iterator[int]:
        """Hand out the blank segments behind the last visible one."""
        yield from self._blank
