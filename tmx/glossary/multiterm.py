"""MultiTerm XML (.xml): entries as Trados MultiTerm imports and exports them.

What MultiTerm does not know by itself stands in descriptive fields with plain names; the termbase
that imports the file needs them as text fields. Languages are told by their codes.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from tmx.errors import TmxError
from tmx.glossary.languages import name_language
from tmx.glossary.records import Concept, Glossary, GlossaryWriting, Term
from tmx.glossary.tbx import read
from tmx.glossary.termbase.categories import find_part_of_speech
from tmx.glossary.termbase.fields import list_of_concept, name_fields
from tmx.glossary.termbase.naming import number_ids
from tmx.glossary.termbase.tidying import tidy_concepts
from tmx.losses import LossCounter
from tmx.writing.escaping import escape_text, format_attribute

__all__ = ["read", "write"]

SUBJECT, DEFINITION, NOTE = "Subject", "Definition", "Note"
STATUS, PART_OF_SPEECH = "Status", "Part of Speech"
CONTEXT, SOURCE = "Context", "Source"


def write(stream: BinaryIO, glossary: Glossary) -> GlossaryWriting:
    """Write a glossary as MultiTerm XML, in UTF-8.

    Each concept gets a number: its identifier if that is one, else the next free one; any other
    identifier is a field of its own.

    Args:
        stream: a binary stream; at an error it holds a part of a file.
        glossary: at least one concept.

    Returns:
        How many concepts were written, and what the format does not hold of them.

    Raises:
        TmxError: the language of a term is no tag, or there is no concept.

    Source: RWS, MultiTerm API documentation, “XML Schema: MTF”.
    """
    losses = LossCounter()
    if glossary.title:
        losses.add("MultiTerm XML holds no title")
    concepts = list(tidy_concepts(glossary.concepts, losses))
    if not concepts:
        raise TmxError(
            "the glossary holds no concept, and a file of MultiTerm must; write a table or TBX v3"
        )
    ids = [each.id for each in concepts]
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<mtf>\n')
    for number, concept in zip(number_ids(ids), concepts, strict=True):
        _count_changed(concept, number, losses)
        stream.write("".join(_format_entry(concept, number)).encode())
    stream.write(b"</mtf>\n")
    return GlossaryWriting(len(concepts), losses.losses)


def _count_changed(concept: Concept, number: str, losses: LossCounter) -> None:
    place = f"entry {number}"
    if concept.id != " ".join(concept.id.split()):
        losses.add("white space in identifiers is written as single spaces", place)
    for term in concept.terms:
        if term.part_of_speech != find_part_of_speech(term.part_of_speech):
            losses.add("parts of speech are written in their usual form", place)


def _format_entry(concept: Concept, number: str) -> Iterator[str]:
    identifier = " ".join(concept.id.split())
    own = {} if identifier in ("", number) else {"id": identifier}
    yield f"<conceptGrp>\n  <concept>{number}</concept>\n"
    yield from _format_fields(
        {SUBJECT: concept.subject, DEFINITION: concept.definition, NOTE: concept.note}, depth=1
    )
    yield from _format_fields(dict(name_fields({**own, **list_of_concept(concept)})), depth=1)
    for tag in dict.fromkeys(term.language for term in concept.terms):
        name = format_attribute("type", name_language(tag))
        yield f"  <languageGrp>\n    <language{name}{format_attribute('lang', tag.upper())}/>\n"
        for term in concept.terms:
            if term.language == tag:
                yield from _format_term(term)
        yield "  </languageGrp>\n"
    yield "</conceptGrp>\n"


def _format_term(term: Term) -> Iterator[str]:
    count = {} if term.count is None else {"count": term.count}
    yield f"    <termGrp>\n      <term>{escape_text(term.text)}</term>\n"
    said = {
        STATUS: str(term.status or ""),
        PART_OF_SPEECH: find_part_of_speech(term.part_of_speech),
        CONTEXT: term.example,
        SOURCE: str(term.provenance or ""),
        **dict(name_fields(count)),
        NOTE: term.note,
    }
    yield from _format_fields(said, depth=3)
    yield "    </termGrp>\n"


def _format_fields(fields: Mapping[str, str], *, depth: int) -> Iterator[str]:
    """Write the fields that say something."""
    for name, text in fields.items():
        if text:
            descrip = f'<descrip type="{name}">{escape_text(text)}</descrip>'
            yield f"{'  ' * depth}<descripGrp>{descrip}</descripGrp>\n"
