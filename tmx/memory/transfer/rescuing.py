"""What can still be read of a damaged memory, as a source of units for any writer.

SQLite gives up where a page is damaged, and does not open a file that breaks off. So a copy is
brought to its full length, and its units are asked for in ever smaller groups around the damage.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from tmx.errors import TmxError
from tmx.losses import LossCounter
from tmx.markup import ANY_LANGUAGE
from tmx.memory.errors import GARBLED, explain, find_code
from tmx.memory.filtering import check_filter, is_wanted
from tmx.memory.folding import make_print
from tmx.memory.places import find_log, find_memory, find_whole_size
from tmx.memory.queries import database
from tmx.memory.queries.database import Access
from tmx.memory.queries.filters import Condition
from tmx.memory.queries.history import select_changes
from tmx.memory.queries.units import select_last_number, select_pair_prints, select_units
from tmx.memory.records import ALL, Side, StoredUnit, UnitFilter
from tmx.memory.units.histories import state_history
from tmx.records import Header, ReadReport, TranslationUnit

UNREADABLE = "units that cannot be read, some of them deleted before, are left out"

_BLOCK = 1024
_DAMAGE = (sqlite3.Error, *GARBLED)


class RescuedUnits:
    """The units of a memory that can be read, with their history where that can be.

    Args:
        path: of the memory; it is copied for each pass into a folder for temporary files.
        units: which ones.

    Raises:
        TmxError: there is no file, it is no memory, or a tag or script of the filter is none.
    """

    def __init__(self, path: Path, units: UnitFilter = ALL) -> None:
        check_filter(units)
        self._path = path
        self._units = units
        with explain(path):
            self._target = find_memory(path)
        self._report = ReadReport(0)

    @property
    def header(self) -> Header:
        """A header that is true of any units."""
        return Header(ANY_LANGUAGE)

    @property
    def report(self) -> ReadReport:
        """Report of the last whole pass."""
        return self._report

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a pass.

        Raises:
            TmxError: nothing can be read, or there is no place for a copy.
        """
        losses = LossCounter()
        count = 0
        with self._copy() as copy, explain(self._path), _explain_loss(self._path):
            connection = database.connect(copy, Access.READ)
            with closing(connection):
                for stored in _find_units(connection, losses):
                    if is_wanted(stored, self._units):
                        count += 1
                        yield _make_unit(connection, stored)
        self._report = ReadReport(count, losses.losses)

    @contextmanager
    def _copy(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="duizhao-") as folder:
            copy = Path(folder, "copy.tmdb")
            try:
                shutil.copyfile(self._target, copy)
                if log := find_log(self._target):
                    ending = log.name.removeprefix(self._target.name)
                    shutil.copyfile(log, copy.with_name(copy.name + ending))
                _lengthen(copy)
            except OSError as error:
                raise TmxError(
                    f"{self._path}: cannot be copied to {folder} ({error.strerror or error}); free"
                    " space, or name another folder in the environment variable TMPDIR"
                ) from error
            yield copy


@contextmanager
def _explain_loss(path: Path) -> Iterator[None]:
    """Say that nothing can be read, where SQLite says that a copy is damaged."""
    try:
        yield
    except sqlite3.Error as error:
        if find_code(error) not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise
        raise TmxError(
            f"{path}: is damaged so far that no unit can be read ({error}); keep it, and go back to"
            " an older copy or export"
        ) from error


def _lengthen(copy: Path) -> None:
    with copy.open("r+b") as stream:
        whole = find_whole_size(stream.read(100))
        if stream.seek(0, 2) < whole:
            stream.truncate(whole)


def _find_units(connection: sqlite3.Connection, losses: LossCounter) -> Iterator[StoredUnit]:
    last = select_last_number(connection)
    blocks = [(start, min(start + _BLOCK, last + 1)) for start in range(1, last + 1, _BLOCK)]
    blocks.reverse()
    while blocks:
        start, stop = blocks.pop()
        try:
            found = _read_units(connection, start, stop)
        except _DAMAGE:
            if stop - start == 1:
                losses.add(UNREADABLE, f"unit {start}")
            else:
                middle = (start + stop) // 2
                blocks += [(middle, stop), (start, middle)]
            continue
        yield from found


def _read_units(connection: sqlite3.Connection, start: int, stop: int) -> list[StoredUnit]:
    condition = Condition("unit.id BETWEEN ? AND ?", (start, stop - 1))
    units = list(select_units(connection, condition))
    for unit in units:
        # A page may be wrong without being impossible.
        texts = (unit.get_variant(side).text for side in Side)
        if tuple(map(make_print, texts)) != select_pair_prints(connection, unit.pair):
            raise ValueError(unit.pair)
    return units


def _make_unit(connection: sqlite3.Connection, stored: StoredUnit) -> TranslationUnit:
    unit = replace(stored.unit, source_language=stored.unit.variants[0].language)
    with suppress(*_DAMAGE):
        return state_history(unit, list(select_changes(connection, stored.id)))
    return unit
