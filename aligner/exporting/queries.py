"""Alignment ↔ rows: every statement of SQL but the tables themselves, which stand in schema.sql.

Texts go in as `_pack` makes them and come back as bytes, for a lone surrogate is no UTF-8.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, fields, replace
from importlib import resources
from pathlib import Path
from typing import Any, TypeAlias

from aligner.errors import AlignerError
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

SCHEMA_VERSION = 2
"""The number of the last file in schema/; docs/formats.md says when it rises."""

_SIDES = ("source", "target")
_UNITS = "units"
_Row: TypeAlias = tuple[Any, ...]


@contextmanager
def open_database(path: Path) -> Iterator[sqlite3.Connection]:
    """Open or make a database; its transactions are begun and ended here, not by the module.

    Yields:
        A connection that is closed in the end.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.text_factory = bytes
        # The file is a copy in a temporary folder: there is no crash to be safe from.
        connection.executescript(
            "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA synchronous = OFF;"
        )
        yield connection


def read_schema(since: int = 0) -> str:
    """Return the statements that bring a file from a version of the schema to the newest.

    Args:
        since: the version of the file; 0 for an empty database.
    """
    folder = resources.files(__package__).joinpath("schema")
    versions = range(since + 1, SCHEMA_VERSION + 1)
    return "\n".join(folder.joinpath(f"{v}.sql").read_text(encoding="utf-8") for v in versions)


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring a database, which is a copy, to the newest version of the schema.

    Raises:
        sqlite3.Error: the tables are not those of its version.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version < SCHEMA_VERSION:
        connection.executescript(read_schema(version))


def insert_alignment(connection: sqlite3.Connection, alignment: Alignment) -> None:
    """Make the tables in an empty database and fill them, in one transaction.

    Raises:
        sqlite3.Error: the alignment breaks the rules of its records, or there is no space.
    """
    connection.executescript(f"BEGIN;\n{read_schema()}")
    head = (alignment.version, alignment.encoder, alignment.model, alignment.signature)
    columns = "alignment (id, version, encoder, model, signature)"
    _insert(connection, columns, [(0, *map(_pack, head))])
    settings = asdict(alignment.settings).items()
    _insert(connection, "setting (name, value)", ((name, json.dumps(v)) for name, v in settings))
    _insert(connection, "note (number, text)", enumerate(map(_pack, alignment.notes)))
    for name, side in zip(_SIDES, (alignment.source, alignment.target), strict=True):
        _insert_side(connection, name, side)
    beads = alignment.beads
    confidences = enumerate(float(bead.confidence) for bead in beads)
    _insert(connection, "bead (number, confidence)", confidences)
    _insert(connection, "member (side, segment, bead)", _list_members(beads))
    connection.execute("COMMIT")


def _insert_side(connection: sqlite3.Connection, side: str, content: Side) -> None:
    document = content.document
    texts = map(_pack, (document.language, document.name, document.encoding))
    _insert(connection, "document (side, language, name, encoding)", [(side, *texts)])
    _insert(
        connection,
        "paragraph (side, number, line, kind, text)",
        (
            (side, number, each.line, each.kind.value, _pack(each.text))
            for number, each in enumerate(document.paragraphs)
        ),
    )
    _insert_additions(connection, side, document)
    _insert(
        connection,
        "segment (side, number, paragraph, start, kind, text)",
        (
            (side, number, each.paragraph, each.start, each.kind.value, _pack(each.text))
            for number, each in enumerate(content.segments)
        ),
    )


