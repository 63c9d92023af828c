"""What can go wrong when a correction is saved, in words for who made it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aligner.revision.records import RevisionError


class JournalError(RevisionError):
    """A correction cannot be saved; the alignment is as before."""


class StaleError(JournalError):
    """The file holds what was not read from it: another process has changed or replaced it."""


_PRIMARY_CODE = 0xFF
_BUSY = "busy", "another program holds the file: close it there, and do it again"
_FORBIDDEN = (
    "forbidden",
    "the file or its folder cannot be written: allow it, or review a copy in another folder",
)
_DAMAGED = "damaged", "the file is damaged: take a copy of it, and open the page again"
_DISK = "disk", "the disk cannot be written or read: check it, and do it again"
_REASONS = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PROTOCOL: _BUSY,
    sqlite3.SQLITE_READONLY: _FORBIDDEN,
    sqlite3.SQLITE_PERM: _FORBIDDEN,
    sqlite3.SQLITE_AUTH: _FORBIDDEN,
    sqlite3.SQLITE_CANTOPEN: _FORBIDDEN,
    sqlite3.SQLITE_FULL: ("full", "the disk is full: free space, and do it again"),
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_OTHERWISE = "otherwise", "open the page again, and do it again"


@contextmanager
def explain_errors(path: Path) -> Iterator[None]:
    """Say what an error of SQLite means.

    Raises:
        JournalError: SQLite raised an error inside; the message begins with the path.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_ERROR
        key, reason = _REASONS.get(code & _PRIMARY_CODE, _OTHERWISE)
        message = f"{path}: the change was not saved ({error}): {reason}"
        raise JournalError(message, f"unsaved_{key}", path=path, detail=error) from error
