"""Accepted terms → where a translation has them: what a person knows, before a model is asked."""

from collections.abc import Iterable, Sequence

from aligner.terms.checking.accepting import list_outermost, read_target
from tmx.errors import TmxError
from tmx.glossary.records import Concept, Term
from tmx.language import is_chinese
from tmx.memory.folding import fold_text
from tmx.memory.records import Span, SpanFinder, SpanQuestion

_Known = dict[str, list[Term]]


def add_terms(find: SpanFinder, concepts: Iterable[Concept]) -> SpanFinder:
    """Return a span finder that answers by accepted terms where it can.

    Args:
        find: answers the other questions.
        concepts: with Chinese terms and those of another language.
    """
    known = _gather(concepts)

    def find_spans(questions: Sequence[SpanQuestion]) -> list[tuple[Span, ...]]:
        answers = [_answer(each, known) for each in questions]
        left = [each for each, answer in zip(questions, answers, strict=True) if not answer]
        rest = iter(find(left) if left else ())
        return [answer or next(rest) for answer in answers]

    return find_spans if known else find


def _gather(concepts: Iterable[Concept]) -> _Known:
    """Gather what translates each term, by its key."""
    known: _Known = {}
    for concept in concepts:
        sides: dict[bool, list[Term]] = {True: [], False: []}
        for term in concept.terms:
            sides[_is_chinese(term)].append(term)
        for side, terms in sides.items():
            for term in terms:
                known.setdefault(fold_text(term.text), []).extend(sides[not side])
    return {key: terms for key, terms in known.items() if key and terms}


def _is_chinese(term: Term) -> bool:
    try:
        return is_chinese(term.language)
    except TmxError:
        return False


def _answer(question: SpanQuestion, known: _Known) -> tuple[Span, ...]:
    """Find the translations of a stretch that is a term as a whole; () where there is none."""
    first = question.spans[0]
    terms = known.get(fold_text(question.text[first.start : first.stop]), ())
    found = [
        span
        for term in terms
        for span in read_target(question.other, term.language).find_exact(term.text)
    ]
    return tuple(Span(*each) for each in sorted(set(list_outermost(found, found))))
