"""Units of any source → a memory, in one transaction: a whole import is kept, or nothing of it.

`reading` makes flat units of a source, for a large file in a process of its own (`apart`); here
they become rows. What the memory has already is merged, so that a file may come again; what it
cannot hold is counted with its reason and its place.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from tmx.errors import TmxError
from tmx.formats.objects import describe
from tmx.formats.places import quote
from tmx.formats.records import UnitSource
from tmx.language import UNDETERMINED, normalise_tag, primary
from tmx.memory.index.building import update_index
from tmx.memory.queries import units as queries
from tmx.memory.queries.database import trust_references
from tmx.memory.queries.deferring import defer_index
from tmx.memory.queries.history import ChangeRow, insert_changes, select_changes
from tmx.memory.records import ImportReport, Side
from tmx.memory.store import Memory, orient
from tmx.memory.transfer.adding import Fate, Stated, UnitWriter, add_unit
from tmx.memory.transfer.apart import may_read_apart, read_apart
from tmx.memory.transfer.options import ImportOptions
from tmx.memory.transfer.reading import Batch, ReadingTask, Summary, read_here
from tmx.memory.units.facts import count_seconds
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
        source: gone through once; where it has `paths` of large files, as of `open_units`, in
            another process.
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
        task = ReadingTask(source, source.header, memory.languages, options)
        run = _Run(memory, connection, task.header, options)
        with read_apart(task) if may_read_apart(task) else read_here(task) as batches:
            for batch in batches:
                run.put(batch, progress)
        run.finish()
    return run.make_report(before)


class _Run:
    """One import."""

    def __init__(
        self,
        memory: Memory,
        connection: sqlite3.Connection,
        header: Header | None,
        options: ImportOptions,
    ) -> None:
        self._memory = memory
        self._connection = connection
        self._options = options
        self._moment = count_seconds(options.moment) or 0
        name = clean_text(options.origin)
        dumped = _dump_header(header)
        self._origin = queries.insert_origin(connection, name, self._moment, dumped)
        stated = Stated(options.status, clean_name(options.author))
        self._writer = UnitWriter(
            connection, self._origin, self._moment, is_file=True, stated=stated
        )
        self._indexed = self._read = 0
        self._fates: Counter[Fate] = Counter()
        self._sides: Counter[int] = Counter()
        self._summary = Summary()

    def put(self, batch: Batch, progress: Callable[[int], None] | None) -> None:
        """Put units and their histories into the memory."""
        for new in batch.units:
            put = self._writer.put(new)
            self._fates[put.fate] += 1
            self._sides[new.source] += 1
            if new.history:
                self._add_changes(put.id, new.history)
            if self._writer.pairs - self._indexed >= INDEX_STEP:
                self._indexed = self._writer.pairs
                update_index(self._memory)
        steps = range(self._read // PROGRESS_STEP + 1, batch.read // PROGRESS_STEP + 1)
        self._read = batch.read
        if batch.summary is not None:
            self._summary = batch.summary
        if progress is not None:
            for step in steps:
                progress(step * PROGRESS_STEP)

    def _add_changes(self, unit: int, changes: Iterable[ChangeRow]) -> None:
        known = {each[1:5] for each in select_changes(self._connection, unit)}
        new = [each._replace(unit=unit) for each in changes if each[1:5] not in known]
        insert_changes(self._connection, new)

    def finish(self) -> None:
        """Index what is new, and leave no trace of an import that changed nothing."""
        if self._summary.read and not self._summary.is_of_pair:
            found = ", ".join(quote(each) for each in self._summary.tags[:9]) or "no text"
            raise TmxError(
                f"{self._options.origin}: holds no unit in {' and '.join(self._memory.languages)},"
                f" the languages of {self._memory.path}, but {found}; name another memory"
            )
        if not self._fates[Fate.CREATED] and not self._fates[Fate.REPLACED]:
            queries.delete_origin(self._connection, self._origin)
        update_index(self._memory)

    def make_report(self, before: tuple[int, int]) -> ImportReport:
        """Say what became of the units."""
        created, summary = self._fates[Fate.CREATED], self._summary
        usual = before if before[0] != before[1] else (self._sides[Side(0)], self._sides[Side(1)])
        against = Side.FIRST if usual[0] < usual[1] else Side.SECOND
        return ImportReport(
            summary.read,
            created,
            self._fates.total() - created,
            summary.skipped,
            self._sides[against],
            summary.losses,
            summary.truncation,
        )


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
        TmxError: no unit has two languages that it says.
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
        raise TmxError(
            f"no unit is in two languages{asked_for}, with tags that say which (xml:lang in TMX):"
            " regions and scripts of one language are one here"
        )
    return found


def _list_languages(
    unit: TranslationUnit, stated: str | None, wanted: set[str]
) -> Iterator[tuple[str, str]]:
    for divided in divide_pairs(unit, stated):
        try:
            pair = orient((divided.variants[0].language, divided.variants[1].language))
        except TmxError:
            continue
        if wanted <= set(pair) and UNDETERMINED not in pair:
            yield pair
