"""Translation units ↔ Excel workbooks (.xlsx): a unit a row, the header of the file on a sheet.

Texts are written as texts, whatever they look like. More units than a sheet has rows go on in
further sheets; what is longer than a cell can be is left out and counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from tmx.errors import TmxError
from tmx.formats.places import name_unit, quote
from tmx.formats.records import Conversion, ReadOptions, UnitSource, WriteOptions
from tmx.formats.spreadsheet.packing import LONGEST, Sheet, SheetWriter, WorkbookWriter, measure
from tmx.formats.spreadsheet.unpacking import FoundSheet, Workbook, open_workbook_file
from tmx.formats.tables.headers import HEADER_NAMES, make_header_rows, read_header
from tmx.formats.tables.layout import Layout, plan_layout
from tmx.formats.tables.names import Kind
from tmx.formats.tables.reading import Row, Table
from tmx.formats.tables.rows import RowMaker, replace_surrogates
from tmx.losses import LossCounter
from tmx.records import Header, ReadReport, TranslationUnit

_UNITS, _HEADER = "units", "header"
_WIDTHS = {Kind.LANGUAGE: 60, Kind.TUID: 12, Kind.NOTE: 40, Kind.MORE: 30}
_USUAL_WIDTH = 18
_HEADER_WIDTHS = (24, 60, 12, 12)


def write_workbook(stream: BinaryIO, source: UnitSource, options: WriteOptions) -> Conversion:
    """Write a workbook.

    Args:
        stream: a binary stream.
        source: gone through twice, for its first pass says which columns there are.
        options: languages that stand first; level 1 leaves out inline codes.

    Raises:
        TmxError: the source cannot be read.
    """
    losses = LossCounter()
    layout = plan_layout(source, options)
    rows = _make_rows(source, layout, options, losses)
    with WorkbookWriter(stream) as book:
        units, sheets = _write_units(book, rows, layout, losses)
        if source.header is not None:
            with book.add_sheet(Sheet(_HEADER, HEADER_NAMES, _HEADER_WIDTHS)) as sheet:
                _write_header(sheet, source.header, losses)
    notes = (f"the units fill {sheets} sheets",) if sheets > 1 else ()
    return Conversion(units, losses.losses, notes)


def _write_units(
    book: WorkbookWriter, rows: Iterator[list[str]], layout: Layout, losses: LossCounter
) -> tuple[int, int]:
    """Write the sheets of units; return how many units and sheets there are."""
    row = next(rows, None)
    sheets = units = 0
    while row is not None or not sheets:
        sheets += 1
        with book.add_sheet(_make_sheet(layout, sheets, losses)) as sheet:
            while row is not None and not sheet.is_full:
                sheet.write_row(row)
                units += 1
                row = next(rows, None)
    return units, sheets


def _make_sheet(layout: Layout, number: int, losses: LossCounter) -> Sheet:
    name = _UNITS if number == 1 else f"{_UNITS} {number}"
    widths = [_WIDTHS.get(column.kind, _USUAL_WIDTH) for column in layout.columns]
    return Sheet(name, replace_surrogates(layout.names, "the names of columns", losses), widths)


def _make_rows(
    source: UnitSource, layout: Layout, options: WriteOptions, losses: LossCounter
) -> Iterator[list[str]]:
    maker = RowMaker(layout, options.level, losses)
    for number, unit in enumerate(source, start=1):
        row = maker.make_row(number, unit)
        if row is None:
            continue
        place = name_unit(number, unit)
        if max(map(len, row)) > LONGEST // 2 and not _cut(row, layout, place, losses):
            continue
        yield replace_surrogates(row, place, losses)


def _cut(row: list[str], layout: Layout, place: str, losses: LossCounter) -> bool:
    """Empty the cells that are too long; return whether the row is to be written."""
    for index, column in enumerate(layout.columns):
        if measure(row[index]) <= LONGEST:
            continue
        if column.kind is Kind.LANGUAGE:
            reason = f"a text over {LONGEST:,} characters, the most of a cell: the unit is left out"
            losses.add(reason, place)
            return False
        name = quote(layout.names[index])
        losses.add(f"in the column {name}, over {LONGEST:,} characters are left out", place)
        row[index] = ""
    return True


def _write_header(sheet: SheetWriter, header: Header, losses: LossCounter) -> None:
    for row in make_header_rows(header):
        if max(map(measure, row)) > LONGEST:
            losses.add(f"of the header, what has over {LONGEST:,} characters is left out")
        else:
            sheet.write_row(replace_surrogates(row, "the header", losses))


def open_workbook(paths: Sequence[Path], options: ReadOptions) -> "WorkbookSource":
    """Open a workbook; the first rows of its sheets are read at once.

    Args:
        paths: one file.
        options: languages that the sheets do not name.

    Raises:
        TmxError: it cannot be read, is no workbook, or no sheet says its languages.
    """
    return WorkbookSource(paths[0], options)


class WorkbookSource:
    """The units of all sheets that have columns of texts, read anew at each pass."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path = path
        self._options = options
        self._left_out: list[str] = []
        self._fitting: list[FoundSheet] = []
        self._report = ReadReport(0)
        self._table: Table | None = None
        with open_workbook_file(path) as book:
            self._header = self._look_through(book)

    @property
    def header(self) -> Header:
        """What the sheet `header` says, else the language of the first column of texts."""
        return self._header

    @property
    def report(self) -> ReadReport:
        """Report of the last whole pass."""
        return self._report

    def _look_through(self, book: Workbook) -> Header:
        header: Header | None = None
        fault: TmxError | None = None
        source = ""
        for sheet in book.sheets:
            first = next(book.read_rows(sheet), None)
            if first is None:
                continue
            if sheet.name == _HEADER and tuple(first.cells) == HEADER_NAMES:
                header = read_header(book.read_rows(sheet), LossCounter())
                continue
            try:
                plan = self._make_table(book, sheet, LossCounter()).plan
            except TmxError as error:
                fault = fault or error
                self._left_out.append(sheet.name)
            else:
                source = source or plan.source
                self._fitting.append(sheet)
        if not self._fitting:
            raise fault or TmxError(f"{self._path}: holds no rows; give a workbook with texts")
        if header is None or self._options.source_language is None:
            return header or Header(source)
        return replace(header, source_language=source)

    def _make_table(self, book: Workbook, sheet: FoundSheet, losses: LossCounter) -> Table:
        rows: Iterator[Row] = book.read_rows(sheet, losses)
        where = f"{self._path}, sheet “{quote(sheet.name)}”"
        # Beside other sheets, the number of a row alone is no place.
        place = "row" if len(self._fitting) < 2 else f"sheet “{quote(sheet.name)}”, row"
        return Table(rows, self._options, losses, where=where, place=place)

    @property
    def place(self) -> str:
        """Where the unit given last stands, such as "row 12"."""
        return "" if self._table is None else self._table.place

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a new pass; where the file is damaged it ends, and the report says so.

        Raises:
            TmxError: the file cannot be read.
        """
        losses, units = LossCounter(), 0
        for name in self._left_out:
            losses.add(f"the sheet “{quote(name)}” names no languages and is left out")
        truncation: str | None = None
        with open_workbook_file(self._path) as book:
            for sheet in self._fitting:
                self._table = self._make_table(book, sheet, losses)
                try:
                    for unit in self._table:
                        units += 1
                        yield unit
                except TmxError as error:
                    truncation = str(error)
                    break
        self._report = ReadReport(units, losses.losses, truncation)
