"""What TBX-Basic has no category for: kept as JSON in one `<admin type="source">`.

That category stands at concepts and at terms, holds any text, and is not shown to translators.
MultiTerm has fields of any name, so that there each is one of its own.
"""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from tmx.glossary.records import Concept, Review, Term
from tmx.glossary.tabular.values import read_count, read_probability, read_review

MARK = "duizhao: "
"""Begins the text; what follows is an object of JSON."""

Fields: TypeAlias = Mapping[str, Any]
Lose: TypeAlias = Callable[[str], None]
_Read: TypeAlias = Callable[[Any], Any]


def list_of_concept(concept: Concept) -> dict[str, Any]:
    """Return the fields of a concept that have no category; none that are not said."""
    found: dict[str, Any] = {}
    if concept.review is not Review.PROPOSED:
        found["review"] = concept.review.value
    if concept.probability is not None:
        found["probability"] = concept.probability
    if concept.count is not None:
        found["count"] = concept.count
    if concept.evidence:
        found["evidence"] = [list(each) for each in concept.evidence]
    return found


def format_fields(fields: Fields) -> str:
    """Write fields.

    >>> format_fields({"count": 4})
    'duizhao: {"count": 4}'
    """
    return MARK + json.dumps(fields, ensure_ascii=False)


def parse_fields(text: str) -> Fields | None:
    """Read fields; None: the text is something else, the source of a term.

    >>> parse_fields('duizhao: {"count": 4}'), parse_fields("Oxford, 2007") is None
    ({'count': 4}, True)
    """
    if not text.startswith(MARK.strip()):
        return None
    try:
        found = json.loads(text[len(MARK.strip()) :])
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def give_concept(concept: Concept, fields: Fields, lose: Lose) -> Concept:
    """Return a concept with its fields; what is none of them is told."""
    return replace(concept, **_read(fields, OF_CONCEPT, lose))


def give_term(term: Term, fields: Fields, lose: Lose) -> Term:
    """Return a term with its fields; what is none of them is told."""
    return replace(term, **_read(fields, OF_TERM, lose))


def name_fields(fields: Fields) -> Iterator[tuple[str, str]]:
    """Give the names of fields and their values as texts; `read_named` gives them back.

    >>> list(name_fields({"count": 4, "id": "n°7"}))
    [('Count', '4'), ('Concept ID', 'n°7')]
    """
    for name, value in fields.items():
        is_plain = isinstance(value, str | int | float)
        yield _NAMES[name], str(value) if is_plain else json.dumps(value, ensure_ascii=False)


def read_named(name: str, text: str, known: Mapping[str, _Read]) -> Fields | None:
    """Read a field by its name; None: it is none, or the text is no value of it.

    Args:
        name: as the file has it, in any case.
        text: of its value.
        known: OF_CONCEPT or OF_TERM.

    >>> read_named("count", "4", OF_TERM), read_named("Count", "some", OF_TERM)
    ({'count': 4}, None)
    """
    field = _FIELDS.get(name.casefold())
    if field is None or field not in known:
        return None
    value = _READ_TEXT[field](text)
    return None if value is None else {field: value}


def _read_json(text: str) -> list[tuple[str, float]] | None:
    try:
        return [*_read_evidence(json.loads(text))]
    except (ValueError, TypeError, RecursionError, OverflowError):
        return None


def _read(fields: Fields, readers: Mapping[str, _Read], lose: Lose) -> dict[str, Any]:
    found = {}
    for name, value in fields.items():
        try:
            found[name] = readers[name](value)
        except (KeyError, TypeError, ValueError, OverflowError):
            lose("a field of Duizhao that cannot be read is left out")
    return found


def _read_text(value: Any) -> str:  # noqa: ANN401 — whatever JSON holds
    if not isinstance(value, str):
        raise TypeError
    return value


def _read_count(value: Any) -> int:  # noqa: ANN401
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value


def _read_number(value: Any) -> float:  # noqa: ANN401
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise TypeError
    return float(value)


def _read_probability(value: Any) -> float:  # noqa: ANN401
    number = _read_number(value)
    if not 0 <= number <= 1:
        raise ValueError
    return number


def _read_evidence(value: Any) -> tuple[tuple[str, float], ...]:  # noqa: ANN401
    return tuple((_read_text(name), _read_number(number)) for name, number in value)


OF_CONCEPT: Mapping[str, _Read] = {
    "id": _read_text,
    "review": Review,
    "probability": _read_probability,
    "count": _read_count,
    "evidence": _read_evidence,
}
OF_TERM: Mapping[str, _Read] = {
    "count": _read_count,
    "part_of_speech": _read_text,
}

_NAMES = {
    "id": "Concept ID",
    "review": "Review",
    "probability": "Probability",
    "count": "Count",
    "evidence": "Evidence",
}
_FIELDS = {name.casefold(): field for field, name in _NAMES.items()}
_READ_TEXT: Mapping[str, Callable[[str], object]] = {
    "id": str,
    "review": read_review,
    "probability": read_probability,
    "count": read_count,
    "evidence": _read_json,
}
