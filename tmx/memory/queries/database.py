"""The file itself: connections, the schema and its versions, settings."""

import sqlite3
from importlib import resources
from pathlib import Path

SCHEMA_VERSION = 1
"""The number of the last file in schema/."""

PAGE_SIZE = 8192


def connect(path: Path, *, is_writable: bool, busy_seconds: float) -> sqlite3.Connection:
    """Connect to a file, which is made if it is not there and may be written.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    mode = "rwc" if is_writable else "ro"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def read_schema(since: int = 0) -> str:
    """Return the statements that bring a file from a version of the schema to the newest."""
    folder = resources.files("tmx.memory").joinpath("schema")
    versions = range(since + 1, SCHEMA_VERSION + 1)
    return "\n".join(folder.joinpath(f"{v}.sql").read_text(encoding="utf-8") for v in versions)


def make_tables(connection: sqlite3.Connection, languages: str, folding: int) -> None:
    """Make the tables of an empty file, and state what holds for all of it.

    Raises:
        sqlite3.Error: the file is not empty, or cannot be written.
    """
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(f"BEGIN IMMEDIATE;\n{read_schema()}")
    settings = {"languages": languages, "folding": str(folding), "indexed": "0"}
    connection.executemany("INSERT INTO setting VALUES (?, ?)", settings.items())
    connection.execute("COMMIT")


def select_setting(connection: sqlite3.Connection, name: str) -> str:
    """Return a setting.

    Raises:
        LookupError: it is not there.
    """
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise LookupError(name)
    return str(row[0])
