"""Word documents (.docx): paragraphs, headings, captions, tables, notes, text boxes.

Read from the XML itself, because the libraries there are leave something of the text out: text
boxes, content controls, tracked insertions, the characters below a phonetic guide.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from zipfile import ZipFile

from aligner.reading.formats.archives import open_archive
from aligner.reading.formats.office.docx_body import BodyReader
from aligner.reading.formats.office.docx_runs import W
from aligner.reading.formats.office.docx_styles import WordStyles
from aligner.reading.formats.office.flow import (
    REASONS,
    Block,
    Content,
    Item,
    describe_counts,
    list_blocks,
    make_flow_reading,
)
from aligner.reading.formats.office.packages import (
    Relation,
    find_main_part,
    find_relations,
    parse_part,
    read_properties,
)
from aligner.reading.records import Change, Reading, Source
from aligner.records import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAME = "the Word document"
_MAIN = "word/document.xml"
_RUNNING_HEADS = "running-heads"


def read_docx(source: Source) -> Reading:
    """Read a Word document.

    Tracked insertions are text, deletions and comments are not. Footnotes and endnotes stand at
    the end in the order of their references. Running heads, hidden text and a table of contents
    are left out and logged (rules running-heads, hidden-text, contents).

    Raises:
        AlignerError: it is damaged, has a password, or holds no text.
    """
    archive = open_archive(source.data, name=_NAME)
    main = find_main_part(archive, _MAIN)
    root = parse_part(archive, main)
    relations = list(find_relations(archive, main))
    reader = BodyReader(WordStyles(_parse_related(archive, relations, "styles")), source.drops)
    items = list(reader.read_part(root))
    items += _read_notes(archive, relations, reader)
    heads = _read_running_heads(archive, relations, reader)
    if source.drops(_RUNNING_HEADS):
        reason = REASONS[_RUNNING_HEADS]
        reader.changes += [Change(_RUNNING_HEADS, 1, text, reason=reason) for text in heads]
    else:
        items += heads.values()
    content = Content(
        items, read_properties(archive), _describe(reader, root), tuple(reader.changes)
    )
    return make_flow_reading(source, content)


def _parse_related(archive: ZipFile, relations: list[Relation], kind: str) -> "Element | None":
    """Parse the part of some kind that the document links to; None if there is none."""
    for relation in relations:
        if relation.type == kind and relation.target in archive.NameToInfo:
            return parse_part(archive, relation.target)
    return None


def _read_notes(archive: ZipFile, relations: list[Relation], reader: BodyReader) -> Iterator[Item]:
    """Yield the footnotes and endnotes that the text refers to, in the order of references."""
    notes: dict[tuple[str, str], Element] = {}
    for part in {part for part, _ in reader.references}:
        root = _parse_related(archive, relations, part)
        for note in () if root is None else root:
            notes[part, note.get(f"{W}id", "")] = note
    for reference in dict.fromkeys(reader.references):
        if reference in notes:
            yield from list_blocks(reader.read_part(notes[reference]), kind=Kind.FOOTNOTE)


def _read_running_heads(
    archive: ZipFile, relations: list[Relation], reader: BodyReader
) -> dict[str, Block]:
    """Read headers and footers by their text, each text once; numbers of pages are no text."""
    blocks: dict[str, Block] = {}
    for relation in relations:
        if relation.type in ("header", "footer") and relation.target in archive.NameToInfo:
            for block in list_blocks(reader.read_part(parse_part(archive, relation.target))):
                if any(character.isalpha() for character in block.text):
                    blocks.setdefault(block.text.strip(), block)
    return blocks


def _describe(reader: BodyReader, root: "Element") -> tuple[str, ...]:
    """Say what is in the file and was not read."""
    objects = sum(1 for _ in root.iter(f"{W}object"))
    return describe_counts(
        (
            (objects, "embedded object", "not read (such as a formula or a chart)"),
            (reader.deletions, "tracked deletion", "left out; insertions are read as text"),
            (reader.comments, "comment", "left out"),
            (reader.embedded, "embedded document", "not read: give it as a file of its own"),
        )
    )
