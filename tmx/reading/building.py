"""A tree of elements → a header or a unit, leniently: what is not kept is told with its line.

`plain` reads the units that need none of this; the two must agree, and a test compares them.
"""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from tmx.content import make_variant
from tmx.markup import CODE_ATTRIBUTES, HEADER_TEXTS, UNIT_TEXTS
from tmx.reading.attributes import (
    CODE_FIELDS,
    KNOWN,
    find_language,
    quote,
    read_language,
    read_provenance,
    read_segtype,
    read_source,
    read_stamp,
    restore_tag,
    tell_unknown,
)
from tmx.reading.naming import tell_name
from tmx.reading.parsing import Node
from tmx.records import (
    CharacterMap,
    Code,
    Header,
    Note,
    Prop,
    TranslationUnit,
    UserEncoding,
    Variant,
)

MOST_TEXT = 1_000_000
"""Characters of a segment."""

MOST_CODES_DEEP = 64
"""Inline codes in inline codes."""

_REMARKS = ("prop", "note")


class _SkippedError(Exception):
    """The unit cannot be kept."""


class Builder:
    """Makes records of trees.

    Args:
        lose: told a reason and a line, counted from 1 at the start of the tree's text.
    """

    def __init__(self, lose: Callable[[str, int], None]) -> None:
        self._tell = lose
        self._line = 1

    def make_header(self, node: Node) -> Header:
        """Return the header; required attributes that are missing are ""."""
        given = self._adapt(node)
        texts: dict[str, Any] = {name: given.get(at, "") for name, at in HEADER_TEXTS.items()}
        for name in (*HEADER_TEXTS.values(), "srclang"):
            if name not in given:
                self._lose(f"the header has no {name}")
        if texts["segtype"] and read_segtype(texts["segtype"], self._lose):
            texts["segtype"] = texts["segtype"].strip().lower()
        stamp = read_stamp(given, self._lose)
        props, notes, encodings = self._read_header_children(node)
        return Header(
            read_source(given.get("srclang", "").strip() or "und", self._lose),
            props=props,
            notes=notes,
            o_encoding=given.get("o-encoding"),
            encodings=encodings,
            **texts,
            **stamp,
        )

    def _read_header_children(
        self, node: Node
    ) -> tuple[tuple[Prop, ...], tuple[Note, ...], tuple[UserEncoding, ...]]:
        props: list[Prop] = []
        notes: list[Note] = []
        encodings: list[UserEncoding] = []
        for child in self._list_elements(node):
            if child.name in _REMARKS:
                self._take_remark(child, props, notes)
            elif child.name == "ude":
                encodings.append(self._make_encoding(child))
            else:
                self._lose_element(child)
        return tuple(props), tuple(notes), tuple(encodings)

    def _make_encoding(self, node: Node) -> UserEncoding:
        given = self._adapt(node)
        if "name" not in given:
            self._lose("a ude without a name")
        maps: list[CharacterMap] = []
        for child in self._list_elements(node):
            if child.name == "map":
                maps.append(self._make_map(child))
            else:
                self._lose_element(child)
        return UserEncoding(given.get("name", ""), tuple(maps), given.get("base"))

    def _make_map(self, node: Node) -> CharacterMap:
        given = self._adapt(node)
        if "unicode" not in given:
            self._lose("a map without the attribute unicode")
        others = {name: given.get(name) for name in ("code", "ent", "subst")}
        for _ in self._list_elements(node):
            self._lose("content of an empty element is left out")
        return CharacterMap(given.get("unicode", ""), **others)

    def make_unit(self, node: Node) -> TranslationUnit | None:
        """Return a unit; None if it cannot be kept, which is told."""
        try:
            unit = self._make_unit(node)
        except _SkippedError as error:
            self._lose(str(error))
            return None
        if not unit.variants:
            self._line = node.line
            self._lose("a unit without variants is left out")
            return None
        return unit

    def _make_unit(self, node: Node) -> TranslationUnit:
        given = self._adapt(node)
        source = given.get("srclang")
        fields: dict[str, Any] = {
            "tuid": given.get(UNIT_TEXTS["tuid"]),
            "source_language": read_source(source, self._lose) if source else None,
            "segtype": read_segtype(given.get(UNIT_TEXTS["segtype"]), self._lose),
            "provenance": read_provenance(given, self._lose),
        }
        variants: list[Variant] = []
        props: list[Prop] = []
        notes: list[Note] = []
        for child in self._list_elements(node):
            if child.name == "tuv":
                variants.extend(self._make_variants(child))
            elif child.name in _REMARKS:
                self._tell_misplaced(child, bool(variants))
                self._take_remark(child, props, notes)
            else:
                self._lose_element(child)
        return TranslationUnit(tuple(variants), props=tuple(props), notes=tuple(notes), **fields)

    def _make_variants(self, node: Node) -> Iterator[Variant]:
        given = self._adapt(node)
        tag = read_language(given, self._lose)
        provenance = read_provenance(given, self._lose)
        segment: Node | None = None
        props: list[Prop] = []
        notes: list[Note] = []
        for child in self._list_elements(node):
            if child.name == "seg":
                if segment is not None:
                    self._lose("a second seg of a variant is left out")
                segment = segment or child
            elif child.name in _REMARKS:
                self._tell_misplaced(child, segment is not None)
                self._take_remark(child, props, notes)
            else:
                self._lose_element(child)
        self._line = node.line
        if segment is None:
            self._lose("a variant without a seg is left out")
            return
        tag, kept = restore_tag(tag, tuple(props))
        made = make_variant(tag, self._read_segment(segment))
        yield Variant(tag, made.text, kept, tuple(notes), made.content, provenance)

    def _read_segment(self, node: Node) -> list[str | Code]:
        self._adapt(node)
        if _count_characters(node) > MOST_TEXT:
            raise _SkippedError(f"a unit with a segment over {MOST_TEXT:,} characters is left out")
        return self._read_content(node, 0)

    def _read_content(self, node: Node, depth: int) -> list[str | Code]:
        if depth > MOST_CODES_DEEP:
            raise _SkippedError(f"a unit with codes over {MOST_CODES_DEEP} deep is left out")
        pieces: list[str | Code] = []
        for child in node.children:
            if isinstance(child, str):
                pieces.append(child)
            elif child.name in CODE_ATTRIBUTES:
                pieces.append(self._make_code(child, depth))
            else:
                self._line = child.line
                self._lose(
                    f"the tag {quote(child.raw_name)} in a segment is left out, not its text"
                )
                pieces.extend(self._read_content(child, depth + 1))
        return _join_texts(pieces)

    def _make_code(self, node: Node, depth: int) -> Code:
        given = self._adapt(node)
        fields = {name: given.get(name) for name in CODE_FIELDS}
        content = make_variant("", self._read_content(node, depth + 1))
        return Code(node.name, content.content or _as_content(content.text), **fields)

    def _take_remark(self, node: Node, props: list[Prop], notes: list[Note]) -> None:
        given = self._adapt(node)
        language = find_language(given, self._lose)
        encoding = given.get("o-encoding")
        text = self._read_text(node)
        if node.name == "note":
            notes.append(Note(text, language, encoding))
            return
        kind = given.get("type")
        if kind is None:
            self._line = node.line
            self._lose("a prop without a type is read as “x-unknown”")
        props.append(Prop("x-unknown" if kind is None else kind, text, language, encoding))

    def _read_text(self, node: Node) -> str:
        pieces = []
        for child in node.children:
            if isinstance(child, str):
                pieces.append(child)
            else:
                self._line = child.line
                self._lose(
                    f"the tag {quote(child.raw_name)} in a {node.name} is left out, not its text"
                )
                pieces.append(self._read_text(child))
        return "".join(pieces)

    def _list_elements(self, node: Node) -> Iterator[Node]:
        """Give the elements in an element that holds no text of its own."""
        for child in node.children:
            if not isinstance(child, str):
                self._line = child.line
                yield child
            elif child.strip():
                self._line = node.line
                self._lose(f"text in {node.name} outside of seg, prop and note is left out")

    def _tell_misplaced(self, node: Node, is_late: bool) -> None:
        if is_late:
            self._lose(f"a {node.name} out of place is kept")

    def _lose_element(self, node: Node) -> None:
        known = node.name in KNOWN or node.name in ("tmx", "body")
        kind = "out of place" if known else "unknown"
        self._lose(f"the {kind} element {quote(node.raw_name)} is left out with its content")

    def _adapt(self, node: Node) -> dict[str, str]:
        """Return the attributes by the names of TMX; tell what is named otherwise."""
        self._line = node.line
        if node.raw_name != node.name:
            tell_name(node.raw_name, self._lose)
        known = KNOWN[node.name]
        given = dict(node.attributes)
        for name in node.attributes:
            usual = name.lower()
            if name not in known and usual in known and usual not in given:
                tell_name(name.rpartition(":")[2], self._lose)
                given[usual] = given.pop(name)
        tell_unknown(node.name, given, self._lose)
        return given

    def _lose(self, reason: str) -> None:
        self._tell(reason, self._line)


def _count_characters(node: Node) -> int:
    return sum(
        len(child) for each in node.walk() for child in each.children if isinstance(child, str)
    )


def _join_texts(pieces: list[str | Code]) -> list[str | Code]:
    """Join texts side by side, of which there are many where tags were left out."""
    joined: list[str | Code] = []
    for is_text, group in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        pieces = list(group)
        joined += ["".join(map(str, pieces))] if is_text else pieces
    return joined


def _as_content(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
