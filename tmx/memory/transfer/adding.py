"""Units → rows: a pair of texts once, a unit once, what a newer one replaces into the history."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from typing import TypeVar

from tmx.contexts import Context
from tmx.dialects import drop_context
from tmx.errors import TmxError
from tmx.memory.folding import make_print
from tmx.memory.index.building import update_index
from tmx.memory.queries.history import ChangeRow, insert_changes
from tmx.memory.queries.units import (
    UnitColumns,
    insert_origin,
    insert_pair,
    insert_unit,
    select_columns,
    select_last,
    select_name,
    select_origin,
    select_pair,
    select_places,
    select_twin,
    select_unit,
    update_unit,
)
from tmx.memory.records import UNKNOWN_PRINTS, Action, Prints, Side, Status, StoredUnit
from tmx.memory.store import Memory
from tmx.memory.units.dividing import NewUnit, divide_unit
from tmx.memory.units.facts import Facts, count_seconds, make_moment, read_facts, state_facts
from tmx.memory.units.flattening import FlatUnit, flatten
from tmx.memory.units.identity import make_identity
from tmx.memory.units.restating import restate_author, restate_status
from tmx.memory.units.rows import clean_name, clean_text, dump_details, dump_unit, is_turned
from tmx.records import TranslationUnit, Variant

_MOST_NAMES = 10_000
"""Names whose numbers are remembered; a file that has more names each unit's document anew."""


class Fate(Enum):
    """What became of a unit that was put into a memory."""

    CREATED = "created"
    KEPT = "kept"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Put:
    """What became of a unit.

    Args:
        id: number of the unit that the memory now has.
        fate: whether it is new; KEPT: the memory had it, as new or newer.
    """

    id: int
    fate: Fate


