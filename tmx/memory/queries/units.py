"""Pairs of texts and the units that hold them: rows in, rows out."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final, NamedTuple

from tmx.memory.errors import DamageError
from tmx.memory.queries.database import list_numbers
from tmx.memory.queries.filters import EVERY, Condition
from tmx.memory.records import Prints, Side, StoredUnit
from tmx.memory.units.rows import UnitRow, make_stored

_COLUMNS: Final = """
    unit.id, pair.id, pair.first, pair.second, unit.source, one.tag, two.tag,
    coalesce(document.name, unit.document), coalesce(person.name, unit.author), unit.changed,
    unit.confidence, unit.status, unit.tuid, unit.first_previous, unit.first_following,
    unit.second_previous, unit.second_following, origin.name, origin.id, unit.details,
    pair.first_print, pair.second_print
"""
# LEFT JOIN: units are gone through in the order of their numbers, the rest is looked up, and what
# damage took away leaves a gap, which make_stored finds. No other index is used, for then SQLite
# would sort them with their texts.
_TABLES: Final = """
    FROM unit NOT INDEXED LEFT JOIN pair ON pair.id = unit.pair
    LEFT JOIN language AS one ON one.id = unit.first_language
    LEFT JOIN language AS two ON two.id = unit.second_language
    LEFT JOIN origin ON origin.id = unit.origin
    LEFT JOIN document ON document.id = unit.document
    LEFT JOIN person ON person.id = unit.author
