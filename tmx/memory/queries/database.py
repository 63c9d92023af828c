"""The file itself: connections, the schema and its versions, settings."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from enum import Enum, auto
from pathlib import Path
from urllib.parse import quote

from tmx.memory.errors import DamageError

SCHEMA_VERSION = 2
"""The number of the last file in schema/."""

OLDEST_READABLE = 1
"""The first version that can be read as it is: what came later are tables of their own."""

APPLICATION_ID = 0x4455544D
"""The letters DUTM: what tells a memory from other SQLite files."""

PAGE_SIZE = 8192

_MOST_LOG = 64 << 20


class Access(Enum):
    """How a file is opened.

    READ may empty the log of a writer that is gone. FROZEN takes the file alone, without log and
    locks, for places where nothing can be written.
    """

    READ = auto()
    WRITE = auto()
    MAKE = auto()
    FROZEN = auto()


_PARAMETERS = {Access.FROZEN: "mode=ro&immutable=1", Access.MAKE: "mode=rwc"}
_READING = (
    "query_only = ON",
    f"mmap_size = {0x7FFF0000}",
    f"cache_size = {-16 << 10}",
)
# Without a map: the file grows under it, and its pages would count as memory of an import.
_WRITING = (
    "mmap_size = 0",
    "foreign_keys = ON",
    "synchronous = NORMAL",
    f"cache_size = {-64 << 10}",
    f"journal_size_limit = {_MOST_LOG}",
    "wal_autocheckpoint = 2048",
)


def connect(path: Path, access: Access, *, busy_seconds: float = 0.0) -> sqlite3.Connection:
    """Connect to a file.

    Args:
        path: the file; it is made if it is not there and access is MAKE.
        access: how.
        busy_seconds: how long others that write are waited for.

    Raises:
        sqlite3.Error: it cannot be opened, or is no database.
    """
    connection = sqlite3.connect(
        f"{_locate(path)}?{_PARAMETERS.get(access, 'mode=rw')}",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
    )
    writes = access in {Access.WRITE, Access.MAKE}
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        for pragma in _WRITING if writes else _READING:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException as error:
        connection.close()
        if isinstance(error, UnicodeDecodeError):
            # SQLite quotes what it does not understand of a damaged schema.
            raise DamageError("its tables are not as they were made") from error
        raise
    return connection


def _locate(path: Path) -> str:
    """Make the URI of a file with any name, on a Windows share too."""
    return "file://" + quote(os.fsencode(path.absolute().as_posix()), safe="/:")


def read_application_id(path: Path) -> int:
    """Return the number of the program that made a database, without touching file or log.

    Raises:
        sqlite3.Error: it is no database, or damaged.
    """
    with closing(connect(path, Access.FROZEN)) as connection:
        return read_pragma(connection, "application_id")


def read_pragma(connection: sqlite3.Connection, name: str) -> int:
    """Return a number that SQLite tells of a file, such as "user_version" or "page_count"."""
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def make_tables(connection: sqlite3.Connection, languages: str, folding: int) -> None:
    """Make the tables of an empty file, and state what holds for all of it.

    Raises:
        sqlite3.Error: the file is not empty, or cannot be written.
    """
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    settings = {"languages": languages, "folding": str(folding), "indexed": "0"}
    with _transact(connection):
        _run(connection, 0)
        connection.executemany("INSERT INTO setting VALUES (?, ?)", settings.items())
    use_log(connection)


def use_log(connection: sqlite3.Connection) -> None:
    """Make a file keep a write-ahead log, if its disk allows: others read while one writes."""
    connection.execute("PRAGMA journal_mode = WAL")


def use_no_log(connection: sqlite3.Connection) -> None:
    """Write into a file itself, which is lost if the process ends in a transaction.

    What a transaction undoes is kept in memory.
    """
    connection.execute("PRAGMA journal_mode = MEMORY")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to the newest version of the schema, all at once or not at all.

    Raises:
        sqlite3.Error: it cannot be written, or what it holds breaks the rules of a newer version.
    """
    # Or a table could not be made anew.
    with trust_references(connection), _transact(connection):
        # Another process may have been faster.
        _run(connection, read_pragma(connection, "user_version"))
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise sqlite3.IntegrityError(f"a row of {broken[0]} names none of {broken[2]}")


@contextmanager
def trust_references(connection: sqlite3.Connection) -> Iterator[None]:
    """Do not check that a row names rows that are there; in a transaction nothing changes.

    Checking takes a tenth of an import, which looks all of them up before it names them.
    """
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


@contextmanager
def _transact(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _run(connection: sqlite3.Connection, since: int) -> None:
    for version in range(since + 1, SCHEMA_VERSION + 1):
        # `executescript` would end the transaction first.
        for statement in _split(read_schema(version)):
            connection.execute(statement)


def read_schema(version: int) -> str:
    """Return the statements that lead to a version of the schema from the one before."""
    # Loaded here: whoever opens a memory does not wait for it.
    from importlib import resources

    folder = resources.files("tmx.memory").joinpath("schema")
    return folder.joinpath(f"{version}.sql").read_text(encoding="utf-8")


def _split(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement:
        yield statement


def select_setting(connection: sqlite3.Connection, name: str) -> str:
    """Return a setting.

    Raises:
        LookupError: it is not there.
    """
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise LookupError(name)
    return str(row[0])


def list_numbers(numbers: Iterable[int]) -> str:
    """Write whole numbers for json_each; faster than JSON is written of anything."""
    return str(list(numbers))
