"""The alignment as it stands under revision: rows in order, and the segments in them."""

import copy
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from aligner.records import Alignment, Bead, Segment, Side
from aligner.revision.records import Change, RevisionError, Row, RowFlags, RowStatus, SideName

_LETTERS = {SideName.SOURCE: "s", SideName.TARGET: "t"}


class RevisionState:
    """Rows and segments of an alignment; only `apply` changes them.

    A segment is called "s12" or "t7", by its side and its number in the alignment; a part of a
    segment that was split is called by where it begins in it, "s12.40". So identifiers hold
    whatever else is changed.

    Args:
        alignment: as the aligner made it; it stays as it is.
    """

    def __init__(self, alignment: Alignment) -> None:
        self._original = alignment
        self._rows = [
            Row(
                number,
                tuple(f"s{n}" for n in bead.source),
                tuple(f"t{n}" for n in bead.target),
                bead.confidence,
                RowStatus.ACCEPTED if bead.is_accepted else RowStatus.OPEN,
            )
            for number, bead in enumerate(alignment.beads)
        ]
        self._segments = {
            f"{_LETTERS[side]}{number}": segment
            for side in SideName
            for number, segment in enumerate(self.get_original(side).segments)
        }
        self._holders = {name: row.id for row in self._rows for name in row.source + row.target}
        self._places: dict[int, int] | None = None
        self._next_id = len(self._rows)

    def copy(self) -> "RevisionState":
        """Return a state that stands alike and changes on its own, to try a change on."""
        twin = copy.copy(self)
        twin._rows = self._rows.copy()
        twin._segments = self._segments.copy()
        twin._holders = self._holders.copy()
        # The places are never changed in place, only made anew.
        return twin

    @property
    def original(self) -> Alignment:
        """The alignment as the aligner made it."""
        return self._original

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, in order."""
        return tuple(self._rows)

    @property
    def edits(self) -> dict[str, str]:
        """Edited texts by the identifier of their segment."""
        return {n: s.edit for n, s in self._segments.items() if s.edit is not None}

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._rows)

    def get_original(self, side: SideName) -> Side:
        """Return one side of the original alignment."""
        return self._original.source if side is SideName.SOURCE else self._original.target

    def get_row(self, place: int) -> Row:
        """Return the row at a place, from 0."""
        return self._rows[place]

    def slice_rows(self, start: int, stop: int) -> tuple[Row, ...]:
        """Return the rows from one place to before another."""
        return tuple(self._rows[start:stop])

    def get_place(self, row: int) -> int | None:
        """Return where a row stands, by its identifier; None: there is no such row."""
        return self._map_places().get(row)

    def find_place(self, row: int) -> int:
        """Find where a row stands.

        Args:
            row: its identifier.

        Raises:
            RevisionError: there is no such row.
        """
        place = self.get_place(row)
        if place is None:
            raise RevisionError(
                f"row {row}: is not there any more: load the page again", "row_gone"
            )
        return place

    def _map_places(self) -> Mapping[int, int]:
        if self._places is None:
            self._places = {each.id: place for place, each in enumerate(self._rows)}
        return self._places

    def get_segment(self, segment: str) -> Segment:
        """Return a segment by its identifier.

        Raises:
            RevisionError: there is no such segment.
        """
        if segment not in self._segments:
            raise RevisionError(
                f"segment {segment}: is not there any more: load the page again", "segment_gone"
            )
        return self._segments[segment]

    def find_row_of(self, segment: str) -> Row:
        """Find the row that holds a segment.

        Raises:
            RevisionError: there is no such segment.
        """
        self.get_segment(segment)
        return self._rows[self.find_place(self._holders[segment])]

    def list_paragraph(self, segment: str) -> tuple[str, ...]:
        """Return the segments of the paragraph of a segment, in the order of its text.

        Raises:
            RevisionError: there is no such segment.
        """
        letter, paragraph = segment[0], self.get_segment(segment).paragraph
        return self.sort_segments(
            name
            for name, each in self._segments.items()
            if each.paragraph == paragraph and name[0] == letter
        )

    def list_segments(self, side: SideName) -> tuple[str, ...]:
        """Return the identifiers of all segments of a side, in the order of its text."""
        letter = _LETTERS[side]
        return self.sort_segments(name for name in self._segments if name[0] == letter)

    def take_id(self, count: int = 1) -> range:
        """Return identifiers for new rows; they are used up when a change with them is applied."""
        return range(self._next_id, self._next_id + count)

    def sort_segments(self, segments: Iterable[str]) -> tuple[str, ...]:
        """Bring segments of one side into the order of their text."""
        return tuple(sorted(segments, key=_place_of))

    def apply(self, change: Change) -> None:
        """Change rows and segments.

        Raises:
            RevisionError: the rows or segments are not those that the change was made for; nothing
                is changed then.
        """
        self.check(change)
        for name, segment in change.segments_after.items():
            if segment is None:
                del self._segments[name]
            else:
                self._segments[name] = segment
        if change.before or change.after:
            self._replace_rows(change)
        if change.flags_after:
            self._set_flags(change.flags_after)
        self._next_id = max((self._next_id, *(row.id + 1 for row in change.after)))

    def _replace_rows(self, change: Change) -> None:
        self._rows[change.at : change.at + len(change.before)] = change.after
        for row in change.before:
            for name in row.source + row.target:
                del self._holders[name]
        for row in change.after:
            self._holders |= dict.fromkeys(row.source + row.target, row.id)
        if [row.id for row in change.before] != [row.id for row in change.after]:
            self._places = None

    def check(self, change: Change) -> None:
        """Check that a change can be applied.

        Raises:
            RevisionError: the rows or segments are not those that the change was made for.
        """
        stands = tuple(self._rows[change.at : change.at + len(change.before)])
        segments = {name: self._segments.get(name) for name in change.segments_before}
        flags = self._find_flags(change.flags_before) if change.flags_before else {}
        found = stands, segments, flags
        made_for = change.before, dict(change.segments_before), dict(change.flags_before)
        if found != made_for or not _is_whole(change):
            raise RevisionError(
                f"{change.kind}: the rows have been changed since: load the page again",
                "changed_since",
            )

    def get_flags(self, row: int) -> RowFlags:
        """Return the flags of a row.

        Raises:
            RevisionError: there is no such row.
        """
        return self._rows[self.find_place(row)].flags

    def _find_flags(self, rows: Iterable[int]) -> dict[int, RowFlags]:
        places, held = self._map_places(), self._rows
        return {row: held[places[row]].flags for row in rows if row in places}

    def _set_flags(self, flags: Mapping[int, RowFlags]) -> None:
        places = self._map_places()
        for number, (status, is_marked) in flags.items():
            row = self._rows[places[number]]
            # Not replace(), which takes long for the thousands of rows above one.
            self._rows[places[number]] = Row(
                number, row.source, row.target, row.confidence, status, row.is_manual, is_marked
            )

    def to_alignment(self) -> Alignment:
        """Return the alignment as it stands, its segments in the order of the texts.

        Beads that were accepted say so, and segments whose text was edited hold the edit beside
        what is printed.
        """
        sides, numbers = {}, {}
        for side in SideName:
            names = self.list_segments(side)
            numbers[side] = {name: number for number, name in enumerate(names)}
            segments = tuple(self._segments[name] for name in names)
            sides[side] = replace(self.get_original(side), segments=segments)
        beads = tuple(_make_bead(row, numbers) for row in self._rows)
        return replace(
            self._original,
            source=sides[SideName.SOURCE],
            target=sides[SideName.TARGET],
            beads=beads,
        )


def find_side(segment: str) -> SideName:
    """Tell the side of a segment from its identifier.

    >>> find_side("t12.40")
    <SideName.TARGET: 'target'>
    """
    return SideName.SOURCE if segment.startswith("s") else SideName.TARGET


def _is_whole(change: Change) -> bool:
    """Whether a change tells both ways, and leaves each segment in one row."""
    if change.segments_before.keys() != change.segments_after.keys():
        return False
    if change.flags_before.keys() != change.flags_after.keys():
        return False
    held = Counter(name for row in change.before for name in row.source + row.target)
    held.update(_list_present(change.segments_after))
    held.subtract(_list_present(change.segments_before))
    held.subtract(name for row in change.after for name in row.source + row.target)
    return not any(held.values()) and all(row.source or row.target for row in change.after)


def _list_present(segments: Mapping[str, Segment | None]) -> list[str]:
    return [name for name, segment in segments.items() if segment is not None]


def _place_of(segment: str) -> tuple[int, int]:
    """Tell where a segment stands: behind which of the aligner, and how far into it.

    >>> _place_of("t12.40")
    (12, 40)
    """
    number, _, offset = segment[1:].partition(".")
    return int(number), int(offset or 0)


def _make_bead(row: Row, numbers: Mapping[SideName, Mapping[str, int]]) -> Bead:
    source, target = (
        tuple(sorted(numbers[side][name] for name in row.get_side(side))) for side in SideName
    )
    return Bead(source, target, row.confidence, row.status is RowStatus.ACCEPTED)