"""
_SELECT: Final = f"SELECT {_COLUMNS} {_TABLES}"
_SELECT_BY_PAIR: Final = _SELECT.replace("NOT INDEXED", "INDEXED BY unit_pair")
_TEXTS: Final = ("first", "second")
_NAMES: Final = {"language": "tag", "document": "name", "person": "name"}


class UnitColumns(NamedTuple):
    """What stands in the columns of a unit besides its id, in their order."""

    pair: int
    identity: int
    source: int
    first_language: int
    second_language: int
    document: int | None
    author: int | None
    changed: int | None
    confidence: float | None
    status: str | None
    tuid: str | None
    first_previous: int | None
    first_following: int | None
    second_previous: int | None
    second_following: int | None
    origin: int
    details: str | None


_FIELDS: Final = ", ".join(UnitColumns._fields)
_MARKS: Final = ", ".join("?" for _ in UnitColumns._fields)
_INSERT: Final = f"INSERT INTO unit ({_FIELDS}) VALUES ({_MARKS})"
_UPDATE: Final = f"UPDATE unit SET ({_FIELDS}) = ({_MARKS}) WHERE id = ?"


def select_name(connection: sqlite3.Connection, table: str, name: str) -> int:
    """Return the number of a language, document or person; it is made if it is not there.

    Args:
        connection: in a writing transaction.
        table: "language", "document" or "person".
        name: tag or name.
    """
    column = _NAMES[table]
    row = connection.execute(f"SELECT id FROM {table} WHERE {column} = ?", (name,)).fetchone()
    if row is not None:
        return int(row[0])
    return _insert(connection, f"INSERT INTO {table} ({column}) VALUES (?)", (name,))


def insert_origin(
    connection: sqlite3.Connection, name: str, moment: int, header: str | None
) -> int:
    """Add a run that brings units in.

    Args:
        connection: in a writing transaction.
        name: of the file or command.
        moment: seconds since 1970.
        header: of the file, as JSON, or None.

    Returns:
        Its number.
    """
    sql = "INSERT INTO origin (name, moment, header) VALUES (?, ?, ?)"
    return _insert(connection, sql, (name, moment, header))


def select_origin(connection: sqlite3.Connection, name: str, header: str | None) -> int | None:
    """Return the newest run of a name with the same header, or None."""
    sql = "SELECT max(id) FROM origin WHERE name = ? AND header IS ?"
    found: int | None = connection.execute(sql, (name, header)).fetchone()[0]
    return found


def delete_origin(connection: sqlite3.Connection, origin: int) -> None:
    """Delete a run that brought no unit."""
    connection.execute("DELETE FROM origin WHERE id = ?", (origin,))


def select_headers(connection: sqlite3.Connection) -> list[tuple[int, str | None]]:
    """Return all runs that brought units, and their headers as JSON."""
    return connection.execute("SELECT id, header FROM origin ORDER BY id").fetchall()


def select_pair(
    connection: sqlite3.Connection, texts: tuple[str, str], prints: tuple[int, int]
) -> int | None:
    """Return the number of a pair of texts, or None.

    Args:
        connection: any.
        texts: of the first and the second side.
        prints: of the texts.
    """
    sql = "SELECT id FROM pair WHERE (first_print, second_print, first, second) = (?, ?, ?, ?)"
    row = connection.execute(sql, (*prints, *texts)).fetchone()
    return None if row is None else int(row[0])


def insert_pair(
    connection: sqlite3.Connection, texts: tuple[str, str], prints: tuple[int, int]
) -> int:
    """Add a pair of texts that is not there, and return its number; see `select_pair`."""
    sql = "INSERT INTO pair (first, second, first_print, second_print) VALUES (?, ?, ?, ?)"
    return _insert(connection, sql, (*texts, *prints))


def delete_lonely_pairs(connection: sqlite3.Connection, pairs: Iterable[int]) -> None:
    """Delete those of some pairs that no unit holds any more."""
    sql = "DELETE FROM pair WHERE id = ? AND NOT EXISTS (SELECT 1 FROM unit WHERE pair = pair.id)"
    connection.executemany(sql, ((pair,) for pair in pairs))


def insert_unit(connection: sqlite3.Connection, columns: UnitColumns) -> int:
    """Add a unit and return its number."""
    return _insert(connection, _INSERT, columns)


def insert_unit_at(connection: sqlite3.Connection, number: int, columns: UnitColumns) -> None:
    """Add a unit under a number that is free, such as that of a deleted one."""
    sql = f"INSERT INTO unit (id, {_FIELDS}) VALUES (?, {_MARKS})"
    connection.execute(sql, (number, *columns))


def update_unit(connection: sqlite3.Connection, number: int, columns: UnitColumns) -> None:
    """Put other columns in place of those of a unit."""
    connection.execute(_UPDATE, (*columns, number))


def delete_unit(connection: sqlite3.Connection, number: int) -> None:
    """Delete a unit; its pair stays, see `delete_lonely_pairs`."""
    connection.execute("DELETE FROM unit WHERE id = ?", (number,))


def select_sources(
    connection: sqlite3.Connection, condition: Condition = EVERY
) -> list[tuple[int, str]]:
    """Return every two of a run and a tag of a source that come together in units."""
    tag = "CASE unit.source WHEN 0 THEN one.tag ELSE two.tag END"
    sql = f"SELECT DISTINCT unit.origin, {tag} {_TABLES} WHERE {condition.sql}"
    return connection.execute(sql, condition.values).fetchall()


def count_units(connection: sqlite3.Connection, condition: Condition = EVERY) -> int:
    """Count units."""
    sql = f"SELECT count(*) {_TABLES} WHERE {condition.sql}"
    return int(connection.execute(sql, condition.values).fetchone()[0])


def check_rows(connection: sqlite3.Connection) -> None:
    """Check that tables and indexes have as many rows, for damage may hide some.

    Raises:
        DamageError: they have not.
    """
    for table, index in (("unit", "unit_pair"), ("change", "change_unit")):
        forms = "NOT INDEXED", f"INDEXED BY {index}"
        counts = [connection.execute(f"SELECT count(*) FROM {table} {form}") for form in forms]
        if len({count.fetchone() for count in counts}) > 1:
            raise DamageError(f"rows of the table {table} are missing")


def select_columns(connection: sqlite3.Connection, number: int) -> UnitColumns | None:
    """Return the columns of a unit as they are, or None."""
    row = connection.execute(f"SELECT {_FIELDS} FROM unit WHERE id = ?", (number,)).fetchone()
    return None if row is None else UnitColumns._make(row)


def select_pair_prints(connection: sqlite3.Connection, pair: int) -> tuple[int, int]:
    """Return the prints of the two texts of a pair that is there."""
    sql = "SELECT first_print, second_print FROM pair WHERE id = ?"
    first, second = connection.execute(sql, (pair,)).fetchone()
    return first, second


def select_last_number(connection: sqlite3.Connection) -> int:
    """Return the greatest number that a unit ever had; 0: there never was one."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'unit'").fetchone()
    return 0 if row is None else int(row[0])


def select_twin(
    connection: sqlite3.Connection, pair: int, identity: int
) -> tuple[int, UnitColumns] | None:
    """Return the unit of a pair with an identity, its number and its columns, or None."""
    sql = f"SELECT id, {_FIELDS} FROM unit WHERE pair = ? AND identity = ?"
    row = connection.execute(sql, (pair, identity)).fetchone()
    return None if row is None else (row[0], UnitColumns._make(row[1:]))


