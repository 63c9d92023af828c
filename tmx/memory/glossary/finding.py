"""Reads the glossary of a memory: concepts by what they hold, by their number or a term of them."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from tmx.errors import TmxError
from tmx.glossary.records import Concept, Glossary, Review
from tmx.memory.errors import notice_damage
from tmx.memory.folding import fold_text
from tmx.memory.glossary.records import (
    ConceptAction,
    ConceptChange,
    ConceptFilter,
    StoredConcept,
)
from tmx.memory.glossary.rows import load_concept, read_rows
from tmx.memory.queries import glossary as queries
from tmx.memory.queries.glossary import ConceptChangeRow, Wanted
from tmx.memory.store import Memory
from tmx.memory.units.facts import make_moment

ALL = ConceptFilter()
_LOT = 500
_SHOWN = 5
_NUMBER = re.compile(r"[0-9]{1,18}")
_IDENTIFIER = re.compile(r"c([0-9]{1,18})")


def has_concepts(memory: Memory) -> bool:
    """Whether a memory has a glossary with anything in it."""
    return bool(count_concepts(memory))


def count_concepts(memory: Memory) -> dict[Review, int]:
    """Count the concepts of a memory by what people said of them; none is left out."""
    with memory.read() as connection, notice_damage("the glossary"):
        if not queries.has_glossary(connection):
            return {}
        return {Review(name): count for name, count in queries.count_reviews(connection).items()}


def find_concepts(memory: Memory, wanted: ConceptFilter = ALL) -> Iterator[StoredConcept]:
    """Go through the concepts that are meant, in the order in which they came.

    Raises:
        TmxError: the memory is damaged.
    """
    with memory.read() as connection:
        if queries.has_glossary(connection):
            numbers = queries.select_numbers(connection, _read_filter(wanted))
            yield from select(connection, numbers)


def _read_filter(wanted: ConceptFilter) -> Wanted:
    key = fold_text(wanted.contains)
    reviews = tuple(each.value for each in wanted.reviews)
    return Wanted(reviews, key, "" if key else wanted.contains)


def select(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[StoredConcept]:
    """Go through concepts by number, in order; what is not there is passed over."""
    left = iter(numbers)
    while lot := list(islice(left, _LOT)):
        for row in queries.select_concepts(connection, lot):
            yield read_rows(*row)


def get_concept(memory: Memory, number: int) -> StoredConcept | None:
    """Return a concept by its number, or None."""
    with memory.read() as connection:
        if not queries.has_glossary(connection):
            return None
        return next(select(connection, [number]), None)


def read_stored_glossary(memory: Memory, wanted: ConceptFilter = ALL) -> Glossary:
    """Return the concepts of a memory as a glossary, each with an identifier."""
    return Glossary(tuple(map(make_concept, find_concepts(memory, wanted))))


def make_concept(stored: StoredConcept) -> Concept:
    """Return a concept under the identifier of its file, else one that is made of its number."""
    concept = stored.concept
    return concept if concept.id else replace(concept, id=make_identifier(stored.number))


def make_identifier(number: int) -> str:
    """Return what names a concept in files, such as "c12"."""
    return f"c{number}"


def read_identifier(name: str) -> int | None:
    """Return the number in what `make_identifier` made, or None."""
    found = _IDENTIFIER.fullmatch(name)
    return int(found[1]) if found else None


def find_named(memory: Memory, names: Iterable[str]) -> list[StoredConcept]:
    """Find the concepts that a person names, each once, in the order of the names.

    Args:
        memory: being read or written.
        names: a number; a term, in whatever script and case; or a term and another one with "="
            between them.

    Raises:
        TmxError: there is no such concept, or a term is of several.
    """
    found: dict[int, StoredConcept] = {}
    with memory.read() as connection:
        for name in names:
            stored = _find_one(memory, connection, name)
            found[stored.number] = stored
    return list(found.values())


def _find_one(memory: Memory, connection: sqlite3.Connection, name: str) -> StoredConcept:
    numbers = _find_numbers(connection, name.strip())
    found = list(select(connection, numbers)) if numbers else []
    if not found:
        raise TmxError(
            f"{memory.path}: its glossary has no concept “{name}”: see the numbers with"
            " duizhao terms list"
        )
    if len(found) > 1:
        shown = "; ".join(
            f"{each.number} {describe_terms(each.concept)}" for each in found[:_SHOWN]
        )
        more = "; …" if len(found) > _SHOWN else ""
        raise TmxError(
            f"{memory.path}: “{name}” is a term of {len(found)} concepts ({shown}{more}): give a"
            " number instead"
        )
    return found[0]


def _find_numbers(connection: sqlite3.Connection, name: str) -> list[int]:
    if not queries.has_glossary(connection):
        return []
    if _NUMBER.fullmatch(name):
        return [int(name)]
    numbers = _find_term(connection, name)
    if not numbers and "=" in name:
        first, _, second = name.partition("=")
        both = set(_find_term(connection, first.strip()))
        numbers = sorted(both.intersection(_find_term(connection, second.strip())))
    return numbers


def _find_term(connection: sqlite3.Connection, text: str) -> list[int]:
    return queries.select_numbers_of_keys(connection, [fold_text(text) or text])


def describe_terms(concept: Concept) -> str:
    """Return the main terms of a concept in one line, one a language.

    >>> from tmx.glossary.records import Term
    >>> describe_terms(Concept((Term("zh", "停火"), Term("en", "truce"), Term("en", "ceasefire"))))
    '停火 = truce'
    """
    mains: dict[str, str] = {}
    for term in concept.terms:
        mains.setdefault(term.language.partition("-")[0], term.text)
    return " = ".join(mains.values())


def find_concept_changes(memory: Memory, number: int) -> tuple[ConceptChange, ...]:
    """Return the former states of a concept that is there or was, the oldest first."""
    with memory.read() as connection:
        if not queries.has_glossary(connection):
            return ()
        return tuple(_make_change(row) for row in queries.select_changes(connection, number))


def find_edited_concepts(memory: Memory) -> dict[int, tuple[Concept, ...]]:
    """Return what concepts were before people edited them, by their numbers, the oldest first."""
    found: dict[int, tuple[Concept, ...]] = {}
    with memory.read() as connection:
        if not queries.has_glossary(connection):
            return {}
        for row in queries.select_changes_by(connection, ConceptAction.EDIT):
            found[row.concept] = *found.get(row.concept, ()), _make_change(row).before.concept
    return found


def _make_change(row: ConceptChangeRow) -> ConceptChange:
    before = load_concept(row.before)
    with notice_damage(f"the history of concept {row.concept}"):
        moment = make_moment(row.moment)
        if moment is None:
            raise LookupError(row)
        return ConceptChange(row.concept, moment, row.author, ConceptAction(row.action), before)
