"""Translation units → a TMX 1.4 file, strictly: OmegaT 6.1 rejects a whole file for one error.

No DOCTYPE is written. The standard does not ask for one, no tool needs it, and hardened parsers
refuse a file that has one or look for the DTD beside it.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from tmx.characters import remove_forbidden
from tmx.errors import TmxError
from tmx.files import replace_atomically
from tmx.language import export_tag
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
    format_date,
)
from tmx.records import Header, Note, Prop, Provenance, TranslationUnit, Variant

TOOL_PROPS = frozenset({"file", "id", "prev", "next", "path", "x-ice", "x-100pc"})
"""Names of unit properties that OmegaT acts upon: it ties the unit to a place in a project."""


@dataclass(frozen=True, slots=True)
class Removal:
    """Characters of a unit that XML does not allow.

    Args:
        unit: number of the unit in the file, counted from 1; 0 is the header.
        tuid: its identifier, or None.
        count: characters removed or, for vertical tabs and form feeds, made a space.
    """

    unit: int
    tuid: str | None
    count: int


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What was written.

    Args:
        units: how many units.
        removals: the units that lost characters, in order.
    """

    units: int
    removals: tuple[Removal, ...] = ()

    @property
    def characters_removed(self) -> int:
        """Characters of the whole file that XML does not allow."""
        return sum(each.count for each in self.removals)


def dump_tmx(
    path: str | os.PathLike[str],
    units: Iterable[TranslationUnit],
    header: Header,
    *,
    allow_tool_props: bool = False,
) -> WriteReport:
    """Write a TMX file whole or not at all; see `write_tmx`.

    Raises:
        TmxError: a unit or the header cannot be written, or the file cannot; a file that stood
            there before is as it was.
    """
    with replace_atomically(path) as stream:
        return write_tmx(stream, units, header, allow_tool_props=allow_tool_props)


def write_tmx(
    stream: BinaryIO,
    units: Iterable[TranslationUnit],
    header: Header,
    *,
    allow_tool_props: bool = False,
) -> WriteReport:
    """Write TMX 1.4, level 1, in UTF-8; a unit a line, in memory that does not grow.

    The source variant comes first whatever its place in the unit. Tags are written as
    `export_tag` gives them, a longer one in `<prop type="x-lang">`. Segments are written
    character by character, spaces included; only what XML does not allow is removed, and counted.

    Args:
        stream: a binary stream; at an error it holds a part of a file.
        units: taken one at a time.
        header: its source language must be among the variants of each unit, or be "*all*".
        allow_tool_props: write unit properties named in `TOOL_PROPS` too; only for units that
            came from OmegaT itself.

    Raises:
        TmxError: a segment is empty, a date has no time zone, a tag is malformed, the source
            language is missing in a unit, two variants of a unit would have the same tag, or a
            value is none that TMX allows.

    Source: TMX 1.4b specification, 2005-04-26.
    """
    builder = _Builder(header, allow_tool_props=allow_tool_props)
    with etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("tmx", version="1.4"):
            file.write("\n", builder.build_header(), "\n")
            with file.element("body"):
                file.write("\n")
                for unit in units:
                    file.write(builder.build_unit(unit), "\n")
            file.write("\n")
    stream.write(b"\n")
    return WriteReport(builder.number, tuple(builder.removals))


