"""Concepts as XML can hold them: allowed characters, tidy texts, tags; what changes is counted."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from tmx.errors import TmxError
from tmx.glossary.records import Concept, Term
from tmx.glossary.termbase.texts import tidy_term, tidy_text
from tmx.language import normalise_tag
from tmx.losses import LossCounter
from tmx.writing.escaping import clean_record, encode

_REMOVED = "characters that XML does not allow are removed, or made a space"
_SPACE = "white space around a text, or before a line of it, is left out"
_TERM_SPACE = "white space in terms is written as single spaces"
_TEXTS = ("subject", "definition", "note")
_TERM_TEXTS = ("example", "part_of_speech", "note")


def tidy_concepts(concepts: Iterable[Concept], losses: LossCounter) -> Iterator[Concept]:
    """Give the concepts that have a term, as a file of XML can hold them.

    Args:
        concepts: of any glossary.
        losses: counts what is changed or left out.

    Raises:
        TmxError: the language of a term is no tag.
    """
    for number, concept in enumerate(concepts, start=1):
        place = f"concept {number}"
        tidied = _tidy_concept(_clean(concept, place, losses), place, losses)
        if tidied.terms:
            yield tidied
        else:
            losses.add("a concept without a term is left out", place)


def _clean(concept: Concept, place: str, losses: LossCounter) -> Concept:
    if encode(_join_texts(concept)) is not None:
        return concept
    cleaned, removed = clean_record(concept)
    losses.add(_REMOVED, place, count=removed)
    return cleaned


def _join_texts(concept: Concept) -> str:
    """Return all texts of a concept, one behind the other."""
    texts = [concept.id, *(getattr(concept, name) for name in _TEXTS)]
    texts += [name for name, _ in concept.evidence]
    for term in concept.terms:
        texts += [term.text, *(getattr(term, name) for name in _TERM_TEXTS)]
    return "\n".join(texts)


def _tidy_concept(concept: Concept, place: str, losses: LossCounter) -> Concept:
    def lose(reason: str) -> None:
        losses.add(reason, place)

    terms = [_tidy_term(each, place, lose) for each in concept.terms]
    kept = tuple(each for each in terms if each is not None)
    return replace(concept, terms=kept, **_tidy_texts(concept, _TEXTS, lose))


def _tidy_term(term: Term, place: str, lose: Callable[[str], None]) -> Term | None:
    text = tidy_term(term.text)
    if not text:
        lose("a term without a text is left out")
        return None
    if text != term.text:
        lose(_TERM_SPACE)
    try:
        language = normalise_tag(term.language)
    except TmxError as error:
        raise TmxError(f"{place}, term {text[:40]}: {error}") from error
    texts = _tidy_texts(term, _TERM_TEXTS, lose)
    return replace(term, language=language, text=text, **texts)


def _tidy_texts(
    record: Concept | Term, names: Iterable[str], lose: Callable[[str], None]
) -> dict[str, Any]:
    found = {}
    for name in names:
        text = getattr(record, name)
        found[name] = tidy_text(text)
        if found[name] != text:
            lose(_SPACE)
    return found
