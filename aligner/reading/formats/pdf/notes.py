"""Footnotes at the foot of a column, and the marks in the text that call them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aligner.reading.formats.pdf.kinds import BodySizes
from aligner.reading.formats.pdf.records import Block, Line
from aligner.reading.records import Change

RULE = "note-marks"
"""Name of the rule that leaves the marks of footnotes out of the text."""

_REASON = "it is the mark of a footnote"
_SMALLER = 0.93
_MARK = re.compile(r"(?:\[?(\d{1,3})\]?|([①-⑳])|([*†‡§]{1,3}))[.、:：)]?\s*(?=\S)")
# "[3] See", "3. See", "3 See" and, the raised figure being one of the font's own, "3See".
_SET_OFF = re.compile(r"\[?\d{1,3}(?:[\].、:：)]| [A-Z“\"'‘]|[A-Z“\"'‘][a-z])")
_CALL = re.compile(
    r"(?<=[^\W\d][.,;:!?。，；：！？”’\"」』）)])(\d{1,3})(?=\s|$)|([①-⑳])|([†‡§]{1,3})"
)


def find_notes(column: Sequence[Block], body: BodySizes) -> int:
    """Find where the footnotes of a column begin.

    Notes are at the foot, below other text, and begin with a mark. They are in smaller print, or
    the mark is raised and called in the text above; anything else stays where it is.

    Args:
        column: its blocks, from top to bottom.
        body: see `measure_body`.

    Returns:
        The index of the first note; the number of blocks if there is none.
    """
    start = len(column)
    while start > 0 and _may_be_note(column, start - 1, body):
        start -= 1
    while start < len(column) and not read_mark(column[start]):
        start += 1
    if start == 0 or start == len(column):
        return len(column)
    is_below = column[start].lines[0].top >= column[start - 1].lines[-1].bottom
    return start if is_below else len(column)


def _may_be_note(column: Sequence[Block], index: int, body: BodySizes) -> bool:
    block = column[index]
    if block.size <= _SMALLER * body.smallest:
        return True
    mark = _read_raised(block.lines[0])
    return bool(mark) and any(
        line.text[start:end] == mark
        for above in column[:index]
        for line in above.lines
        for start, end in line.raised
        if start > 0
    )


def _read_raised(line: Line) -> str:
    """Read the raised figures that a line begins with; "" if there are none."""
    start, end = line.raised[0] if line.raised else (1, 1)
    return "" if start else line.text[:end]


def read_mark(block: Block) -> str:
    """Read the mark that a note begins with, such as "12" or "*"; "" if there is none."""
    line = block.lines[0]
    mark = _MARK.match(line.text)
    if not mark:
        return ""
    name = next(filter(None, mark.groups()))
    is_raised = bool(_read_raised(line))
    # "15 May" begins with a number and is no note: unless raised, something sets the mark off.
    return name if is_raised or not name.isdecimal() or _SET_OFF.match(line.text) else ""


@dataclass(frozen=True, slots=True)
class Unmarked:
    """Blocks without the marks of notes, and what was left out."""

    blocks: tuple[Block, ...]
    changes: tuple[Change, ...]


def drop_marks(blocks: Sequence[Block], notes: Sequence[Block]) -> Unmarked:
    """Leave the marks of notes out of the text and of the notes.

    Args:
        blocks: of the text.
        notes: the footnotes; only marks that a note of the same page begins with are left out.
    """
    marks: dict[int, set[str]] = {}
    for note in notes:
        marks.setdefault(note.lines[0].page, set()).add(read_mark(note))
    changes: list[Change] = []
    kept = tuple(_edit_block(block, marks, changes) for block in blocks)
    return Unmarked(kept, tuple(changes))


def drop_own_marks(notes: Sequence[Block]) -> tuple[Block, ...]:
    """Leave the mark that each note begins with out of it."""
    return tuple(_drop_own(note) for note in notes)


def _drop_own(note: Block) -> Block:
    mark = _MARK.match(note.lines[0].text) if read_mark(note) else None
    if not mark:
        return note
    first = replace(note.lines[0], text=note.lines[0].text[mark.end() :], raised=())
    return replace(note, lines=(first, *note.lines[1:]))


def _edit_block(block: Block, marks: Mapping[int, set[str]], changes: list[Change]) -> Block:
    lines = tuple(_edit_line(line, marks.get(line.page, set()), changes) for line in block.lines)
    return replace(block, lines=lines)


def _edit_line(line: Line, marks: set[str], changes: list[Change]) -> Line:
    text, stop = line.text, len(line.text)
    for start, end in sorted(_find_calls(line), reverse=True):
        if text[start:end].strip("[] ") not in marks or end > stop or not text[:start].strip():
            continue
        changes.append(Change(RULE, line.number, text[start:end], reason=_REASON))
        text, stop = text[:start] + text[end:], start
    return line if text == line.text else replace(line, text=text, raised=())


def _find_calls(line: Line) -> Iterator[tuple[int, int]]:
    yield from line.raised
    for call in _CALL.finditer(line.text):
        yield call.span()
