"""What the filters say of all rows at once: which are shown, and how many there are of each.

A text of 20,000 rows is looked at again after each change, so what did not change is kept, and
warnings, which take about a millisecond a row, may come later than the rest.
"""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from aligner.review.filtering import FILTERS, Shown, get_filter
from aligner.review.reading import RowReader
from aligner.revision.records import Row, RowStatus
from tmx.memory.folding import fold_text

Look = tuple[int, object]
"""Identifier of a row with all that decides what it looks like."""

_BITS: Mapping[str, int] = MappingProxyType({name: 1 << n for n, name in enumerate(FILTERS)})
_WARNED = _BITS["warned"] | _BITS["doubtful"]
_PENDING = 1 << len(FILTERS)
_LATE = frozenset({"doubtful", "warned"})
_MOST_LISTS = 4


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
        self._lists: dict[Shown, list[int]] = {}
        self._looks: dict[Shown, list[Look]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Look at the rows that have changed since the last time."""
        self.reader.refresh()
        rows, edits = self.reader.state.rows, self.reader.edits
        start, tail = _find_change(self._rows, rows)
        changed = [*map(self._mark, rows[start : len(rows) - tail])]
        self._marks[start : len(self._marks) - tail] = changed
        self._rows, before, self._edits = rows, self._edits, edits
        for row in before.keys() ^ edits.keys() | {
            row for row in before.keys() & edits.keys() if before[row] != edits[row]
        }:
            self._mark_again(row)
        self._next = min(self._next, start)
        self._lists.clear()
        self._looks.clear()

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
            self._make_room(self._lists)
            self._lists[shown] = list(self._find_places(shown))
        return self._lists[shown]

    def _find_places(self, shown: Shown) -> Iterator[int]:
        bit, query = _BITS[shown.filter], fold_text(shown.query.strip())
        places = (place for place, bits in enumerate(self._marks) if bits & bit)
        if not query:
            return places
        return (place for place in places if self.reader.holds(self._rows[place], query))

    def list_looks(self, shown: Shown) -> list[Look]:
        """List the shown rows with all that decides what they look like."""
        if shown not in self._looks:
            rows, edits = self._rows, self._edits
            found = (rows[place] for place in self.list_places(shown))
            self._make_room(self._looks)
            if edits:
                self._looks[shown] = [(row.id, (row, edits.get(row.id))) for row in found]
            else:
                self._looks[shown] = [(row.id, (row, None)) for row in found]
        return self._looks[shown]

    @staticmethod
    def _make_room(lists: dict[Shown, list[int]] | dict[Shown, list[Look]]) -> None:
        """Forget what was listed first: each window shows one list at a time."""
        if len(lists) >= _MOST_LISTS:
            del lists[next(iter(lists))]


def _find_change(before: Sequence[Row], after: Sequence[Row]) -> tuple[int, int]:
    """Count the rows at the beginning and at the end that are the same ones."""
    least = min(len(before), len(after))
    start = next((n for n in range(least) if before[n] is not after[n]), least)
    least -= start
    tail = next((n for n in range(1, least + 1) if before[-n] is not after[-n]), least + 1)
    return start, tail - 1
