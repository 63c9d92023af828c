"""Glossaries ↔ text tables: .csv (commas) and .tsv (tabs), a row a concept, a column a language.

Written as Excel reads them: UTF-8 with a byte order mark, lines that end with CR LF, texts with
delimiters or line breaks in quotation marks. What a spreadsheet would take for a formula begins
with an apostrophe, which reading takes away.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO

from tmx.formats.tables.delimiting import Dialect, find_dialect, read_rows
from tmx.formats.tables.reading import Row
from tmx.formats.tables.rows import replace_surrogates
from tmx.glossary.decoding import BOMS, Detect, decode
from tmx.glossary.records import Glossary, GlossaryReading, GlossaryWriting
from tmx.glossary.tabular.formulas import neutralise, restore
from tmx.glossary.tabular.parsing import read_table
from tmx.glossary.tabular.planning import Place
from tmx.glossary.tabular.rows import make_row, name_columns, plan_columns
from tmx.losses import LossCounter

BOM = "\ufeff"
_SAMPLE_LINES = 5000
_SAMPLE = 1 << 18
_STATED = re.compile(r"sep=(.)[\r\n]*", re.IGNORECASE)


def write(stream: BinaryIO, glossary: Glossary, *, delimiter: str = ",") -> GlossaryWriting:
    r"""Write a glossary as a text table.

    Args:
        stream: a binary stream.
        glossary: whose title the table does not hold.
        delimiter: "," or "\t".

    Returns:
        How many concepts were written, and what the table does not hold.
    """
    losses = LossCounter()
    if glossary.title:
        losses.add("a text table holds no title")
    columns = plan_columns(glossary.concepts)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    _write_row(writer.writerow, name_columns(columns), "the names of columns", losses)
    for number, concept in enumerate(glossary.concepts, start=1):
        _write_row(writer.writerow, make_row(concept, columns), f"concept {number}", losses)
    stream.write((BOM + text.getvalue()).encode("utf-8"))
    return GlossaryWriting(len(glossary.concepts), losses.losses)


def _write_row(
    write_row: Callable[[list[str]], object], cells: list[str], place: str, losses: LossCounter
) -> None:
    write_row([neutralise(cell) for cell in replace_surrogates(cells, place, losses)])


def read(
    stream: BinaryIO,
    name: str,
    *,
    delimiter: str = ",",
    encoding: str | None = None,
    detect: Detect | None = None,
) -> GlossaryReading:
    """Read a glossary from a text table, ours or one that people made.

    Args:
        stream: a binary stream.
        name: of the file, for messages.
        delimiter: which its suffix names; another one is found by evidence.
        encoding: as the user states it; None: what a byte order mark says, UTF-8, or what
            `detect` finds.
        detect: names the encoding of bytes that are no UTF-8, or returns None.

    Raises:
        TmxError: it is empty, no text, mixes encodings, or no column names a language.
    """
    data = stream.read()
    text = decode(data, name, encoding=encoding, detect=detect)
    found = _split(text, delimiter, is_marked=data.startswith(BOM.encode()))
    rows = (Row(number, [restore(cell) for cell in cells]) for number, cells in found)
    losses = LossCounter()
    table = read_table(rows, losses, Place(name))
    return GlossaryReading(Glossary(table.concepts, table.title), losses.losses)


def read_head(data: bytes) -> Iterator[Row]:
    """Split the first bytes of a table of any encoding into rows; names are ASCII in most.

    Args:
        data: they may end inside a character or a row.
    """
    codec = next((codec for mark, codec in BOMS if data.startswith(mark)), "utf-8")
    # UTF-16 without a mark has a NUL beside each letter.
    bare = data.replace(b"\0", b"") if codec == "utf-8" else data
    return _split(bare.decode(codec, "replace"), ",", is_marked=False)


def _split(text: str, usual: str, *, is_marked: bool) -> Iterator[Row]:
    lines = list(io.StringIO(text.removeprefix(BOM), newline=""))
    first, dialect = _find_dialect(lines, usual, is_marked=is_marked)
    return read_rows(lines[first:], dialect, first=first + 1)


def _find_dialect(lines: list[str], usual: str, *, is_marked: bool) -> tuple[int, Dialect]:
    """Find the dialect, and how many lines stand before the table."""
    stated = _STATED.fullmatch(lines[0]) if lines else None
    if stated:
        return 1, Dialect(stated[1])
    sample: list[str] = []
    size = 0
    for line in islice(lines, _SAMPLE_LINES):
        sample.append(line[: _SAMPLE - size])
        size += len(line)
        if size >= _SAMPLE:
            break
    return 0, find_dialect(sample, usual=usual, is_marked=is_marked)
