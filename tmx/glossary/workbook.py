"""Glossaries ↔ Excel workbooks (.xlsx): a row a concept, a column a language.

Cells are texts, whatever they look like, so that nothing is a formula. More concepts than a
sheet has rows go on in further sheets; the title has a sheet of its own.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

from tmx.errors import TmxError
from tmx.formats.places import quote
from tmx.formats.spreadsheet.packing import LONGEST, Sheet, SheetWriter, WorkbookWriter, measure
from tmx.formats.spreadsheet.parts import Package, explain_damage
from tmx.formats.spreadsheet.texts import SharedTexts
from tmx.formats.spreadsheet.unpacking import FoundSheet, Workbook
from tmx.formats.tables.reading import Row
from tmx.formats.tables.rows import replace_surrogates
from tmx.glossary.records import Concept, Glossary, GlossaryReading, GlossaryWriting
from tmx.glossary.tabular.columns import Column, Field
from tmx.glossary.tabular.formulas import mark_apostrophes, restore
from tmx.glossary.tabular.merging import fill_merged
from tmx.glossary.tabular.parsing import drop_repeated, read_table
from tmx.glossary.tabular.planning import Place, find_header
from tmx.glossary.tabular.rows import make_row, name_columns, plan_columns
from tmx.losses import LossCounter

_SHEET, _ABOUT = "glossary", "about"
_ABOUT_NAMES = ("field", "value")
_TITLE = "title"
_USUAL_WIDTH = 14
_WIDTHS = {
    Field.TERMS: 30,
    Field.EXAMPLE: 50,
    Field.DEFINITION: 40,
    Field.NOTE: 30,
    Field.EVIDENCE: 24,
}
_NamedRows = tuple[str, list[Row]]
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"


def write(stream: BinaryIO, glossary: Glossary) -> GlossaryWriting:
    """Write a glossary as a workbook.

    Args:
        stream: a binary stream.
        glossary: what is longer than a cell can be is left out and counted.

    Returns:
        How many concepts were written, and what the workbook does not hold.

    Raises:
        TmxError: it has more languages than a sheet has columns.
    """
    losses = LossCounter()
    columns = plan_columns(glossary.concepts)
    rows = _make_rows(glossary.concepts, columns, losses)
    with WorkbookWriter(stream) as book:
        written = _write_concepts(book, rows, columns, losses)
        if glossary.title:
            with book.add_sheet(Sheet(_ABOUT, _ABOUT_NAMES, (14, 60))) as sheet:
                _write_title(sheet, glossary.title, losses)
    return GlossaryWriting(written, losses.losses)


def _make_rows(
    concepts: Sequence[Concept], columns: Sequence[Column], losses: LossCounter
) -> Iterator[list[str]]:
    for number, concept in enumerate(concepts, start=1):
        row = [mark_apostrophes(cell) for cell in make_row(concept, columns)]
        place = f"concept {number}"
        if max(map(len, row)) <= LONGEST // 2 or _cut(row, columns, place, losses):
            yield replace_surrogates(row, place, losses)


def _cut(row: list[str], columns: Sequence[Column], place: str, losses: LossCounter) -> bool:
    """Empty the cells that are too long; return whether the row is to be written."""
    for index, column in enumerate(columns):
        if measure(row[index]) <= LONGEST:
            continue
        if column.field is Field.TERMS:
            reason = f"concepts whose terms fill over {LONGEST:,} characters are left out"
            losses.add(reason, place)
            return False
        name = quote(f"{column.language} {column.field}".strip())
        losses.add(f"in the column {name}, over {LONGEST:,} characters are left out", place)
        row[index] = ""
    return True


def _write_concepts(
    book: WorkbookWriter,
    rows: Iterator[list[str]],
    columns: Sequence[Column],
    losses: LossCounter,
) -> int:
    """Write the sheets of concepts; return how many concepts there are."""
    names = replace_surrogates(name_columns(columns), "the names of columns", losses)
    widths = [_WIDTHS.get(column.field, _USUAL_WIDTH) for column in columns]
    row = next(rows, None)
    sheets = concepts = 0
    while row is not None or not sheets:
        sheets += 1
        title = _SHEET if sheets == 1 else f"{_SHEET} {sheets}"
        with book.add_sheet(Sheet(title, names, widths)) as sheet:
            while row is not None and not sheet.is_full:
                sheet.write_row(row)
                concepts += 1
                row = next(rows, None)
    return concepts


def _write_title(sheet: SheetWriter, title: str, losses: LossCounter) -> None:
    if measure(title) > LONGEST:
        losses.add(f"a title of over {LONGEST:,} characters is left out")
    else:
        sheet.write_row(replace_surrogates([_TITLE, mark_apostrophes(title)], "the title", losses))


def read(stream: BinaryIO, name: str) -> GlossaryReading:
    """Read a glossary from a workbook, ours or one that people made.

    A number is read as it is stored (a share as 0.95), a date as 2024-02-29, a formula as its
    result; a cell that is merged over several rows stands in each. Sheets without a column of
    terms are left out and counted.

    Args:
        stream: a binary stream that can seek.
        name: of the file, for messages.

    Raises:
        TmxError: it is no workbook, is damaged, or no column names a language.
    """
    losses = LossCounter()
    with _open(stream, Path(name)) as book:
        sheets = [(each.name, _read_rows(book, each, losses)) for each in book.sheets]
    title = _find_title(sheets)
    chosen = _choose(sheets, losses)
    if not chosen:
        raise TmxError(f"{name}: holds no rows; give a workbook with a row a concept")
    tables = [
        read_table(rows, losses, _name_place(name, sheet, is_only=len(chosen) == 1))
        for sheet, rows in chosen
    ]
    concepts = [concept for table in tables for concept in table.concepts]
    if len(tables) > 1:
        placed = [(f"concept {i}", each) for i, each in enumerate(concepts, start=1)]
        concepts = list(drop_repeated(placed, losses))
    title = title or " ".join(table.title for table in tables if table.title)
    return GlossaryReading(Glossary(tuple(concepts), title), losses.losses)


def _read_rows(book: Workbook, sheet: FoundSheet, losses: LossCounter) -> list[Row]:
    rows = [
        Row(number, [restore(cell) for cell in cells])
        for number, cells in book.read_rows(sheet, losses)
    ]
    return fill_merged(rows, book.merged[sheet.part], losses) if book.merged[sheet.part] else rows


def _find_title(sheets: list[_NamedRows]) -> str:
    """Take the sheet that holds the title out of the others; return the title, or ""."""
    for index, (name, rows) in enumerate(sheets):
        if name == _ABOUT and rows and tuple(rows[0].cells) == _ABOUT_NAMES:
            del sheets[index]
            found = [row.cells[1:2] for row in rows if row.cells[:1] == [_TITLE]]
            return "".join(found[0]) if found else ""
    return ""


def _choose(sheets: list[_NamedRows], losses: LossCounter) -> list[_NamedRows]:
    """Choose the sheets that hold concepts; else the first one, which says what is wrong."""
    filled = [each for each in sheets if any(any(row.cells) for row in each[1])]
    fitting = [each for each in filled if find_header(each[1]) is not None]
    for name, rows in filled if fitting else ():
        if find_header(rows) is None:
            losses.add(f"the sheet “{quote(name)}” names no languages and is left out")
    return fitting or filled[:1]


def _name_place(name: str, sheet: str, *, is_only: bool) -> Place:
    # Beside other sheets, the number of a row alone is no place.
    unit = "row" if is_only else f"sheet “{quote(sheet)}”, row"
    return Place(f"{name}, sheet “{quote(sheet)}”", unit)


@contextmanager
def _open(stream: BinaryIO, path: Path) -> Iterator[Workbook]:
    start = stream.read(len(_OLE))
    stream.seek(0)
    if start == _OLE:
        raise TmxError(
            f"{path}: is an old workbook (.xls) or has a password; save it as .xlsx without one"
        )
    if not start:
        raise TmxError(f"{path}: is empty; give a workbook")
    if not start.startswith(_ZIP):
        raise TmxError(
            f"{path}: is no workbook, whatever its suffix says; save it as .xlsx, or give a table"
            " of text the suffix .csv or .tsv"
        )
    with explain_damage(path, "the archive"):
        archive = ZipFile(stream)
    with archive, SharedTexts() as texts:
        yield Workbook(Package(archive, path), texts)
