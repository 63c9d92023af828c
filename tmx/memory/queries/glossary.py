"""Concepts of the glossary, their terms and former states: rows in and out."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from tmx.memory.queries.database import list_numbers, read_pragma

FIRST_VERSION = 2
"""The schema from which a memory has a glossary."""


class ConceptRow(NamedTuple):
    """A concept without its terms; see schema/2.sql."""

    name: str
    review: str
    probability: float | None
    met: int | None
    evidence: str | None
    subject: str
    definition: str
    note: str
    author: str | None
    changed: int | None


class TermRow(NamedTuple):
    """A term without its concept and place; see schema/2.sql."""

    language: str
    text: str
    key: str
    status: str | None
    provenance: str | None
    met: int | None
    example: str
    part_of_speech: str
    note: str


class ConceptChangeRow(NamedTuple):
    """A former state of a concept.

    Args:
        concept: number of the concept, which may be gone.
        moment: when it was changed, seconds since 1970.
        author: who changed it, or None.
        action: see `tmx.memory.glossary.records.ConceptAction`.
        before: the concept as `tmx.memory.glossary.rows.dump_concept` writes it.
    """

    concept: int
    moment: int
    author: str | None
    action: str
    before: str


class Wanted(NamedTuple):
    """Which concepts are meant.

    Args:
        reviews: only of these; (): of any.
        key: a term holds it in its key; "": any.
        text: a term holds it as it is printed; "": any.
    """

    reviews: tuple[str, ...] = ()
    key: str = ""
    text: str = ""


EVERY = Wanted()

_CONCEPT = ", ".join(ConceptRow._fields)
_TERM = ", ".join(TermRow._fields)
_CHANGE = ", ".join(ConceptChangeRow._fields)


def has_glossary(connection: sqlite3.Connection) -> bool:
    """Whether a memory has the tables of a glossary, which older ones lack until they are changed.

    An older memory can be read as it is.
    """
    return read_pragma(connection, "user_version") >= FIRST_VERSION


def insert_concept(
    connection: sqlite3.Connection,
    concept: ConceptRow,
    terms: Sequence[TermRow],
    *,
    number: int | None = None,
) -> int:
    """Add a concept and return its number.

    Args:
        connection: in a writing transaction.
        concept, terms: its rows.
        number: that it had before; None: a new one.
    """
    marks = ", ".join("?" * (len(concept) + 1))
    cursor = connection.execute(
        f"INSERT INTO concept (id, {_CONCEPT}) VALUES ({marks})", (number, *concept)
    )
    new = int(cursor.lastrowid or 0)
    _insert_terms(connection, new, terms)
    return new


def update_concept(
    connection: sqlite3.Connection, number: int, concept: ConceptRow, terms: Sequence[TermRow]
) -> None:
    """Put other rows in the place of those of a concept."""
    changes = ", ".join(f"{name} = ?" for name in ConceptRow._fields)
    connection.execute(f"UPDATE concept SET {changes} WHERE id = ?", (*concept, number))
    connection.execute("DELETE FROM term WHERE concept = ?", (number,))
    _insert_terms(connection, number, terms)


def delete_concept(connection: sqlite3.Connection, number: int) -> None:
    """Delete a concept with its terms; its history stays."""
    connection.execute("DELETE FROM term WHERE concept = ?", (number,))
    connection.execute("DELETE FROM concept WHERE id = ?", (number,))


def _insert_terms(connection: sqlite3.Connection, number: int, terms: Sequence[TermRow]) -> None:
    marks = ", ".join("?" * (len(TermRow._fields) + 2))
    connection.executemany(
        f"INSERT INTO term (concept, place, {_TERM}) VALUES ({marks})",
        ((number, place, *term) for place, term in enumerate(terms)),
    )


def select_numbers(connection: sqlite3.Connection, wanted: Wanted = EVERY) -> list[int]:
    """Return the numbers of the concepts that are meant, in order."""
    conditions, values = ["1"], list(wanted.reviews)
    if wanted.reviews:
        conditions.append(f"review IN ({', '.join('?' * len(wanted.reviews))})")
    for column, held in (("key", wanted.key), ("text", wanted.text)):
        if held:
            conditions.append(f"id IN (SELECT concept FROM term WHERE instr(term.{column}, ?) > 0)")
            values.append(held)
    rows = connection.execute(
        f"SELECT id FROM concept WHERE {' AND '.join(conditions)} ORDER BY id", values
    )
    return [number for (number,) in rows]


def select_numbers_of_keys(connection: sqlite3.Connection, keys: Iterable[str]) -> list[int]:
    """Return the numbers of the concepts that have a term with one of some keys, in order."""
    found: set[int] = set()
    for key in keys:
        rows = connection.execute("SELECT concept FROM term WHERE key = ?", (key,))
        found.update(number for (number,) in rows)
    return sorted(found)


def select_number_of_name(connection: sqlite3.Connection, name: str) -> int | None:
    """Return the number of the first concept with an identifier of a file, or None."""
    row = connection.execute(
        "SELECT id FROM concept WHERE name = ? ORDER BY id LIMIT 1", (name,)
    ).fetchone()
    return None if row is None else int(row[0])


def select_concepts(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> Iterator[tuple[int, ConceptRow, list[TermRow]]]:
    """Go through concepts by number, in order; what is not there is passed over."""
    listed = list_numbers(numbers)
    rows = connection.execute(
        f"SELECT concept, {_TERM} FROM term WHERE concept IN (SELECT value FROM json_each(?))"
        " ORDER BY concept, place",
        (listed,),
    )
    terms = {
        number: [TermRow._make(row[1:]) for row in found]
        for number, found in groupby(rows, lambda row: int(row[0]))
    }
    found = connection.execute(
        f"SELECT id, {_CONCEPT} FROM concept WHERE id IN (SELECT value FROM json_each(?))"
        " ORDER BY id",
        (listed,),
    )
    for number, *columns in found:
        yield number, ConceptRow._make(columns), terms.get(number, [])


def count_reviews(connection: sqlite3.Connection) -> dict[str, int]:
    """Count concepts by what people said of them."""
    return dict(connection.execute("SELECT review, count(*) FROM concept GROUP BY review"))


def insert_change(connection: sqlite3.Connection, change: ConceptChangeRow) -> None:
    """Add to the history."""
    connection.execute(f"INSERT INTO concept_change ({_CHANGE}) VALUES (?, ?, ?, ?, ?)", change)


def select_changes(connection: sqlite3.Connection, number: int) -> list[ConceptChangeRow]:
    """Return the history of a concept, the oldest first."""
    rows = connection.execute(
        f"SELECT {_CHANGE} FROM concept_change WHERE concept = ? ORDER BY id", (number,)
    )
    return [ConceptChangeRow._make(row) for row in rows]


def select_changes_by(connection: sqlite3.Connection, action: str) -> list[ConceptChangeRow]:
    """Return what one kind of action has changed, of all concepts, the oldest first."""
    rows = connection.execute(
        f"SELECT {_CHANGE} FROM concept_change WHERE action = ? ORDER BY id", (action,)
    )
    return [ConceptChangeRow._make(row) for row in rows]


def move_changes(connection: sqlite3.Connection, number: int, to: int) -> None:
    """Give the history of a concept that is gone to the one that took it in."""
    connection.execute("UPDATE concept_change SET concept = ? WHERE concept = ?", (to, number))
