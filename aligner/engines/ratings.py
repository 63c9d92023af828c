"""How sure the beads of another engine are, by the probabilities of our own model."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from aligner.records import Bead

_SHARE = 2 / 3
"""Beads of Bertalign's that differ: 38 of 178 are right on mac-dev and mag, whose rest sums to 57.
Less than the default minimum confidence, so that only what both find goes into memories.
"""


def rate_beads(beads: Sequence[Bead], own: Sequence[Bead]) -> tuple[Bead, ...]:
    """Give beads the confidence that our model has in them.

    A bead that our model found as well has the probability it gave. Any other contradicts beads
    of our model, and can only have what the surest of them leaves; it gets two thirds of that, for
    there are more ways to differ than one.

    Args:
        beads: of another engine, in order.
        own: of our model, for the same segments.

    Returns:
        The same beads with their confidence.
    """
    known = {(bead.source, bead.target): bead.confidence for bead in own}
    surest = {place: bead.confidence for bead in own for place in _list_places(bead)}

    def rate(bead: Bead) -> float:
        if (agreed := known.get((bead.source, bead.target))) is not None:
            return agreed
        against = max((surest.get(place, 0.0) for place in _list_places(bead)), default=0.0)
        return (1.0 - against) * _SHARE

    return tuple(replace(bead, confidence=rate(bead)) for bead in beads)


def _list_places(bead: Bead) -> Iterator[tuple[str, int]]:
    yield from (("source", number) for number in bead.source)
    yield from (("target", number) for number in bead.target)
