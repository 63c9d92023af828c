"""Alignment ↔ .align: the beads as numbers alone, the format of gold alignments.

A line is a bead, `[0]:[0, 1]`: numbers of source segments, numbers of target segments, from 0; an
empty list is a segment without counterpart. With `--lines` the numbers are those of the lines.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from aligner.errors import AlignerError, name_errors
from aligner.exporting.records import Written
from aligner.records import Alignment, Bead

_NUMBERS = r"\[\s*((?:\d{1,12}\s*(?:,\s*\d{1,12}\s*)*)?)\]"
# Vecalign writes the cost of a bead as a third field.
_BEAD = re.compile(rf"\s*{_NUMBERS}\s*:\s*{_NUMBERS}\s*(?::\s*[-+.\deE]+\s*)?", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)


def write_align(stream: BinaryIO, alignment: Alignment) -> Written:
    """Write a line a bead, in the order of the text.

    Args:
        stream: a binary stream.
        alignment: any.
    """
    for bead in order_beads(alignment.beads):
        stream.write(f"{list(bead.source)}:{list(bead.target)}\n".encode("ascii"))
    return Written(len(alignment.beads))


def order_beads(beads: Sequence[Bead]) -> tuple[Bead, ...]:
    """Order beads by their first source segment; an insertion stays behind the bead before it.

    Beads that run forward on both sides, as an alignment has them, stay as they are.

    >>> beads = [Bead((2,), (0,)), Bead((), (1,)), Bead((0, 1), (2,))]
    >>> [bead.source for bead in order_beads(beads)]
    [(0, 1), (2,), ()]
    """
    places: list[int] = []
    for bead in beads:
        places.append(bead.source[0] if bead.source else places[-1] if places else -1)
    return tuple(beads[index] for index in sorted(range(len(beads)), key=places.__getitem__))


def read_align(stream: BinaryIO) -> tuple[Bead, ...]:
    """Read beads of confidence 1, in the order of the lines; empty lines are passed over.

    Numbers of one list are put in order, and a third field, the cost that Vecalign writes, is
    not kept. That a segment is in two beads is no error here: there are such gold files.

    Args:
        stream: a binary stream of ASCII or UTF-8 text.

    Raises:
        AlignerError: a line is no bead; the message begins with its number, from 1.
    """
    text = stream.read().decode("utf-8-sig", "replace")
    lines = enumerate(text.splitlines(), start=1)
    return tuple(_parse_bead(line, number) for number, line in lines if line.strip())


def load_align(path: str | Path) -> tuple[Bead, ...]:
    """Read an .align file; see `read_align`.

    Raises:
        AlignerError: the file cannot be opened, or a line is no bead; the message begins with
            the path.
    """
    try:
        with Path(path).open("rb") as stream, name_errors(path):
            return read_align(stream)
    except OSError as error:
        raise AlignerError(f"{path}: cannot be read ({error.strerror}): check the path") from error


def _parse_bead(line: str, number: int) -> Bead:
    match = _BEAD.fullmatch(line)
    if match is None:
        raise AlignerError(
            f"line {number}: “{line.strip()[:40]}” is no bead: write numbers of source and target"
            " segments, such as [0]:[0, 1]"
        )
    return Bead(_parse_numbers(match[1]), _parse_numbers(match[2]))


def _parse_numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(digits) for digits in _DIGITS.findall(text)}))
