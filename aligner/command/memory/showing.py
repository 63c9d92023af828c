"""Units of a memory → lines for a terminal: both texts under each other, then where they stood."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aligner.command.columns import (
    DIM,
    Marks,
    Terminal,
    lay_out,
    make_visible,
    measure,
    pad,
)
from aligner.command.console import show
from tmx.memory.records import StoredUnit
from tmx.records import Note, Variant

INDENT = 7
"""Columns before the texts of a unit."""

_LEAST_TAG = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A text of a unit with what stands out in it.

    Args:
        label: what stands before it, such as its language tag.
        text: the text.
        spans: parts that stand out, in order and apart.
        marks: how; None: they do not.
    """

    label: str
    text: str
    spans: tuple[tuple[int, int], ...] = ()
    marks: Marks | None = None


def line_of(
    variant: Variant, spans: Iterable[tuple[int, int]] = (), marks: Marks | None = None
) -> Line:
    """Make the line of a variant, labelled by its tag."""
    return Line(variant.language, variant.text, tuple(spans), marks)


def lay_out_texts(lines: Sequence[Line], terminal: Terminal) -> Iterator[str]:
    """Yield texts under each other, their labels as wide as the widest."""
    labels = [make_visible(each.label) for each in lines]
    width = max(_LEAST_TAG, *map(measure, labels))
    for label, line in zip(labels, lines, strict=True):
        head = f"{'':{INDENT}}{pad(label, width)}  "
        yield from lay_out(line.text, head, terminal, spans=line.spans, marks=line.marks)


def lay_out_place(unit: StoredUnit, terminal: Terminal, *, others: int = 0) -> Iterator[str]:
    """Yield the line that says where a unit stood, else came from, and how far it has come."""
    origin = f"from {unit.origin}" if unit.origin else None
    parts = [unit.document or origin, *describe_state(unit)]
    if others:
        parts.append(f"and {others:,} more unit{'' if others == 1 else 's'} with these texts")
    text = make_visible(" · ".join(filter(None, parts)))
    if text:
        for line in lay_out(text, " " * INDENT, terminal):
            yield " " * INDENT + terminal.paint(line[INDENT:], DIM)


def lay_out_note(note: Note, terminal: Terminal) -> Iterator[str]:
    """Yield a comment on a unit."""
    yield from lay_out(note.text, f"{'':{INDENT}}note: ", terminal)


def describe_state(unit: StoredUnit) -> Iterator[str]:
    """Yield status, author and date of a unit, as far as they are known."""
    if unit.status is not None and unit.confidence is not None:
        yield f"{unit.status} {unit.confidence:.2f}"
    elif unit.status is not None or unit.confidence is not None:
        yield str(unit.status or f"aligned {unit.confidence:.2f}")
    if unit.author:
        yield unit.author
    if unit.changed is not None:
        yield f"{unit.changed:%Y-%m-%d}"


def show_all(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        show(line)