class MovedUnits:
    """Finds units that the memory had before a run between other neighbours.

    A line more or less in a document, or a translation that was mended, must not double those
    beside it; but what comes several times in a document is so many units.

    Args:
        connection: at the start of the run.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last_unit, self._last_document = select_last(connection)
        self._met = bytearray(self._last_unit // 8 + 1)

    def find(self, new: FlatUnit, columns: UnitColumns) -> tuple[int, UnitColumns] | None:
        """Return the first unit that is the same but for its neighbours and has not come yet."""
        document = columns.document
        if document is None or document > self._last_document:
            return None
        wanted = _name_anywhere(new.load_unit(), Side(new.source), new.document)
        for number in select_places(self._connection, columns.pair, document, self._last_unit):
            if self._met[number >> 3] >> (number & 7) & 1:
                continue
            stored = select_unit(self._connection, number)
            if stored is not None and wanted == _name_anywhere(
                stored.unit, stored.source, stored.document
            ):
                former = select_columns(self._connection, number)
                return None if former is None else (number, former)
        return None

    def mark(self, number: int) -> None:
        """Note that a unit has come."""
        if number <= self._last_unit:
            self._met[number >> 3] |= 1 << (number & 7)


def _name_anywhere(unit: TranslationUnit, source: Side, document: str | None) -> int:
    """Make the identity that a unit has wherever it stands and whatever tool says where."""
    return make_identity(drop_context(unit), source, document, UNKNOWN_PRINTS)


@dataclass(frozen=True, slots=True)
class Stated:
    """What is said of all units of a file, also of those that the memory has.

    Args:
        status: that all get, also newer ones; None: none is asked for.
        author: that all get but newer ones, which somebody changed since; None: likewise.
    """

    status: Status | None = None
    author: str | None = None


class UnitWriter:
    """Puts units into a memory; make one in each transaction.

    Args:
        connection: in a writing transaction.
        origin: number of the run that the units come with.
        moment: seconds since 1970; when what is replaced goes to the history.
        is_file: whether the units are all those of their documents. Then a unit that the memory has
            between other neighbours is the same if it does not come by itself as well.
        stated: what those get that the memory has; those that come say it already.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        origin: int,
        moment: int,
        *,
        is_file: bool = False,
        stated: Stated = Stated(),
    ) -> None:
        self._connection = connection
        self._origin = origin
        self._moment = moment
        self._stated = stated
        self._moved = MovedUnits(connection) if is_file else None
        self._numbers: dict[tuple[str, str], int] = {}
        self.pairs = 0

    def put(self, new: FlatUnit) -> Put:
        """Add a unit, or merge it with the one that it is."""
        pair = self._find_pair(new)
        if pair is None:
            columns = self.make_columns(new, self._add_pair(new))
            return Put(insert_unit(self._connection, columns), Fate.CREATED)
        columns = self.make_columns(new, pair)
        twin = select_twin(self._connection, pair, columns.identity)
        if twin is None and self._moved is not None:
            twin = self._moved.find(new, columns)
        if twin is None:
            return Put(insert_unit(self._connection, columns), Fate.CREATED)
        number, former = twin
        if self._moved is not None:
            self._moved.mark(number)
        columns = columns._replace(origin=former.origin)
        return Put(
            number, Fate.KEPT if former == columns else self._merge(number, new, former, columns)
        )

    def replace(self, number: int, new: FlatUnit) -> int:
        """Put another unit in the place of one, and return the number of its pair.

        Args:
            number: of the unit.
            new: what it becomes; its origin is that of this writer.
        """
        pair = self._find_pair(new) or self._add_pair(new)
        update_unit(self._connection, number, self.make_columns(new, pair))
        return pair

    def make_columns(self, new: FlatUnit, pair: int) -> UnitColumns:
        """Make the columns of a unit; languages and names that are new are added."""
        languages = (
            self._number("language", new.first_language),
            self._number("language", new.second_language),
        )
        names = (
            self._number("document", new.document) if new.document else None,
            self._number("person", new.author) if new.author else None,
        )
        return new.make_columns(pair, languages, names, self._origin)

    def _find_pair(self, new: FlatUnit) -> int | None:
        return select_pair(self._connection, new.texts, new.own)

    def _add_pair(self, new: FlatUnit) -> int:
        self.pairs += 1
        return insert_pair(self._connection, new.texts, new.own)

    def _number(self, table: str, name: str) -> int:
        key = table, name
        if key not in self._numbers:
            if len(self._numbers) >= _MOST_NAMES:
                self._numbers.clear()
            self._numbers[key] = select_name(self._connection, table, name)
        return self._numbers[key]

    def _merge(self, twin: int, new: FlatUnit, former: UnitColumns, columns: UnitColumns) -> Fate:
        stored, unit = select_unit(self._connection, twin), new.load_unit()
        if stored is not None and stored.unit == unit:
            self._move(twin, former, columns)
            return Fate.KEPT
        if stored is None:
            return Fate.KEPT
        if _rank(unit) <= _rank(stored.unit):
            is_newer = _rank(unit) < _rank(stored.unit)
            return self._confirm(stored, former, is_newer=is_newer)
        if _drop_times(stored.unit) != _drop_times(unit):
            self._remember(stored, new.author)
        update_unit(self._connection, twin, columns._replace(origin=self._origin))
        return Fate.REPLACED

    def _confirm(self, stored: StoredUnit, former: UnitColumns, *, is_newer: bool) -> Fate:
        """Give a unit that stays as it is the status and the author that are asked for."""
        unit = self._restate(stored, is_newer=is_newer)
        if unit == stored.unit:
            return Fate.KEPT
        self._remember(stored, self._stated.author)
        facts = read_facts(unit)
        columns = former._replace(
            author=self._number("person", facts.author) if facts.author else None,
            changed=count_seconds(facts.changed),
            confidence=facts.confidence,
            status=facts.status,
            details=dump_details(unit, is_turned=is_turned(former.details)),
        )
        update_unit(self._connection, stored.id, columns)
        return Fate.REPLACED

    def _restate(self, stored: StoredUnit, *, is_newer: bool) -> TranslationUnit:
        status, author = self._stated.status, self._stated.author
        if status is not None and status != stored.status:
            moment = make_moment(self._moment)
            unit = restate_status(stored.unit, status)
            return restate_author(unit, author, moment, is_certain=False)
        if author is None or is_newer:
            return stored.unit
        return state_facts(stored.unit, read_facts(stored.unit)._replace(author=author))

    def _remember(self, stored: StoredUnit, author: str | None) -> None:
        before = dump_unit(stored.unit)
        change = ChangeRow(stored.id, self._moment, author, Action.MERGE, before)
        insert_changes(self._connection, [change])

    def _move(self, number: int, former: UnitColumns, columns: UnitColumns) -> None:
        """Put a unit between other neighbours."""
        moved = columns._replace(details=former.details)
        if moved != former:
            update_unit(self._connection, number, moved)


