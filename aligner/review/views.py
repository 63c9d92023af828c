"""Rows → what a template shows of them: numbers, words and marks, no HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.inspection.sharing import Marks, Sharer
from aligner.inspection.warnings import RowWarning
from aligner.records import Kind, Segment
from aligner.review.reading import RowReader
from aligner.review.scripts import convert_script
from aligner.revision.records import Row, RowStatus, SideName
from aligner.revision.state import RevisionState

SURE = 0.9
"""Confidence from which a row is shown as sure; between this and the minimum it is likely."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in a segment.

    Args:
        text: as shown.
        kind: "number", "name" or "term" where both sides share it; "" for plain text.
        number: which of the shared things it is, the same on both sides; 0 for plain text.
    """

    text: str
    kind: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class ChipView:
    """A segment as shown.

    Args:
        id: its identifier.
        pieces: its text as it stands.
        current: the same in one, to be edited.
        printed: what is printed, where it was edited; None elsewhere.
        kind: of its paragraph.
        begins_paragraph: whether it is the first of its paragraph.
        is_damaged: whether a passage in it was destroyed.
    """

    id: str
    pieces: tuple[Piece, ...]
    current: str
    printed: str | None
    kind: Kind
    begins_paragraph: bool
    is_damaged: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as shown.

    Args:
        row: what it is.
        place: where it stands among all rows, from 0.
        percent: the confidence, 0 to 100, rounded down: 100 is certain.
        level: "sure", "likely" or "doubtful"; "null" without counterpart.
        is_accepted: whether a person accepted it.
        is_doubtful: whether a person should look at it.
        warnings: what is worth a second look.
        source, target: the segments.
    """

    row: Row
    place: int
    percent: int
    level: str
    is_accepted: bool
    is_doubtful: bool
    warnings: tuple[RowWarning, ...]
    source: tuple[ChipView, ...]
    target: tuple[ChipView, ...]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Describes rows.

    Args:
        state: the revision.
        reader: of the same.
        sharer: finds what both sides share.
        script: in which characters Chinese is displayed; see `scripts`.
    """

    state: RevisionState
    reader: RowReader
    sharer: Sharer
    script: str = ""

    def view_rows(self, places: Sequence[int]) -> tuple[RowView, ...]:
        """Describe the rows at some places, from 0."""
        return tuple(map(self._view_row, places))

    def _view_row(self, place: int) -> RowView:
        row = self.state.get_row(place)
        return RowView(
            row,
            place,
            int(row.confidence * 100),
            _find_level(row, self.state.original.settings.min_confidence),
            row.status is RowStatus.ACCEPTED,
            self.reader.is_doubtful(row),
            self.reader.find_warnings(row),
            *self._view_sides(row),
        )

    def _view_sides(self, row: Row) -> Iterator[tuple[ChipView, ...]]:
        segments = {
            side: [self.state.get_segment(name) for name in row.get_side(side)] for side in SideName
        }
        source, target = ([each.current for each in segments[side]] for side in SideName)
        marks = self.sharer.find_marks(source, target)
        for side, found in zip(SideName, marks, strict=True):
            language = self.state.get_original(side).document.language
            yield tuple(
                self._view_chip(name, segment, inside, language)
                for name, segment, inside in zip(
                    row.get_side(side), segments[side], found, strict=True
                )
            )

    def _view_chip(self, name: str, segment: Segment, marks: Marks, language: str) -> ChipView:
        pieces = tuple(
            Piece(convert_script(text, language, self.script), kind, number)
            for text, kind, number in _cut(segment.current, marks)
        )
        return ChipView(
            name,
            pieces,
            segment.current,
            None if segment.edit is None else segment.text,
            segment.kind,
            segment.start == 0,
            segment.is_damaged and segment.edit is None,
        )


def _cut(text: str, marks: Marks) -> Iterator[tuple[str, str, int]]:
    """Cut a text at its marks; nothing of it is lost."""
    done = 0
    for mark in marks:
        if mark.start > done:
            yield text[done : mark.start], "", 0
        yield text[mark.start : mark.stop], mark.kind.value, mark.number
        done = mark.stop
    if done < len(text):
        yield text[done:], "", 0


def _find_level(row: Row, least: float) -> str:
    if row.is_null:
        return "null"
    if row.confidence >= max(SURE, least):
        return "sure"
    return "likely" if row.confidence >= least else "doubtful"
