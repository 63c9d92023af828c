"""An Excel workbook → the rows of its sheets as texts, in memory that does not grow.

Also as Excel and LibreOffice write it: shared texts, numbers, dates, results of formulas. Hidden
rows and sheets are read like others.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain
from pathlib import Path

from tmx.errors import TmxError
from tmx.formats.spreadsheet.escaping import unescape_cell
from tmx.formats.spreadsheet.packing import MOST_COLUMNS
from tmx.formats.spreadsheet.parts import (
    Package,
    PartParser,
    drop_prefix,
    open_package,
)
from tmx.formats.spreadsheet.texts import Collector, SharedTexts
from tmx.formats.spreadsheet.values import Style, read_style, show_number
from tmx.formats.tables.reading import Row
from tmx.losses import LossCounter

_WORKBOOK = "xl/workbook.xml"
_DIGITS = "0123456789"
_LONGEST_ROW = 50_000_000
_PLAIN = Style()
_NO_RESULT = "formulas that show a mistake, or were never worked out, are read as empty cells"


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A sheet: its name, and the part that holds its rows."""

    name: str
    part: str


class Workbook:
    """An open workbook; `open_workbook_file` makes it.

    Args:
        package: its archive.
        texts: the place of its shared texts.
    """

    def __init__(self, package: Package, texts: "SharedTexts") -> None:
        self._package = package
        self._texts = texts
        main = next((p for _, kind, p in package.list_links("") if kind == "officeDocument"), "")
        self._main = main or _WORKBOOK
        if not package.has(self._main):
            raise TmxError(f"{package.path}: is no Excel workbook; give an .xlsx file")
        self._elements = package.list_elements(self._main)
        self._links = package.list_links(self._main)
        self._styles = self._read_styles()
        self._epoch = self._find_epoch()
        self.merged: dict[str, list[str]] = {}
        """Ranges of merged cells, such as "A2:A3", by the part of a sheet that was read."""
        for part in self._find_parts("sharedStrings"):
            texts.read(package, part)

    def _find_parts(self, kind: str) -> list[str]:
        return [p for _, each, p in self._links if each == kind and self._package.has(p)]

    def _find_epoch(self) -> datetime:
        stated = (e.attributes for e in self._elements if e.name == "workbookPr")
        is_1904 = next(stated, {}).get("date1904") in ("1", "true")
        return datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)

    def _read_styles(self) -> list[Style]:
        codes: dict[str, str] = {}
        styles: list[Style] = []
        is_cell = False
        for part in self._find_parts("styles"):
            for element in self._package.list_elements(part):
                number = element.attributes.get("numFmtId", "")
                if element.name == "numFmt":
                    codes[number] = element.attributes.get("formatCode", "")
                elif element.name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
                    is_cell = element.name == "cellXfs"
                elif element.name == "xf" and is_cell:
                    styles.append(read_style(number, codes.get(number)))
        return styles

    @property
    def sheets(self) -> list[FoundSheet]:
        """The sheets in order, without charts."""
        parts = {name: part for name, kind, part in self._links if kind == "worksheet"}
        found = [e.attributes for e in self._elements if e.name == "sheet"]
        return [
            FoundSheet(each.get("name", ""), parts[each["id"]])
            for each in found
            if each.get("id") in parts and self._package.has(parts[each["id"]])
        ]

    def read_rows(self, sheet: FoundSheet, losses: LossCounter | None = None) -> Iterator[Row]:
        """Yield the rows that a sheet holds, each as long as its last filled cell.

        Args:
            sheet: one of `sheets`.
            losses: counts cells that show a mistake, or a formula that no program has worked out.

        Raises:
            TmxError: it is damaged.
        """
        reader = _SheetReader(self._texts, self._styles, self._epoch)
        reader.losses = losses if losses is not None else LossCounter()
        self.merged[sheet.part] = reader.merged
        parser = PartParser(
            self._package.path,
            sheet.part,
            start=reader.start,
            end=reader.end,
            text=reader.add_text,
        )
        for chunk in chain(self._package.read(sheet.part), [b""]):
            fault = _feed(parser, chunk)
            yield from reader.take()
            if fault is not None:
                raise fault


