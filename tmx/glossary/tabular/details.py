"""The cells of a row that speak of its terms → terms, each with what is said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tmx.glossary.records import Term
from tmx.glossary.tabular.cells import SEPARATOR, split_values
from tmx.glossary.tabular.columns import OF_TERMS, Field
from tmx.glossary.tabular.keeping import READERS, Keeper
from tmx.glossary.tabular.planning import guess_language

_FIELDS = (Field.EXAMPLE, *OF_TERMS)
_OF_ALL = (Field.STATUS, Field.PROVENANCE, Field.PART_OF_SPEECH)
_ATTRIBUTES = {each: each.value.replace(" ", "_") for each in _FIELDS}

Details = Mapping[tuple[Field, str], str]
"""What cells say of terms by field and language; the language "" is none in particular."""


def make_terms(texts: Mapping[str, Sequence[str]], details: Details, keeper: Keeper) -> list[Term]:
    """Make the terms of a row.

    Args:
        texts: of each language, in the order of its columns; "" where a cell has a gap.
        details: said of them.
        keeper: keeps what is said of no term.
    """
    terms = [
        term
        for language, given in texts.items()
        for term in _make_of_language(language, given, details, keeper)
    ]
    for (field, language), cell in details.items():
        if language and not any(texts.get(language, ())):
            keeper.keep(f"{language} {field}", cell)
    return _add_general(_drop_repeated(terms, keeper), details, keeper)


def _make_of_language(
    language: str, texts: Sequence[str], details: Details, keeper: Keeper
) -> list[Term]:
    if not any(texts):
        return []
    columns = {
        field: _split(field, details[field, language], len(texts), keeper)
        for field in _FIELDS
        if (field, language) in details
    }
    terms = []
    for index, text in enumerate(texts):
        said = {field: values[index] for field, values in columns.items() if values[index]}
        if text:
            terms.append(Term(language, text, **_read(said, keeper)))
        elif said:
            keeper.count("what is said of no term is left out", len(said))
    return terms


def _split(field: Field, cell: str, count: int, keeper: Keeper) -> list[str]:
    """Split what is said of terms; a list as long as theirs."""
    values = split_values(cell)
    if len(values) > count and field in READERS:
        keeper.count("what is said of no term is left out", len(values) - count)
    elif len(values) > count:
        # Somebody typed a bar into a sentence.
        values[count - 1 :] = [SEPARATOR.join(values[count - 1 :])]
    return [*values[:count], *[""] * (count - len(values))]


def _read(said: Mapping[Field, str], keeper: Keeper) -> dict[str, Any]:
    values = {_ATTRIBUTES[field]: keeper.read(field, text) for field, text in said.items()}
    return {name: value for name, value in values.items() if value is not None}


def _drop_repeated(terms: Sequence[Term], keeper: Keeper) -> list[Term]:
    kept = list(dict.fromkeys(terms))
    if len(kept) < len(terms):
        keeper.count("terms that stand twice in a row are kept once", len(terms) - len(kept))
    return kept


def _add_general(terms: list[Term], details: Details, keeper: Keeper) -> list[Term]:
    """Add what columns without a language say: of all terms, or of one in its letters."""
    for field in _OF_ALL:
        cell = details.get((field, ""))
        if cell is not None and (value := keeper.read(field, cell)) is not None:
            terms = [_set(each, field, value) for each in terms]
    example = details.get((Field.EXAMPLE, ""))
    return terms if example is None else _add_example(terms, example, keeper)


def _set(term: Term, field: Field, value: object) -> Term:
    name = _ATTRIBUTES[field]
    given: dict[str, Any] = {name: value}
    return term if getattr(term, name) else replace(term, **given)


def _add_example(terms: list[Term], example: str, keeper: Keeper) -> list[Term]:
    language = guess_language([example])
    for index, term in enumerate(terms):
        if guess_language([term.text]) == language and not term.example:
            return [*terms[:index], replace(term, example=example), *terms[index + 1 :]]
    keeper.keep(Field.EXAMPLE, example)
    return terms
