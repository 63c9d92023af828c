"""Counts of what a memory holds, each in one pass over the smallest table or index that knows."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple


class Kinds(NamedTuple):
    """Units by what few of them differ in: counts by number of a name, and by status."""

    languages: dict[tuple[int, int], int]
    statuses: dict[str, int]
    origins: dict[int, int]


def count_rows(connection: sqlite3.Connection, table: str) -> int:
    """Return how many rows a table has: "unit", "pair" or "change"."""
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def count_kinds(connection: sqlite3.Connection) -> Kinds:
    """Count units by the tags of both sides, by status and by the run that brought them."""
    rows = connection.execute("SELECT first_language, second_language, status, origin FROM unit")
    languages: Counter[tuple[int, int]] = Counter()
    statuses: Counter[str] = Counter()
    origins: Counter[int] = Counter()
    for (first, second, status, origin), count in Counter(rows).items():
        languages[first, second] += count
        statuses[status or ""] += count
        origins[origin] += count
    return Kinds(languages, statuses, origins)


def count_documents(connection: sqlite3.Connection) -> dict[str, int]:
    """Count units by document, the largest first; those of none are left out."""
    rows = connection.execute(
        "SELECT name, found.count FROM (SELECT document, count(*) AS count FROM unit"
        " WHERE document IS NOT NULL GROUP BY document) AS found"
        " JOIN document ON document.id = found.document ORDER BY found.count DESC, name"
    )
    return dict(rows)


def select_dates(connection: sqlite3.Connection) -> tuple[int | None, int | None]:
    """Return the oldest and the newest date of a unit, in seconds since 1970."""
    first, last = connection.execute("SELECT min(changed), max(changed) FROM unit").fetchone()
    return first, last


def select_tags(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the tags of languages by their numbers."""
    return dict(connection.execute("SELECT id, tag FROM language"))


def select_origins(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the names of the runs that brought units by their numbers."""
    return dict(connection.execute("SELECT id, name FROM origin"))


def count_vectors(connection: sqlite3.Connection) -> dict[str, int]:
    """Count texts with a vector by encoder."""
    rows: Iterable[tuple[str, int]] = connection.execute(
        "SELECT signature, total(length(ids)) / 8 FROM vector"
        " JOIN encoder ON encoder.id = vector.encoder GROUP BY signature ORDER BY signature"
    )
    return {signature: int(count) for signature, count in rows}
