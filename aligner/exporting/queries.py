"""Alignment ↔ rows: every statement of SQL but the tables themselves, which stand in schema/.

Texts go in as `pack_text` makes them and come back as bytes, for a lone surrogate is no UTF-8.
What a review adds to a file stands in `entries`.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields, replace
from typing import Any, TypeAlias

from aligner.exporting.database import newer_error, read_schema
from aligner.exporting.packing import pack_text, unpack_text
from aligner.records import (
    Alignment,
    Bead,
    Document,
    Kind,
    Metadata,
    Paragraph,
    Segment,
    Side,
    mark_damage,
)
from aligner.settings import Settings

_SIDES = ("source", "target")
_UNITS = "units"
_Row: TypeAlias = tuple[Any, ...]


def insert_alignment(connection: sqlite3.Connection, alignment: Alignment) -> None:
    """Make the tables in an empty database and fill them, in one transaction.

    Raises:
        sqlite3.Error: the alignment breaks the rules of its records, or there is no space.
    """
    connection.executescript(f"BEGIN;\n{read_schema()}")
    head = (alignment.version, alignment.encoder, alignment.model, alignment.signature)
    columns = "alignment (id, version, encoder, model, signature)"
    _insert(connection, columns, [(0, *map(pack_text, head))])
    settings = asdict(alignment.settings).items()
    _insert(connection, "setting (name, value)", ((name, json.dumps(v)) for name, v in settings))
    _insert(connection, "note (number, text)", enumerate(map(pack_text, alignment.notes)))
    for name, side in zip(_SIDES, (alignment.source, alignment.target), strict=True):
        _insert_side(connection, name, side)
    beads = alignment.beads
    confidences = enumerate(float(bead.confidence) for bead in beads)
    _insert(connection, "bead (number, confidence)", confidences)
    _insert(connection, "member (side, segment, bead)", _list_members(beads))
    accepted = ((number,) for number, bead in enumerate(beads) if bead.is_accepted)
    _insert(connection, "accepted (bead)", accepted)
    connection.execute("COMMIT")


def _insert_side(connection: sqlite3.Connection, side: str, content: Side) -> None:
    document = content.document
    texts = map(pack_text, (document.language, document.name, document.encoding))
    _insert(connection, "document (side, language, name, encoding)", [(side, *texts)])
    _insert(
        connection,
        "paragraph (side, number, line, kind, text)",
        (
            (side, number, each.line, each.kind.value, pack_text(each.text))
            for number, each in enumerate(document.paragraphs)
        ),
    )
    _insert_additions(connection, side, document)
    _insert(
        connection,
        "segment (side, number, paragraph, start, kind, text)",
        (
            (side, number, each.paragraph, each.start, each.kind.value, pack_text(each.text))
            for number, each in enumerate(content.segments)
        ),
    )
    edits = ((n, each.edit) for n, each in enumerate(content.segments) if each.edit is not None)
    rows = ((side, number, pack_text(text)) for number, text in edits)
    _insert(connection, "edit (side, segment, text)", rows)


def _insert_additions(connection: sqlite3.Connection, side: str, document: Document) -> None:
    """Insert what only some documents have."""
    properties = {name: value for name, value in asdict(document.metadata).items() if value}
    if document.units:
        properties[_UNITS] = "1"
    rows = ((side, name, pack_text(value)) for name, value in properties.items())
    _insert(connection, "document_property (side, name, value)", rows)
    paragraphs = list(enumerate(document.paragraphs))
    places = (
        (side, number, pack_text(each.language), each.row)
        for number, each in paragraphs
        if each.language or each.row is not None
    )
    _insert(connection, 'paragraph_place (side, number, language, "row")', places)
    passages = ((side, number, *span) for number, each in paragraphs for span in each.damage)
    _insert(connection, "damage (side, paragraph, start, stop)", passages)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows; the table is one of our own literals, with its columns."""
    marks = ", ".join("?" * (table.count(",") + 1))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _list_members(beads: Iterable[Bead]) -> Iterator[_Row]:
    for number, bead in enumerate(beads):
        yield from (("source", segment, number) for segment in bead.source)
        yield from (("target", segment, number) for segment in bead.target)


def select_alignment(connection: sqlite3.Connection) -> Alignment:
    """Read an alignment back, exactly as it was inserted.

    Args:
        connection: a database that `check_content` has passed.

    Raises:
        AlignerError: it has settings or kinds of a newer duizhao, or settings out of range.
        sqlite3.Error: a row cannot be read.
        ValueError: a row is missing, or a text is no UTF-8.
    """
    row = connection.execute("SELECT version, encoder, model FROM alignment").fetchone()
    if row is None:
        raise ValueError("the table alignment is empty")
    version, encoder, model = map(unpack_text, row)
    notes = _select(connection, "SELECT number, text FROM note ORDER BY number")
    return Alignment(
        source=_select_side(connection, "source"),
        target=_select_side(connection, "target"),
        beads=_select_beads(connection),
        settings=_select_settings(connection),
        encoder=encoder,
        model=model,
        version=version,
        notes=tuple(unpack_text(text) for (text,) in notes),
    )


