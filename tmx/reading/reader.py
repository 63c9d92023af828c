"""A TMX 1.1–1.4 file → translation units, one at a time, safely, and as leniently as can be."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tmx.errors import TmxError
from tmx.losses import LossCounter
from tmx.reading.decoding import Detect, TextSource
from tmx.reading.opening import ByteSource
from tmx.reading.prologue import read_prologue
from tmx.reading.scanning import Scanner
from tmx.reading.window import Window
from tmx.records import Header, ReadReport, Tmx, TranslationUnit


def load_tmx(
    path: str | os.PathLike[str], *, encoding: str | None = None, detect: Detect | None = None
) -> Tmx:
    """Read a whole TMX file into memory; see `read_tmx`.

    Raises:
        TmxError: the file cannot be opened, or is none that `read_tmx` takes.
    """
    with _open(path) as stream:
        units = read_tmx(stream, encoding=encoding, detect=detect)
        found = tuple(units)
        return Tmx(units.header, found, units.report)


def read_tmx(
    stream: BinaryIO, *, encoding: str | None = None, detect: Detect | None = None
) -> "UnitReader":
    """Read translation units one at a time, in memory that does not grow.

    Whatever can be read is read; what is left out or mended is counted in the report with its
    lines. Tags are normalised; a unit written with `<prop type="x-lang">` gets that longer tag
    back. A tag that is none stays as it stands, a missing one is "und". Inline codes are kept.

    Args:
        stream: a binary stream of TMX, plain or compressed as gzip or zip; it is not closed here.
        encoding: what it is in; None: as its mark, its declaration or its bytes say.
        detect: asked with the first bytes if they are evidently not in what the file states.

    Returns:
        An iterator of units; its `header` is there at once.

    Raises:
        TmxError: it is not TMX, in an unknown encoding, or declares entities of its own. Later
            on it is raised only if the stream cannot be read any more.
    """
    return UnitReader(stream, encoding=encoding, detect=detect)


class TmxFile:
    """The units of a file, read anew at each pass.

    Args:
        path: the file.
        encoding: see `read_tmx`.
        detect: see `read_tmx`.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        encoding: str | None = None,
        detect: Detect | None = None,
    ) -> None:
        self._path = path
        self._encoding = encoding
        self._detect = detect
        self._reader: UnitReader | None = None

    @property
    def header(self) -> Header | None:
        """The header; None where the file has none.

        Raises:
            TmxError: see `read_tmx`.
        """
        if self._reader is None:
            with _open(self._path) as stream:
                self._reader = self._read(stream)
        return self._reader.header

    @property
    def report(self) -> ReadReport:
        """Report of the last pass."""
        return ReadReport(0) if self._reader is None else self._reader.report

    @property
    def place(self) -> str:
        """Where the unit given last begins, such as "line 12"."""
        return "" if self._reader is None else f"line {self._reader.line}"

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a new pass.

        Raises:
            TmxError: see `read_tmx`.
        """
        with _open(self._path) as stream:
            self._reader = self._read(stream)
            yield from self._reader

    def _read(self, stream: BinaryIO) -> "UnitReader":
        return read_tmx(stream, encoding=self._encoding, detect=self._detect)


def _open(path: str | os.PathLike[str]) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise TmxError(f"{path}: cannot be read ({reason}); check the name") from error


class UnitReader(Iterator[TranslationUnit]):
    """The units of a file in order; make one with `read_tmx`.

    Attributes:
        encoding: what the file is in, by the name that Python has for it.
    """

    def __init__(
        self, stream: BinaryIO, *, encoding: str | None = None, detect: Detect | None = None
    ) -> None:
        name = getattr(stream, "name", None)
        name = name if isinstance(name, str) else "TMX"
        self._losses = LossCounter()
        self._source = ByteSource(stream, name)
        text = TextSource(iter(self._source), self._losses, name, encoding=encoding, detect=detect)
        self.encoding = text.encoding
        window = Window(iter(text))

        def lose(reason: str) -> None:
            self._losses.add(reason, f"line {window.line_at(window.place)}")

        is_closed = read_prologue(window, name, lose)
        self._scanner = Scanner(window, self._losses, is_closed=is_closed)
        self._scanner.read_header()
        self._units = self._read_units()
        self._truncation: str | None = None

    @property
    def header(self) -> Header | None:
        """The header; None where the file has none, or where it stands behind units to come."""
        return self._scanner.header

    @property
    def line(self) -> int:
        """The line of the file that the unit given last begins in; 1 before there is one."""
        return self._scanner.line

    @property
    def report(self) -> ReadReport:
        """What was read so far; it is complete when no more units come."""
        return ReadReport(self._scanner.given, self._losses.losses, self._truncation)

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Return the iterator of the units, which is one and the same each time."""
        return self._units

    def __next__(self) -> TranslationUnit:
        return next(self._units)

    def _read_units(self) -> Iterator[TranslationUnit]:
        yield from self._scanner.read_units()
        self._finish()

    def _finish(self) -> None:
        """Say how the file ended, once."""
        for remark in self._source.remarks:
            self._losses.add(remark)
        self._source.remarks.clear()
        breaks_off = self._scanner.breaks_off
        reasons = filter(None, (breaks_off, self._source.truncation))
        self._truncation = "; ".join(reasons) or None
