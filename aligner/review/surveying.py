"""What the filters say of all rows at once: which are shown, and how many there are of each.

A text of 20,000 rows is looked at again after each change, so what did not change is kept, and
warnings, which take about a millisecond a row, may come later than the rest.
"""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from aligner.review.answers import Replacement, find_replacement
from aligner.review.filtering import FILTERS, Shown, get_filter
from aligner.review.reading import RowReader
from aligner.revision.records import Row, RowStatus
from tmx.memory.folding import fold_text

_BITS: Mapping[str, int] = MappingProxyType({name: 1 << n for n, name in enumerate(FILTERS)})
_WARNED = _BITS["warned"] | _BITS["doubtful"]
_PENDING = 1 << len(FILTERS)
_LATE = frozenset({"doubtful", "warned"})
_MOST_LISTS = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown at a moment.

    Args:
        rows: all rows.
        edits: edited texts by row.
        places: of the rows that are shown.
    """

    rows: tuple[Row, ...]
    edits: Mapping[int, object]
    places: Sequence[int]

    def look(self, start: int, tail: int) -> tuple[int, list[tuple[int, object]]]:
        """Tell what the shown rows between two places look like.

        Args:
            start: place of the first, from 0.
            tail: how many rows there are behind the last.

        Returns:
            Where the first stands among the shown rows, and each by its identifier with all that
            decides what it looks like.
        """
        first = bisect_left(self.places, start)
        last = bisect_left(self.places, len(self.rows) - tail)
        found = (self.rows[place] for place in self.places[first:last])
        return first, [(row.id, (row, self.edits.get(row.id))) for row in found]


class Survey:
    """Filters of all rows of a revision; not to be used from two threads at a time.

    Args:
        reader: of the revision.
    """

    def __init__(self, reader: RowReader) -> None:
        self.reader = reader
        self._rows: tuple[Row, ...] = ()
        self._edits: Mapping[int, object] = {}
        self._marks: list[int] = []
        self._next = 0
        self._lists: dict[Shown, Sequence[int]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Look at the rows that have changed since the last time."""
        self.reader.refresh()
        rows, edits = self.reader.state.rows, self.reader.edits
        start, tail = _find_change(self._rows, rows)
        changed = [*map(self._mark, rows[start : len(rows) - tail])]
        self._marks[start : len(self._marks) - tail] = changed
        self._rows, before, self._edits = rows, self._edits, edits
        for row in _find_edited(before, edits):
            self._mark_again(row)
        self._next = min(self._next, start)
        self._lists.clear()

    def _mark_again(self, row: int) -> None:
        place = self.reader.state.get_place(row)
        if place is not None:
            self._marks[place] = self._mark(self._rows[place])
            self._next = min(self._next, place)

    def _mark(self, row: Row) -> int:
        """Return the filters that a row passes, as bits, without looking for warnings."""
        bits = _BITS["all"]
        is_open = row.status is RowStatus.OPEN
        if is_open:
            bits |= _BITS["open"]
        if row.is_null:
            bits |= _BITS["null"]
        elif not len(row.source) == len(row.target) == 1:
            bits |= _BITS["non-one"]
        if row.is_marked:
            bits |= _BITS["marked"]
        if row.is_manual:
            bits |= _BITS["manual"]
        if is_open and self.reader.is_unsure(row):
            bits |= _BITS["doubtful"]
        warnings = self.reader.get_warnings(row)
        if warnings is None:
            return bits | _PENDING
        if warnings:
            bits |= _WARNED if is_open else _BITS["warned"]
        return bits

    @property
    def is_complete(self) -> bool:
        """Whether the warnings of all rows are known."""
        return self._find_pending() is None

    def _find_pending(self) -> int | None:
        marks = self._marks
        found = next((n for n in range(self._next, len(marks)) if marks[n] & _PENDING), None)
        self._next = len(marks) if found is None else found
        return found

    def complete(self, seconds: float | None = None) -> bool:
        """Look for warnings that are not known yet.

        Args:
            seconds: to stop after; None: when all are known.

        Returns:
            Whether all are known now.
        """
        end = None if seconds is None else time.monotonic() + seconds
        while (place := self._find_pending()) is not None:
            if end is not None and time.monotonic() > end:
                return False
            row = self._rows[place]
            self.reader.find_warnings(row)
            self._marks[place] = self._mark(row)
            # What was listed by other filters holds; by these two it did not exist yet.
        return True

    def count(self) -> dict[str, int | None]:
        """Count the rows of each filter, and those accepted; None: warnings are not all known."""
        held = Counter(self._marks)
        is_complete = self.is_complete
        counts: dict[str, int | None] = {
            name: None
            if name in _LATE and not is_complete
            else sum(count for bits, count in held.items() if bits & bit)
            for name, bit in _BITS.items()
        }
        is_open = _BITS["open"]
        return {**counts, "accepted": sum(n for bits, n in held.items() if not bits & is_open)}

    def list_places(self, shown: Shown) -> Sequence[int]:
        """List the places of the rows that are shown, from 0.

        Raises:
            RevisionError: there is no such filter.
        """
        if shown not in self._lists:
            get_filter(shown.filter)
            if shown.filter in _LATE:
                self.complete()
            if len(self._lists) >= _MOST_LISTS:
                # Each window shows one list at a time.
                del self._lists[next(iter(self._lists))]
            is_whole = shown.filter == "all" and not shown.query.strip()
            self._lists[shown] = (
                range(len(self._rows)) if is_whole else list(self._find_places(shown))
            )
        return self._lists[shown]

    def _find_places(self, shown: Shown) -> Iterator[int]:
        bit, query = _BITS[shown.filter], fold_text(shown.query.strip())
        places = (place for place, bits in enumerate(self._marks) if bits & bit)
        if not query:
            return places
        return (place for place in places if self.reader.holds(self._rows[place], query))

    def picture(self, shown: Shown) -> Picture:
        """Keep what is shown now, to tell later what has changed."""
        return Picture(self._rows, self._edits, self.list_places(shown))

    def compare(self, before: Picture, shown: Shown) -> Replacement:
        """Find which of the shown rows give way to others since a picture was taken."""
        after = self.picture(shown)
        start, tail = _find_change(before.rows, after.rows)
        for row in _find_edited(before.edits, after.edits):
            place = self.reader.state.get_place(row)
            if place is not None:
                start, tail = min(start, place), min(tail, len(after.rows) - place - 1)
        at, old = before.look(start, tail)
        found = find_replacement(old, after.look(start, tail)[1])
        return Replacement(at + found.at, found.removed, found.added)


def _find_edited(before: Mapping[int, object], after: Mapping[int, object]) -> list[int]:
    """List the rows of which edited texts changed."""
    return [row for row in before.keys() | after.keys() if before.get(row) != after.get(row)]


def _find_change(before: Sequence[Row], after: Sequence[Row]) -> tuple[int, int]:
    """Count the rows at the beginning and at the end that are the same ones.

    All count as both where none has changed.
    """
    least = min(len(before), len(after))
    start = next((n for n in range(least) if before[n] is not after[n]), least)
    if start == len(before) == len(after):
        return start, start
    least -= start
    tail = next((n for n in range(1, least + 1) if before[-n] is not after[-n]), least + 1)
    return start, tail - 1