def _select_side(connection: sqlite3.Connection, side: str) -> Side:
    query = "SELECT language, name, encoding FROM document WHERE side = ?"
    row = connection.execute(query, (side,)).fetchone()
    if row is None:
        raise ValueError(f"there is no {side} document")
    paragraphs = _select_paragraphs(connection, side)
    query = (
        "SELECT number, paragraph, start, kind, text FROM segment WHERE side = ? ORDER BY number"
    )
    edits = _select_edits(connection, side)
    segments = (
        Segment(unpack_text(text), paragraph, start, _read_kind(kind), edit=edits.get(number))
        for number, (paragraph, start, kind, text) in enumerate(_select(connection, query, side))
    )
    language, name, encoding = map(unpack_text, row)
    document = Document(paragraphs, language, name, encoding)
    marked = (mark_damage(segment, paragraphs[segment.paragraph]) for segment in segments)
    return Side(_add_properties(connection, side, document), tuple(marked))


def _select_edits(connection: sqlite3.Connection, side: str) -> dict[int, str]:
    rows = connection.execute("SELECT segment, text FROM edit WHERE side = ?", (side,))
    return {number: unpack_text(text) for number, text in rows}


def _select_paragraphs(connection: sqlite3.Connection, side: str) -> tuple[Paragraph, ...]:
    query = 'SELECT number, language, "row" FROM paragraph_place WHERE side = ?'
    places = {n: (unpack_text(tag), row) for n, tag, row in connection.execute(query, (side,))}
    damage: dict[int, list[tuple[int, int]]] = {}
    query = "SELECT paragraph, start, stop FROM damage WHERE side = ? ORDER BY paragraph, start"
    for number, start, stop in connection.execute(query, (side,)):
        damage.setdefault(number, []).append((start, stop))
    query = "SELECT number, line, kind, text FROM paragraph WHERE side = ? ORDER BY number"
    return tuple(
        Paragraph(
            unpack_text(text),
            line,
            _read_kind(kind),
            *places.get(number, ("", None)),
            tuple(damage.get(number, ())),
        )
        for number, (line, kind, text) in enumerate(_select(connection, query, side))
    )


def _add_properties(connection: sqlite3.Connection, side: str, document: Document) -> Document:
    query = "SELECT name, value FROM document_property WHERE side = ?"
    values = {unpack_text(n): unpack_text(v) for n, v in connection.execute(query, (side,))}
    units = values.pop(_UNITS, "") == "1"
    unknown = values.keys() - {field.name for field in fields(Metadata)}
    if unknown:
        raise newer_error(f"unknown properties: {', '.join(sorted(unknown))}")
    return replace(document, metadata=Metadata(**values), units=units)


def _select_beads(connection: sqlite3.Connection) -> tuple[Bead, ...]:
    rows = _select(connection, "SELECT number, confidence FROM bead ORDER BY number")
    members: dict[bytes, list[list[int]]] = {side.encode(): [[] for _ in rows] for side in _SIDES}
    query = "SELECT side, bead, segment FROM member ORDER BY segment"
    for side, bead, segment in connection.execute(query):
        members[side][bead].append(segment)
    accepted = {number for (number,) in connection.execute("SELECT bead FROM accepted")}
    sides = zip(*members.values(), strict=True)
    return tuple(
        Bead(tuple(source), tuple(target), confidence, number in accepted)
        for number, ((source, target), (confidence,)) in enumerate(zip(sides, rows, strict=True))
    )


def _select_settings(connection: sqlite3.Connection) -> Settings:
    rows = connection.execute("SELECT name, value FROM setting ORDER BY name")
    values = {unpack_text(name): json.loads(value) for name, value in rows}
    unknown = values.keys() - {field.name for field in fields(Settings)}
    if unknown:
        raise newer_error(f"unknown settings: {', '.join(sorted(unknown))}")
    return Settings(**values)


def _read_kind(value: bytes) -> Kind:
    try:
        return Kind(value.decode())
    except ValueError as error:
        raise newer_error(f"unknown kind of paragraph: {unpack_text(value)}") from error


def _select(connection: sqlite3.Connection, query: str, *values: str) -> list[_Row]:
    """Return the rows of a query without their first column, which must count from 0."""
    rows = connection.execute(query, values).fetchall()
    if any(row[0] != index for index, row in enumerate(rows)):
        raise ValueError(f"numbers are missing ({query})")
    return [row[1:] for row in rows]
