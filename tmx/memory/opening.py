"""The connection to a memory: how it is had where it lies, and whether this duizhao can use it."""

import os
import sqlite3
from pathlib import Path

from tmx.errors import TmxError
from tmx.memory import folding
from tmx.memory.errors import DAMAGED, find_code
from tmx.memory.places import describe_damage, find_log, is_allowed
from tmx.memory.queries import database
from tmx.memory.queries.database import Access

_NO_LOG_POSSIBLE = {
    *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY),
    # The disk is full.
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR),
}


def connect_to(
    path: Path, target: Path, *, is_writable: bool, busy_seconds: float
) -> sqlite3.Connection:
    """Connect to a memory, and check that this duizhao can use it.

    Args:
        path: as it was given, for errors.
        target: the file that it leads to.
        is_writable: whether it is to be changed; an older version of the schema is then brought up.
        busy_seconds: how long others that write are waited for.

    Raises:
        TmxError: another version of duizhao wrote it, it breaks off, or what it says of itself is
            damaged.
        sqlite3.Error: it cannot be opened, or is damaged.
    """
    if is_writable:
        connection = database.connect(target, Access.WRITE, busy_seconds=busy_seconds)
    else:
        connection = _connect_for_reading(path, target, busy_seconds)
    try:
        _check_version(path, connection, is_writable=is_writable)
        if is_writable:
            database.use_log(connection)
        _check_length(path, target, connection)
        _check_settings(path, connection)
    except BaseException as error:
        connection.close()
        if isinstance(error, LookupError | ValueError):
            raise TmxError(f"{path}: the memory is damaged ({error}); {DAMAGED}") from error
        raise
    return connection


def read_languages(connection: sqlite3.Connection) -> tuple[str, str]:
    """Return the primary subtags of the sides of a memory.

    Raises:
        LookupError, ValueError: the memory does not state two.
    """
    first, second = database.select_setting(connection, "languages").split()
    return first, second


def _connect_for_reading(path: Path, target: Path, busy_seconds: float) -> sqlite3.Connection:
    # The log that SQLite would make beside a file that cannot be written could not be written
    # either, not even by those who may write the file.
    if find_log(target) or is_allowed(target, os.W_OK):
        try:
            return database.connect(target, Access.READ, busy_seconds=busy_seconds)
        except sqlite3.OperationalError as error:
            if find_code(error) not in _NO_LOG_POSSIBLE:
                raise
            if log := find_log(target):
                raise TmxError(
                    f"{path}: its log {log.name} cannot be read without writing to the folder;"
                    " copy both to another folder, and open the copy"
                ) from error
    return database.connect(target, Access.FROZEN)


def _check_version(path: Path, connection: sqlite3.Connection, *, is_writable: bool) -> None:
    version = database.read_pragma(connection, "user_version")
    if version > database.SCHEMA_VERSION:
        raise TmxError(
            f"{path}: a newer duizhao wrote this memory (schema version {version}, this one reads"
            f" up to {database.SCHEMA_VERSION}): update duizhao"
        )
    if version == database.SCHEMA_VERSION:
        return
    if not is_writable and version >= database.OLDEST_READABLE:
        return
    if not is_writable:
        raise TmxError(
            f"{path}: an older duizhao wrote this memory (schema version {version}, this one reads"
            f" {database.SCHEMA_VERSION}); open it for writing once, as duizhao tm import does"
        )
    database.migrate(connection)


def _check_length(path: Path, target: Path, connection: sqlite3.Connection) -> None:
    """Check that the file does not break off; SQLite itself finds out when it meets the place."""
    connection.execute("BEGIN")
    try:
        whole = database.read_pragma(connection, "page_count")
        whole *= database.read_pragma(connection, "page_size")
        if (size := target.stat().st_size) < whole and not find_log(target):
            raise TmxError(f"{path}: {describe_damage(size, whole)}")
    finally:
        connection.execute("ROLLBACK")


def _check_settings(path: Path, connection: sqlite3.Connection) -> None:
    read_languages(connection)
    version = int(database.select_setting(connection, "folding"))
    if version != folding.VERSION:
        raise TmxError(
            f"{path}: compares texts in another way (version {version}, this duizhao in version"
            f" {folding.VERSION}); export it with the duizhao that wrote it, and import that into a"
            " new memory"
        )
