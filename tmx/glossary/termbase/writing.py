"""Concepts → entries of TBX-Basic in DCA style; the versions differ in the names of elements."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from tmx.characters import remove_forbidden
from tmx.errors import TmxError
from tmx.glossary.records import Concept, Glossary, GlossaryWriting, Term
from tmx.glossary.termbase.categories import (
    CONTEXT,
    DEFINITION,
    PART_OF_SPEECH,
    REGION,
    SOURCE,
    STATUS,
    SUBJECT,
    find_part_of_speech,
    find_region,
    name_part_of_speech,
    name_status,
)
from tmx.glossary.termbase.fields import format_fields, list_of_concept
from tmx.glossary.termbase.naming import IdWriter, read_id
from tmx.glossary.termbase.texts import tidy_term
from tmx.glossary.termbase.tidying import tidy_concepts
from tmx.losses import LossCounter
from tmx.version import __version__
from tmx.writing.escaping import escape_text, format_attribute

PRODUCER = "Duizhao"


@dataclass(frozen=True, slots=True)
class Form:
    """How a version of TBX names what both have.

    Args:
        root: start tag of the outermost element.
        header: element of the header.
        entry: of a concept.
        language: of the terms of a language.
        term: of a term and what is said of it.
        encoding_description: content of encodingDesc, or "".
        is_id_required: each entry has one.
        is_body_required: a file without a concept is not valid.
    """

    root: str
    header: str
    entry: str
    language: str
    term: str
    encoding_description: str
    is_id_required: bool
    is_body_required: bool


def write_termbase(stream: BinaryIO, glossary: Glossary, form: Form) -> GlossaryWriting:
    """Write a glossary.

    Args:
        stream: a binary stream; at an error it holds a part of a file.
        glossary: of any size; it is written concept by concept.
        form: of a version.

    Returns:
        How many concepts were written, and what the format does not hold of them.

    Raises:
        TmxError: the language of a term is no tag, or the version takes no empty glossary.
    """
    losses = LossCounter()
    title = tidy_term(remove_forbidden(glossary.title).text)
    if title != glossary.title:
        losses.add("the title is written on one line, with single spaces")
    stream.write(_format_head(title, form).encode())
    count = 0
    for data in _encode_all(glossary.concepts, form, losses):
        stream.write(data if count else b"    <body>\n" + data)
        count += 1
    if not count and form.is_body_required:
        raise TmxError(
            "the glossary holds no concept, and a file of TBX v2 must; write TBX v3 or a table"
        )
    end = "    </body>\n" if count else ""
    stream.write(f"{end}  </text>\n</{form.root.split()[0]}>\n".encode())
    return GlossaryWriting(count, losses.losses)


def _format_head(title: str, form: Form) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<{form.root}>", f"  <{form.header}>"]
    lines.append("    <fileDesc>")
    if title:
        lines.append(f"      <titleStmt><title>{escape_text(title)}</title></titleStmt>")
    lines.append(f"      <sourceDesc><p>{PRODUCER} {__version__}</p></sourceDesc>")
    lines.append("    </fileDesc>")
    if form.encoding_description:
        lines.append(f"    <encodingDesc>{form.encoding_description}</encodingDesc>")
    lines += [f"  </{form.header}>", "  <text>", ""]
    return "\n".join(lines)


def _encode_all(concepts: Iterable[Concept], form: Form, losses: LossCounter) -> Iterator[bytes]:
    ids = IdWriter()
    for concept in tidy_concepts(concepts, losses):
        yield "".join(_format_entry(concept, ids, form)).encode()


def _format_entry(concept: Concept, ids: IdWriter, form: Form) -> Iterator[str]:
    written = ids.write(concept.id)
    fields = list_of_concept(concept)
    if concept.id != read_id(written):
        fields = {"id": concept.id, **fields}
    is_named = form.is_id_required or read_id(written)
    yield f"      <{form.entry}{format_attribute('id', written) if is_named else ''}>\n"
    yield _format_typed("descrip", SUBJECT, concept.subject, depth=4)
    yield _format_typed("descrip", DEFINITION, concept.definition, depth=4)
    if fields:
        yield _format_typed("admin", SOURCE, format_fields(fields), depth=4)
    yield _format_note(concept.note, depth=4)
    for tag in dict.fromkeys(term.language for term in concept.terms):
        yield f"        <{form.language}{format_attribute('xml:lang', tag)}>\n"
        for term in concept.terms:
            if term.language == tag:
                yield from _format_term(term, form)
        yield f"        </{form.language}>\n"
    yield f"      </{form.entry}>\n"


def _format_term(term: Term, form: Form) -> Iterator[str]:
    status = "" if term.status is None else name_status(term.status)
    part = name_part_of_speech(find_part_of_speech(term.part_of_speech))
    fields: dict[str, Any] = {} if term.count is None else {"count": term.count}
    if term.part_of_speech not in ("", part):
        fields["part_of_speech"] = term.part_of_speech
    yield f"          <{form.term}>\n"
    yield f"            <term>{escape_text(term.text)}</term>\n"
    yield _format_typed("termNote", STATUS, status, depth=6)
    yield _format_typed("termNote", PART_OF_SPEECH, part * bool(term.part_of_speech), depth=6)
    yield _format_typed("termNote", REGION, find_region(term.language), depth=6)
    yield _format_typed("descrip", CONTEXT, term.example, depth=6)
    yield _format_typed("admin", SOURCE, str(term.provenance or ""), depth=6)
    if fields:
        yield _format_typed("admin", SOURCE, format_fields(fields), depth=6)
    yield _format_note(term.note, depth=6)
    yield f"          </{form.term}>\n"


def _format_typed(element: str, category: str, text: str, *, depth: int) -> str:
    """Write an element of a category; "" where there is nothing to write."""
    if not text:
        return ""
    return f'{"  " * depth}<{element} type="{category}">{escape_text(text)}</{element}>\n'


def _format_note(text: str, *, depth: int) -> str:
    return f"{'  ' * depth}<note>{escape_text(text)}</note>\n" if text else ""
