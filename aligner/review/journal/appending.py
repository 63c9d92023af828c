"""Entries → the journal in a .duizhao file, each on disk before it counts."""

import os
import sqlite3
from pathlib import Path

from aligner.exporting import database
from aligner.exporting.entries import RawEntry, encode_entry, insert_raw, select_raw
from aligner.exporting.store import APPLICATION_ID, load_stored
from aligner.review.journal import queries
from aligner.review.journal.errors import JournalError, StaleError, explain_errors
from aligner.revision.history import Entry, History


class Journal:
    """The journal of one file. To open it changes nothing; the first entry makes its table.

    The file is opened for each entry and closed again, so that it may be moved, copied and opened
    elsewhere while the page is open; that it is still the same one is checked each time.

    Args:
        path: a .duizhao file.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._identity: tuple[int, int] | None = None
        self._count = 0
        self._last: RawEntry | None = None
        self._seen: tuple[int, int, int, int] | None = None

    @property
    def is_writable(self) -> bool:
        """Whether entries can be added, as far as permissions tell."""
        return os.access(self.path, os.W_OK) and os.access(self.path.absolute().parent, os.W_OK)

    def load(self) -> History:
        """Read the alignment with all that was done to it.

        Raises:
            AlignerError: the file cannot be read, is no .duizhao file, is damaged, or was written
                by a newer duizhao.
        """
        identity, seen = self._identify(), self._sign()
        stored = load_stored(self.path)
        history = stored.make_history()
        self._identity, self._seen = identity, seen
        self._count = len(stored.journal)
        self._last = stored.journal[-1] if stored.journal else None
        return history

    def append(self, entry: Entry) -> None:
        """Add an entry; it is on disk when this returns.

        Raises:
            StaleError: another process added entries since, or replaced the file: load it again.
            JournalError: the file cannot be written, or was moved away.
        """
        raw = encode_entry(entry)
        self._check_identity()
        with explain_errors(self.path), queries.open_transaction(self.path) as connection:
            self._check_last(connection)
            database.upgrade(connection)
            insert_raw(connection, self._count, raw)
        # Moved away in the meantime, the file that stands at the path would not hold the entry.
        self._check_identity()
        self._count, self._last = self._count + 1, raw
        self._seen = self._sign()

    @property
    def is_stale(self) -> bool:
        """Whether the file seems to hold what was not read from it; one that is gone is not."""
        found = self._sign()
        return found is not None and found != self._seen

    def _sign(self) -> tuple[int, int, int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size

    def _identify(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _check_identity(self) -> None:
        found = self._identify()
        if found is None:
            raise JournalError(
                f"{self.path}: the change was not saved: the file was moved away or deleted: put it"
                " back, and do it again",
                "unsaved_moved",
                path=self.path,
            )
        if found != self._identity:
            raise StaleError(
                f"{self.path}: the change was not saved: another file stands in its place: load the"
                " page again",
                "unsaved_replaced",
            )

    def _check_last(self, connection: sqlite3.Connection) -> None:
        """Check that the file holds what was read from it, and no more."""
        if queries.read_application(connection) != APPLICATION_ID:
            raise JournalError(
                f"{self.path}: the change was not saved: it is no .duizhao file now",
                "unsaved_foreign",
                path=self.path,
            )
        start = max(0, self._count - 1)
        known = () if self._last is None else (self._last,)
        if select_raw(connection, start) != known:
            raise StaleError(
                f"{self.path}: the change was not saved: another process has changed the alignment:"
                " load the page again",
                "unsaved_stale",
            )
