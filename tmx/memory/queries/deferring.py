"""What is made at the end of an import into an empty memory, sorted, for that costs a third."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_INDEX = "pair_second"
"""No import looks anything up in it."""


@contextmanager
def defer_index(connection: sqlite3.Connection) -> Iterator[None]:
    """Write pairs without the index of their second texts, which is there again behind the block.

    A memory that holds pairs already keeps it, for to make it anew would take longer.

    Args:
        connection: in a writing transaction, which is to be undone if the block fails.
    """
    sql = None if _has_pairs(connection) else _find_index(connection)
    if sql is not None:
        connection.execute(f"DROP INDEX {_INDEX}")
    yield
    if sql is not None:
        connection.execute(sql)


def _has_pairs(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM pair LIMIT 1").fetchone() is not None


def _find_index(connection: sqlite3.Connection) -> str | None:
    sql = "SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?"
    row = connection.execute(sql, (_INDEX,)).fetchone()
    return None if row is None else str(row[0])
