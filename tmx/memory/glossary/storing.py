"""Concepts → the glossary of a memory: what an extraction proposes, and what a file states."""

import math
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tmx.errors import TmxError
from tmx.glossary.records import Concept, Glossary, Review, Term
from tmx.losses import LossCounter
from tmx.memory.editing.edits import Stamp
from tmx.memory.glossary.combining import list_pairs, make_key, take_in, take_over
from tmx.memory.glossary.finding import read_identifier, select
from tmx.memory.glossary.records import (
    ConceptAction,
    Progress,
    StoredConcept,
    StoringReport,
)
from tmx.memory.glossary.rows import dump_concept, make_rows
from tmx.memory.queries import glossary as queries
from tmx.memory.queries.glossary import ConceptChangeRow
from tmx.memory.store import Memory
from tmx.memory.units.facts import make_moment
from tmx.memory.units.rows import clean_text

_MOST = (1 << 63) - 1
_EVERY = 1000

_Combine = Callable[[StoredConcept, Concept], Concept | None]


def store_proposals(
    memory: Memory, glossary: Glossary, *, progress: Progress | None = None
) -> StoringReport:
    """Store what was extracted: what was decided stays so, with the new counts.

    Args:
        memory: opened for writing.
        glossary: what was rejected in the memory is left out.
        progress: told after every thousand concepts.

    Raises:
        TmxError: no concept has a term in a language of the memory, or it cannot be written.
    """

    def combine(stored: StoredConcept, found: Concept) -> Concept | None:
        is_out = stored.concept.review == Review.REJECTED
        return None if is_out else take_over(stored.concept, found)

    return _store(memory, glossary, combine, progress=progress)


def import_glossary(
    memory: Memory,
    glossary: Glossary,
    *,
    moment: datetime,
    author: str | None = None,
    progress: Progress | None = None,
) -> StoringReport:
    """Store a glossary of a file, whose decisions and words are believed.

    What the file only proposes of a concept that was decided changes nothing but counts, and
    nothing at all if it was rejected. What changes otherwise goes into the history.

    Args:
        memory: opened for writing.
        glossary: of which concepts are the same by their terms, or by an identifier and a term.
        moment: now, with a time zone.
        author: who imports it; None: not known.
        progress: told after every thousand concepts.

    Raises:
        TmxError: no concept has a term in a language of the memory, or it cannot be written.
    """

    def combine(stored: StoredConcept, stated: Concept) -> Concept | None:
        is_decided = stored.concept.review != Review.PROPOSED
        if stated.review == Review.PROPOSED and stored.concept.review == Review.REJECTED:
            return None
        if is_decided and stated.review == Review.PROPOSED and stated.probability is not None:
            return take_over(stored.concept, stated)
        return take_in(stored.concept, stated)

    return _store(memory, glossary, combine, stamp=Stamp.make(moment, author), progress=progress)


def _store(
    memory: Memory,
    glossary: Glossary,
    combine: _Combine,
    *,
    stamp: Stamp | None = None,
    progress: Progress | None = None,
) -> StoringReport:
    with memory.write() as connection:
        storing = _Storing(memory, connection, combine, stamp)
        for number, concept in enumerate(glossary.concepts, start=1):
            storing.take(number, concept)
            if progress is not None and not number % _EVERY:
                progress(number)
        report = storing.make_report()
        if glossary.concepts and report.losses and not (report.created or report.merged):
            storing.check_languages(len(glossary.concepts))
        return report


@dataclass(frozen=True, slots=True)
class _Stated:
    """A concept as it can be stored, with the keys that it is found by."""

    concept: Concept
    pairs: list[tuple[str, str]]


