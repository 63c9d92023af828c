"""Rows of the index, and the texts that it is made of."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from tmx.memory.errors import require_text
from tmx.memory.queries.database import list_numbers, select_setting

_COLUMNS = ("first", "second")


def select_texts_between(
    connection: sqlite3.Connection, side: int, first: int, last: int
) -> Iterator[tuple[int, str]]:
    """Select the texts of a side of pairs from one id to another, by id.

    Raises:
        DamageError: there is something else in the place of a text.
    """
    sql = f"SELECT id, {_COLUMNS[side]} FROM pair WHERE id BETWEEN ? AND ? ORDER BY id"
    for number, text in connection.execute(sql, (first, last)):
        yield number, require_text(number, text)


def select_ids_after(connection: sqlite3.Connection, pair: int) -> list[int]:
    """Return the greater ids of pairs, in order."""
    sql = "SELECT id FROM pair WHERE id > ? ORDER BY id"
    return [number for (number,) in connection.execute(sql, (pair,))]


def select_last_pair(connection: sqlite3.Connection) -> int:
    """Return the greatest id of a pair, or 0."""
    return int(connection.execute("SELECT ifnull(max(id), 0) FROM pair").fetchone()[0])


def select_texts(
    connection: sqlite3.Connection, ids: Iterable[int], side: int
) -> list[tuple[int, str]]:
    """Return the texts of pairs, of those that are there, in no order."""
    sql = f"SELECT id, {_COLUMNS[side]} FROM pair WHERE id IN (SELECT value FROM json_each(?))"
    return connection.execute(sql, (list_numbers(ids),)).fetchall()


def read_version(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return two numbers that are other ones as soon as this or any connection has written."""
    return (
        int(connection.execute("PRAGMA data_version").fetchone()[0]),
        connection.total_changes,
    )


def read_number(connection: sqlite3.Connection, name: str) -> int:
    """Return a setting that is a number; 0 where it is not there."""
    try:
        return int(select_setting(connection, name))
    except LookupError:
        return 0


def write_number(connection: sqlite3.Connection, name: str, value: int) -> None:
    """Change a setting."""
    sql = "INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
    connection.execute(sql, (name, str(value)))


def insert_words(connection: sqlite3.Connection, words: Mapping[int, str]) -> None:
    """Write words under their numbers; those that are there stay."""
    connection.executemany("INSERT OR IGNORE INTO word VALUES (?, ?)", words.items())


def select_words(connection: sqlite3.Connection, prefix: str, limit: int) -> list[int]:
    """Return the numbers of words that begin with a text."""
    # No text is greater than one that ends with the last character.
    sql = "SELECT id FROM word WHERE text >= ? AND text < ? LIMIT ?"
    rows = connection.execute(sql, (prefix, prefix + "\U0010ffff", limit))
    return [number for (number,) in rows]


def append_postings(connection: sqlite3.Connection, rows: Iterable[tuple[int, bytes]]) -> None:
    """Put ids at the ends of rows, which are made where there are none."""
    # A blob that is joined to another by || is text.
    sql = (
        "INSERT INTO posting VALUES (?, ?) ON CONFLICT DO UPDATE"
        " SET ids = CAST(ids || excluded.ids AS BLOB)"
    )
    connection.executemany(sql, rows)


def select_posting_sizes(
    connection: sqlite3.Connection,
    bases: Iterable[int],
    firsts: Iterable[int],
    width: int,
    limit: int,
) -> list[tuple[int, int, bytes | None]]:
    """Look up the rows whose keys begin at any sum of two numbers.

    Args:
        connection: in a transaction.
        bases: one of each sum.
        firsts: the other.
        width: keys from each sum on.
        limit: bytes up to which a row is read.

    Returns:
        Keys, the bytes in the row of each, and these bytes, or None where they are too many.
    """
    sql = (
        "SELECT posting.key, length(ids), CASE WHEN length(ids) <= ?1 THEN ids END"
        " FROM json_each(?2) AS base CROSS JOIN json_each(?3) AS first CROSS JOIN posting"
        " ON posting.key BETWEEN base.value + first.value AND base.value + first.value + ?4 - 1"
    )
    numbers = (list_numbers(bases), list_numbers(firsts))
    return connection.execute(sql, (limit, *numbers, width)).fetchall()


def select_postings(connection: sqlite3.Connection, keys: Iterable[int]) -> list[tuple[int, bytes]]:
    """Return the rows of those keys that have one."""
    sql = (
        "SELECT posting.key, ids FROM json_each(?) AS wanted"
        " CROSS JOIN posting ON posting.key = wanted.value"
    )
    return connection.execute(sql, (list_numbers(keys),)).fetchall()


def select_postings_between(
    connection: sqlite3.Connection, first: int, last: int, step: int
) -> list[bytes]:
    """Return what is in every so many rows from one key to another."""
    sql = "SELECT ids FROM posting WHERE key BETWEEN ?1 AND ?2 AND (key - ?1) % ?3 = 0"
    return [ids for (ids,) in connection.execute(sql, (first, last, step))]


def select_signatures(
    connection: sqlite3.Connection, side: int, block: int
) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield number, bits and lengths of a block and all after it, in order."""
    sql = "SELECT block, bits, lengths FROM signature WHERE side = ? AND block >= ? ORDER BY block"
    yield from connection.execute(sql, (side, block))


def replace_signatures(
    connection: sqlite3.Connection, side: int, rows: Iterable[tuple[int, bytes, bytes]]
) -> None:
    """Write blocks."""
    sql = "INSERT OR REPLACE INTO signature VALUES (?, ?, ?, ?)"
    connection.executemany(sql, ((side, *row) for row in rows))


def delete_index(connection: sqlite3.Connection) -> None:
    """Delete all rows of the index."""
    connection.execute("DELETE FROM posting")
    connection.execute("DELETE FROM signature")
    connection.execute("DELETE FROM word")
