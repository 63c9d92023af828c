"""The database of a .duizhao file: how it is opened, its schema, and whether it keeps to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from aligner.errors import AlignerError
from aligner.exporting.packing import unpack_text

SCHEMA_VERSION = 3
"""The number of the last file in schema/; docs/formats.md says when it rises."""


@contextmanager
def open_database(path: Path) -> Iterator[sqlite3.Connection]:
    """Open or make a database; its transactions are begun and ended here, not by the module.

    Yields:
        A connection that is closed in the end.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.text_factory = bytes
        # The file is a copy in a temporary folder: there is no crash to be safe from.
        connection.executescript(
            "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA synchronous = OFF;"
        )
        yield connection


def settle(path: Path) -> None:
    """Take back what a process that was killed has half written, and remove its journal.

    Args:
        path: a database, not a copy: what SQLite left stands beside it.

    Raises:
        sqlite3.Error: it is none, or is held by another process.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        # To write anything makes SQLite remove a journal that it has no use for.
        connection.execute(f"PRAGMA user_version = {version:d}")
        connection.execute("COMMIT")


def read_schema(since: int = 0) -> str:
    """Return the statements that bring a file from a version of the schema to the newest.

    Args:
        since: the version of the file; 0 for an empty database.
    """
    folder = resources.files(__package__).joinpath("schema")
    versions = range(since + 1, SCHEMA_VERSION + 1)
    return "\n".join(folder.joinpath(f"{v}.sql").read_text(encoding="utf-8") for v in versions)


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring a database to the newest version of the schema.

    Args:
        connection: to a copy, or in a transaction.

    Raises:
        AlignerError: it is of a newer one.
        sqlite3.Error: the tables are not those of its version.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise newer_error(f"schema version {version}, this one reads up to {SCHEMA_VERSION}")
    if version < SCHEMA_VERSION:
        for statement in _divide(read_schema(version)):
            connection.execute(statement)


def _divide(script: str) -> Iterator[str]:
    """Divide a script into statements: to execute it as one would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def check_content(connection: sqlite3.Connection) -> None:
    """Check that the tables are those of the schema and hold what it allows.

    Raises:
        sqlite3.Error: the file cannot be read through.
        ValueError: a table or a value is not as it should be.
    """
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.text_factory = bytes
        fresh.executescript(read_schema())
        missing = _select_tables(fresh) - _select_tables(connection)
    if missing:
        names = sorted(name.decode() for name, _ in missing)
        raise ValueError(f"tables missing or not as they should be: {', '.join(names)}")
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != b"ok":
        raise ValueError(unpack_text(found))
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise ValueError("a row names another one that is missing")


def _select_tables(connection: sqlite3.Connection) -> set[tuple[Any, ...]]:
    return set(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))


def newer_error(what: str) -> AlignerError:
    """Make the error for a file that holds what this duizhao does not know."""
    return AlignerError(f"a newer duizhao wrote this file ({what}): update duizhao")
