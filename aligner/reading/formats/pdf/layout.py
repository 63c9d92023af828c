"""The rows of all pages → columns with numbered lines, and a log of the rows left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from aligner.reading.formats.pdf.columns import find_columns
from aligner.reading.formats.pdf.furniture import Place
from aligner.reading.formats.pdf.lines import merge_row
from aligner.reading.formats.pdf.paragraphs import has_gap, measure_pitches
from aligner.reading.formats.pdf.records import Column, Row, Sheet
from aligner.reading.records import Change

RULE = "running-heads"
"""Name of the rule that leaves out what pages repeat."""

_REPEATED = "pages repeat it at one place, or it counts them"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the text of a document stands.

    Args:
        columns: of all pages, in reading order, their lines numbered.
        pitches: see `measure_pitches`.
        changes: the rows that were left out.
        first_lines: by the number of a page, the number of its first line.
    """

    columns: tuple[Column, ...]
    pitches: Mapping[float, float]
    changes: tuple[Change, ...]
    first_lines: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _PageLayout:
    page: int
    heads: tuple[Row, ...]
    columns: tuple[Column, ...]
    feet: tuple[Row, ...]


def lay_out(sheets: Sequence[Sheet], furniture: frozenset[Place]) -> Layout:
    """Lay out a document: find the columns of its pages, and number the lines as they are read.

    A gap between paragraphs counts for a line, as an empty line does in plain text.

    Args:
        sheets: all pages, in order.
        furniture: the rows to leave out.
    """
    pages = _divide_pages(sheets, furniture)
    found = [column for page in pages for column in page.columns]
    pitches = measure_pitches([column.lines for column in found])
    columns: list[Column] = []
    changes: list[Change] = []
    firsts: dict[int, int] = {}
    number = 1
    for page in pages:
        firsts[page.page] = number
        changes += _log(page.heads, number)
        number += len(page.heads)
        for column in page.columns:
            columns.append(_number_lines(column, number, pitches))
            number = columns[-1].lines[-1].number + 1
        changes += _log(page.feet, number)
        number += len(page.feet)
    return Layout(tuple(columns), pitches, tuple(changes), firsts)


def _divide_pages(sheets: Sequence[Sheet], furniture: frozenset[Place]) -> list[_PageLayout]:
    pages: list[_PageLayout] = []
    region, table = 0, None
    for index, sheet in enumerate(sheets):
        dropped = [row for n, row in enumerate(sheet.rows) if (index, n) in furniture]
        rows = [row for n, row in enumerate(sheet.rows) if (index, n) not in furniture]
        columns = find_columns(rows, region=region, table=table)
        region += len(columns)
        table = _end_table(columns) if columns else table
        heads = tuple(row for row in dropped if row[0].base < sheet.height / 2)
        feet = tuple(row for row in dropped if row[0].base >= sheet.height / 2)
        pages.append(_PageLayout(sheet.number, heads, columns, feet))
    return pages


def _end_table(columns: Sequence[Column]) -> float | None:
    """Return where the right column of the table begins that a page ends in."""
    return min(line.left for line in columns[-1].lines) if columns[-1].cells else None


def _number_lines(column: Column, first: int, pitches: Mapping[float, float]) -> Column:
    numbers = [first]
    for line, after in pairwise(column.lines):
        numbers.append(numbers[-1] + (2 if has_gap(line, after, pitches) else 1))
    lines = zip(column.lines, numbers, strict=True)
    # Nothing is cut any more, and the glyphs of a book take much room.
    numbered = tuple(replace(line, number=number, glyphs=()) for line, number in lines)
    return replace(column, lines=numbered)


def _log(rows: Iterable[Row], first: int) -> Iterator[Change]:
    for number, row in enumerate(rows, start=first):
        line = merge_row(row)
        yield Change(RULE, number, line.text, reason=f"{_REPEATED} (page {line.page})")
