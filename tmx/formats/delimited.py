"""Translation units ↔ text tables: .tsv and .tab (tabs), .csv (commas), a unit a row.

Written as Excel reads them: UTF-8 with a byte order mark, lines that end with CR LF, texts with
tabs, quotation marks or line breaks in quotation marks. What a spreadsheet may take for a formula
is not changed, for an inserted apostrophe would come back as part of a translation.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from tmx.errors import TmxError
from tmx.formats.lines import TextFile, open_binary, open_text
from tmx.formats.places import name_unit
from tmx.formats.records import Conversion, ReadOptions, UnitSource, WriteOptions
from tmx.formats.tables.delimiting import LONGEST, Dialect, find_dialect, read_rows
from tmx.formats.tables.layout import plan_layout
from tmx.formats.tables.reading import Table
from tmx.formats.tables.rows import (
    SURROGATE,
    RowMaker,
    list_header_losses,
    replace_surrogates,
)
from tmx.losses import LossCounter
from tmx.records import Header, ReadReport, TranslationUnit

_USUAL = {".csv": ","}
# What `open_text` calls the encodings that it knows by their mark.
_MARKED = ("utf-8-sig", "utf-16", "utf-32")
_SAMPLE = 1 << 18
_SAMPLE_LINES = 50_000
_BLOCK = 1 << 16
_STATED = re.compile(r"sep=(.)[\r\n]*", re.IGNORECASE)


def write_tsv(stream: BinaryIO, source: UnitSource, options: WriteOptions) -> Conversion:
    """Write a table with tabs: the dialect "excel-tab" of Python's csv.

    Args:
        stream: a binary stream.
        source: gone through twice, for its first pass says which columns there are.
        options: languages that stand first; level 1 leaves out inline codes.

    Raises:
        TmxError: the source cannot be read.
    """
    return _write(stream, source, options, delimiter="\t")


def write_csv(stream: BinaryIO, source: UnitSource, options: WriteOptions) -> Conversion:
    """Write a table with commas: the dialect "excel" of Python's csv.

    Args and errors are those of `write_tsv`.
    """
    return _write(stream, source, options, delimiter=",")


def _write(
    stream: BinaryIO, source: UnitSource, options: WriteOptions, *, delimiter: str
) -> Conversion:
    losses = LossCounter()
    layout = plan_layout(source, options)
    left_out = list_header_losses(source.header, layout.source)
    if left_out:
        losses.add(f"of the header a text table holds no {', '.join(left_out)}")
    stream.write(b"\xef\xbb\xbf")
    text = _TextStream(stream, delimiter)
    text.write_row(replace_surrogates(layout.names, "the names of columns", losses))
    maker = RowMaker(layout, options.level, losses)
    units = 0
    for number, unit in enumerate(source, start=1):
        row = maker.make_row(number, unit)
        if row is not None:
            text.write_row(replace_surrogates(row, name_unit(number, unit), losses))
            units += 1
    text.flush()
    return Conversion(units, losses.losses)


class _TextStream:
    """Writes rows in blocks of UTF-8."""

    def __init__(self, stream: BinaryIO, delimiter: str) -> None:
        self._stream = stream
        self._block = io.StringIO(newline="")
        self._writer = csv.writer(self._block, delimiter=delimiter)

    def write_row(self, row: list[str]) -> None:
        self._writer.writerow(row)
        if self._block.tell() > _BLOCK:
            self.flush()

    def flush(self) -> None:
        self._stream.write(self._block.getvalue().encode("utf-8"))
        self._block.seek(0)
        self._block.truncate()


def open_delimited(paths: Sequence[Path], options: ReadOptions) -> "DelimitedSource":
    """Open a text table; its first rows are read at once.

    Args:
        paths: one file.
        options: languages that the table does not name; the encoding if it is not UTF-8 and has
            no byte order mark.

    Raises:
        TmxError: it cannot be read, is no text, or does not say its languages.
    """
    return DelimitedSource(paths[0], options)


class DelimitedSource:
    """The units of a text table, read anew at each pass.

    Delimiter and quotation marks are found by evidence, the columns by the first rows.
    """

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._options = options
        self._file = open_text(path, options)
        self._dialect, self._first = self._sniff()
        with self._read(LossCounter()) as table:
            self._header = Header(table.plan.source)
        self._report = ReadReport(0)
        self._table: Table | None = None

    @property
    def header(self) -> Header:
        """The source language, which is all that a text table says of all units."""
        return self._header

    @property
    def report(self) -> ReadReport:
        """Report of the last whole pass."""
        return self._report

    @property
    def place(self) -> str:
        """Where the unit given last stands, such as "line 12"."""
        return "" if self._table is None else self._table.place

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a new pass.

        Raises:
            TmxError: the file cannot be read.
        """
        losses, units = LossCounter(), 0
        with self._read(losses) as table:
            self._table = table
            for units, unit in enumerate(table, start=1):  # noqa: B007 — counted for the report
                yield unit
        self._report = ReadReport(units, losses.losses)

    @contextmanager
    def _read(self, losses: LossCounter) -> Iterator[Table]:
        with _open_lines(self._file, losses) as lines:
            if self._first > 1:
                next(lines, None)
            rows = read_rows(lines, self._dialect, first=self._first)
            yield Table(rows, self._options, losses, where=str(self._file.path))

    def _sniff(self) -> tuple[Dialect, int]:
        """Find the dialect, and the line on which the table begins."""
        usual = _USUAL.get(self._file.path.suffix.lower(), "\t")
        with _open_lines(self._file, LossCounter()) as lines:
            first = next(lines, "")
            stated = _STATED.fullmatch(first)
            sample = _take(lines if stated else chain([first], lines))
        if stated:
            return Dialect(stated[1]), 2
        is_marked = self._file.encoding in _MARKED
        return find_dialect(sample, usual=usual, is_marked=is_marked), 1


def _take(lines: Iterator[str]) -> list[str]:
    """Take the first lines; the last one may be cut, for each delimiter is tried on all of it."""
    sample: list[str] = []
    size = 0
    for line in islice(lines, _SAMPLE_LINES):
        sample.append(line[: _SAMPLE - size])
        size += len(line)
        if size >= _SAMPLE:
            break
    return sample


@contextmanager
def _open_lines(file: TextFile, losses: LossCounter) -> Iterator[Iterator[str]]:
    """Open a text as lines with their ends; what is not of the encoding becomes U+FFFD."""
    # In UTF-8 a damaged byte is told from a U+FFFD of the text.
    is_utf8 = file.encoding.startswith("utf-8")
    with (
        open_binary(file.path) as stream,
        io.TextIOWrapper(
            stream,
            encoding=file.encoding,
            errors="surrogateescape" if is_utf8 else "replace",
            newline="",
        ) as text,
    ):
        if file.note:
            losses.add(file.note)
        yield _read_lines(text, file, losses)


def _read_lines(text: io.TextIOWrapper, file: TextFile, losses: LossCounter) -> Iterator[str]:
    damage = SURROGATE if file.encoding.startswith("utf-8") else re.compile("\ufffd")
    number = 0
    while line := text.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            raise TmxError(
                f"{file.path}: line {number} has over {LONGEST:,} characters; give a table"
            )
        if not file.is_sound and damage.search(line):
            line, times = damage.subn("\ufffd", line)
            reason = f"bytes that are not {file.encoding} are replaced by U+FFFD"
            losses.add(reason, f"line {number}", count=times)
        yield line