def select_last(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return the greatest numbers of a unit and of a document, 0 where there is none."""
    sql = "SELECT (SELECT max(id) FROM unit), (SELECT max(id) FROM document)"
    unit, document = connection.execute(sql).fetchone()
    return unit or 0, document or 0


def select_places(connection: sqlite3.Connection, pair: int, document: int, last: int) -> list[int]:
    """Return the units of a pair that stand in a document, up to a number, in order.

    There are at most as many as nobody repeats in a document on purpose.
    """
    sql = "SELECT id FROM unit WHERE pair = ? AND document = ? AND id <= ? ORDER BY id LIMIT 1000"
    return [row[0] for row in connection.execute(sql, (pair, document, last))]


def select_unit(connection: sqlite3.Connection, number: int) -> StoredUnit | None:
    """Return a unit, or None."""
    row = connection.execute(f"{_SELECT} WHERE unit.id = ?", (number,)).fetchone()
    return None if row is None else make_stored(row)


@contextmanager
def read_without_map(connection: sqlite3.Connection) -> Iterator[None]:
    """Read page by page, so that going through a file does not take as much memory as it has."""
    (size,) = connection.execute("PRAGMA mmap_size").fetchone() or (0,)
    connection.execute("PRAGMA mmap_size = 0")
    try:
        yield
    finally:
        with suppress(sqlite3.Error):
            connection.execute(f"PRAGMA mmap_size = {size}")


def select_rows(connection: sqlite3.Connection, condition: Condition = EVERY) -> Iterator[UnitRow]:
    """Return the rows of units by their numbers, one at a time."""
    sql = f"{_SELECT} WHERE {condition.sql} ORDER BY unit.id"
    return map(UnitRow._make, connection.execute(sql, condition.values))


def select_units(
    connection: sqlite3.Connection, condition: Condition = EVERY
) -> Iterator[StoredUnit]:
    """Return units by their numbers, one at a time."""
    sql = f"{_SELECT} WHERE {condition.sql} ORDER BY unit.id"
    return map(make_stored, connection.execute(sql, condition.values))


def select_numbers(connection: sqlite3.Connection, condition: Condition = EVERY) -> Iterator[int]:
    """Return the numbers of units in order."""
    sql = f"SELECT unit.id {_TABLES} WHERE {condition.sql} ORDER BY unit.id"
    return (row[0] for row in connection.execute(sql, condition.values))


def select_units_of_pairs(
    connection: sqlite3.Connection, pairs: Sequence[int], condition: Condition = EVERY
) -> Iterator[StoredUnit]:
    """Return the units of some pairs, by pair, then the newest first.

    Args:
        connection: any.
        pairs: their numbers; what is gone is passed over.
        condition: what else a unit must fulfil.
    """
    sql = f"""
        {_SELECT_BY_PAIR} WHERE unit.pair IN (SELECT value FROM json_each(?)) AND {condition.sql}
        ORDER BY unit.pair, +unit.id DESC
    """
    return map(make_stored, connection.execute(sql, (list_numbers(pairs), *condition.values)))


def select_texts_between_prints(
    connection: sqlite3.Connection, side: Side, low: int, high: int
) -> list[tuple[int, str]]:
    """Return the pairs whose print on a side is within bounds, and their texts there, by number.

    See `tmx.memory.folding.find_print_range`.
    """
    name = _TEXTS[side]
    sql = f"SELECT id, {name} FROM pair WHERE {name}_print BETWEEN ? AND ? ORDER BY id"
    return connection.execute(sql, (low, high)).fetchall()


def select_pair_texts(
    connection: sqlite3.Connection, pairs: Sequence[int], side: Side
) -> dict[int, str]:
    """Return the texts of pairs on a side by their numbers, in order; what is gone is left out."""
    sql = f"""
        SELECT id, {_TEXTS[side]} FROM pair WHERE id IN (SELECT value FROM json_each(?))
        ORDER BY id
    """
    return dict(connection.execute(sql, (list_numbers(pairs),)))


def count_sources(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return how many units were translated from the first and from the second side."""
    total, seconds = connection.execute("SELECT count(*), total(source) FROM unit").fetchone()
    return total - int(seconds), int(seconds)


def select_prints(connection: sqlite3.Connection, number: int) -> Prints | None:
    """Return the prints of the neighbours of a unit, or None."""
    columns = select_columns(connection, number)
    return None if columns is None else Prints(*columns[11:15])


def _insert(connection: sqlite3.Connection, sql: str, values: Sequence[Any]) -> int:
    number = connection.execute(sql, values).lastrowid
    if number is None:
        raise LookupError(sql)
    return number
