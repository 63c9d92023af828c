"""A memory as a file: make, open, check what it is, and hold transactions.

One writer and any number of readers may have it open (write-ahead log). A transaction that has
ended is kept whatever happens to the process; one that has not leaves nothing behind.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from tmx.errors import TmxError
from tmx.language import primary
from tmx.memory import folding
from tmx.memory.errors import explain, find_code
from tmx.memory.opening import connect_to, read_languages
from tmx.memory.places import (
    describe_wrong,
    find_free_place,
    find_memory,
    is_allowed,
    place_atomically,
)
from tmx.memory.queries import database
from tmx.memory.queries.database import Access

BUSY_SECONDS = 10.0
"""How long another writer is waited for."""


class Memory:
    """An open memory; use it in a `with` block. `open_memory` and `make_memory` give one.

    A memory is of the thread that opened it; others open their own.

    Args:
        path: its file.
        connection: to that file.
        is_writable: whether it may be changed.

    Attributes:
        path: its file.
        connection: for `tmx.memory.queries`.
        is_writable: whether it may be changed.
        languages: primary subtags of the first and the second side, such as ("zh", "en").
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, is_writable: bool) -> None:
        self.path = path
        self.connection = connection
        self.is_writable = is_writable
        self.languages = read_languages(connection)
        self._parts: dict[str, Any] = {}
        self._readers = 0
        self._writers = 0

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Begin a transaction that is kept as a whole when the block ends, or not at all.

        A block within another is a part of it: what an error undoes of the inner one alone is
        undone, and what it did is kept if the outer one is.

        Raises:
            TmxError: the memory was opened for reading, is being read by this very connection,
                cannot be written, another writer has it, or the disk is full.
        """
        if not self.is_writable:
            raise TmxError(f"{self.path}: was opened for reading; open it with is_writable=True")
        if self._readers and not self._writers:
            raise TmxError(
                f"{self.path}: is being read; take all units into a list before changing any"
            )
        with explain(self.path), self._transact():
            yield self.connection

    @contextmanager
    def _transact(self) -> Iterator[None]:
        name = f"part{self._writers}" if self._writers else ""
        self._writers += 1
        try:
            self.connection.execute(f"SAVEPOINT {name}" if name else "BEGIN IMMEDIATE")
            yield
            self.connection.execute(f"RELEASE {name}" if name else "COMMIT")
        except BaseException:
            self._undo(name)
            raise
        finally:
            self._writers -= 1

    def _undo(self, name: str) -> None:
        # They may know rows that are gone, whose numbers others will get.
        self._parts.clear()
        # A full disk may have undone everything already.
        with contextlib.suppress(sqlite3.Error):
            if self.connection.in_transaction:
                self.connection.execute(f"ROLLBACK TO {name}" if name else "ROLLBACK")
                if name:
                    self.connection.execute(f"RELEASE {name}")

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Begin a block in which the memory stays as it is, whatever others write.

        Blocks that overlap see the same state; it is given up when the last of them ends.

        Raises:
            TmxError: the file is damaged or gone.
        """
        with explain(self.path):
            if not self.connection.in_transaction:
                self.connection.execute("BEGIN")
            self._readers += 1
            try:
                yield self.connection
            finally:
                self._readers -= 1
                self._end_reading()

    def _end_reading(self) -> None:
        if not self._readers and not self._writers:
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")

    @contextmanager
    def fill(self) -> Iterator[None]:
        """Begin a block that writes without a log: faster, and without so much space on the disk.

        Only for a file that nobody else knows yet, and that is thrown away if the block fails: if
        the process ends in the middle of it, what is left is no memory.

        Raises:
            TmxError: the disk is full, or fails.
        """
        with explain(self.path):
            database.use_no_log(self.connection)
        yield
        with explain(self.path):
            database.use_log(self.connection)

    def check_languages(self, languages: tuple[str, str]) -> None:
        """Check that the memory is one of two languages.

        Args:
            languages: tags in any order.

        Raises:
            TmxError: it is of others, or a tag is none.
        """
        wanted = orient(languages)
        if wanted != self.languages:
            raise TmxError(
                f"{self.path}: is a memory of {' and '.join(self.languages)}, not of"
                f" {' and '.join(wanted)}; name another file, for a memory has one pair of"
                " languages"
            )

    def get_part(self, name: str, make: Callable[["Memory"], Any]) -> Any:  # noqa: ANN401
        """Return what a module keeps for this connection, such as a cache; made on first use."""
        if name not in self._parts:
            self._parts[name] = make(self)
        return self._parts[name]

    def close(self) -> None:
        """Close the file; the last to close it empties its log."""
        self.connection.close()

    def __enter__(self) -> "Memory":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def make_memory(path: str | Path, languages: tuple[str, str]) -> Memory:
    """Make an empty memory and open it for writing.

    It is made under a temporary name: others meet the whole of it, and an error leaves nothing.

    Args:
        path: no file may be there.
        languages: tags of the two languages in any order; Chinese becomes the first side.

    Raises:
        TmxError: a file is there, the folder cannot be written, a tag is none, or both tags are of
            one language.
    """
    path = Path(path)
    names = " ".join(orient(languages))
    target = find_free_place(path)
    try:
        with explain(path), place_atomically(target) as temporary:
            _make(temporary, names)
    except FileExistsError as error:
        raise TmxError(f"{path}: another program made it just now; open it") from error
    except OSError as error:
        raise TmxError(
            f"{path}: cannot be made ({error.strerror or error}); choose another folder, or mend"
            " its permissions or free space"
        ) from error
    return open_memory(path, is_writable=True)


def _make(target: Path, names: str) -> None:
    with closing(database.connect(target, Access.MAKE)) as connection:
        database.make_tables(connection, names, folding.VERSION)


def open_memory(path: str | Path, *, is_writable: bool = False) -> Memory:
    """Open a memory.

    Args:
        path: its file. To be read it may be where nothing can be written; while it is read there,
            nobody must write to it from elsewhere.
        is_writable: whether it is to be changed; an older version of the schema is then brought up.

    Raises:
        TmxError: there is no file, it is no memory, a newer duizhao wrote it, it is damaged, or it
            cannot be written.
    """
    path = Path(path)
    with explain(path):
        target = find_memory(path)
        if is_writable and not is_allowed(target, os.W_OK):
            raise TmxError(f"{path}: cannot be written; check its permissions")
        try:
            connection = connect_to(
                path, target, is_writable=is_writable, busy_seconds=BUSY_SECONDS
            )
        except sqlite3.DatabaseError as error:
            if find_code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                raise TmxError(f"{path}: {describe_wrong(target)}") from error
            raise
        return Memory(path, connection, is_writable=is_writable)


def orient(languages: tuple[str, str]) -> tuple[str, str]:
    """Return the primary subtags of two tags, Chinese first.

    Raises:
        TmxError: one is no tag, or both are of one language.

    >>> orient(("en-GB", "zh-Hant-HK"))
    ('zh', 'en')
    """
    first, second = (primary(tag) for tag in languages)
    if first == second:
        raise TmxError(f"a memory needs two languages; {' and '.join(languages)} are both {first}")
    return (second, first) if second in {"zh", "yue"} and first != "zh" else (first, second)
