"""The cache of vectors ↔ rows: every statement of SQL but the tables, which stand in schema.sql."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path

APPLICATION_ID = 0x44555643
SCHEMA_VERSION = 1

_PATIENCE = 30.0
"""Seconds to wait for another process."""
_PAUSE = 0.02
_KEYS_A_QUERY = 500


class ForeignDatabaseError(sqlite3.DatabaseError):
    """The file is a database, but not of this kind."""


@contextmanager
def open_database(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the cache, made if it is not there; transactions are begun and ended here.

    Yields:
        A connection that is closed in the end.

    Raises:
        sqlite3.Error: it cannot be opened or made, or is another kind of database.
    """
    with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection:
        # Of smaller pages, whole vectors would leave much empty.
        connection.execute("PRAGMA page_size = 16384")
        _keep_log(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA trusted_schema = OFF")
        if not _has_schema(connection):
            _make_schema(connection)
        yield connection


def _keep_log(connection: sqlite3.Connection) -> None:
    """Keep a log, with which readers and one writer get along; a crash loses what can be redone.

    Of several processes that begin a file, SQLite lets one keep it and tells the others at once
    that the file is locked, however long they would wait.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _has_schema(connection: sqlite3.Connection) -> bool:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if (application, version) == (APPLICATION_ID, SCHEMA_VERSION):
        return True
    (tables,) = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    if tables:
        raise ForeignDatabaseError("it is another kind of database")
    return False


def _make_schema(connection: sqlite3.Connection) -> None:
    schema = resources.files(__package__).joinpath("schema.sql").read_text(encoding="utf-8")
    connection.execute("BEGIN IMMEDIATE")
    if _has_schema(connection):  # another process was faster
        connection.execute("ROLLBACK")
        return
    for statement in _split(schema):
        connection.execute(statement)
    connection.execute("COMMIT")


def _split(schema: str) -> Iterator[str]:
    """Yield single statements: a script would end the transaction."""
    statement = ""
    for line in schema.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def select_vectors(connection: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    """Return what is kept under some keys."""
    found: dict[bytes, bytes] = {}
    for start in range(0, len(keys), _KEYS_A_QUERY):
        some = keys[start : start + _KEYS_A_QUERY]
        marks = ", ".join("?" * len(some))
        query = f"SELECT key, numbers FROM vector WHERE key IN ({marks})"
        found.update(connection.execute(query, some))
    return found


def mark_used(connection: sqlite3.Connection, keys: Iterable[bytes], moment: int) -> None:
    """Note when vectors were last used, where that was earlier, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "UPDATE vector SET used = ? WHERE key = ? AND used < ?",
        ((moment, key, moment) for key in keys),
    )
    connection.execute("COMMIT")


def insert_vectors(
    connection: sqlite3.Connection, encoder: str, rows: Iterable[tuple[bytes, bytes]], moment: int
) -> None:
    """Keep vectors under their keys, in one transaction; those that are there are replaced."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT OR IGNORE INTO encoder (signature) VALUES (?)", (encoder,))
    query = "SELECT number FROM encoder WHERE signature = ?"
    (number,) = connection.execute(query, (encoder,)).fetchone()
    connection.executemany(
        "INSERT OR REPLACE INTO vector (key, encoder, used, numbers) VALUES (?, ?, ?, ?)",
        ((key, number, moment, numbers) for key, numbers in rows),
    )
    connection.execute("COMMIT")


def measure_bytes(connection: sqlite3.Connection) -> int:
    """Return the bytes in use; pages that were freed do not count, for they are filled again."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return int((pages - free) * size)


def delete_oldest(connection: sqlite3.Connection, limit: int) -> None:
    """Delete the vectors used longest ago until at most so many bytes are in use."""
    connection.execute("BEGIN IMMEDIATE")
    while (size := measure_bytes(connection)) > limit:
        (entries,) = connection.execute("SELECT COUNT(*) FROM vector").fetchone()
        if not entries:
            break
        surplus = max(int(entries * (size - limit) / size), entries // 50, 1)
        connection.execute(
            "DELETE FROM vector WHERE number IN"
            " (SELECT number FROM vector ORDER BY used, number LIMIT ?)",
            (surplus,),
        )
    connection.execute("COMMIT")


def select_totals(connection: sqlite3.Connection) -> list[tuple[str, int, int]]:
    """Return signature, entries and bytes of vectors of each encoder, the largest first."""
    return connection.execute(
        "SELECT signature, COUNT(*), SUM(length(numbers)) AS size FROM vector"
        " JOIN encoder ON encoder.number = vector.encoder"
        " GROUP BY signature ORDER BY size DESC, signature"
    ).fetchall()


def delete_all(connection: sqlite3.Connection) -> int:
    """Empty the cache and give the space back; return how many vectors there were."""
    connection.execute("BEGIN IMMEDIATE")
    count = connection.execute("DELETE FROM vector").rowcount
    connection.execute("DELETE FROM encoder")
    connection.execute("COMMIT")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return count
