"""Concepts of a glossary that a person both accepted and rejected."""

from collections.abc import Iterator

from tmx.glossary.records import Concept, Glossary, Review


def find_conflicts(glossary: Glossary) -> Iterator[Concept]:
    """Give each concept whose terms another concept has too, with the opposite verdict.

    Args:
        glossary: any; what nobody has decided says nothing.

    >>> from tmx.glossary.records import Term
    >>> terms = (Term("zh", "停火"), Term("en", "truce"))
    >>> both = [Concept(terms, review=each) for each in Review]
    >>> [each.review.value for each in find_conflicts(Glossary(tuple(both)))]
    ['rejected']
    """
    verdicts: dict[frozenset[tuple[str, str]], Review] = {}
    for concept in glossary.concepts:
        if concept.review is Review.PROPOSED:
            continue
        key = frozenset((term.language, term.text) for term in concept.terms)
        if verdicts.setdefault(key, concept.review) is not concept.review:
            yield concept
