"""What is asked of one unit, and what its target answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from aligner.terms.checking.accepting import Span, Target, list_outermost
from aligner.terms.checking.asking import Occurrence, TermFinder
from aligner.terms.checking.countries import list_other_names
from aligner.terms.checking.omissions import is_name
from aligner.terms.checking.records import CheckedUnit
from aligner.terms.checking.shortening import shortens
from aligner.terms.checking.synonyms import says_alike

Asked = tuple[int, str]
"""Number of a concept, and its term as the glossary has it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked of units of one pair of locales.

    Args:
        finder: of the source terms.
        admitted: target terms that may be used, of each concept by its number.
        deprecated: those that may not.
        steady: numbers of the concepts that explain what stands in a target.
        asked: numbers of those that are asked for; others only tell what will do too.
    """

    finder: TermFinder[Asked]
    admitted: dict[int, tuple[str, ...]]
    deprecated: dict[int, tuple[str, ...]]
    steady: frozenset[int]
    asked: frozenset[int]


@dataclass(slots=True)
class Question:
    """A source term, or several of the same concepts, in one unit.

    Args:
        concepts: numbers of the concepts, one of which is meant.
        spans: places in the source.
        terms: as the glossary has them.
        found: admitted terms that the target has, and where.
        used: deprecated ones.
    """

    concepts: tuple[int, ...]
    spans: list[Span] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    found: dict[str, list[Span]] = field(default_factory=dict)
    used: dict[str, list[Span]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Work:
    """A unit at work.

    Args:
        unit: to check.
        scope: what is asked of it.
        target: its target.
        accepted: where admitted terms of anything asked for stand in the target.
    """

    unit: CheckedUnit
    scope: Scope
    target: Target
    accepted: list[Span] = field(default_factory=list)


def group_occurrences(occurrences: Iterable[Occurrence[Asked]]) -> list[Question]:
    """Put together what stands for the same concepts."""
    questions: dict[tuple[int, ...], Question] = {}
    for start, stop, values in occurrences:
        concepts = tuple(dict.fromkeys(number for number, _ in values))
        question = questions.setdefault(concepts, Question(concepts))
        question.spans.append((start, stop))
        question.terms += [term for _, term in values if term not in question.terms]
    return list(questions.values())


def answer(question: Question, work: Work) -> None:
    """Look for the terms of a question in the target."""
    for term in join_terms(work.scope.admitted, question.concepts):
        if spans := work.target.find_freely(term):
            question.found[term] = spans
            if not work.scope.steady.isdisjoint(question.concepts):
                work.accepted.extend(spans)
    for term in join_terms(work.scope.deprecated, question.concepts):
        if spans := work.target.find_exact(term):
            question.used[term] = spans


def says_otherwise(question: Question, work: Work, terms: Sequence[str]) -> bool:
    """Whether a target has other words for a term, or shortens it."""
    unit = work.unit
    if says_alike(question.terms, unit.tags[0], unit.target, unit.tags[1]):
        return True
    others = [name for each in terms for name in list_other_names(each)]
    if any(map(work.target.find_exact, others)):
        return True
    is_of_name = all(map(is_name, question.terms))
    return any(shortens(each, work.target, is_of_name=is_of_name) for each in terms)


def list_used(question: Question, work: Work) -> list[str]:
    """Return the deprecated terms of a target that are no part of an admitted one.

    A term that differs in no more than its form from an admitted one is used only where it stands
    letter by letter: cease-fire is not ceasefire.
    """
    return [
        term
        for term, spans in question.used.items()
        if any(
            span not in work.accepted or _is_printed(term, span, question, work)
            for span in list_outermost(spans, work.accepted)
        )
    ]


def _is_printed(term: str, span: Span, question: Question, work: Work) -> bool:
    printed = work.target.text[slice(*span)].casefold()
    admitted = {each.casefold() for each in join_terms(work.scope.admitted, question.concepts)}
    return printed == term.casefold() and printed not in admitted


def join_terms(terms: dict[int, tuple[str, ...]], concepts: Iterable[int]) -> list[str]:
    """Return the terms of several concepts, each once."""
    return list(dict.fromkeys(term for number in concepts for term in terms.get(number, ())))
