"""Concepts ↔ the rows and the JSON in which a memory holds them."""

import json
from dataclasses import asdict
from typing import Any

from tmx.glossary.records import Concept, Provenance, Review, Term, TermStatus
from tmx.memory.errors import notice_damage
from tmx.memory.glossary.combining import make_key
from tmx.memory.glossary.records import StoredConcept
from tmx.memory.queries.glossary import ConceptRow, TermRow
from tmx.memory.units.facts import count_seconds, make_moment


def make_rows(stored: StoredConcept) -> tuple[ConceptRow, list[TermRow]]:
    """Make the rows of a concept."""
    concept = stored.concept
    row = ConceptRow(
        concept.id,
        concept.review,
        concept.probability,
        concept.count,
        json.dumps(concept.evidence, ensure_ascii=False) if concept.evidence else None,
        concept.subject,
        concept.definition,
        concept.note,
        stored.author,
        count_seconds(stored.changed),
    )
    return row, [_make_term_row(each) for each in concept.terms]


def _make_term_row(term: Term) -> TermRow:
    return TermRow(
        term.language,
        term.text,
        make_key(term),
        term.status,
        term.provenance,
        term.count,
        term.example,
        term.part_of_speech,
        term.note,
    )


def read_rows(number: int, row: ConceptRow, terms: list[TermRow]) -> StoredConcept:
    """Make a concept of its rows.

    Raises:
        DamageError: they are not as they were written.
    """
    with notice_damage(f"concept {number} of the glossary"):
        if not terms:
            raise LookupError(number)
        concept = Concept(
            tuple(map(_read_term, terms)),
            row.name,
            Review(row.review),
            row.probability,
            row.met,
            tuple((str(name), float(value)) for name, value in json.loads(row.evidence or "[]")),
            row.subject,
            row.definition,
            row.note,
        )
        return StoredConcept(number, concept, row.author, make_moment(row.changed))


def _read_term(row: TermRow) -> Term:
    return Term(
        row.language,
        row.text,
        None if row.status is None else TermStatus(row.status),
        None if row.provenance is None else Provenance(row.provenance),
        row.met,
        row.example,
        row.part_of_speech,
        row.note,
    )


def dump_concept(stored: StoredConcept) -> str:
    """Write a concept as JSON, for the history."""
    described = asdict(stored) | {"changed": count_seconds(stored.changed)}
    return json.dumps(described, ensure_ascii=False)


def load_concept(text: str) -> StoredConcept:
    """Read what `dump_concept` wrote.

    Raises:
        DamageError: it is something else.
    """
    with notice_damage("the history of the glossary"):
        values: dict[str, Any] = json.loads(text)
        concept = values["concept"]
        concept |= {
            "terms": tuple(map(_load_term, concept["terms"])),
            "review": Review(concept["review"]),
            "evidence": tuple((name, value) for name, value in concept["evidence"]),
        }
        return StoredConcept(
            int(values["number"]),
            Concept(**concept),
            values["author"],
            make_moment(values["changed"]),
        )


def _load_term(values: dict[str, Any]) -> Term:
    status, provenance = values["status"], values["provenance"]
    values |= {
        "status": None if status is None else TermStatus(status),
        "provenance": None if provenance is None else Provenance(provenance),
    }
    return Term(**values)
