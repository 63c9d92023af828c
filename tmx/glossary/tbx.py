"""TBX, the exchange format of termbases, as `files` knows it: read in any version and dialect.

`tbx3` and `tbx2` write; `termbase` is what they are made of.
"""

from collections.abc import Iterator
from typing import BinaryIO

from tmx.glossary.decoding import Detect
from tmx.glossary.records import Concept, Glossary, GlossaryReading
from tmx.glossary.tabular.parsing import drop_repeated
from tmx.glossary.termbase.decoding import Encoded
from tmx.glossary.termbase.items import ItemReader
from tmx.glossary.termbase.reading import ConceptReader
from tmx.glossary.termbase.texts import tidy_term, tidy_text
from tmx.glossary.termbase.trees import TbxParser
from tmx.glossary.termbase.writing import PRODUCER
from tmx.losses import LossCounter
from tmx.reading.parsing import Node

_TITLES = ("title", "id")
"""TBX-Min has its title in an element `id`."""

_PARAGRAPHS = frozenset({"p", "note", "description"})


def read(
    stream: BinaryIO,
    name: str,
    *,
    encoding: str | None = None,
    detect: Detect | None = None,
) -> GlossaryReading:
    """Read a glossary of TBX: version 3 in DCA or DCT style, 2 (MARTIF), or TBX-Min.

    What a concept or a term has no field for becomes a line of its note, such as
    "grammaticalGender: feminine". The order of terms is Chinese, English, others. Concepts that
    stand twice are kept once.

    Args:
        stream: a binary stream.
        name: of the file, for messages.
        encoding: as the user states it; None: what the file declares, or is evidently in.
        detect: names the encoding of bytes that are not what is declared; None: those are refused.

    Returns:
        The glossary, and what of the file could not be taken.

    Raises:
        TmxError: the file is no TBX, is damaged, declares entities, or a language in it is none.

    Source: ISO 30042:2019 (version 3), ISO 30042:2008 (version 2), TBX-Min (LTAC).
    """
    losses = LossCounter()
    parser = TbxParser(Encoded(stream, name, encoding, detect), losses)
    placed = _read_concepts(parser, ConceptReader(name, losses))
    concepts = tuple(drop_repeated(placed, losses))
    title = _read_header(parser.header, losses)
    return GlossaryReading(Glossary(concepts, title), losses.losses)


def _read_concepts(parser: TbxParser, reader: ConceptReader) -> Iterator[tuple[str, Concept]]:
    """Give each concept with its place."""
    for entry in parser:
        concept = reader.read(entry)
        if concept is not None:
            yield f"line {entry.line}", concept


def _read_header(header: Node | None, losses: LossCounter) -> str:
    """Return the title; what else the file says of itself is counted."""
    if header is None:
        return ""
    items = ItemReader(lambda reason, line: losses.add(reason, f"line {line}"))
    _count_remarks(header, items, losses)
    for name in _TITLES:
        for node in header.walk():
            if node.name == name:
                return tidy_term(items.read_text(node))
    return ""


def _count_remarks(header: Node, items: ItemReader, losses: LossCounter) -> None:
    for node in header.walk():
        is_remark = node.name in _PARAGRAPHS and "type" not in node.attributes
        text = tidy_text(items.read_text(node)) if is_remark else ""
        if text and not text.startswith(PRODUCER):
            losses.add("what the file says of itself is left out", f"line {node.line}")
