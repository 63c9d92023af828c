"""Rows of texts → an Excel workbook, sheet by sheet, in memory that does not grow.

Every cell is a text, whatever it looks like: nothing is a formula, number or date. The same rows
give the same bytes: no clock is read.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tmx.errors import TmxError
from tmx.formats.spreadsheet.escaping import escape_attribute, escape_cell

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
LONGEST = 32_767
"""Most characters of a cell, counted in units of UTF-16."""

# A part over 2 GiB would need ZIP64, of which Excel complains.
_MOST_BYTES = 1_900_000_000
_BLOCK = 1 << 18
_TEXT, _NAME = 1, 2

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ALIGNED = '<alignment vertical="top" wrapText="1"/>'
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    # Number format 49 is text: what is typed into such a cell stays as it is, too.
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"'
    f' applyAlignment="1">{_ALIGNED}</xf>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"'
    f' applyFont="1" applyAlignment="1">{_ALIGNED}</xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def measure(text: str) -> int:
    """Return the length of a text as Excel counts it: units of UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a sheet looks.

    Args:
        name: shown on its tab, at most 31 characters.
        names: of its columns: the first row, which stays in sight.
        widths: of its columns, in characters.
    """

    name: str
    names: Sequence[str]
    widths: Sequence[int]


class WorkbookWriter:
    """Writes a workbook into a stream: a context, whose end completes the workbook.

    Args:
        stream: a binary stream.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._archive = ZipFile(stream, "w", ZIP_DEFLATED)
        self._sheets: list[str] = []

    @contextmanager
    def add_sheet(self, sheet: Sheet) -> "Iterator[SheetWriter]":
        """Begin a sheet; it must end before the next one.

        Raises:
            TmxError: it has more columns than Excel takes.
        """
        if len(sheet.names) > MOST_COLUMNS:
            raise TmxError(
                f"a sheet takes {MOST_COLUMNS:,} columns, not {len(sheet.names):,}; write .csv"
            )
        self._sheets.append(sheet.name)
        part = f"xl/worksheets/sheet{len(self._sheets)}.xml"
        with self._archive.open(_describe_part(part), "w") as stream:
            writer = SheetWriter(stream, sheet, is_first=len(self._sheets) == 1)
            yield writer
            writer.finish()

    def __enter__(self) -> "WorkbookWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._write_parts()
        finally:
            # An archive that is left open tries to end itself when the stream is closed already.
            with nullcontext() if kind is None else suppress(OSError, ValueError):
                self._archive.close()

    def _write_parts(self) -> None:
        """Write the parts that list the sheets."""
        for name, text in self._list_parts():
            with self._archive.open(_describe_part(name), "w") as stream:
                stream.write(text.encode("utf-8"))

    def _list_parts(self) -> Iterator[tuple[str, str]]:
        sheets = range(1, len(self._sheets) + 1)
        yield "xl/styles.xml", _STYLES
        yield "xl/workbook.xml", _make_workbook(self._sheets)
        links = [(f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in sheets]
        yield "xl/_rels/workbook.xml.rels", _make_links([*links, ("rId0", "styles", "styles.xml")])
        yield "_rels/.rels", _make_links([("rId1", "officeDocument", "xl/workbook.xml")])
        yield "[Content_Types].xml", _make_types(sheets)


class SheetWriter:
    """Writes the rows of a sheet."""

    def __init__(self, stream: IO[bytes], sheet: Sheet, *, is_first: bool) -> None:
        self._write = stream.write
        self._references = [_name_column(index) for index in range(len(sheet.names))]
        self._rows = self._size = 0
        self._block: list[str] = [_make_head(sheet, is_first=is_first)]
        self._pending = 0
        self._add(sheet.names, _NAME)

    @property
    def is_full(self) -> bool:
        """Whether another row must go into another sheet."""
        return self._rows >= MOST_ROWS or self._size > _MOST_BYTES

    def write_row(self, cells: Sequence[str]) -> None:
        """Write a row of texts, each no longer than LONGEST and without lone surrogates."""
        self._add(cells, _TEXT)

    def _add(self, cells: Sequence[str], style: int) -> None:
        self._rows += 1
        number = self._rows
        row = "".join(
            [
                _make_cell(f"{reference}{number}", text, style)
                for reference, text in zip(self._references, cells, strict=True)
                if text
            ]
        )
        self._block.append(f'<row r="{number}">{row}</row>')
        self._pending += len(row)
        if self._pending > _BLOCK:
            self._flush()

    def _flush(self) -> None:
        data = "".join(self._block).encode("utf-8")
        self._write(data)
        self._size += len(data)
        self._block.clear()
        self._pending = 0

    def finish(self) -> None:
        """Write the end of the sheet."""
        last = self._references[-1] if self._references else "A"
        # Numbers are texts here on purpose; Excel need not mark each of them as a mistake.
        self._block.append(
            f'</sheetData><ignoredErrors><ignoredError sqref="A1:{last}{self._rows}"'
            ' numberStoredAsText="1"/></ignoredErrors></worksheet>'
        )
        self._flush()


def _make_cell(reference: str, text: str, style: int) -> str:
    is_spaced = text[0].isspace() or text[-1].isspace() or "\n" in text
    space = ' xml:space="preserve"' if is_spaced else ""
    return (
        f'<c r="{reference}" s="{style}" t="inlineStr"><is><t{space}>{escape_cell(text)}'
        "</t></is></c>"
    )


def _make_head(sheet: Sheet, *, is_first: bool) -> str:
    selected = ' tabSelected="1"' if is_first else ""
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{width}" style="{_TEXT}" customWidth="1"/>'
        for i, width in enumerate(sheet.widths, start=1)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView{selected} workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{columns}</cols><sheetData>"
    )


def _make_workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape_attribute(name)}" sheetId="{i}" r:id="rId{i}"/>'
        for i, name in enumerate(names, start=1)
    )
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/>'
        f"</bookViews><sheets>{sheets}</sheets></workbook>"
    )


def _make_links(links: Sequence[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in links
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _make_types(sheets: Sequence[int]) -> str:
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{i}.xml", "worksheet") for i in sheets]
    listed = "".join(
        f'<Override PartName="{part}" ContentType="{_TYPES}.{kind}+xml"/>' for part, kind in parts
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _describe_part(name: str) -> ZipInfo:
    info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = ZIP_DEFLATED
    # Else it tells the system that the file was made on.
    info.create_system = 0
    return info


def _name_column(index: int) -> str:
    """Name a column as Excel does.

    >>> _name_column(0), _name_column(26), _name_column(16383)
    ('A', 'AA', 'XFD')
    """
    name = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
