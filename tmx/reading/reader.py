"""A TMX 1.1–1.4 file → translation units, one at a time, and safely: nothing outside is opened."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from lxml import etree

from tmx.errors import TmxError
from tmx.language import export_tag, normalise_tag
from tmx.markup import (
    ANY_LANGUAGE,
    HEADER_TEXTS,
    LONGER_TAG,
    SEGTYPES,
    STAMP_DATES,
    STAMP_TEXTS,
    UNIT_TEXTS,
    XML_LANG,
    Element,
    parse_date,
)
from tmx.records import Header, Note, Prop, Provenance, Tmx, TranslationUnit, Variant

_Record = TypeVar("_Record", Header, TranslationUnit)
_NATIVE_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
_XML_ENTITIES = frozenset({"lt", "gt", "amp", "apos", "quot"})
_SAFE = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False}
_TAGS = ("{*}tmx", "{*}header", "{*}body", "{*}tu")


def load_tmx(path: str | os.PathLike[str]) -> Tmx:
    """Read a whole TMX file into memory; see `read_tmx`.

    Raises:
        TmxError: the file cannot be opened, or is none that `read_tmx` takes.
    """
    try:
        with Path(path).open("rb") as stream:
            units = read_tmx(stream)
            return Tmx(units.header, tuple(units))
    except OSError as error:
        reason = error.strerror or str(error)
        raise TmxError(f"{path}: cannot be read ({reason}); check the name") from error


def read_tmx(stream: BinaryIO) -> "UnitReader":
    """Read translation units one at a time, in memory that does not grow.

    Tags are normalised; a unit written with `<prop type="x-lang">` gets that longer tag back.
    A tag that is none stays as it stands, a missing one is "und". Codes of level 2 (bpt, ept, it,
    ph, ut) are left out of the text; marked text (hi) stays. A date that is none is None.

    Args:
        stream: a binary stream of XML in any encoding that it declares; neither compressed nor
            closed here.

    Returns:
        An iterator of units; its `header` is there at once.

    Raises:
        TmxError: it is not well-formed XML, not TMX, or declares entities of its own. A fault
            further down is raised when the iterator reaches it, after the units before it.
    """
    return UnitReader(stream)


class UnitReader(Iterator[TranslationUnit]):
    """The units of a file in order; make one with `read_tmx`.

    Attributes:
        header: the header; None where the file has none.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._name = str(getattr(stream, "name", "TMX"))
        self._parser: Any = etree.iterparse(stream, events=("start", "end"), tag=_TAGS, **_SAFE)
        self.header = self._find_header()

    def __next__(self) -> TranslationUnit:
        while (parsed := self._advance()) is not None:
            event, element = parsed
            if event == "end" and _local(element) == "tu":
                unit = self._convert(element, _read_unit)
                _discard(element)
                return unit
        raise StopIteration

    def _find_header(self) -> Header | None:
        root = self._find_root()
        while (parsed := self._advance()) is not None:
            event, element = parsed
            name = _local(element)
            if event == "end" and name == "header":
                return self._convert(element, _read_header)
            if name in ("body", "tu"):
                return None
        raise TmxError(f"{self._name}: line {root.sourceline}: tmx has neither header nor body")

    def _find_root(self) -> Element:
        parsed = self._advance()
        top = self._parser.root if parsed is None else parsed[1].getroottree().getroot()
        if _local(top) != "tmx":
            raise TmxError(f"{self._name}: the root element is {_local(top)}, not tmx")
        self._refuse_entities(top)
        return top

    def _refuse_entities(self, root: Element) -> None:
        dtd: Any = root.getroottree().docinfo.internalDTD
        declared = [each.name for each in dtd.iterentities()] if dtd is not None else []
        foreign = [name for name in declared if name not in _XML_ENTITIES]
        if foreign:
            raise TmxError(
                f"{self._name}: it declares entities of its own ({', '.join(foreign[:3])}),"
                " which can hide files or bombs; save it without them"
            )

    def _convert(self, element: Element, convert: Callable[[Element], _Record]) -> _Record:
        try:
            return convert(element)
        except TmxError as error:
            raise TmxError(f"{self._name}: line {element.sourceline}: {error}") from error

    def _advance(self) -> tuple[str, Element] | None:
        try:
            return next(self._parser, None)
        except etree.XMLSyntaxError as error:
            reason = (error.msg or "it is empty").split(", line ")[0]
            raise TmxError(
                f"{self._name}: line {error.lineno or 1}: not well-formed XML ({reason});"
                " export the memory again or mend that line"
            ) from error
        except LookupError as error:
            raise TmxError(f"{self._name}: {error}; save it as UTF-8") from error


