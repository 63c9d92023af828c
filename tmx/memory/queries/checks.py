"""What a check asks of the file and the index."""

import sqlite3
from collections.abc import Iterator

_MOST_DAMAGES = 20


def find_damage(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield what is wrong with the file, a line each."""
    for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST_DAMAGES})"):
        if line != "ok":
            yield str(line)
    for table, number, other, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {number} of the table {table} names a row of {other} that is not there"


def select_sizes(connection: sqlite3.Connection, count: int) -> Iterator[tuple[int, int]]:
    """Yield the lengths in characters of both texts of some pairs, spread over the memory.

    Args:
        connection: to a memory.
        count: about how many.
    """
    last = connection.execute("SELECT coalesce(max(id), 0) FROM pair").fetchone()[0]
    step = max(last // count, 1)
    sql = "SELECT length(first), length(second) FROM pair WHERE id = ?"
    for number in range(1, last + 1, step):
        yield from connection.execute(sql, (number,))
