"""The rows of a table → translation units: our own, lossless, and those that people made."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any, NamedTuple

from tmx.formats.places import quote
from tmx.formats.records import ReadOptions
from tmx.formats.tables.merging import Merger
from tmx.formats.tables.names import USAGE_COUNT, Kind, name_column
from tmx.formats.tables.plans import HEAD_ROWS, Plan, plan_reading
from tmx.losses import LossCounter
from tmx.markup import PROVENANCE_DATES, parse_date
from tmx.records import UNKNOWN, Note, Prop, Provenance, TranslationUnit, Variant

_LONGEST_COUNT = 9
_SHOWN_NAMES = 3


class Row(NamedTuple):
    """A row of a table.

    Args:
        number: of its line or row in the file, counted from 1.
        cells: their texts from the left; rows may differ in length.
    """

    number: int
    cells: Sequence[str]


class Table:
    """The units of one table, gone through once.

    Args:
        rows: all of it, the header included.
        options: languages that the table does not name.
        losses: counts what is not kept.
        where: the file and sheet, for messages.
        place: what the number of a row counts, such as "line".

    Attributes:
        place: where the unit given last stands, such as "line 12".

    Raises:
        TmxError: the table does not say its languages.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        options: ReadOptions,
        losses: LossCounter,
        *,
        where: str,
        place: str = "line",
    ) -> None:
        rows = iter(rows)
        head = list(islice(rows, HEAD_ROWS))
        self.plan = plan_reading([row.cells for row in head], options, where)
        self._rows = chain(head[self.plan.skipped :], rows)
        self._losses = losses
        self._place = place
        self.place = ""
        self._maker = _UnitMaker(self.plan, losses)
        self._count_head()

    def _count_head(self) -> None:
        for name in self.plan.left_out:
            self._losses.add(f"the column “{quote(name)}” is left out")
        if self.plan.titles:
            self._losses.add("rows above the header are left out", count=self.plan.titles)
        tags = {column.name for _, column in self.plan.list_kind(Kind.LANGUAGE)}
        if len(tags) == 1 and self.plan.foreign:
            named = ", ".join(f"“{quote(name)}”" for name in self.plan.foreign[:_SHOWN_NAMES])
            self._losses.add(
                f"only one column names a language ({quote(*tags)}): units have texts in no other;"
                f" what is in {named} is kept as properties"
            )

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Yield the units; a row without texts gives none and is counted."""
        width = self.plan.width
        for number, cells in self._list_filled():
            if len(cells) > width and any(islice(cells, width, None)):
                reason = "cells beyond the last column of the header are left out"
                self._losses.add(reason, f"{self._place} {number}")
            unit = self._maker.make_unit(cells, f"{self._place} {number}")
            if unit is not None:
                self.place = f"{self._place} {number}"
                yield unit
            else:
                self._losses.add("rows without a text are left out", f"{self._place} {number}")

    def _list_filled(self) -> Iterator[Row]:
        """Yield the rows that hold something; the empty ones between them are counted."""
        # Sheets often end in thousands of rows that hold nothing but a format.
        empty: LossCounter | None = None
        for row in self._rows:
            if not any(row.cells):
                empty = empty or LossCounter()
                empty.add("empty rows are skipped", f"{self._place} {row.number}")
                continue
            if empty is not None:
                self._losses.extend(empty.losses)
                empty = None
            yield row


class _UnitMaker:
    """Makes the units of one table."""

    def __init__(self, plan: Plan, losses: LossCounter) -> None:
        self._losses = losses
        self._merger = Merger(plan, losses)
        self._width = plan.width
        self._texts = plan.list_kind(Kind.LANGUAGE)
        self._attributes = plan.list_kind(Kind.ATTRIBUTE)
        self._props = plan.list_kind(Kind.PROP)
        self._notes = [index for index, _ in plan.list_kind(Kind.NOTE)]
        self._tuid = next((index for index, _ in plan.list_kind(Kind.TUID)), -1)
        self._more = next((index for index, _ in plan.list_kind(Kind.MORE)), -1)

    def make_unit(self, cells: Sequence[str], place: str) -> TranslationUnit | None:
        """Make the unit of a row; None: it has no text."""
        if len(cells) < self._width:
            cells = [*cells, *[""] * (self._width - len(cells))]
        if self._more >= 0 and (more := self._merger.parse(cells[self._more], place)):
            attributes = self._read_attributes(cells, place)
            return self._merger.merge(cells, more, attributes, place=place)
        variants = tuple(
            [Variant(column.name, cells[index]) for index, column in self._texts if cells[index]]
        )
        if not variants:
            return None
        attributes = self._read_attributes(cells, place) if self._attributes else {}
        return TranslationUnit(
            variants,
            tuid=(cells[self._tuid] or None) if self._tuid >= 0 else None,
            props=tuple([Prop(column.name, cells[i]) for i, column in self._props if cells[i]]),
            notes=tuple([Note(cells[i]) for i in self._notes if cells[i]]),
            source_language=attributes.pop("source_language", None),
            segtype=attributes.pop("segtype", None),
            provenance=Provenance(**attributes) if attributes else UNKNOWN,
        )

    def _read_attributes(self, cells: Sequence[str], place: str) -> dict[str, Any]:
        found = {}
        for index, column in self._attributes:
            if text := cells[index]:
                value = _read_attribute(column.name, text)
                if value is not None:
                    found[column.name] = value
                else:
                    reason = f"in the column {name_column(column)}, what is no date or number"
                    self._losses.add(f"{reason} is left out", place)
        return found


def _read_attribute(name: str, text: str) -> object:
    if name in PROVENANCE_DATES:
        return _read_date(text.strip())
    if name == USAGE_COUNT:
        bare = text.strip()
        is_number = bare.isascii() and bare.removeprefix("-").isdigit()
        return int(bare) if is_number and len(bare) <= _LONGEST_COUNT + 1 else None
    return text


def _read_date(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return parse_date(text)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
