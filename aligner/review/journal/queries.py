"""The statements of SQL by which a .duizhao file is opened in place and written."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

WAIT = 5.0
"""How long another process may hold the file before that is an error, in seconds."""

# EXTRA is FULL that also waits until the folder has lost the rollback journal: without that, a
# power cut may take a transaction back after it was acknowledged.
_SETTINGS = """
    PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
    PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;
"""


@contextmanager
def open_transaction(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file in place, and hold it against other writers until the end.

    What was written is on disk at the end; if an error is raised inside, the file is as before.

    Args:
        path: a file that is there.

    Yields:
        A connection that gives texts as bytes.

    Raises:
        sqlite3.Error: it cannot be opened, held or written.
    """
    whole = str(path.absolute())
    with closing(sqlite3.connect(whole, timeout=WAIT, isolation_level=None)) as connection:
        connection.text_factory = bytes
        connection.executescript(_SETTINGS)
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")


def read_application(connection: sqlite3.Connection) -> int:
    """Read whose file it is.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    (number,) = connection.execute("PRAGMA application_id").fetchone()
    return int(number)
