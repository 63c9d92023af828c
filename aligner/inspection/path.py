"""An alignment → curves: how the two texts run beside each other, and how sure each place is."""

from collections.abc import Iterable
from dataclasses import dataclass

from aligner.records import Alignment, Bead, Side


@dataclass(frozen=True, slots=True)
class Step:
    """A bead as a stretch of both texts.

    Args:
        number: of the bead, from 0.
        source, target: where it begins and ends in each text, as shares of its characters, 0 to 1.
        confidence: of the bead; 1 where a person accepted it.
        is_null: whether one side is empty.
    """

    number: int
    source: tuple[float, float]
    target: tuple[float, float]
    confidence: float
    is_null: bool


def trace_path(alignment: Alignment) -> tuple[Step, ...]:
    """Follow the beads through both texts.

    Args:
        alignment: any.

    Returns:
        A step a bead; each begins where the one before ends, on both sides.
    """
    sizes = [(_count(alignment.source, b.source), _count(alignment.target, b.target))
             for b in alignment.beads]  # fmt: skip
    totals = [max(sum(size[half] for size in sizes), 1) for half in (0, 1)]
    steps, at = [], (0, 0)
    for number, (bead, size) in enumerate(zip(alignment.beads, sizes, strict=True)):
        stop = at[0] + size[0], at[1] + size[1]
        spans = [(at[half] / totals[half], stop[half] / totals[half]) for half in (0, 1)]
        steps.append(Step(number, spans[0], spans[1], _sureness(bead), bead.is_null))
        at = stop
    return tuple(steps)


def _sureness(bead: Bead) -> float:
    return 1.0 if bead.is_accepted else bead.confidence


def _count(side: Side, numbers: Iterable[int]) -> int:
    return sum(len(side.segments[number].text) for number in numbers)


def smooth_confidence(steps: Iterable[Step], parts: int) -> tuple[float | None, ...]:
    """Average the confidence in equal parts of the source text.

    Args:
        steps: as `trace_path` gives them.
        parts: how many, at least 1.

    Returns:
        The mean of each part, weighted by characters; 0 counts for what has no counterpart, and
        None stands where a part holds no text.

    >>> smooth_confidence([Step(0, (0.0, 0.5), (0.0, 1.0), 0.8, False)], 2)
    (0.8, None)
    """
    sums, weights = [0.0] * parts, [0.0] * parts
    for step in steps:
        start, stop = (place * parts for place in step.source)
        for part in range(int(start), min(parts, int(stop) + 1)):
            weight = min(stop, part + 1) - max(start, part)
            sums[part] += weight * (0.0 if step.is_null else step.confidence)
            weights[part] += weight
    return tuple(
        round(total / weight, 6) if weight > 1e-9 else None
        for total, weight in zip(sums, weights, strict=True)
    )
