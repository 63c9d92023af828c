"""Journal of a review ↔ rows: the statements of SQL for what a person changed.

Other processes may write the file between two calls; who must not be disturbed holds a transaction.
"""

import sqlite3
from typing import TypeAlias

from aligner.exporting.packing import pack_text, unpack_text
from aligner.records import Alignment
from aligner.revision.encoding import decode_change, encode_change
from aligner.revision.history import Entry, Step

RawEntry: TypeAlias = tuple[str, str, str | None]
"""An entry as it stands in the file: moment, step and change."""

_FIRST_VERSION = 3
"""The first version of the schema with a journal."""

_COLUMNS = "SELECT number, moment, step, change FROM journal"


def count_entries(connection: sqlite3.Connection) -> int:
    """Count the entries of the journal; a file of an earlier schema has none.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version < _FIRST_VERSION:
        return 0
    (count,) = connection.execute("SELECT count(*) FROM journal").fetchone()
    return int(count)


def count_corrections(connection: sqlite3.Connection) -> int:
    """Count what a person did: entries, and decisions and edits that were stored as such.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    count = count_entries(connection)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version < _FIRST_VERSION:
        return count
    query = "SELECT (SELECT count(*) FROM accepted) + (SELECT count(*) FROM edit)"
    (stored,) = connection.execute(query).fetchone()
    return count + int(stored)


def select_raw(connection: sqlite3.Connection, start: int = 0) -> tuple[RawEntry, ...]:
    """Read entries as they stand in the file.

    Args:
        connection: one that gives texts as bytes.
        start: number of the first, from 0.

    Raises:
        sqlite3.Error: the file cannot be read.
        ValueError: an entry is missing, or a text is no UTF-8.
    """
    if count_entries(connection) <= start:
        return ()
    rows = connection.execute(f"{_COLUMNS} WHERE number >= ? ORDER BY number", (start,)).fetchall()
    if any(row[0] != number for number, row in enumerate(rows, start)):
        raise ValueError("entries of the journal are missing")
    return tuple(
        (unpack_text(moment), unpack_text(step), None if change is None else unpack_text(change))
        for _, moment, step, change in rows
    )


def insert_raw(connection: sqlite3.Connection, number: int, entry: RawEntry) -> None:
    """Add an entry.

    Args:
        connection: in a transaction, to a file of the newest schema.
        number: how many there are before it.
        entry: as it is to stand there.

    Raises:
        sqlite3.Error: it cannot be written.
    """
    moment, step, change = entry
    packed = None if change is None else pack_text(change)
    row = (number, moment, step, packed)
    connection.execute(
        "INSERT INTO journal (number, moment, step, change) VALUES (?, ?, ?, ?)", row
    )


def encode_entry(entry: Entry) -> RawEntry:
    """Return an entry as it is to stand in the file."""
    change = None if entry.change is None else encode_change(entry.change)
    return entry.moment, entry.step.value, change


def decode_entry(entry: RawEntry, alignment: Alignment) -> Entry:
    """Return an entry that stands in a file.

    Args:
        entry: as it stands there.
        alignment: as the aligner made it, without the changes.

    Raises:
        AlignerError: a newer duizhao wrote it.
        ValueError: it is no entry.
    """
    moment, step, change = entry
    made = None if change is None else decode_change(change, alignment)
    return Entry(Step(step), made, moment)
