"""What people decided about concepts before, applied to what is extracted anew."""

from collections.abc import Iterator
from dataclasses import replace

from tmx.glossary.records import Concept, Glossary, Review, Term
from tmx.language import is_chinese
from tmx.memory.folding import fold_text


def apply_decisions(found: Glossary, decided: Glossary) -> Glossary:
    """Leave out what was rejected, and take over what was accepted.

    Two concepts are the same if they share a Chinese and an English term, in whatever script, case
    and punctuation.

    Args:
        found: what was extracted.
        decided: with what people said of its concepts.

    Returns:
        The concepts that were accepted first, as they were accepted, with the counts and examples
        that were found; then the others.
    """
    verdicts = {pair: each for each in decided.concepts for pair in _list_pairs(each)}
    accepted: dict[int, Concept] = {
        id(each): each for each in decided.concepts if each.review == Review.ACCEPTED
    }
    others = []
    for concept in found.concepts:
        known = next(filter(None, map(verdicts.get, _list_pairs(concept))), None)
        if known is None or known.review == Review.PROPOSED:
            others.append(concept)
        elif known.review == Review.ACCEPTED:
            accepted[id(known)] = _take_over(accepted[id(known)], concept)
    return replace(found, concepts=(*accepted.values(), *others))


def _list_pairs(concept: Concept) -> Iterator[tuple[str, str]]:
    chinese = [each.text for each in concept.terms if is_chinese(each.language)]
    others = [each.text for each in concept.terms if not is_chinese(each.language)]
    yield from ((fold_text(one), fold_text(two)) for one in chinese for two in others)


def _take_over(accepted: Concept, found: Concept) -> Concept:
    """Give an accepted concept what was found of it; its words stay."""
    counted = {(each.language, each.text): each for each in found.terms}
    return replace(
        accepted,
        terms=tuple(
            _count(each, counted.get((each.language, each.text))) for each in accepted.terms
        ),
        probability=found.probability,
        count=found.count,
        evidence=found.evidence,
    )


def _count(term: Term, found: Term | None) -> Term:
    if found is None:
        return term
    return replace(term, count=found.count, example=term.example or found.example)
