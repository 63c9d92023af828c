"""Alignment ↔ .duizhao: one SQLite file that holds an alignment complete, for later commands.

SQLite works on a copy in a temporary folder: so the file is written whole or not at all, reading
never changes it, and any path will do.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from aligner.errors import AlignerError, name_errors
from aligner.exporting import queries
from aligner.exporting.files import open_output
from aligner.exporting.records import Written
from aligner.records import Alignment

APPLICATION_ID = 0x4455485A
"""The letters DUHZ: what tells a .duizhao file from other SQLite files."""

_HEADER_LENGTH = 100


def dump_alignment(path: str | Path, alignment: Alignment) -> None:
    """Write a .duizhao file, whole or not at all.

    Raises:
        AlignerError: the file cannot be written, or the alignment breaks the rules of its records.
    """
    with open_output(path) as stream:
        write_store(stream, alignment)


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
            with queries.open_database(path) as connection:
                queries.insert_alignment(connection, alignment)
        except sqlite3.Error as error:
            raise AlignerError(
                f"the alignment cannot be stored ({error}): each segment must be in one bead and"
                f" each confidence from 0 to 1, and {folder.parent} must have free space"
            ) from error
        data = path.read_bytes()
    stream.write(data)
    return Written(len(alignment.beads))


def load_alignment(path: str | Path) -> Alignment:
    """Read a .duizhao file.

    Raises:
        AlignerError: it cannot be read, is no .duizhao file, was written by a newer duizhao, or
            is damaged; the message begins with the path.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise AlignerError(f"{path}: cannot be read ({error.strerror}): check the path") from error
    with name_errors(path):
        return _read_store(data)


def _read_store(data: bytes) -> Alignment:
    _check_header(data)
    with _make_folder() as folder:
        path = folder / "alignment.sqlite"
        path.write_bytes(data)
        try:
            with queries.open_database(path) as connection:
                queries.upgrade(connection)
                queries.check_content(connection)
                return queries.select_alignment(connection)
        except (sqlite3.Error, ValueError, TypeError, LookupError) as error:
            raise AlignerError(
                f"the file is damaged ({error}): take a copy of it, or align the texts again"
            ) from error


def _check_header(data: bytes) -> None:
    """Tell from the first bytes what a file is.

    Source: https://www.sqlite.org/fileformat2.html, section 1.3.
    """
    advice = "give a file that duizhao align wrote with -o NAME.duizhao"
    if len(data) < _HEADER_LENGTH or not data.startswith(b"SQLite format 3\0"):
        raise AlignerError(f"this is no .duizhao file (it is not a SQLite database): {advice}")
    version = int.from_bytes(data[60:64], "big")
    application = int.from_bytes(data[68:72], "big")
    if application != APPLICATION_ID:
        raise AlignerError(
            "this is no .duizhao file (it is the SQLite database of another program, with"
            f" application id {application:#x}): {advice}"
        )
    if version > queries.SCHEMA_VERSION:
        raise AlignerError(
            f"a newer duizhao wrote this file (schema version {version}, this one reads up to"
            f" {queries.SCHEMA_VERSION}): update duizhao"
        )
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