def _discard(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _read_header(element: Element) -> Header:
    source = element.get("srclang") or "und"
    return Header(
        ANY_LANGUAGE if source.lower() == ANY_LANGUAGE else _read_tag(source),
        props=_read_props(element),
        notes=_read_notes(element),
        **_read_header_texts(element),
        **_read_stamp(element),
    )


def _read_header_texts(element: Element) -> dict[str, Any]:
    return {field: element.get(name, "") for field, name in HEADER_TEXTS.items()}


def _read_unit(element: Element) -> TranslationUnit:
    source = element.get("srclang")
    segtype = element.get("segtype")
    return TranslationUnit(
        tuple(_read_variant(child) for child in element.iterchildren("{*}tuv")),
        tuid=element.get(UNIT_TEXTS["tuid"]),
        props=_read_props(element),
        notes=_read_notes(element),
        source_language=None if source is None else _read_source(source),
        segtype=segtype if segtype in SEGTYPES else None,
        provenance=Provenance(
            usage_count=_read_count(element.get("usagecount", "")),
            last_usage_date=parse_date(element.get("lastusagedate", "")),
            **_read_stamp(element),
        ),
    )


def _read_variant(element: Element) -> Variant:
    tag = _read_tag(element.get(XML_LANG) or element.get("lang") or "und")
    props = _read_props(element)
    longer = next((prop for prop in props if _is_longer(prop, tag)), None)
    if longer is not None:
        tag = normalise_tag(longer.text)
        props = tuple(prop for prop in props if prop is not longer)
    segment = next(element.iterchildren("{*}seg"), None)
    text = "" if segment is None else _read_text(segment)
    return Variant(tag, text, props, _read_notes(element))


def _is_longer(prop: Prop, tag: str) -> bool:
    try:
        stated = export_tag(prop.text) if prop.type == LONGER_TAG else None
    except TmxError:
        return False
    return stated is not None and stated.longer is not None and stated.tag == tag


def _read_text(element: Element) -> str:
    """Return the text of a segment: `.text` stops at a code, `itertext` leaks what is in it."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag is etree.Entity:
            raise TmxError(f"the entity {child.text} is not declared; write the character itself")
        if isinstance(child.tag, str) and _local(child) not in _NATIVE_CODES:
            pieces.append(_read_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _read_props(element: Element) -> tuple[Prop, ...]:
    found = element.iterchildren("{*}prop")
    return tuple(Prop(child.get("type", ""), _read_text(child)) for child in found)


def _read_notes(element: Element) -> tuple[Note, ...]:
    return tuple(Note(_read_text(child)) for child in element.iterchildren("{*}note"))


def _read_stamp(element: Element) -> dict[str, Any]:
    dates = {field: parse_date(element.get(name, "")) for field, name in STAMP_DATES.items()}
    return dates | {field: element.get(name) for field, name in STAMP_TEXTS.items()}


def _read_source(text: str) -> str:
    return ANY_LANGUAGE if text.strip().lower() == ANY_LANGUAGE else _read_tag(text)


def _read_tag(text: str) -> str:
    try:
        return normalise_tag(text)
    except TmxError:
        return text


def _read_count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _local(element: Element) -> str:
    # Not QName, which refuses names that the parser let pass.
    return str(element.tag).rpartition("}")[2]
