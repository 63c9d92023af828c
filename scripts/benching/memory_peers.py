"""What others use to read and write TMX, each doing the least that gives the same result.

Readers take the texts of the segments and nothing else, but for one that makes all records; the
writer builds what ours writes.
"""

import importlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree import ElementTree
from xml.parsers import expat

from lxml import etree

from tmx import Code, Header, Note, Prop, Provenance, TranslationUnit, Variant
from tmx.content import make_content, make_variant
from tmx.markup import format_date, parse_date

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_with_lxml(stream: BinaryIO) -> int:
    """Take the texts with lxml's iterparse, clearing each unit; return how many they are."""
    count = 0
    for _, unit in etree.iterparse(stream, tag="tu"):
        for segment in unit.iter("seg"):
            _ = "".join(segment.itertext()) if len(segment) else segment.text
            count += 1
        unit.clear()
        # A cleared unit is still a child of body.
        while unit.getprevious() is not None:
            del unit.getparent()[0]
    return count


def read_records_with_lxml(stream: BinaryIO) -> Iterator[TranslationUnit]:
    """Make with lxml's iterparse the records that our reader makes of a made memory."""
    for _, unit in etree.iterparse(stream, tag="tu"):
        yield TranslationUnit(
            tuple(map(_make_variant, unit.iterchildren("tuv"))),
            tuid=unit.get("tuid"),
            props=tuple(Prop(each.get("type"), each.text) for each in unit.iterchildren("prop")),
            notes=tuple(Note(each.text) for each in unit.iterchildren("note")),
            provenance=Provenance(
                creation_date=parse_date(unit.get("creationdate", "")),
                creation_id=unit.get("creationid"),
                change_date=parse_date(unit.get("changedate", "")),
                change_id=unit.get("changeid"),
            ),
        )
        unit.clear()
        while unit.getprevious() is not None:
            del unit.getparent()[0]


def _make_variant(element: Any) -> Variant:  # noqa: ANN401
    segment = element.find("seg")
    return make_variant(element.get(XML_LANG), _take_pieces(segment))


def _take_pieces(element: Any) -> Iterator[str | Code]:  # noqa: ANN401
    yield element.text or ""
    for code in element:
        yield Code(code.tag, make_content(_take_pieces(code)), **code.attrib)
        yield code.tail or ""


def read_with_expat(stream: BinaryIO) -> int:
    """Take the texts with callbacks of expat; return how many they are."""
    pieces: list[str] = []
    inside = False
    count = 0

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside
        if name == "seg":
            inside = True

    def end(name: str) -> None:
        nonlocal inside, count
        if name == "seg":
            inside = False
            "".join(pieces)
            pieces.clear()
            count += 1

    def take(text: str) -> None:
        if inside:
            pieces.append(text)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = take
    parser.ParseFile(stream)
    return count


def read_with_elementtree(stream: BinaryIO) -> int:
    """Take the texts with iterparse of the standard library; return how many they are."""
    count = 0
    body: ElementTree.Element | None = None
    for event, element in ElementTree.iterparse(stream, ("start", "end")):
        if element.tag == "body" and event == "start":
            body = element
        elif element.tag == "tu" and event == "end" and body is not None:
            for segment in element.iter("seg"):
                _ = "".join(segment.itertext()) if len(segment) else segment.text
                count += 1
            body.clear()
    return count


def find_installed_readers() -> dict[str, Callable[[Path], int]]:
    """Return readers of other packages by name, only of those that are installed."""
    readers = {"translate-toolkit": _read_with_toolkit, "tmxutil": _read_with_tmxutil}
    modules = {"translate-toolkit": "translate.storage.tmx", "tmxutil": "tmxutil.formats.tmx"}
    return {name: readers[name] for name, module in modules.items() if _is_installed(module)}


def _is_installed(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError:
        return False
    return True


def _read_with_toolkit(path: Path) -> int:
    memory = importlib.import_module("translate.storage.tmx").tmxfile.parsefile(str(path))
    return sum(
        len([unit.getNodeText(node) for node in unit.getlanguageNodes()]) for unit in memory.units
    )


def _read_with_tmxutil(path: Path) -> int:
    reader = importlib.import_module("tmxutil.formats.tmx").TMXReader
    with path.open("rb") as stream:
        return sum(len(unit.translations) for unit in reader(stream).records())


def write_with_lxml(
    stream: BinaryIO, units: Iterable[TranslationUnit], header: Header, *, pretty: bool = False
) -> int:
    """Write the elements that our writer writes with lxml's xmlfile; return how many units.

    Args:
        stream: takes the file.
        units: with the fields that made memories have.
        header: the same.
        pretty: indent the elements of a unit.
    """
    count = 0
    with etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("tmx", version="1.4"):
            file.write("\n", _build_header(header), "\n")
            with file.element("body"):
                file.write("\n")
                for unit in units:
                    file.write(_build_unit(unit), "\n", pretty_print=pretty)
                    count += 1
            file.write("\n")
    return count


def _build_header(header: Header) -> Any:  # noqa: ANN401
    element = etree.Element(
        "header",
        {
            "creationtool": header.creation_tool,
            "creationtoolversion": header.creation_tool_version,
            "segtype": header.segtype,
            "o-tmf": header.o_tmf,
            "adminlang": header.admin_language,
            "srclang": header.source_language,
            "datatype": header.datatype,
        },
    )
    if header.creation_date is not None:
        element.set("creationdate", format_date(header.creation_date))
    _add_remarks(element, header.notes, header.props)
    return element


def _build_unit(unit: TranslationUnit) -> Any:  # noqa: ANN401
    element = etree.Element("tu")
    if unit.tuid is not None:
        element.set("tuid", unit.tuid)
    _set_provenance(element, unit.provenance)
    _add_remarks(element, unit.notes, unit.props)
    for variant in unit.variants:
        _add_variant(element, variant)
    return element


def _set_provenance(element: Any, provenance: Provenance) -> None:  # noqa: ANN401
    if provenance.creation_date is not None:
        element.set("creationdate", format_date(provenance.creation_date))
    if provenance.creation_id is not None:
        element.set("creationid", provenance.creation_id)
    if provenance.change_date is not None:
        element.set("changedate", format_date(provenance.change_date))
    if provenance.change_id is not None:
        element.set("changeid", provenance.change_id)


def _add_remarks(element: Any, notes: Iterable[Note], props: Iterable[Prop]) -> None:  # noqa: ANN401
    for note in notes:
        etree.SubElement(element, "note").text = note.text
    for prop in props:
        etree.SubElement(element, "prop", type=prop.type).text = prop.text


def _add_variant(parent: Any, variant: Variant) -> None:  # noqa: ANN401
    element = etree.SubElement(parent, "tuv", {XML_LANG: variant.language})
    _add_remarks(element, variant.notes, variant.props)
    segment = etree.SubElement(element, "seg")
    if variant.content:
        _fill(segment, variant.content)
    else:
        segment.text = variant.text


def _fill(element: Any, content: Iterable[str | Code]) -> None:  # noqa: ANN401
    last = None
    for piece in content:
        if isinstance(piece, Code):
            stated = {"i": piece.i, "x": piece.x, "type": piece.type}
            attributes = {name: value for name, value in stated.items() if value is not None}
            last = etree.SubElement(element, piece.name, attributes)
            _fill(last, piece.content)
        elif last is None:
            element.text = piece
        else:
            last.tail = piece
