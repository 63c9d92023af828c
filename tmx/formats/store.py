"""A memory (*.tmdb) as one format among others, which is read; `duizhao tm import` writes it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tmx.formats.records import ReadOptions
from tmx.memory.store import open_memory
from tmx.memory.transfer.exporting import MemoryUnits
from tmx.records import Header, ReadReport, TranslationUnit


class MemoryFile:
    """A memory as a file among other formats: opened anew for each pass, and closed behind it.

    Args:
        path: its file.

    Raises:
        TmxError: it is no memory, or cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._report = ReadReport(0)
        with open_memory(path) as memory:
            self._header = MemoryUnits(memory).header

    @property
    def header(self) -> Header:
        """The header of the file that all units came with, else one that is true of all."""
        return self._header

    @property
    def report(self) -> ReadReport:
        """Report of the last whole pass."""
        return self._report

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a pass.

        Raises:
            TmxError: the file cannot be read any more.
        """
        with open_memory(self._path) as memory, memory.read():
            units = MemoryUnits(memory)
            yield from units
            self._report = units.report


def open_store(paths: Sequence[Path], options: ReadOptions) -> MemoryFile:
    """Open a memory as a source of units.

    Args:
        paths: one file.
        options: nothing of it applies.

    Raises:
        TmxError: it is no memory, or cannot be read.
    """
    del options
    return MemoryFile(paths[0])