class _Storing:
    """Takes concepts in, one after another, in a transaction.

    Args:
        memory: that is written to.
        connection: in a writing transaction.
        combine: what becomes of a concept that is there; None: what is given is left out.
        stamp: who states it, and when; None: nobody, it was found.
    """

    def __init__(
        self, memory: Memory, connection: sqlite3.Connection, combine: _Combine, stamp: Stamp | None
    ) -> None:
        self._memory = memory
        self._connection = connection
        self._combine = combine
        self._stamp = stamp
        self._created = self._merged = self._rejected = 0
        self._losses = LossCounter()

    def take(self, number: int, concept: Concept) -> None:
        """Store a concept.

        Args:
            number: of the concept in its glossary, for losses.
            concept: any.
        """
        cleaned = clean_concept(concept)
        pairs = list_pairs(cleaned, self._memory.languages) if cleaned else []
        if cleaned is None or not pairs:
            names = " or ".join(self._memory.languages)
            self._losses.add(f"concepts without a term in {names}", f"concept {number}")
            return
        stored = self._find_same(_Stated(cleaned, pairs))
        if stored is None:
            self._insert(cleaned)
        else:
            self._combine_with(stored, cleaned)

    def _find_same(self, stated: _Stated) -> StoredConcept | None:
        side = 0 if stated.pairs[0][0] else 1
        keys = {pair[side] for pair in stated.pairs}
        known: dict[tuple[str, str], StoredConcept] = {}
        for each in select(
            self._connection, queries.select_numbers_of_keys(self._connection, keys)
        ):
            for pair in list_pairs(each.concept, self._memory.languages):
                known.setdefault(pair, each)
        same = next((known[pair] for pair in stated.pairs if pair in known), None)
        return same or self._find_by_name(stated)

    def _find_by_name(self, stated: _Stated) -> StoredConcept | None:
        """Find the concept of an identifier, if it has a term of the one that states it."""
        name = stated.concept.id
        if not name or self._stamp is None:
            return None
        number = queries.select_number_of_name(self._connection, name) or read_identifier(name)
        found = next(select(self._connection, [number or 0]), None)
        if found is None:
            return None
        keys = {make_key(each) for each in stated.concept.terms}
        return None if keys.isdisjoint(map(make_key, found.concept.terms)) else found

    def _insert(self, concept: Concept) -> None:
        is_decided = self._stamp is not None and concept.review != Review.PROPOSED
        stored = StoredConcept(0, concept)
        if is_decided and self._stamp is not None:
            stored = replace(
                stored, author=self._stamp.author, changed=make_moment(self._stamp.moment)
            )
        queries.insert_concept(self._connection, *make_rows(stored))
        self._created += 1

    def _combine_with(self, stored: StoredConcept, stated: Concept) -> None:
        concept = self._combine(stored, stated)
        if concept is None:
            self._rejected += 1
            return
        self._merged += 1
        if concept == stored.concept:
            return
        if self._stamp is None or _is_only_counted(stored.concept, concept):
            update(self._connection, replace(stored, concept=concept))
        else:
            change(self._connection, stored, concept, ConceptAction.IMPORT, self._stamp)

    def make_report(self) -> StoringReport:
        """Return what became of the concepts so far."""
        return StoringReport(self._created, self._merged, self._rejected, self._losses.losses)

    def check_languages(self, concepts: int) -> None:
        """Raise an error if concepts were given and all are in other languages.

        Raises:
            TmxError: they are.
        """
        if sum(each.count for each in self._losses.losses) == concepts:
            raise TmxError(
                f"{self._memory.path}: is a memory of {' and '.join(self._memory.languages)}, and"
                " no concept of the glossary has a term in either: name another memory"
            )


def _is_only_counted(before: Concept, after: Concept) -> bool:
    """Whether two states of a concept differ in nothing that a person says."""
    return _strip(before) == _strip(after)


def _strip(concept: Concept) -> tuple[Any, ...]:
    terms = [replace(each, count=None, example="") for each in concept.terms]
    return terms, replace(
        concept, terms=concept.terms[:0], probability=None, count=None, evidence=()
    )


def change(
    connection: sqlite3.Connection,
    before: StoredConcept,
    concept: Concept,
    action: ConceptAction,
    stamp: Stamp,
) -> StoredConcept:
    """Put another state in the place of a concept, and keep what it was.

    Args:
        connection: in a writing transaction.
        before: as it is there.
        concept: what it becomes.
        action: what is done.
        stamp: who does it, and when.
    """
    remember(connection, before, action, stamp)
    after = StoredConcept(before.number, concept, stamp.author, make_moment(stamp.moment))
    update(connection, after)
    return after


def update(connection: sqlite3.Connection, stored: StoredConcept) -> None:
    """Put another state in the place of a concept, whose history does not tell of it."""
    queries.update_concept(connection, stored.number, *make_rows(stored))


def remember(
    connection: sqlite3.Connection,
    before: StoredConcept,
    action: ConceptAction,
    stamp: Stamp,
    *,
    to: int | None = None,
) -> None:
    """Keep what a concept was in its history, or in that of the one that takes it in.

    Args:
        connection: in a writing transaction.
        before: as it is there.
        action: what is about to be done.
        stamp: who does it, and when.
        to: number of the concept that takes it in; None: itself.
    """
    number = before.number if to is None else to
    queries.insert_change(
        connection,
        ConceptChangeRow(number, stamp.moment, stamp.author, action, dump_concept(before)),
    )


def clean_concept(concept: Concept) -> Concept | None:
    """Return a concept as it can be stored, or None if no term of it has a text."""
    terms = tuple(_clean_term(each) for each in concept.terms if each.text.strip())
    if not terms:
        return None
    return replace(
        concept,
        terms=terms,
        probability=_clean_probability(concept.probability),
        count=_clean_count(concept.count),
        evidence=tuple((clean_text(n), v) for n, v in concept.evidence if math.isfinite(v)),
        id=clean_text(concept.id),
        subject=clean_text(concept.subject),
        definition=clean_text(concept.definition),
        note=clean_text(concept.note),
    )


def _clean_term(term: Term) -> Term:
    return replace(
        term,
        text=clean_text(term.text.strip()),
        count=_clean_count(term.count),
        language=clean_text(term.language),
        example=clean_text(term.example),
        part_of_speech=clean_text(term.part_of_speech),
        note=clean_text(term.note),
    )


def _clean_count(count: int | None) -> int | None:
    return None if count is None else min(max(count, 0), _MOST)


def _clean_probability(probability: float | None) -> float | None:
    is_one = probability is not None and 0 <= probability <= 1
    return probability if is_one else None
