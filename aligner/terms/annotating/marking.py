"""Where the terms of a glossary stand in texts: any script and region, the longest at a place."""

from collections.abc import Iterator, Sequence
from functools import cache

from aligner.records import Document
from aligner.terms.annotating.records import Mark, Place
from aligner.terms.checking.asking import SourceTerm, TermFinder
from aligner.terms.checking.scoping import has_language
from tmx.glossary.records import Concept, Review

_NOUNS = frozenset({"noun", "properNoun"})


def find_marks(documents: Sequence[Document], concepts: Sequence[Concept]) -> list[Mark]:
    """Find the terms of concepts; also those of other regions and those that are deprecated.

    Rejected concepts are passed over, and so are terms that touch a passage that was destroyed.

    Args:
        documents: each in one language, which its terms must have.
        concepts: of a glossary.

    Returns:
        The marks in the order of the texts; none stands inside another, but two may overlap.
    """

    @cache
    def make_finder(tag: str) -> TermFinder[int]:
        return TermFinder(_list_terms(concepts, tag), tag)

    return [
        mark
        for number, document in enumerate(documents)
        for mark in _mark(number, document, make_finder(document.language))
    ]


def _list_terms(concepts: Sequence[Concept], tag: str) -> Iterator[SourceTerm[int]]:
    for number, concept in enumerate(concepts):
        if concept.review != Review.REJECTED:
            for term in concept.terms:
                if has_language(term.language, tag):
                    yield SourceTerm(term.text, number, term.part_of_speech in _NOUNS)


def _mark(number: int, document: Document, finder: TermFinder[int]) -> Iterator[Mark]:
    for paragraph, each in enumerate(document.paragraphs):
        for start, stop, concepts in finder.find(each.text):
            if not is_damaged(each.damage, start, stop):
                yield Mark(Place(number, paragraph, start, stop), concepts)


def is_damaged(damage: Sequence[tuple[int, int]], start: int, stop: int) -> bool:
    """Whether a stretch has a character in a passage that was destroyed."""
    return any(first < stop and start < behind for first, behind in damage)
