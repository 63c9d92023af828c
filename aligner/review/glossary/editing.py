"""What a person wrote in the form of a concept → what is to become of it; pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aligner.revision.records import RevisionError
from tmx.errors import TmxError
from tmx.glossary.records import Concept, TermStatus
from tmx.language import normalise_tag
from tmx.memory.editing.edits import KEEP
from tmx.memory.glossary.changing import ConceptEdit, TermEdit
from tmx.memory.units.dividing import find_side

_MOST_TERMS = 100
_MARK = "\x01"
"""Stands in no text of a term."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A term as it stands in the form; with a blank text it goes."""

    text: str
    language: str
    status: TermStatus | None


def read_edit(
    concept: Concept, values: Mapping[str, Any], languages: tuple[str, str]
) -> ConceptEdit:
    """Read the form of a concept.

    Args:
        concept: as the form showed it.
        languages: primary subtags of the two sides.
        values: of the form: `text-N`, `language-N` and `status-N` of each term in order, new ones
            behind them; `definition` and `note`. What is missing stays as it is.

    Raises:
        TmxError: there is no such status.
        RevisionError: the form was made for other terms, a tag is none, or no term would be left
            of a side that has some.
    """
    asked = list(_read_terms(values, len(concept.terms)))
    known = values.get("terms")
    if known is not None and str(known) != str(len(concept.terms)):
        raise RevisionError(
            "the concept was changed elsewhere: look again, and edit it anew", "term_changed"
        )
    _check_sides(concept, dict(asked), languages)
    return ConceptEdit(
        tuple(_make_edits(concept, asked)),
        definition=_read_text(values, "definition"),
        note=_read_text(values, "note"),
    )


def _read_text(values: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 — a text or KEEP
    return str(values[name]).strip() if name in values else KEEP


def _read_terms(values: Mapping[str, Any], count: int) -> Iterator[tuple[int, _Asked]]:
    """Yield the place of each term that the form states, and what is asked of it."""
    for place in range(_MOST_TERMS):
        if f"text-{place}" not in values:
            continue
        text = str(values[f"text-{place}"]).strip()
        if text or place < count:
            language = str(values.get(f"language-{place}", "")).strip()
            status = _read_status(values.get(f"status-{place}"))
            yield place, _Asked(text, _read_tag(language) if text else language, status)


def _read_tag(tag: str) -> str:
    try:
        return normalise_tag(tag)
    except TmxError as error:
        raise RevisionError(str(error), "term_tag", tag=tag) from error


def _check_sides(concept: Concept, asked: Mapping[int, _Asked], languages: tuple[str, str]) -> None:
    """See to it that a side is not emptied: a term without its translation is no pair."""
    before = [each.language for each in concept.terms]
    stays = [tag for place, tag in enumerate(before) if place not in asked]
    after = {find_side(tag, languages) for tag in stays}
    after |= {find_side(each.language, languages) for each in asked.values() if each.text}
    for side, language in enumerate(languages):
        if side in {find_side(tag, languages) for tag in before} - after:
            raise RevisionError(
                f"the concept would have no term in {language}: write one, or reject it",
                "term_side",
                language=language,
            )


def _read_status(name: object) -> TermStatus | None:
    if not name:
        return None
    try:
        return TermStatus(str(name))
    except ValueError as error:
        known = ", ".join(TermStatus)
        raise TmxError(f"status: is {str(name)[:40]!r}: give one of {known}") from error


def _make_edits(concept: Concept, asked: Sequence[tuple[int, _Asked]]) -> Iterator[TermEdit]:
    terms = concept.terms
    changed = {
        place: each
        for place, each in asked
        if place >= len(terms) or not _is_same(concept, place, each)
    }
    named = dict(enumerate(each.text for each in terms))
    for text, count in Counter(named.values()).items():
        places = [place for place in named if named[place] == text]
        if count > 1 and not changed.keys().isdisjoint(places):
            # Edits name a term by its text: terms of one text in several regions get other names.
            named |= {place: f"{text}{_MARK * (1 + place)}" for place in places}
            yield from (TermEdit(text, text=named[place]) for place in places)
    for place, name in named.items():
        term = terms[place]
        wanted = changed.get(place, _Asked(term.text, term.language, term.status))
        if place in changed or name != term.text:
            yield _state(wanted, name) if wanted.text else TermEdit(name, is_removed=True)
    yield from (_state(each) for place, each in changed.items() if place >= len(terms))


def _is_same(concept: Concept, place: int, asked: _Asked) -> bool:
    term = concept.terms[place]
    return (term.text, term.language, term.status) == (asked.text, asked.language, asked.status)


def _state(asked: _Asked, old: str = "") -> TermEdit:
    return TermEdit(old, text=asked.text, language=asked.language, status=asked.status)
