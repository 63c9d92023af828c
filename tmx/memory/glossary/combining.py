"""When two concepts are the same, and what becomes of them; pure.

They are the same if they share a term of each side of the memory, in whatever script, case and
punctuation. What people decided stays: an extraction proposes words, and only counts the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from tmx.errors import TmxError
from tmx.glossary.records import Concept, Review, Term
from tmx.language import primary
from tmx.memory.folding import fold_text
from tmx.memory.units.dividing import find_side


def list_pairs(concept: Concept, languages: tuple[str, str]) -> list[tuple[str, str]]:
    """List the keys of the terms of both sides with each other, those of the main terms first.

    Args:
        concept: any.
        languages: primary subtags of the sides.

    Returns:
        A side without a term is "" in all of them; [] if no term is of either side.

    >>> terms = (Term("zh-TW", "停火協議"), Term("en", "Ceasefire agreement"))
    >>> list_pairs(Concept(terms), ("zh", "en"))
    [('停火协议', 'ceasefire agreement')]
    """
    sides: tuple[list[str], list[str]] = ([], [])
    for term in concept.terms:
        side = _find_side(term.language, languages)
        if side is not None:
            sides[side].append(make_key(term))
    firsts, seconds = ((dict.fromkeys(each) or [""]) if any(sides) else () for each in sides)
    return [(first, second) for first in firsts for second in seconds]


_find_side = lru_cache(256)(find_side)
"""A glossary has few tags."""


def make_key(term: Term) -> str:
    """Return what a term is compared by; one that is all punctuation, as it is printed."""
    return fold_text(term.text) or term.text


def take_over(stored: Concept, found: Concept) -> Concept:
    """Return a concept with what was found of it in texts.

    Args:
        stored: words that were decided stay as they are; of a proposal there may come more.
        found: anew; its counts are those of what it was found in.
    """
    counted = {(each.language, each.text): each for each in found.terms}
    terms = [_count(each, counted.pop((each.language, each.text), None)) for each in stored.terms]
    if stored.review == Review.PROPOSED:
        terms += counted.values()
    return replace(
        stored,
        terms=order(terms),
        probability=found.probability if found.probability is not None else stored.probability,
        count=found.count if found.count is not None else stored.count,
        evidence=found.evidence or stored.evidence,
    )


def _count(term: Term, found: Term | None) -> Term:
    if found is None:
        return term
    count = term.count if found.count is None else found.count
    return replace(term, count=count, example=term.example or found.example)


def take_in(stored: Concept, stated: Concept) -> Concept:
    """Return a concept with what a glossary file says of it, which is believed.

    Args:
        stored: what the file does not speak of stays.
        stated: in the file; its review counts if it is a decision.
    """
    said = {(each.language, each.text): each for each in stated.terms}
    terms = [_state(each, said.pop((each.language, each.text), None)) for each in stored.terms]
    return replace(
        take_over(replace(stored, terms=order([*terms, *said.values()])), stated),
        id=stored.id or stated.id,
        review=stored.review if stated.review == Review.PROPOSED else stated.review,
        subject=stated.subject or stored.subject,
        definition=stated.definition or stored.definition,
        note=stated.note or stored.note,
    )


def _state(term: Term, stated: Term | None) -> Term:
    if stated is None:
        return term
    return replace(
        stated,
        status=stated.status or term.status,
        provenance=stated.provenance or term.provenance,
        count=term.count if stated.count is None else stated.count,
        example=stated.example or term.example,
        part_of_speech=stated.part_of_speech or term.part_of_speech,
        note=stated.note or term.note,
    )


def unite(concepts: Iterable[Concept]) -> Concept:
    """Make one concept of several: the first decides what only one can.

    Returns:
        Each term once, counts of equal terms and of the concepts added up. It is accepted if one of
        them is.
    """
    first, *others = concepts
    terms: dict[tuple[str, str], Term] = {}
    for term in (each for concept in (first, *others) for each in concept.terms):
        name = term.language, term.text
        terms[name] = _add_term(terms[name], term) if name in terms else term
    is_accepted = any(each.review == Review.ACCEPTED for each in (first, *others))
    probabilities = [p for each in (first, *others) if (p := each.probability) is not None]
    return replace(
        first,
        terms=order(terms.values()),
        review=Review.ACCEPTED if is_accepted else first.review,
        probability=max(probabilities, default=None),
        count=_add(each.count for each in (first, *others)),
        subject=_join(each.subject for each in (first, *others)),
        definition=_join(each.definition for each in (first, *others)),
        note=_join(each.note for each in (first, *others)),
    )


def _add_term(first: Term, second: Term) -> Term:
    return replace(_state(second, first), count=_add((first.count, second.count)))


def _add(counts: Iterable[int | None]) -> int | None:
    known = [each for each in counts if each is not None]
    return sum(known) if known else None


def _join(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))


def order(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Put the terms of a language together, in the order in which languages come first."""
    languages: dict[str, list[Term]] = {}
    for term in terms:
        languages.setdefault(_name_language(term), []).append(term)
    return tuple(term for found in languages.values() for term in found)


def _name_language(term: Term) -> str:
    return _find_language(term.language)


@lru_cache(256)
def _find_language(tag: str) -> str:
    try:
        return primary(tag)
    except TmxError:
        return tag


def prefer_accepted(concepts: Iterable[Concept]) -> Iterator[Concept]:
    """Put accepted concepts first, and leave out proposals that share a term with one of them.

    What a person decided about a term is not in doubt because an extraction has seen it rendered
    in another way. Rejected concepts stay, behind the others.
    """
    by_review: dict[Review, list[Concept]] = {each: [] for each in Review}
    for concept in concepts:
        by_review[concept.review].append(concept)
    yield from by_review[Review.ACCEPTED]
    decided = {
        (_name_language(term), make_key(term))
        for concept in by_review[Review.ACCEPTED]
        for term in concept.terms
    }
    for concept in by_review[Review.PROPOSED]:
        if decided.isdisjoint((_name_language(each), make_key(each)) for each in concept.terms):
            yield concept
    yield from by_review[Review.REJECTED]
