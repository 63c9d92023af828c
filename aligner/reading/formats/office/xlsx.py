"""Excel workbooks (.xlsx): a column a language, or cells of one text.

Read from the XML itself: a library that reads large sheets row by row does not tell which rows
are hidden, and one that tells keeps every cell as an object.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from zipfile import ZipFile

from aligner.errors import AlignerError
from aligner.reading.formats.archives import open_archive
from aligner.reading.formats.office.cell_values import NumberFormats, read_formats, read_string
from aligner.reading.formats.office.flow import confirm_metadata, describe_counts
from aligner.reading.formats.office.packages import (
    Relation,
    find_main_part,
    find_relations,
    parse_part,
    read_part,
    read_properties,
)
from aligner.reading.formats.streaming import stream_elements
from aligner.reading.formats.tables import (
    SAMPLE_ROWS,
    BilingualTable,
    find_bilingual,
    make_row_paragraphs,
    split_cell,
)
from aligner.reading.records import Change, Reading, Source
from aligner.records import Document, Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAME = "the Excel workbook"
_MAIN = "xl/workbook.xml"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HIDDEN = "hidden-text"
_REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
# Columns that a table of two languages may have; more are no such table.
_WIDEST = 200


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a sheet: its number, and the cells that hold something, by column from 0."""

    number: int
    cells: tuple[tuple[int, str], ...]

    def fill(self, width: int) -> list[str]:
        """Return the texts of the first cells, empty ones included."""
        texts = [""] * width
        for column, text in self.cells:
            if column < width:
                texts[column] = text
        return texts


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    rows: tuple[_Row, ...]
    table: BilingualTable | None


def read_xlsx(source: Source) -> Reading:
    """Read an Excel workbook.

    If a sheet has a Chinese and an English column, every such sheet is read, and no other; else
    every sheet is, each cell a paragraph. Hidden sheets, rows and columns are left out and
    logged (rule hidden-text). Of a formula its last result is read.

    Raises:
        AlignerError: it is damaged, has a password, or holds no text.
    """
    archive = open_archive(source.data, name=_NAME)
    reader = _WorkbookReader(archive, source)
    sheets = [sheet for sheet in reader.read_sheets() if sheet.rows]
    chosen = [sheet for sheet in sheets if sheet.table] or sheets
    paragraphs = tuple(_lay_out(chosen))
    if not paragraphs:
        raise AlignerError("the file holds no visible text: give a file that holds text")
    metadata = confirm_metadata(read_properties(archive), paragraphs)
    document = Document(paragraphs, name=source.name, metadata=metadata)
    notes = (*_describe(sheets, chosen), *describe_counts(reader.list_hidden()))
    return Reading(document, notes, tuple(reader.changes))


