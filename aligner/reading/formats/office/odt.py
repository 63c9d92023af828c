"""OpenDocument texts (.odt, and .fodt without an archive): paragraphs, headings, tables, notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import ZipFile

from aligner.errors import AlignerError
from aligner.reading.formats.archives import open_archive, parse_xml, read_member
from aligner.reading.formats.office.flow import (
    REASONS,
    Content,
    Item,
    describe_counts,
    list_blocks,
    make_flow_reading,
)
from aligner.reading.formats.office.odt_styles import STYLE, TEXT, OdtStyles
from aligner.reading.formats.office.odt_text import OdtReader
from aligner.reading.records import Change, Reading, Source
from aligner.records import Kind, Metadata

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAME = "the OpenDocument text"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_RUNNING_HEADS = "running-heads"
# Pictures stand in a flat file as one long text, which no parser takes within safe limits.
_PICTURES = re.compile(rb"<office:binary-data>[^<]*+</office:binary-data>")
_HEAD_NAMES = frozenset(
    f"{STYLE}{place}{side}" for place in ("header", "footer") for side in ("", "-left", "-first")
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The roots of a document; a flat file has one root for all of them."""

    content: "Element"
    styles: "Element | None"
    meta: "Element | None"


def read_odt(source: Source) -> Reading:
    """Read an OpenDocument text.

    Tracked insertions are text, deletions and comments are not. Footnotes and endnotes stand at
    the end in the order of their references. Running heads, hidden text and a table of contents
    are left out and logged (rules running-heads, hidden-text, contents).

    Raises:
        AlignerError: it is damaged, has a password, or holds no text.
    """
    parts = _open_parts(source.data)
    body = parts.content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise AlignerError(f"{_NAME} is incomplete: it has no body: save it anew")
    roots = [root for root in (parts.styles, parts.content) if root is not None]
    reader = OdtReader(OdtStyles(roots), source.drops)
    items = list(reader.read_blocks(body))
    items += _read_notes(reader)
    heads = _read_running_heads(roots, reader)
    if source.drops(_RUNNING_HEADS):
        reason = REASONS[_RUNNING_HEADS]
        reader.changes += [Change(_RUNNING_HEADS, 1, text, reason=reason) for text in heads]
    else:
        items += heads.values()
    notes = _describe(reader, body)
    return make_flow_reading(
        source, Content(items, _read_metadata(parts.meta), notes, tuple(reader.changes))
    )


def _open_parts(data: bytes) -> _Parts:
    if not data.startswith(b"PK"):
        root = parse_xml(_PICTURES.sub(b"", data), name=_NAME)
        return _Parts(root, None, root)
    archive = open_archive(data, name=_NAME)
    _refuse_encrypted(archive)
    roots = {
        name: parse_xml(read_member(archive, name), name=name)
        for name in ("content.xml", "styles.xml", "meta.xml")
        if name == "content.xml" or name in archive.NameToInfo
    }
    return _Parts(roots["content.xml"], roots.get("styles.xml"), roots.get("meta.xml"))


def _refuse_encrypted(archive: ZipFile) -> None:
    """Refuse a document with a password, whose members are encrypted one by one or all in one."""
    members = archive.NameToInfo
    manifest = "META-INF/manifest.xml"
    is_listed = manifest in members and b"encryption-data" in read_member(archive, manifest)
    if is_listed or "encrypted-package" in members:
        raise AlignerError(f"{_NAME} has a password: save it without one")


def _read_notes(reader: OdtReader) -> Iterator[Item]:
    """Yield the notes in the order of their references, those inside notes behind them."""
    done = 0
    while done < len(reader.notes):
        note = reader.notes[done]
        done += 1
        for body in note.iterchildren(f"{TEXT}note-body"):
            yield from list_blocks(reader.read_blocks(body), kind=Kind.FOOTNOTE)


def _read_running_heads(roots: "list[Element]", reader: OdtReader) -> dict[str, Item]:
    """Read headers and footers by their text, each once; numbers of pages are no text."""
    blocks: dict[str, Item] = {}
    for root in roots:
        for head in root.iter(*_HEAD_NAMES):
            for block in list_blocks(reader.read_blocks(head)):
                if any(character.isalpha() for character in block.text):
                    blocks.setdefault(block.text.strip(), block)
    return blocks


def _describe(reader: OdtReader, body: "Element") -> tuple[str, ...]:
    """Say what is in the file and was not read."""
    deletions = sum(1 for _ in body.iter(f"{TEXT}deletion"))
    objects = sum(1 for _ in body.iter(f"{_DRAW}object", f"{_DRAW}object-ole"))
    return describe_counts(
        (
            (objects, "embedded object", "not read (such as a formula or a chart)"),
            (deletions, "tracked deletion", "left out; insertions are read as text"),
            (reader.comments, "comment", "left out"),
        )
    )


def _read_metadata(root: "Element | None") -> Metadata:
    """Read title and author; the dates are of the file, not of the text."""
    meta = None if root is None else root.find(f"{_OFFICE}meta")
    if meta is None:
        return Metadata()
    title = meta.findtext(f"{_DC}title") or ""
    author = meta.findtext(f"{_META}initial-creator") or meta.findtext(f"{_DC}creator") or ""
    return Metadata(title=" ".join(title.split()), author=" ".join(author.split()))
