"""Units of any source → a memory, in one transaction: a whole import is kept, or nothing of it.

read → history off → divided → neighbours → rows. What the memory has already is merged, so that a
file may come again; what it cannot hold is counted with its reason and its place.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from tmx.contexts import Context
from tmx.dialects import find_context
from tmx.errors import TmxError
from tmx.formats.objects import describe
from tmx.formats.places import name_unit, quote
from tmx.formats.records import UnitSource
from tmx.language import normalise_tag, primary
from tmx.losses import LossCounter
from tmx.memory.index.building import update_index
from tmx.memory.queries import units as queries
from tmx.memory.queries.database import trust_references
from tmx.memory.queries.deferring import defer_index
from tmx.memory.queries.history import ChangeRow, insert_changes, select_changes
from tmx.memory.records import ImportReport, Prints, Side, Status
from tmx.memory.store import Memory, orient
from tmx.memory.transfer.adding import Fate, UnitWriter, add_unit
from tmx.memory.transfer.lots import Placed, read_lots
from tmx.memory.transfer.neighbours import Entry, find_places
from tmx.memory.units.dividing import Divided, NewUnit, Wanted, divide_unit
from tmx.memory.units.facts import Facts, count_seconds
from tmx.memory.units.rows import clean_name, clean_text
from tmx.pairing import divide_pairs
from tmx.records import Header, TranslationUnit

__all__ = ["ImportOptions", "add_unit", "find_pair", "import_units"]

PROGRESS_STEP = 10_000
"""Units between two reports of progress."""

INDEX_STEP = 1 << 16
"""New pairs after which they are indexed, so that no more of them are looked through at once."""

_LOOKED_AT = 10_000
"""Units that a pair of languages is looked for in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What a user asks of an import.

    Args:
        origin: name of the file.
        moment: now, with a time zone.
        source_language: tag of the source; None: as the file says. Other variants of its side are
            left out.
        target_language: the same of the target.
        document: name of the document of all units; None: as each says.
        author: who made all units; None: as each says.
        status: how far all have come, also those that the memory has; None: as each says.
        context_of: tells what stands around a unit, or its prints where both sides are known; None:
            the unit itself, else its neighbours.
    """

    origin: str
    moment: datetime
    source_language: str | None = None
    target_language: str | None = None
    document: str | None = None
    author: str | None = None
    status: Status | None = None
    context_of: Callable[[TranslationUnit], Context | Prints | None] | None = None


def import_units(
    memory: Memory,
    source: UnitSource,
    options: ImportOptions,
    *,
    progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Import a file: all that the memory can hold of it, or nothing if that fails.

    A unit of several variants becomes one for each two of different sides. Where a document is
    named, the neighbours of a unit in the file are its context, unless it states one.

    Args:
        memory: opened for writing.
        source: gone through once.
        options: where the units come from, and what they do not say themselves.
        progress: is told how many units were read, now and then.

    Returns:
        What became of the units.

    Raises:
        TmxError: the source cannot be read, no unit of it is of the languages of the memory, or
            the memory cannot be written; it has not changed.
    """
    for tag in filter(None, (options.source_language, options.target_language)):
        normalise_tag(tag)
    trusting = trust_references(memory.connection)
    with trusting, memory.write() as connection, defer_index(connection):
        before = queries.count_sources(connection)
        run = _Run(memory, connection, source, options)
        for new in find_places(run.read_entries(progress)):
            run.put(new)
        run.finish()
    return run.make_report(before)


