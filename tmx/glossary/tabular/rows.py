"""Concepts → the rows of a table: which columns they need, and what stands in their cells."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import TypeVar

from tmx.errors import TmxError
from tmx.glossary.records import Concept, Term
from tmx.glossary.tabular.cells import join_values
from tmx.glossary.tabular.columns import OF_TERMS, Column, Field, name_column
from tmx.language import is_chinese, primary

_R = TypeVar("_R")
_USUAL_LANGUAGES = ("zh", "en")
_SCORES = (Field.PROBABILITY, Field.COUNT)
_REMARKS = (Field.SUBJECT, Field.DEFINITION, Field.NOTE)
_GET_FIELD = {each: attrgetter(each) for each in (Field.REVIEW, *_SCORES, *_REMARKS, Field.ID)}
_GET_DETAIL = {each: attrgetter(each.replace(" ", "_")) for each in (Field.EXAMPLE, *OF_TERMS)}
_GET_DETAIL[Field.TERMS] = attrgetter("text")


def plan_columns(concepts: Iterable[Concept]) -> list[Column]:
    """Find the columns that concepts need: Chinese first, then English; what is empty has none.

    Args:
        concepts: gone through once.
    """
    languages: dict[str, list[Field]] = {}
    found: set[tuple[Field, str]] = set()
    missing = [*_SCORES, *_REMARKS, Field.EVIDENCE, Field.ID]
    for concept in concepts:
        found.update((field, "") for field in _take_filled(missing, concept, _show_field))
        for term in concept.terms:
            rest = languages.setdefault(term.language, [Field.EXAMPLE, *OF_TERMS])
            filled = _take_filled(rest, term, _show_detail)
            found.update((field, term.language) for field in filled)
    ordered = sorted(languages or _USUAL_LANGUAGES, key=rank_language)
    needed = [each for each in _list_columns(ordered) if each in found]
    texts = [(Field.TERMS, language) for language in ordered]
    return [Column(*each) for each in (*texts, (Field.REVIEW, ""), *needed)]


def rank_language(tag: str) -> int:
    """Return the place of a language among columns: Chinese, English, others.

    Args:
        tag: in any form; what is no tag comes last.
    """
    try:
        return 0 if is_chinese(tag) else 1 if primary(tag) == "en" else 2
    except TmxError:
        return 3


def _list_columns(languages: Sequence[str]) -> Iterator[tuple[Field, str]]:
    """List all columns behind those of the terms, in their order."""
    yield from ((field, "") for field in _SCORES)
    yield from ((Field.EXAMPLE, language) for language in languages)
    yield from ((field, "") for field in _REMARKS)
    yield from ((field, language) for language in languages for field in OF_TERMS)
    yield from ((Field.EVIDENCE, ""), (Field.ID, ""))


def _take_filled(missing: list[Field], record: _R, show: Callable[[_R, Field], str]) -> list[Field]:
    """Take the fields that a record fills out of those that none has filled yet."""
    filled = [field for field in missing if show(record, field)]
    for field in filled:
        missing.remove(field)
    return filled


def name_columns(columns: Iterable[Column]) -> list[str]:
    """Return the cells of the header row."""
    return [name_column(column.field, column.language) for column in columns]


def make_row(concept: Concept, columns: Iterable[Column]) -> list[str]:
    """Return the cells of a concept.

    Args:
        concept: whose languages and fields are all among the columns.
        columns: of `plan_columns`.
    """
    terms: dict[str, list[Term]] = {}
    for term in concept.terms:
        terms.setdefault(term.language, []).append(term)
    return [
        _join(terms.get(column.language, ()), column.field)
        if column.language
        else _show_field(concept, column.field)
        for column in columns
    ]


def _join(terms: Iterable[Term], field: Field) -> str:
    get = _GET_DETAIL[field]
    return join_values([_show(get(term)) for term in terms])


def _show_field(concept: Concept, field: Field) -> str:
    if field is Field.EVIDENCE:
        return join_values(f"{name} {value!r}" for name, value in concept.evidence)
    return _show(_GET_FIELD[field](concept))


def _show_detail(term: Term, field: Field) -> str:
    return _show(_GET_DETAIL[field](term))


def _show(value: object) -> str:
    return "" if value is None else str(value)