class _WorkbookReader:
    """Reads the sheets of a workbook, and counts what is hidden."""

    def __init__(self, archive: ZipFile, source: Source) -> None:
        self._archive = archive
        self._is_dropping = source.drops(_HIDDEN)
        self._main = find_main_part(archive, _MAIN)
        self._workbook = parse_part(archive, self._main)
        self._relations = list(find_relations(archive, self._main))
        self._strings = self._read_strings()
        self._formats = self._read_formats()
        self.changes: list[Change] = []
        self._hidden = {"sheet": 0, "row": 0, "column": 0}
        self._hidden_columns: set[int] = set()

    def list_hidden(self) -> list[tuple[int, str, str]]:
        """List how much is hidden, for `describe_counts`."""
        outcome = f"left out (--keep {_HIDDEN} reads what is hidden)"
        return [(number, f"hidden {name}", outcome) for name, number in self._hidden.items()]

    def read_sheets(self) -> Iterator[_Sheet]:
        """Yield the sheets in order; those that are hidden without rows."""
        parts = {relation.id: relation.target for relation in self._relations}
        for sheet in self._workbook.iterfind("{*}sheets/{*}sheet"):
            part = parts.get(sheet.get(_LINK, ""), "")
            # A sheet may be a chart, which holds no cells.
            if part in self._archive.NameToInfo and "worksheet" in part.lower():
                is_hidden = sheet.get("state", "visible") != "visible"
                rows = self._read_sheet(part, is_hidden=is_hidden and self._is_dropping)
                yield _Sheet(sheet.get("name", ""), rows, _find_table(rows))

    def _find_part(self, kind: str) -> Relation | None:
        members = self._archive.NameToInfo
        return next((r for r in self._relations if r.type == kind and r.target in members), None)

    def _read_strings(self) -> list[str]:
        part = self._find_part("sharedStrings")
        if part is None:
            return []
        strings = stream_elements(read_part(self._archive, part.target), "sst", frozenset({"si"}))
        return [
            read_string(element)
            for event, element in strings
            if event == "end" and str(element.tag).endswith("}si")
        ]

    def _read_formats(self) -> NumberFormats:
        part = self._find_part("styles")
        styles = None if part is None else parse_part(self._archive, part.target)
        properties = self._workbook.find("{*}workbookPr")
        stated = "0" if properties is None else properties.get("date1904", "0")
        return read_formats(styles, is_1904=stated in ("1", "true"))

    def _read_sheet(self, part: str, *, is_hidden: bool) -> tuple[_Row, ...]:
        rows: list[_Row] = []
        hidden: set[int] = set()
        self._hidden_columns = set()
        number = 0
        data = read_part(self._archive, part)
        for event, element in stream_elements(data, "worksheet", frozenset({"row", "col"})):
            if event == "end" and str(element.tag).endswith("}col") and _is_hidden(element):
                hidden.update(_list_columns(element))
            elif event == "end" and str(element.tag).endswith("}row"):
                number = _read_index(element.get("r", "")) or number + 1
                row = self._read_row(element, number, hidden, is_hidden=is_hidden)
                rows += [row] if row.cells else []
        self._hidden["sheet"] += is_hidden
        self._hidden["column"] += len(self._hidden_columns)
        return tuple(rows)

    def _read_row(self, row: "Element", number: int, hidden: set[int], *, is_hidden: bool) -> _Row:
        cells = tuple(self._read_cells(row))
        if not self._is_dropping:
            return _Row(number, cells)
        has_hidden_row = bool(cells) and _is_hidden(row) and not is_hidden
        self._hidden["row"] += has_hidden_row
        is_dropped = is_hidden or has_hidden_row
        for column, text in cells:
            if is_dropped or column in hidden:
                self._hidden_columns |= set() if is_dropped else {column}
                self.changes.append(Change(_HIDDEN, number, text, reason="hidden in the file"))
        kept = () if is_dropped else (cell for cell in cells if cell[0] not in hidden)
        return _Row(number, tuple(kept))

    def _read_cells(self, row: "Element") -> Iterator[tuple[int, str]]:
        """Yield column and text of the cells of a row that show something."""
        column = -1
        for cell in row.iterchildren("{*}c"):
            column = _read_column(cell.get("r", ""), column + 1)
            text = self._read_cell(cell).strip()
            if text:
                yield column, text

    def _read_cell(self, cell: "Element") -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return "" if inline is None else read_string(inline)
        value = cell.findtext("{*}v") or ""
        if kind == "s":
            index = _read_index(value)
            return self._strings[index] if index < len(self._strings) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind == "n":
            return self._formats.show(value, cell.get("s", "")) if value else ""
        # A mistake such as #N/A is no text; what is left are results of formulas, and dates.
        return "" if kind == "e" else value


def _is_hidden(element: "Element") -> bool:
    return element.get("hidden", "0") in ("1", "true")


def _read_index(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def _list_columns(element: "Element") -> range:
    first, last = (_read_index(element.get(name, "")) for name in ("min", "max"))
    # "All columns from here" are hidden where nothing is in them.
    return range(first - 1, min(last, _WIDEST)) if first else range(0)


def _read_column(reference: str, usual: int) -> int:
    """Read the column of a reference such as "B12", counted from 0."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return usual
    number = 0
    for letter in found[1]:
        number = 26 * number + ord(letter) - 64
    return number - 1


def _find_table(rows: Sequence[_Row]) -> BilingualTable | None:
    sample = list(islice(rows, SAMPLE_ROWS))
    width = min(max((row.cells[-1][0] for row in sample), default=-1) + 1, _WIDEST)
    return find_bilingual([row.fill(width) for row in sample])


def _lay_out(sheets: Sequence[_Sheet]) -> Iterator[Paragraph]:
    first = 0
    for sheet in sheets:
        if sheet.table is None:
            for row in sheet.rows:
                for _, cell in row.cells:
                    yield from (Paragraph(text, row.number) for text in split_cell(cell))
            continue
        width = max(sheet.table.columns) + 1
        rows, lines = (row.fill(width) for row in sheet.rows), (row.number for row in sheet.rows)
        yield from make_row_paragraphs(rows, sheet.table, first_row=first, lines=lines)
        first += len(sheet.rows)


def _describe(sheets: Sequence[_Sheet], chosen: Sequence[_Sheet]) -> Iterator[str]:
    """Say which columns and which sheets were not read."""
    for sheet in chosen:
        name = f"sheet “{sheet.name}”: " if len(sheets) > 1 else ""
        yield from (f"{name}{note}" for note in (sheet.table.notes if sheet.table else ()))
    left_out = [f"“{sheet.name}”" for sheet in sheets if sheet not in chosen]
    if left_out:
        yield f"left out sheets without two languages side by side: {', '.join(left_out)}"
