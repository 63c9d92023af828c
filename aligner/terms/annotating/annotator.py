"""Texts and a glossary → the texts with their terms, known and proposed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from aligner.records import Document
from aligner.terms.annotating.marking import find_marks
from aligner.terms.annotating.proposing import Proposal, find_proposals
from aligner.terms.annotating.records import DEFAULTS, AnnotateOptions, Annotation, Mark, Place
from aligner.terms.records import Kind
from tmx.glossary.records import Concept, Glossary, Provenance, Term, TermStatus
from tmx.memory.folding import fold_text

_NAMES = frozenset({Kind.NAME, Kind.ABBREVIATION})
_SENTENCE_ENDS = "。！？!?\n"
GENERATED_NOTE = "generated: put together of parts"
TERMHOOD = "termhood"
"""What the rating is called in the evidence of a concept."""


def annotate(
    documents: Sequence[Document],
    glossary: Glossary,
    options: AnnotateOptions = DEFAULTS,
) -> Annotation:
    """Find the terms of a glossary in texts, and in Chinese texts what else may be a term.

    Known terms are found in any script and region, the longest at each place; those of rejected
    concepts are neither found nor proposed. What is proposed has the English that a list gives it,
    marked with where it comes from, or none.

    Args:
        documents: each in one language.
        glossary: what is known; may be empty.
        options: what is proposed.

    Returns:
        The marks, and the concepts that they stand for.
    """
    known = find_marks(documents, glossary.concepts)
    keys = {fold_text(term.text) for each in glossary.concepts for term in each.terms}
    proposals = find_proposals(
        documents, known, passed_over=keys, min_termhood=options.min_termhood
    )[: options.limit]
    found = sorted({number for mark in known for number in mark.concepts})
    numbers = {number: place for place, number in enumerate(found)}
    reader = _Reader(documents, has_examples=options.has_examples)
    marks = [
        *(Mark(each.place, tuple(map(numbers.__getitem__, each.concepts))) for each in known),
        *_mark_proposals(proposals, len(found)),
    ]
    concepts = (
        *_count_known(glossary, found, known, reader),
        *(reader.make_concept(each) for each in proposals),
    )
    return Annotation(
        tuple(documents), Glossary(concepts, glossary.title), len(found), _choose_outermost(marks)
    )


def _mark_proposals(proposals: Sequence[Proposal], start: int) -> Iterator[Mark]:
    for number, proposal in enumerate(proposals, start):
        for place in proposal.places:
            yield Mark(place, (number,))


def _choose_outermost(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks in the order of the texts, without those inside others."""
    ordered = sorted(marks, key=lambda each: _make_sort_key(each.place))
    chosen: list[Mark] = []
    for mark in ordered:
        if not chosen or not chosen[-1].place.holds(mark.place):
            chosen.append(mark)
    return tuple(chosen)


def _make_sort_key(place: Place) -> tuple[int, int, int, int]:
    return place.document, place.paragraph, place.start, -place.stop


def _count_known(
    glossary: Glossary, found: Sequence[int], marks: Sequence[Mark], reader: "_Reader"
) -> Iterator[Concept]:
    """Yield the concepts that were found, with how often, each term with its own count."""
    places: dict[int, list[Place]] = {number: [] for number in found}
    for mark in marks:
        for number in mark.concepts:
            places[number].append(mark.place)
    for number in found:
        concept = glossary.concepts[number]
        counts = Counter(fold_text(reader.read(place)) for place in places[number])
        terms = tuple(_count(each, counts, reader.has_examples) for each in concept.terms)
        yield replace(concept, terms=terms, count=len(places[number]))


def _count(term: Term, counts: Mapping[str, int], has_examples: bool) -> Term:
    example = term.example if has_examples else ""
    return replace(term, count=counts.get(fold_text(term.text)), example=example)


class _Reader:
    """Reads what stands in places of documents."""

    def __init__(self, documents: Sequence[Document], *, has_examples: bool) -> None:
        self._documents = documents
        self.has_examples = has_examples

    def read(self, place: Place) -> str:
        return self._find_text(place)[place.start : place.stop]

    def make_concept(self, found: Proposal) -> Concept:
        """Make a concept of a proposal: its Chinese from the texts, its English from a list."""
        part_of_speech = "properNoun" if found.kind in _NAMES else "noun"
        example = self._find_example(found.places[0])
        chinese = (
            Term(
                tag,
                text,
                TermStatus.PREFERRED,
                Provenance.CORPUS,
                count,
                example if number == 0 else "",
                part_of_speech,
            )
            for number, (tag, text, count) in enumerate(found.forms)
        )
        english = (
            Term(
                "en",
                each.text,
                TermStatus.PREFERRED if number == 0 else TermStatus.ADMITTED,
                each.provenance,
                part_of_speech=part_of_speech,
                note=GENERATED_NOTE if each.provenance is Provenance.CONVERSION else "",
            )
            for number, each in enumerate(found.renderings)
        )
        evidence = ((TERMHOOD, round(found.termhood, 3)),)
        return Concept((*chinese, *english), count=len(found.places), evidence=evidence)

    def _find_text(self, place: Place) -> str:
        return self._documents[place.document].paragraphs[place.paragraph].text

    def _find_example(self, place: Place) -> str:
        """Return the sentence around a place, "" where no examples are wanted."""
        if not self.has_examples:
            return ""
        text = self._find_text(place)
        start = max(text.rfind(each, 0, place.start) for each in _SENTENCE_ENDS) + 1
        stops = [text.find(each, place.stop) for each in _SENTENCE_ENDS]
        stop = min((each + 1 for each in stops if each >= 0), default=len(text))
        return text[start:stop].strip()
