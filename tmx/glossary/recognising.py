"""Files that hold a glossary where texts with their translations are expected."""

import re
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from tmx.errors import TmxError
from tmx.formats.spreadsheet.unpacking import open_workbook_file
from tmx.formats.tables.reading import Row
from tmx.glossary.tables import read_head
from tmx.glossary.tabular.columns import Field, read_column
from tmx.glossary.tabular.memoq import is_memoq
from tmx.glossary.tabular.planning import find_header

_HEAD = 1 << 16
_ROWS = 10
_ROOT = re.compile(rb"<\s*(?:\w+:)?(tbx|martif|mtf)[\s>]", re.IGNORECASE)


def is_glossary(path: Path) -> bool:
    """Whether a file is a glossary: TBX, MultiTerm, OmegaT, or a table with a column of reviews.

    Other tables with a column a language may as well hold sentences.

    Args:
        path: of any file; one that cannot be read is none.
    """
    recognise = _RECOGNISERS.get(path.suffix.lower())
    if recognise is None:
        return False
    try:
        return recognise(path)
    except (OSError, TmxError, ValueError):
        # Whoever reads it says what is wrong.
        return False


def _is_omegat(path: Path) -> bool:
    return path.is_file()


def _is_xml(path: Path) -> bool:
    # UTF-16 has a NUL beside each letter of a name.
    return _ROOT.search(_read_head(path).replace(b"\0", b"")) is not None


def _is_text_table(path: Path) -> bool:
    return _is_table(read_head(_read_head(path)))


def _is_workbook(path: Path) -> bool:
    with open_workbook_file(path) as book:
        for sheet in book.sheets:
            if _is_table(book.read_rows(sheet)):
                return True
    return False


def _is_table(rows: Iterable[Row]) -> bool:
    head = list(islice(rows, _ROWS))
    found = find_header(head)
    if found is None:
        return False
    header = head[found].cells
    return is_memoq(header) or Field.REVIEW in [read_column(cell).field for cell in header]


def _read_head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_HEAD)


_RECOGNISERS: dict[str, Callable[[Path], bool]] = {
    ".tbx": _is_xml,
    ".xml": _is_xml,
    ".mtf": _is_xml,
    ".utf8": _is_omegat,
    ".csv": _is_text_table,
    ".tsv": _is_text_table,
    ".tab": _is_text_table,
    ".xlsx": _is_workbook,
}