class _Run:
    """One import."""

    def __init__(
        self,
        memory: Memory,
        connection: sqlite3.Connection,
        source: UnitSource,
        options: ImportOptions,
    ) -> None:
        self._memory = memory
        self._connection = connection
        self._source = source
        self._options = options
        self._moment = count_seconds(options.moment) or 0
        header = _dump_header(source.header)
        name = clean_text(options.origin)
        self._origin = queries.insert_origin(connection, name, self._moment, header)
        self._writer = UnitWriter(
            connection, self._origin, self._moment, is_file=True, status=options.status
        )
        self._indexed = 0
        self._losses = LossCounter()
        self._read = self._skipped = 0
        self._fates: Counter[Fate] = Counter()
        self._sides: Counter[Side] = Counter()
        self._tags: dict[str, None] = {}
        self._is_of_pair = False

    def read_entries(self, progress: Callable[[int], None] | None) -> Iterator[Entry]:
        """Read and divide the units, and count what the memory cannot hold."""
        options, header = self._options, self._source.header
        document, author = clean_name(options.document), clean_name(options.author)
        facts = Facts(document, author, None, None, options.status)
        wanted = self._make_wanted(header)
        languages = self._memory.languages
        for lot in read_lots(self._source, languages):
            for placed in lot.units:
                unit = placed.unit
                divided = divide_unit(unit, languages, wanted, facts=facts, prints=lot.prints)
                self._count(divided, placed)
                if progress is not None and placed.number % PROGRESS_STEP == 0:
                    progress(placed.number)
                if options.context_of is not None:
                    yield divided, options.context_of(unit)
                else:
                    # Of a divided unit: what the source says of its neighbours comes first.
                    first = divided.units[0].unit if divided.units else unit
                    yield divided, find_context(first, header)

    def _make_wanted(self, header: Header | None) -> Wanted:
        stated = None if header is None else header.source_language
        return Wanted(self._options.source_language, self._options.target_language, stated)

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

    def put(self, new: NewUnit) -> None:
        """Put a unit and its history into the memory."""
        put = self._writer.put(new)
        self._fates[put.fate] += 1
        self._sides[new.source] += 1
        if new.history:
            self._add_changes(put.id, new.history)
        if self._writer.pairs - self._indexed >= INDEX_STEP:
            self._indexed = self._writer.pairs
            update_index(self._memory)

    def _add_changes(self, unit: int, changes: Iterable[ChangeRow]) -> None:
        known = {each[1:5] for each in select_changes(self._connection, unit)}
        new = [each._replace(unit=unit) for each in changes if each[1:5] not in known]
        insert_changes(self._connection, new)

    def finish(self) -> None:
        """Index what is new, and leave no trace of an import that changed nothing."""
        if self._read and not self._is_of_pair:
            found = ", ".join(quote(each) for each in list(self._tags)[:9]) or "no text"
            raise TmxError(
                f"{self._options.origin}: holds no unit in {' and '.join(self._memory.languages)},"
                f" the languages of {self._memory.path}, but {found}; name another memory"
            )
        if not self._fates[Fate.CREATED] and not self._fates[Fate.REPLACED]:
            queries.delete_origin(self._connection, self._origin)
        update_index(self._memory)

    def make_report(self, before: tuple[int, int]) -> ImportReport:
        """Say what became of the units."""
        created = self._fates[Fate.CREATED]
        losses, report = self._losses, self._source.report
        losses.extend(report.losses)
        usual = before if before[0] != before[1] else (self._sides[Side(0)], self._sides[Side(1)])
        against = Side.FIRST if usual[0] < usual[1] else Side.SECOND
        return ImportReport(
            self._read,
            created,
            self._fates.total() - created,
            self._skipped,
            self._sides[against],
            losses.losses,
            report.truncation,
        )


def _name_place(placed: Placed) -> str:
    return placed.place or name_unit(placed.number, placed.unit)


def _dump_header(header: Header | None) -> str | None:
    if header is None:
        return None
    return clean_text(json.dumps(describe(header), ensure_ascii=False, separators=(",", ":")))


def find_pair(source: UnitSource, options: ImportOptions | None = None) -> tuple[str, str]:
    """Find the languages of a memory that is to be made for a file.

    Args:
        source: gone through until a unit has two languages, one of them Chinese; failing that, the
            first pair counts.
        options: the languages that are asked for; None: any.

    Returns:
        Primary subtags, Chinese first.

    Raises:
        TmxError: no unit has two languages.
    """
    asked = () if options is None else (options.source_language, options.target_language)
    if len(tags := [each for each in asked if each]) == 2:
        return orient((tags[0], tags[1]))
    wanted = {primary(each) for each in tags}
    found = None
    for number, unit in enumerate(source):
        stated = None if source.header is None else source.header.source_language
        for pair in _list_languages(unit, stated, wanted):
            found = found or pair
            if pair[0] == "zh" or number > _LOOKED_AT:
                return pair
    if found is None:
        asked_for = f" of which one is {tags[0]}" if tags else ""
        raise TmxError(f"the input holds no unit in two languages{asked_for}; name another")
    return found


def _list_languages(
    unit: TranslationUnit, stated: str | None, wanted: set[str]
) -> Iterator[tuple[str, str]]:
    for divided in divide_pairs(unit, stated):
        try:
            pair = orient((divided.variants[0].language, divided.variants[1].language))
        except TmxError:
            continue
        if wanted <= set(pair):
            yield pair
