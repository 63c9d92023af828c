"""An alignment → what each side says that the other does not: passages without counterpart."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from aligner.records import Alignment, Bead


@dataclass(frozen=True, slots=True)
class Omission:
    """A passage of one side without counterpart: neighbouring null beads.

    Args:
        is_source: it is of the source, and the target leaves it out; else the other way round.
        beads: numbers of the beads, increasing.
        text: the passage as it stands.
        line: on which it begins in its file, from 1.
        segments: how many there are.
        characters: of its text.
    """

    is_source: bool
    beads: tuple[int, ...]
    text: str
    line: int
    segments: int
    characters: int


def find_omissions(alignment: Alignment) -> tuple[Omission, ...]:
    """List the passages without counterpart, in the order of the beads.

    Nulls of the two sides that stand mixed are one passage a side.

    Args:
        alignment: any.
    """
    found: list[Omission] = []
    numbered = enumerate(alignment.beads)
    for is_null, run in groupby(numbered, key=lambda each: each[1].is_null):
        if is_null:
            found += _gather(alignment, list(run))
    return tuple(found)


def _gather(alignment: Alignment, run: list[tuple[int, Bead]]) -> Iterator[Omission]:
    for side, is_source in ((alignment.source, True), (alignment.target, False)):
        chosen = [(number, bead) for number, bead in run if bool(bead.source) is is_source]
        names = [n for _, bead in chosen for n in (bead.source if is_source else bead.target)]
        if not any(side.segments[name].current.strip() for name in names):
            continue
        text = side.text_of(names)
        line = side.document.paragraphs[side.segments[names[0]].paragraph].line
        beads = tuple(number for number, _ in chosen)
        yield Omission(is_source, beads, text, line, len(names), len(text))