class _Builder:
    """Makes the elements of one file and keeps count of what XML did not allow."""

    def __init__(self, header: Header, *, allow_tool_props: bool) -> None:
        self._header = header
        self._allow_tool_props = allow_tool_props
        self.number = 0
        self.removals: list[Removal] = []
        self._removed = 0

    def build_header(self) -> Element:
        try:
            element = self._header_element()
        except TmxError as error:
            raise TmxError(f"header: {error}") from error
        self._count_removals(None)
        return element

    def build_unit(self, unit: TranslationUnit) -> Element:
        self.number += 1
        try:
            element = self._unit_element(unit)
        except TmxError as error:
            raise TmxError(f"{self._name(unit)}: {error}") from error
        self._count_removals(unit.tuid)
        return element

    def _header_element(self) -> Element:
        header = self._header
        if header.creation_tool == "OmegaT":
            raise TmxError("OmegaT reads its own files differently; name another creation_tool")
        element = etree.Element("header")
        for field, name in HEADER_TEXTS.items():
            element.set(name, self._required(field, getattr(header, field)))
        _check_segtype(header.segtype)
        element.set("adminlang", export_tag(header.admin_language).tag)
        element.set("srclang", _source_tag(header.source_language))
        self._add_stamp(element, header)
        self._add_remarks(element, header.notes, header.props)
        return element

    def _unit_element(self, unit: TranslationUnit) -> Element:
        element = etree.Element("tu")
        self._add_unit_attributes(element, unit)
        self._check_props(unit.props)
        self._add_remarks(element, unit.notes, unit.props)
        source = _source_tag(unit.source_language or self._header.source_language)
        for tag, variant in _order_variants(unit.variants, source):
            self._add_variant(element, variant, tag)
        return element

    def _add_unit_attributes(self, element: Element, unit: TranslationUnit) -> None:
        if unit.segtype is not None:
            _check_segtype(unit.segtype)
        if unit.tuid is not None and (not unit.tuid or any(map(str.isspace, unit.tuid))):
            raise TmxError("a tuid is not empty and has no white space; write x-… or a number")
        for field, name in UNIT_TEXTS.items():
            self._set(element, name, getattr(unit, field))
        if unit.source_language is not None:
            element.set("srclang", _source_tag(unit.source_language))
        provenance = unit.provenance
        if provenance.usage_count is not None:
            element.set("usagecount", str(provenance.usage_count))
        if provenance.last_usage_date is not None:
            element.set("lastusagedate", format_date(provenance.last_usage_date))
        self._add_stamp(element, provenance)

    def _add_stamp(self, element: Element, record: Header | Provenance) -> None:
        for field, name in STAMP_DATES.items():
            moment = getattr(record, field)
            if moment is not None:
                element.set(name, format_date(moment))
        for field, name in STAMP_TEXTS.items():
            self._set(element, name, getattr(record, field))

    def _add_variant(self, parent: Element, variant: Variant, tag: str) -> None:
        element = etree.SubElement(parent, "tuv", {XML_LANG: tag})
        longer = export_tag(variant.language).longer
        stated = () if longer is None else (Prop(LONGER_TAG, longer),)
        others = [each for each in variant.props if not (stated and each.type == LONGER_TAG)]
        self._add_remarks(element, variant.notes, (*others, *stated))
        text = self._clean(variant.text)
        if not text.strip():
            raise TmxError(f"the segment in {variant.language} is empty; leave the unit out")
        etree.SubElement(element, "seg").text = text

    def _add_remarks(self, element: Element, notes: Iterable[Note], props: Iterable[Prop]) -> None:
        for note in notes:
            etree.SubElement(element, "note").text = self._clean(note.text)
        for prop in props:
            child = etree.SubElement(element, "prop")
            child.set("type", self._required("the type of a prop", prop.type))
            child.text = self._clean(prop.text)

    def _check_props(self, props: Iterable[Prop]) -> None:
        for prop in props:
            if prop.type in TOOL_PROPS and not self._allow_tool_props:
                raise TmxError(
                    f"OmegaT acts upon a prop named {prop.type}; name it x-…,"
                    " or allow_tool_props for units that come from OmegaT"
                )

    def _set(self, element: Element, name: str, value: str | None) -> None:
        if value is not None:
            element.set(name, self._clean(value))

    def _required(self, field: str, value: str) -> str:
        text = self._clean(value)
        if not text.strip():
            raise TmxError(f"{field} is empty; TMX requires it")
        return text

    def _clean(self, text: str) -> str:
        cleaned = remove_forbidden(text)
        self._removed += cleaned.removed
        return cleaned.text

    def _count_removals(self, tuid: str | None) -> None:
        if self._removed:
            self.removals.append(Removal(self.number, tuid, self._removed))
        self._removed = 0

    def _name(self, unit: TranslationUnit) -> str:
        return f"unit {self.number}" + (f" (tuid {unit.tuid})" if unit.tuid else "")


def _order_variants(variants: Iterable[Variant], source: str) -> list[tuple[str, Variant]]:
    tagged = [(export_tag(each.language).tag, each) for each in variants]
    tags = [tag for tag, _ in tagged]
    if not tags:
        raise TmxError("it has no variants; give at least the source")
    for tag in tags:
        if tags.count(tag) > 1:
            raise TmxError(f"two variants would be written as {tag}; make two units of them")
    if source not in (ANY_LANGUAGE, *tags):
        raise TmxError(
            f"no variant is in the source language {source}, only {', '.join(tags)};"
            " correct the header or the variant"
        )
    return sorted(tagged, key=lambda pair: pair[0] != source) if source != ANY_LANGUAGE else tagged


def _source_tag(language: str) -> str:
    return ANY_LANGUAGE if language == ANY_LANGUAGE else export_tag(language).tag


def _check_segtype(segtype: str) -> None:
    if segtype not in SEGTYPES:
        raise TmxError(f"segtype is “{segtype}”; write one of {', '.join(SEGTYPES)}")
