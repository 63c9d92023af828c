"""A memory as a file: make, open, check what it is, and hold transactions.

One writer and any number of readers may have it open (write-ahead log). A transaction that has
ended is kept whatever happens to the process; one that has not leaves nothing behind.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from tmx.errors import TmxError
from tmx.language import primary
from tmx.memory import folding
from tmx.memory.errors import explain
from tmx.memory.queries import database

BUSY_SECONDS = 10.0
"""How long another writer is waited for."""


class Memory:
    """An open memory; use it in a `with` block. `open_memory` and `make_memory` give one.

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
        first, second = database.select_setting(connection, "languages").split()
        self.languages = (first, second)
        self._parts: dict[str, Any] = {}

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Begin a transaction that is kept as a whole when the block ends, or not at all.

        Raises:
            TmxError: the memory was opened for reading, another writer has it, or the disk is full.
        """
        if not self.is_writable:
            raise TmxError(f"{self.path}: was opened for reading; open it with is_writable=True")
        with explain(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Begin a block in which the memory stays as it is, whatever others write.

        Raises:
            TmxError: the file is damaged or gone.
        """
        with explain(self.path):
            if self.connection.in_transaction:
                yield self.connection
                return
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                with contextlib.suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")

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

    Args:
        path: no file may be there.
        languages: tags of the two languages in any order; Chinese becomes the first side.

    Raises:
        TmxError: a file is there, the folder cannot be written, a tag is none, or both tags are of
            one language.
    """
    path = Path(path)
    first, second = orient(languages)
    if path.exists():
        raise TmxError(f"{path}: is there already; open it, or name another file")
    with explain(path):
        connection = database.connect(path, is_writable=True, busy_seconds=BUSY_SECONDS)
        database.make_tables(connection, f"{first} {second}", folding.VERSION)
    return Memory(path, connection, is_writable=True)


def open_memory(path: str | Path, *, is_writable: bool = False) -> Memory:
    """Open a memory.

    Args:
        path: its file.
        is_writable: whether it is to be changed; an older version of the schema is then brought up.

    Raises:
        TmxError: there is no file, it is no memory, a newer duizhao wrote it, it is damaged, or it
            cannot be written.
    """
    path = Path(path)
    if not path.exists():
        raise TmxError(
            f"{path}: there is no such memory; make one with duizhao tm import or tm add"
        )
    with explain(path):
        connection = database.connect(path, is_writable=is_writable, busy_seconds=BUSY_SECONDS)
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
