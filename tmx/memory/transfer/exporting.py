"""A memory → units in the order in which they came, as they came, for any writer of units."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tmx.formats.objects import Reader
from tmx.losses import Loss, LossCounter
from tmx.markup import ANY_LANGUAGE, SEGTYPES
from tmx.memory.errors import explain, notice_damage
from tmx.memory.filtering import make_condition
from tmx.memory.queries import units as queries
from tmx.memory.queries.history import select_changed_units, select_changes
from tmx.memory.records import ALL, StoredUnit, UnitFilter
from tmx.memory.store import Memory
from tmx.memory.units.facts import Facts, state_facts
from tmx.memory.units.histories import state_history
from tmx.memory.units.rows import UnitRow, is_turned, make_stored
from tmx.pairing import find_source
from tmx.records import Header, ReadReport, TranslationUnit
from tmx.version import __version__

HEADERS = "properties and notes in the header of one of several files are left out"
"""What is told of an export that cannot have the header of each file."""


def get_unit(memory: Memory, number: int) -> StoredUnit | None:
    """Return a unit by its number, or None."""
    with memory.read() as connection:
        return queries.select_unit(connection, number)


def find_units(memory: Memory, units: UnitFilter = ALL) -> Iterator[StoredUnit]:
    """Go through units in the order of their numbers, as they are when the first is taken.

    Args:
        memory: what is written to it meanwhile is not seen, but for what this process writes.
        units: which ones.

    Raises:
        TmxError: a tag or script of the filter is none, or the memory is damaged.
    """
    with explain(memory.path):
        condition = make_condition(memory.connection, units)
        yield from queries.select_units(memory.connection, condition)


def count_units(memory: Memory, units: UnitFilter = ALL) -> int:
    """Count units.

    Raises:
        TmxError: a tag or script of the filter is none.
    """
    condition = make_condition(memory.connection, units)
    with memory.read() as connection:
        return queries.count_units(connection, condition)


class MemoryUnits:
    """Units of a memory as a source, so that `tmx.converting.convert` writes them.

    Units are as they came, with what was changed since, and with their history. Where several
    passes are to be over the same units whatever others write, hold `memory.read()` meanwhile.

    Args:
        memory: stays open.
        units: which ones.

    Raises:
        TmxError: a tag or script of the filter is none.
    """

    def __init__(self, memory: Memory, units: UnitFilter = ALL) -> None:
        self._memory = memory
        self._units = units
        with memory.read() as connection:
            self._headers = _load_headers(connection)
            condition = make_condition(connection, units)
            with queries.read_without_map(connection):
                found = queries.select_sources(connection, condition)
        self._header = _make_header(found, self._headers)
        self._losses = _list_losses(found, self._headers, self._header)
        self._count = 0

    @property
    def header(self) -> Header:
        """The header of the file that all units came with, else one that is true of all."""
        return self._header

    @property
    def report(self) -> ReadReport:
        """Report of the last pass."""
        return ReadReport(self._count, self._losses)

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a pass.

        Raises:
            TmxError: the memory is damaged.
        """
        self._count = 0
        connection = self._memory.connection
        with explain(self._memory.path), queries.read_without_map(connection):
            queries.check_rows(connection)
            changed = _Changed(connection)
            condition = make_condition(connection, self._units)
            for row in queries.select_rows(connection, condition):
                self._count += 1
                unit = self._make_unit(row)
                if changed.has(row.id):
                    unit = _state_history(connection, unit, row.id)
                yield unit

    def _make_unit(self, row: UnitRow) -> TranslationUnit:
        stored = make_stored(row)
        facts = Facts(
            stored.document, stored.author, stored.changed, stored.confidence, stored.status
        )
        unit = state_facts(stored.unit, facts)
        former = self._headers.get(row.origin_id)
        if former != self._header:
            unit = _state_usual(unit, former, self._header)
        elif is_turned(row.details):
            unit = replace(unit, variants=unit.variants[::-1])
        return _state_source(unit, stored.unit.variants[0].language, self._header)


def _state_history(
    connection: sqlite3.Connection, unit: TranslationUnit, number: int
) -> TranslationUnit:
    with notice_damage(f"the history of unit {number}"):
        return state_history(unit, select_changes(connection, number))


def _state_usual(unit: TranslationUnit, former: Header | None, header: Header) -> TranslationUnit:
    """State what a unit relied on its header for, if another header says something else."""
    if former is None:
        return unit
    if unit.segtype is None and former.segtype != header.segtype and former.segtype in SEGTYPES:
        unit = replace(unit, segtype=former.segtype)
    if unit.provenance.datatype is None and former.datatype not in {"", header.datatype}:
        unit = replace(unit, provenance=replace(unit.provenance, datatype=former.datatype))
    return unit


def _state_source(unit: TranslationUnit, language: str, header: Header) -> TranslationUnit:
    """State the source of a unit where its header says something else, or nothing."""
    source = find_source(unit, header.source_language)
    if source is not None and source.language == language:
        return unit
    return replace(unit, source_language=language)


class _Changed:
    """Tells of units in the order of their numbers whether they have a history."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._numbers = select_changed_units(connection)
        self._next = next(self._numbers, None)

    def has(self, number: int) -> bool:
        while self._next is not None and self._next < number:
            self._next = next(self._numbers, None)
        return self._next == number


def _load_headers(connection: sqlite3.Connection) -> dict[int, Header | None]:
    return {
        origin: None if header is None else _state_tool(_load_header(header))
        for origin, header in queries.select_headers(connection)
    }


def _load_header(text: str) -> Header:
    with notice_damage("the header of a file that came"):
        return Reader(LossCounter()).read_header(json.loads(text), "")


def _state_tool(header: Header) -> Header:
    return replace(header, creation_tool="duizhao", creation_tool_version=__version__)


def _list_losses(
    found: Iterable[tuple[int, str]], headers: Mapping[int, Header | None], header: Header
) -> tuple[Loss, ...]:
    """Tell of what files said of themselves that the one header does not say."""
    others = {headers.get(origin) for origin, _ in found} - {None, header}
    count = sum(bool(each and (each.props or each.notes or each.encodings)) for each in others)
    return (Loss(HEADERS, count),) if count else ()


def _make_header(found: Iterable[tuple[int, str]], headers: Mapping[int, Header | None]) -> Header:
    """Return the header that all units share, else one of what holds for all of them.

    Args:
        found: runs with the tags of their sources.
        headers: of all runs.
    """
    origins = {headers.get(origin) for origin, _ in found}
    if len(origins) == 1 and (only := origins.pop()) is not None:
        return only
    sources = {tag for _, tag in found}
    header = Header(sources.pop() if len(sources) == 1 else ANY_LANGUAGE)
    segtypes = {each.segtype for each in origins if each is not None}
    datatypes = {each.datatype for each in origins if each is not None}
    if len(segtypes) == 1 and segtypes <= set(SEGTYPES):
        header = replace(header, segtype=segtypes.pop())
    if len(datatypes) == 1 and "" not in datatypes:
        header = replace(header, datatype=datatypes.pop())
    return header