def _feed(parser: PartParser, chunk: bytes) -> TmxError | None:
    """Parse a piece; return a fault, for the rows that came before it are to be given first."""
    try:
        parser.feed(chunk)
    except TmxError as error:
        return error
    return None


@contextmanager
def open_workbook_file(path: Path) -> Iterator[Workbook]:
    """Open a workbook.

    Raises:
        TmxError: it cannot be read, is damaged, or is no workbook.
    """
    with open_package(path) as package, SharedTexts() as texts:
        yield Workbook(package, texts)


class _SheetReader(Collector):
    """What a parser calls for the elements of a sheet."""

    def __init__(self, texts: SharedTexts, styles: list[Style], epoch: datetime) -> None:
        super().__init__()
        self._shared = texts
        self._styles = styles
        self._epoch = epoch
        self._rows: list[Row] = []
        self._number = 0
        self._cells: list[str] = []
        self._row_size = 0
        self._column = -1
        self._kind = self._style = ""
        self._has_formula = False
        self.losses = LossCounter()
        self.merged: list[str] = []

    def take(self) -> list[Row]:
        """Return the rows that have ended since."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = drop_prefix(name)
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self._is_open = not self._guides
        elif name == "row":
            self._number = _read_number(attributes.get("r", "")) or self._number + 1
            self._cells = []
            self._row_size = 0
            self._column = -1
        elif name == "f":
            self._has_formula = True
        elif name == "rPh":
            self._guides += 1
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._column = _read_column(attributes.get("r", ""), self._column + 1)
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._has_formula = False
        self._texts.clear()
        self._size = 0

    def end(self, name: str) -> None:
        if ":" in name:
            name = drop_prefix(name)
        if name in ("v", "t"):
            self._is_open = False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._rows.append(Row(self._number, self._cells))
        elif name == "rPh":
            self._guides -= 1

    def _end_cell(self) -> None:
        is_filled = bool(self._texts)
        text = self._read_value(self.take_text()) if is_filled else ""
        # Of a formula whose result is an empty text, the cell is one of texts.
        is_open = self._has_formula and not is_filled and self._kind != "str"
        if is_open or (is_filled and self._kind == "e"):
            self.losses.add(_NO_RESULT, f"row {self._number}")
        if text and self._column < MOST_COLUMNS:
            self._cells += [""] * (self._column + 1 - len(self._cells))
            self._cells[self._column] = text
            self._row_size += len(text)
            if self._row_size > _LONGEST_ROW:
                raise ValueError(f"a row with over {_LONGEST_ROW:,} characters")

    def _read_value(self, value: str) -> str:
        if self._kind in ("inlineStr", "str"):
            return unescape_cell(value)
        if self._kind == "s":
            return self._shared.get(value.strip())
        if self._kind == "n":
            return show_number(value, self._find_style(), self._epoch)
        if self._kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        # A mistake such as #N/A is no text; what is left are dates as ISO 8601 has them.
        return "" if self._kind == "e" else value

    def _find_style(self) -> Style:
        index = _read_number(self._style)
        return self._styles[index] if index < len(self._styles) else _PLAIN


def _read_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _read_column(reference: str, usual: int) -> int:
    """Read the column of a reference such as "B12", counted from 0."""
    letters = reference.rstrip(_DIGITS)
    return usual if len(letters) == len(reference) else _count_letters(letters, usual)


@lru_cache(maxsize=1024)
def _count_letters(letters: str, usual: int) -> int:
    if not (0 < len(letters) < 4 and letters.isascii() and letters.isalpha() and letters.isupper()):
        return usual
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1
