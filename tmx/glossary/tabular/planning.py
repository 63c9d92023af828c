"""The first rows of a glossary's table → where its header is, and what its columns hold."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tmx.errors import TmxError
from tmx.formats.places import quote
from tmx.formats.tables.reading import Row
from tmx.glossary.tabular.columns import Column, Field, read_column
from tmx.glossary.tabular.memoq import is_memoq
from tmx.language import primary
from tmx.losses import LossCounter

JOINED = (Field.SUBJECT, Field.DEFINITION, Field.NOTE)
"""Fields of a concept that several columns may hold: their texts are lines of it."""

_HEAD_ROWS = 5
_GUESSED_ROWS = 1000
_SHOWN_CELLS = 4
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Place:
    """How places are named.

    Args:
        where: the file, and the sheet if there are several, for errors.
        unit: what the number of a row counts, such as "line".
    """

    where: str
    unit: str = "line"


def find_header(rows: Sequence[Row]) -> int | None:
    """Find the row that names columns of terms; above it there are at most rows of one cell.

    Args:
        rows: of a table; the first of them are looked at.
    """
    for index, row in enumerate(rows[:_HEAD_ROWS]):
        if is_memoq(row.cells):
            return index
        found = [read_column(cell).field for cell in row.cells if cell]
        if Field.TERMS in found:
            return index
        if len(found) > 1:
            return None
    return None


def explain_no_header(rows: Sequence[Row], place: Place) -> str:
    """Say why a table has no header, and what to do."""
    first = next(filter(_is_filled, rows), None)
    if first is None:
        return f"{place.where}: holds no rows; give a glossary with a row a concept"
    shown = " | ".join(quote(" ".join(cell.split())) for cell in first.cells[:_SHOWN_CELLS])
    return (
        f"{place.where}: no column names a language ({place.unit} {first.number} is: {shown});"
        " name the columns in the first row, such as zh-CN and en-GB"
    )


def list_filled(
    rows: Sequence[Row], header: Sequence[str], losses: LossCounter, place: Place
) -> Iterator[Row]:
    """Yield the rows that hold concepts; the empty ones between them are counted."""
    # Sheets often end in thousands of rows that hold nothing but a format.
    last = max((i for i, row in enumerate(rows) if _is_filled(row)), default=-1)
    for row in rows[: last + 1]:
        if not _is_filled(row):
            losses.add("empty rows are skipped", f"{place.unit} {row.number}")
        elif list(row.cells) == list(header):
            losses.add("rows that repeat the header are skipped", f"{place.unit} {row.number}")
        else:
            yield row


def _is_filled(row: Row) -> bool:
    return any(cell.strip() for cell in row.cells)


def plan_reading(
    header: Sequence[str], body: Sequence[Row], losses: LossCounter, place: Place
) -> list[Column]:
    """Find out what the columns of a table hold.

    Args:
        header: the row that names them; columns beyond it have no name.
        body: the rows below.
        losses: told which language was guessed.
        place: for errors.

    Returns:
        A column for each cell of the widest row; what has no meaning here is Field.OTHER.

    Raises:
        TmxError: the language of a column of terms is not known.
    """
    return _Planner(header, body, losses, place).plan()


class _Planner:
    def __init__(
        self, header: Sequence[str], body: Sequence[Row], losses: LossCounter, place: Place
    ) -> None:
        width = max((len(row.cells) for row in body), default=0)
        self._header = [*header, *[""] * (width - len(header))]
        self._body = body
        self._losses = losses
        self._place = place

    def plan(self) -> list[Column]:
        columns = [read_column(cell) for cell in self._header]
        named = sum(bool(each.language) for each in columns if each.field is Field.TERMS)
        # Beside two languages a column “source” says where a concept comes from.
        settled = [
            self._settle(each, index, has_roles=named < 2) for index, each in enumerate(columns)
        ]
        languages = [each.language for each in settled if each.field is Field.TERMS]
        related = [_relate(each, languages) for each in settled]
        return [self._name(each, i) for i, each in enumerate(_set_repeated_apart(related))]

    def _settle(self, column: Column, index: int, *, has_roles: bool) -> Column:
        if column.field is not Field.TERMS or column.language:
            return column
        return self._guess(column, index) if has_roles else replace(column, field=Field.OTHER)

    def _name(self, column: Column, index: int) -> Column:
        """Give a column without a header the name under which its cells are kept."""
        return column if column.name else replace(column, name=f"column {index + 1}")

    def _guess(self, column: Column, index: int) -> Column:
        cells = [row.cells[index] for row in self._body[:_GUESSED_ROWS] if len(row.cells) > index]
        language = guess_language(cells)
        if language is None:
            raise TmxError(
                f"{self._place.where}: the column “{quote(column.name)}” does not say its language;"
                " name it by a tag such as zh-CN or en-GB"
            )
        self._losses.add(f"“{quote(column.name)}” names no language; it is read as {language}")
        return replace(column, language=language)


def _relate(column: Column, languages: Sequence[str]) -> Column:
    """Let what is said of Chinese terms be said of those in zh-HK, if that is the column."""
    if not column.language or column.language in languages or column.field in JOINED[:2]:
        return column
    found = [each for each in languages if _is_related(each, column.language)]
    return replace(column, language=found[0]) if found else replace(column, field=Field.OTHER)


def _is_related(one: str, other: str) -> bool:
    try:
        return primary(one) == primary(other)
    except TmxError:
        return False


def _set_repeated_apart(columns: Iterable[Column]) -> Iterator[Column]:
    """Yield the columns; what a column to the left holds already is known to the owner only."""
    taken: set[tuple[Field, str]] = set()
    for column in columns:
        key = (column.field, column.language)
        may_repeat = column.field is Field.TERMS or (column.field in JOINED and not key[1])
        is_repeated = key in taken and not may_repeat
        taken.add(key)
        yield replace(column, field=Field.OTHER) if is_repeated else column


def guess_language(texts: Iterable[str]) -> str | None:
    """Tell Chinese from English by the letters of most texts; None: there are none of either.

    >>> guess_language(["北约", "NATO", "欧盟"]), guess_language(["NATO"]), guess_language(["1"])
    ('zh', 'en', None)
    """
    han = latin = 0
    for text in texts:
        if _HAN.search(text):
            han += 1
        elif _LATIN.search(text):
            latin += 1
    if not han and not latin:
        return None
    return "zh" if han >= latin else "en"