def _insert_additions(connection: sqlite3.Connection, side: str, document: Document) -> None:
    """Insert what only some documents have."""
    properties = {name: value for name, value in asdict(document.metadata).items() if value}
    if document.units:
        properties[_UNITS] = "1"
    rows = ((side, name, _pack(value)) for name, value in properties.items())
    _insert(connection, "document_property (side, name, value)", rows)
    paragraphs = list(enumerate(document.paragraphs))
    places = (
        (side, number, _pack(each.language), each.row)
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


def check_content(connection: sqlite3.Connection) -> None:
    """Check that the tables are those of the schema and hold what it allows.

    Raises:
        sqlite3.Error: the file cannot be read through.
        ValueError: a table or a value is not as it should be.
    """
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.text_factory = bytes
        fresh.executescript(read_schema())
        missing = _select_tables(fresh) - _select_tables(connection)
    if missing:
        names = sorted(name.decode() for name, _ in missing)
        raise ValueError(f"tables missing or not as they should be: {', '.join(names)}")
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != b"ok":
        raise ValueError(_unpack(found))
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise ValueError("a row names another one that is missing")


def _select_tables(connection: sqlite3.Connection) -> set[_Row]:
    return set(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))


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
    version, encoder, model = map(_unpack, row)
    notes = _select(connection, "SELECT number, text FROM note ORDER BY number")
    return Alignment(
        source=_select_side(connection, "source"),
        target=_select_side(connection, "target"),
        beads=_select_beads(connection),
        settings=_select_settings(connection),
        encoder=encoder,
        model=model,
        version=version,
        notes=tuple(_unpack(text) for (text,) in notes),
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
    segments = (
        Segment(_unpack(text), paragraph, start, _read_kind(kind))
        for paragraph, start, kind, text in _select(connection, query, side)
    )
    language, name, encoding = map(_unpack, row)
    document = Document(paragraphs, language, name, encoding)
    marked = (mark_damage(segment, paragraphs[segment.paragraph]) for segment in segments)
    return Side(_add_properties(connection, side, document), tuple(marked))


def _select_paragraphs(connection: sqlite3.Connection, side: str) -> tuple[Paragraph, ...]:
    query = 'SELECT number, language, "row" FROM paragraph_place WHERE side = ?'
    places = {n: (_unpack(tag), row) for n, tag, row in connection.execute(query, (side,))}
    damage: dict[int, list[tuple[int, int]]] = {}
    query = "SELECT paragraph, start, stop FROM damage WHERE side = ? ORDER BY paragraph, start"
    for number, start, stop in connection.execute(query, (side,)):
        damage.setdefault(number, []).append((start, stop))
    query = "SELECT number, line, kind, text FROM paragraph WHERE side = ? ORDER BY number"
    return tuple(
        Paragraph(
            _unpack(text),
            line,
            _read_kind(kind),
            *places.get(number, ("", None)),
            tuple(damage.get(number, ())),
        )
        for number, (line, kind, text) in enumerate(_select(connection, query, side))
    )


def _add_properties(connection: sqlite3.Connection, side: str, document: Document) -> Document:
    query = "SELECT name, value FROM document_property WHERE side = ?"
    values = {_unpack(n): _unpack(v) for n, v in connection.execute(query, (side,))}
    units = values.pop(_UNITS, "") == "1"
    unknown = values.keys() - {field.name for field in fields(Metadata)}
    if unknown:
        raise _newer(f"unknown properties: {', '.join(sorted(unknown))}")
    return replace(document, metadata=Metadata(**values), units=units)


def _select_beads(connection: sqlite3.Connection) -> tuple[Bead, ...]:
    rows = _select(connection, "SELECT number, confidence FROM bead ORDER BY number")
    members: dict[bytes, list[list[int]]] = {side.encode(): [[] for _ in rows] for side in _SIDES}
    query = "SELECT side, bead, segment FROM member ORDER BY segment"
    for side, bead, segment in connection.execute(query):
        members[side][bead].append(segment)
    sources, targets = members.values()
    return tuple(
        Bead(tuple(source), tuple(target), confidence)
        for source, target, (confidence,) in zip(sources, targets, rows, strict=True)
    )


def _select_settings(connection: sqlite3.Connection) -> Settings:
    rows = connection.execute("SELECT name, value FROM setting ORDER BY name")
    values = {_unpack(name): json.loads(value) for name, value in rows}
    unknown = values.keys() - {field.name for field in fields(Settings)}
    if unknown:
        raise _newer(f"unknown settings: {', '.join(sorted(unknown))}")
    return Settings(**values)


def _read_kind(value: bytes) -> Kind:
    try:
        return Kind(value.decode())
    except ValueError as error:
        raise _newer(f"unknown kind of paragraph: {_unpack(value)}") from error


def _newer(what: str) -> AlignerError:
    return AlignerError(f"a newer duizhao wrote this file ({what}): update duizhao")


def _select(connection: sqlite3.Connection, query: str, *values: str) -> list[_Row]:
    """Return the rows of a query without their first column, which must count from 0."""
    rows = connection.execute(query, values).fetchall()
    if any(row[0] != index for index, row in enumerate(rows)):
        raise ValueError(f"numbers are missing ({query})")
    return [row[1:] for row in rows]


def _pack(text: str) -> str | bytes:
    """Return a text as SQLite can hold it: lone surrogates, as in odd file names, as bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def _unpack(value: bytes) -> str:
    return value.decode("utf-8", "surrogatepass")
