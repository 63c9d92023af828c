"""Vectors of the texts of pairs, in runs of pairs."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tmx.memory.errors import require_text


class VectorRun(NamedTuple):
    """The vectors of a run of pairs: see `tmx.memory.semantic.quantising`.

    `last` is the id of the last pair; `ids` are int64, little-endian, `numbers` int8.
    """

    last: int
    ids: bytes
    signs: bytes
    numbers: bytes


def find_encoder(connection: sqlite3.Connection, signature: str) -> tuple[int, int] | None:
    """Return the number and the dimension of an encoder, or None where it has no vectors."""
    sql = "SELECT id, dimension FROM encoder WHERE signature = ?"
    row = connection.execute(sql, (signature,)).fetchone()
    return None if row is None else (int(row[0]), int(row[1]))


def select_encoders(connection: sqlite3.Connection) -> list[str]:
    """Return the signatures of the encoders that there are vectors of."""
    return [str(row[0]) for row in connection.execute("SELECT signature FROM encoder ORDER BY id")]


def insert_encoder(connection: sqlite3.Connection, signature: str, dimension: int) -> int:
    """Add an encoder that is not there, and return its number."""
    sql = "INSERT INTO encoder (signature, dimension) VALUES (?, ?) RETURNING id"
    return int(connection.execute(sql, (signature, dimension)).fetchone()[0])


def select_last(connection: sqlite3.Connection, encoder: int, side: int) -> int:
    """Return the id of the last pair with a vector, or 0."""
    sql = "SELECT max(last) FROM vector WHERE encoder = ? AND side = ?"
    return int(connection.execute(sql, (encoder, side)).fetchone()[0] or 0)


def select_texts(
    connection: sqlite3.Connection, side: int, after: int, limit: int
) -> list[tuple[int, str]]:
    """Return the pairs behind one, in order, each with its text of a side.

    Raises:
        DamageError: there is something else in the place of a text.
    """
    column = ("first", "second")[side]
    sql = f"SELECT id, {column} FROM pair WHERE id > ? ORDER BY id LIMIT ?"
    rows = connection.execute(sql, (after, limit))
    return [(pair, require_text(pair, text)) for pair, text in rows]


def count_after(connection: sqlite3.Connection, after: int) -> int:
    """Count the pairs behind one."""
    sql = "SELECT count(*) FROM pair WHERE id > ?"
    return int(connection.execute(sql, (after,)).fetchone()[0])


def insert_run(connection: sqlite3.Connection, encoder: int, side: int, run: VectorRun) -> None:
    """Add a run."""
    connection.execute(
        "INSERT INTO vector (encoder, side, last, ids, signs, numbers) VALUES (?, ?, ?, ?, ?, ?)",
        (encoder, side, *run),
    )


def select_signs(
    connection: sqlite3.Connection, encoder: int, side: int, after: int
) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Yield the row, the last pair, the ids and the signs of each run behind a pair, in order."""
    sql = "SELECT id, last, ids, signs FROM vector WHERE encoder = ? AND side = ? AND last > ?"
    yield from connection.execute(f"{sql} ORDER BY last", (encoder, side, after))


def read_numbers(
    connection: sqlite3.Connection, row: int, places: Sequence[int], dimension: int
) -> bytes:
    """Return the numbers of some vectors of a run, one behind the other.

    Args:
        connection: to a memory.
        row: of the run.
        places: of the vectors in it.
        dimension: bytes of each.
    """
    numbers = bytearray()
    with connection.blobopen("vector", "numbers", row, readonly=True) as blob:
        for place in places:
            blob.seek(place * dimension)
            numbers += blob.read(dimension)
    return bytes(numbers)


def delete_vectors(connection: sqlite3.Connection, encoder: int) -> None:
    """Delete the vectors of an encoder, and the encoder."""
    connection.execute("DELETE FROM vector WHERE encoder = ?", (encoder,))
    connection.execute("DELETE FROM encoder WHERE id = ?", (encoder,))


def count_vectors(connection: sqlite3.Connection) -> dict[str, int]:
    """Count the texts with a vector, of both sides together, by signature of the encoder."""
    sql = (
        "SELECT signature, coalesce(sum(length(ids)) / 8, 0) FROM encoder"
        " LEFT JOIN vector ON vector.encoder = encoder.id GROUP BY encoder.id ORDER BY encoder.id"
    )
    return {str(signature): int(count) for signature, count in connection.execute(sql)}
