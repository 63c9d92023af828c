"""Alignment ↔ .duizhao: one SQLite file that holds an alignment complete, for later commands.

SQLite works on a copy in a temporary folder: so the file is written whole or not at all, reading
never changes it, and any path will do. Only a review writes into the file itself, see
`aligner.review.journal`.
"""

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from aligner.errors import AlignerError, name_errors
from aligner.exporting import database, queries
from aligner.exporting.entries import RawEntry, count_corrections, decode_entry, select_raw
from aligner.exporting.files import open_output
from aligner.exporting.records import Written
from aligner.records import Alignment
from aligner.revision.history import History
from aligner.revision.records import RevisionError

APPLICATION_ID = 0x4455485A
"""The letters DUHZ: what tells a .duizhao file from other SQLite files."""

_HEADER_LENGTH = 100
_COMPANIONS = ("-journal", "-wal")
"""What SQLite keeps beside a file while it is written, and leaves there if it is killed."""

_TRIES, _PAUSE = 10, 0.02


def dump_alignment(path: str | Path, alignment: Alignment) -> None:
    """Write a .duizhao file, whole or not at all.

    Raises:
        AlignerError: the file cannot be written, a file there holds corrections, or the alignment
            breaks the rules of its records.
    """
    with open_output(path) as stream:
        write_store(stream, alignment)
        check_uncorrected(path)


def write_store(stream: BinaryIO, alignment: Alignment) -> Written:
    """Write an alignment as a SQLite database.

    Args:
        stream: a binary stream.
        alignment: any that keeps the rules of its records.

    Raises:
        AlignerError: a segment is in two beads, a number names no segment, a confidence is no
            probability, or the folder for temporary files is full.
    """
    with _make_folder() as folder:
        path = folder / "alignment.sqlite"
        try:
            with database.open_database(path) as connection:
                queries.insert_alignment(connection, alignment)
        except sqlite3.Error as error:
            raise AlignerError(
                f"the alignment cannot be stored ({error}): each segment must be in one bead and"
                f" each confidence from 0 to 1, and {folder.parent} must have free space"
            ) from error
        data = path.read_bytes()
    stream.write(data)
    return Written(len(alignment.beads))


def load_alignment(path: str | Path, *, revised: bool = True) -> Alignment:
    """Read a .duizhao file.

    Args:
        path: the file.
        revised: as it stands after the review, else as it was written.

    Raises:
        AlignerError: it cannot be read, is no .duizhao file, was written by a newer duizhao, or
            is damaged; the message begins with the path.
    """
    stored = load_stored(path)
    if not revised or not stored.journal:
        return stored.alignment
    with name_errors(path):
        return stored.make_history().state.to_alignment()


@dataclass(frozen=True, slots=True)
class Stored:
    """What a .duizhao file holds.

    Args:
        alignment: as it was written, without the corrections of the journal.
        journal: what was changed since, oldest first, as it stands in the file.
    """

    alignment: Alignment
    journal: tuple[RawEntry, ...]

    def make_history(self) -> History:
        """Return the alignment with all that was done to it.

        Raises:
            AlignerError: the journal does not fit the alignment, or a newer duizhao wrote it.
        """
        try:
            entries = [decode_entry(entry, self.alignment) for entry in self.journal]
            return History(self.alignment, entries)
        except (ValueError, RevisionError) as error:
            raise AlignerError(
                f"the file is damaged: its journal does not fit its alignment ({error}): take a "
                "copy of it"
            ) from error


def load_stored(path: str | Path) -> Stored:
    """Read a .duizhao file with its journal.

    Raises:
        AlignerError: as for `load_alignment`.
    """
    with name_errors(path), _open_copy(Path(path)) as connection:
        database.upgrade(connection)
        database.check_content(connection)
        return Stored(queries.select_alignment(connection), select_raw(connection))


