"""A source → flat units, batch by batch, and what was left out: all of an import but the memory.

read → history off → divided → neighbours → flat. Nothing here knows a memory but its languages, so
that another process can do it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tmx.contexts import Context
from tmx.dialects import find_context
from tmx.formats.places import name_unit
from tmx.formats.records import UnitSource
from tmx.losses import Loss, LossCounter
from tmx.memory.records import Prints
from tmx.memory.transfer.lots import Lot, Placed, read_lots
from tmx.memory.transfer.neighbours import Entry, find_places
from tmx.memory.transfer.options import ImportOptions
from tmx.memory.units.dividing import Divided, Wanted, divide_unit
from tmx.memory.units.facts import Facts
from tmx.memory.units.flattening import FlatUnit, flatten
from tmx.memory.units.rows import clean_name
from tmx.records import Header, TranslationUnit

_UNITS = 256
_CHARACTERS = 1 << 17
"""Characters after which a batch is full."""
_MOST_TAGS = 9


class ReadingTask(NamedTuple):
    """What is to be read, and how.

    Args:
        source: gone through once.
        header: what it says of all units before it is gone through, or None.
        languages: primary subtags of the first and the second side of the memory.
        options: what a user asks.
    """

    source: UnitSource
    header: Header | None
    languages: tuple[str, str]
    options: ImportOptions


class Summary(NamedTuple):
    """What was read of a source.

    Args:
        read: units, as many as a unit of several variants becomes.
        skipped: units that the memory cannot hold.
        losses: what was left out or changed.
        is_of_pair: whether any unit has a text on either side.
        tags: of the units until there was one.
        truncation: where and how the file breaks off; None: it is whole.
    """

    read: int = 0
    skipped: int = 0
    losses: tuple[Loss, ...] = ()
    is_of_pair: bool = False
    tags: tuple[str, ...] = ()
    truncation: str | None = None


class Batch(NamedTuple):
    """Units that follow each other in a source.

    Args:
        units: any number.
        read: units of the source up to here.
        summary: of all; None unless this batch is the last.
    """

    units: list[FlatUnit]
    read: int
    summary: Summary | None = None


@contextmanager
def read_here(task: ReadingTask) -> Iterator[Iterator[Batch]]:
    """Read in this process; a block, as `tmx.memory.transfer.apart.read_apart` is one."""
    yield read_batches(task)


def read_batches(task: ReadingTask) -> Iterator[Batch]:
    """Read a source.

    Raises:
        TmxError: it cannot be read.
    """
    return _Reading(task).read_batches()


class _Reading:
    """One pass through a source."""

    def __init__(self, task: ReadingTask) -> None:
        self._source, self._header, self._languages, self._options = task
        self._losses = LossCounter()
        self._read = self._skipped = 0
        self._tags: dict[str, None] = {}
        self._is_of_pair = False

    def read_batches(self) -> Iterator[Batch]:
        """Yield all units, and the summary in the last batch."""
        units: list[FlatUnit] = []
        number = start = size = 0
        for number, placed in enumerate(find_places(self._read_entries()), start=1):
            for new, prints in placed:
                flat = flatten(new, prints)
                units.append(flat)
                size += len(flat.texts[0]) + len(flat.texts[1])
            if number - start == _UNITS or size > _CHARACTERS:
                yield Batch(units, number)
                units, start, size = [], number, 0
        yield Batch(units, number, self._sum_up())

    def _sum_up(self) -> Summary:
        report = self._source.report
        self._losses.extend(report.losses)
        return Summary(
            self._read,
            self._skipped,
            self._losses.losses,
            self._is_of_pair,
            tuple(self._tags)[:_MOST_TAGS],
            report.truncation,
        )

    def _read_entries(self) -> Iterator[Entry]:
        """Read and divide the units, and count what the memory cannot hold."""
        options, header = self._options, self._header
        document, author = clean_name(options.document), clean_name(options.author)
        facts = Facts(document, author, None, None, options.status)
        stated = None if header is None else header.source_language
        wanted = Wanted(options.source_language, options.target_language, stated)
        for lot in read_lots(self._source, self._languages):
            for placed in lot.units:
                divided = self._divide(placed, lot, wanted, facts)
                self._count(divided, placed)
                yield divided, self._find_context(placed.unit, divided)

    def _divide(self, placed: Placed, lot: Lot, wanted: Wanted, facts: Facts) -> Divided:
        return divide_unit(placed.unit, self._languages, wanted, facts=facts, prints=lot.prints)

    def _find_context(self, unit: TranslationUnit, divided: Divided) -> Context | Prints | None:
        if self._options.context_of is not None:
            return self._options.context_of(unit)
        # Of a divided unit: what the source says of its neighbours comes first.
        first = divided.units[0].unit if divided.units else unit
        return find_context(first, self._header)

    def _count(self, divided: Divided, placed: Placed) -> None:
        self._read += len(divided.units) or 1
        if divided.reason:
            self._skipped += 1
            self._losses.add(divided.reason, _name_place(placed))
        for reason, count in divided.changes.items():
            self._losses.add(reason, _name_place(placed), count=count)
        if not self._is_of_pair:
            self._is_of_pair = bool(divided.texts.first and divided.texts.second)
            self._tags |= dict.fromkeys(each.language for each in placed.unit.variants[:9])


def _name_place(placed: Placed) -> str:
    return placed.place or name_unit(placed.number, placed.unit)