def _drop_times(unit: TranslationUnit) -> TranslationUnit:
    """Return a unit without what changes when it is aligned or used again."""
    variants = tuple(_drop_times_of(each) for each in unit.variants)
    return _drop_times_of(replace(unit, variants=variants))


_Dated = TypeVar("_Dated", TranslationUnit, Variant)


def _drop_times_of(record: _Dated) -> _Dated:
    times = {"change_date": None, "usage_count": None, "last_usage_date": None}
    return replace(record, provenance=replace(record.provenance, **times))


_NEVER = count_seconds(datetime.min.replace(tzinfo=UTC))


def _rank(unit: TranslationUnit) -> tuple[int, int]:
    """Return what is greater of the state of a unit that is to be kept."""
    changed = count_seconds(read_facts(unit).changed)
    return changed if changed is not None else _NEVER or 0, unit.provenance.usage_count or 0


def add_unit(  # noqa: PLR0913 — each is a fact of its own
    memory: Memory,
    unit: TranslationUnit,
    *,
    origin: str,
    moment: datetime,
    context: Context | None = None,
    document: str | None = None,
    author: str | None = None,
    status: Status | None = None,
    confidence: float | None = None,
) -> StoredUnit:
    """Add a unit to a memory in a transaction of its own.

    Args:
        memory: opened for writing.
        unit: the source first, or stated by `source_language`; of more variants the first pair.
        origin: name of the command or program that adds it.
        moment: now, with a time zone; the date of a unit that has none.
        context: what stands around it in its document, or None.
        document: name of its document; None: as the unit says.
        author: who made it; None: as the unit says.
        status: how far it has come; None: as the unit says.
        confidence: probability in [0, 1] that an alignment is right; None: as the unit says.

    Returns:
        The unit as the memory has it, which had it before perhaps.

    Raises:
        TmxError: it lacks a text in a language of the memory, or the memory cannot be written.
    """
    origin, named = clean_text(origin), (clean_name(document), clean_name(author))
    facts = Facts(*named, moment.replace(microsecond=0), confidence, status)
    with memory.write() as connection:
        divided = divide_unit(unit, memory.languages, facts=facts)
        if not divided.units:
            raise TmxError(f"{memory.path}: the unit cannot be added: {divided.reason}")
        first = divided.units[0]
        new = flatten(first, find_prints(first, context))
        number = select_origin(connection, origin, None)
        seconds = count_seconds(moment) or 0
        if number is None:
            number = insert_origin(connection, origin, seconds, None)
        put = UnitWriter(connection, number, seconds).put(new)
        update_index(memory)
        stored = select_unit(connection, put.id)
    if stored is None:
        raise TmxError(f"{memory.path}: the unit was deleted while it was added; add it again")
    return stored


def find_prints(new: NewUnit, context: Context | Prints | None) -> Prints:
    """Make the prints of what a context tells of the neighbours of a unit."""
    if context is None or isinstance(context, Prints):
        return context or UNKNOWN_PRINTS
    sources = _print(context.previous), _print(context.following)
    targets = _print(context.previous_target), None
    both = (*sources, *targets) if new.source == Side.FIRST else (*targets, *sources)
    return Prints(*both)


def _print(text: str | None) -> int | None:
    return None if text is None else make_print(clean_text(text)) if text else 0