def check_uncorrected(path: str | Path) -> None:
    """Check that to replace a file loses no corrections.

    What is no .duizhao file, or too damaged to be read, holds none.

    Raises:
        AlignerError: it holds some, or a journal of SQLite stands beside it, which would be taken
            for one of the new file.
    """
    _check_companions(Path(path).resolve())
    count = 0
    with suppress(AlignerError), _open_copy(Path(path)) as connection:
        count = count_corrections(connection)
    if count:
        raise AlignerError(
            f"it holds {count:,} {'correction' if count == 1 else 'corrections'} made in a review,"
            " which would be lost: name another file, or move this one away first"
        )


def _check_companions(path: Path) -> None:
    names = [Path(f"{path}{suffix}") for suffix in _COMPANIONS]
    if path.is_file() and any(name.exists() for name in names):
        with suppress(sqlite3.Error):
            database.settle(path)
    left = [name.name for name in names if name.exists()]
    if left:
        raise AlignerError(
            f"beside it stands {' and '.join(left)}, which a process that was killed has left: "
            "give another name, or move these files away together first"
        )


@contextmanager
def _open_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """Copy a file to where SQLite may change it, and open the copy."""
    files = _read_files(path)
    _check_header(files[""])
    if len(files) == 1:
        # A process killed while it wrote may leave it too short: what stands beside it mends that.
        _check_length(files[""])
    with _make_folder() as folder:
        copy = folder / "alignment.sqlite"
        for suffix, data in files.items():
            Path(f"{copy}{suffix}").write_bytes(data)
        try:
            with database.open_database(copy) as connection:
                yield connection
        except (sqlite3.Error, ValueError, TypeError, LookupError) as error:
            raise AlignerError(
                f"the file is damaged ({error}): take a copy of it, or align the texts again"
            ) from error


def _read_files(path: Path) -> dict[str, bytes]:
    """Read a file, and the journal of SQLite that a killed process may have left beside it.

    Another process may save a correction in between: what is read twice alike is whole.
    """
    found = _read_once(path)
    for _ in range(_TRIES):
        again = _read_once(path)
        if again == found:
            break
        found = again
        time.sleep(_PAUSE)
    return found


def _read_once(path: Path) -> dict[str, bytes]:
    try:
        found = {"": path.read_bytes()}
    except OSError as error:
        raise AlignerError(f"cannot be read ({error.strerror}): check the path") from error
    for suffix in _COMPANIONS:
        with suppress(OSError):
            found[suffix] = Path(f"{path.resolve()}{suffix}").read_bytes()
    return found


def _check_header(data: bytes) -> None:
    """Tell from the first bytes what a file is.

    Source: https://www.sqlite.org/fileformat2.html, section 1.3.
    """
    advice = "give a file that duizhao align wrote with -o NAME.duizhao"
    if len(data) < _HEADER_LENGTH or not data.startswith(b"SQLite format 3\0"):
        raise AlignerError(f"this is no .duizhao file (it is not a SQLite database): {advice}")
    application = int.from_bytes(data[68:72], "big")
    if application != APPLICATION_ID:
        raise AlignerError(
            "this is no .duizhao file (it is the SQLite database of another program, with"
            f" application id {application:#x}): {advice}"
        )


def _check_length(data: bytes) -> None:
    """Tell a file that was cut off, which SQLite may take for a whole one.

    Source: https://www.sqlite.org/fileformat2.html, section 1.3.
    """
    # Page size, in which 1 stands for 65,536, and number of pages.
    whole = (int.from_bytes(data[16:18], "big") & 0xFFFE or 65536) * int.from_bytes(data[28:32])
    if len(data) < whole:
        raise AlignerError(
            f"the file is damaged ({len(data):,} of {whole:,} bytes are left): take a copy of it, "
            "or align the texts again"
        )


@contextmanager
def _make_folder() -> Iterator[Path]:
    """Make a temporary folder, and say so if there is no place for it or in it."""
    try:
        with tempfile.TemporaryDirectory(prefix="duizhao-") as folder:
            yield Path(folder)
    except OSError as error:
        raise AlignerError(
            f"there is no place for temporary files ({error.strerror}): free space, or name"
            " another folder in the environment variable TMPDIR"
        ) from error
