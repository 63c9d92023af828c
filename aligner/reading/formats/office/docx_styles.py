"""The styles of a Word document: which are headings or captions, which hide their text."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aligner.reading.formats.office.styles import find_style_kind
from aligner.records import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY_LEVEL = 9
_LONGEST_CHAIN = 30


class WordStyles:
    """The styles of a document by their identifiers.

    Args:
        root: of word/styles.xml; None where the document has none.
    """

    def __init__(self, root: "Element | None") -> None:
        styles = () if root is None else root.iter(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles}
        self._kinds: dict[str, Kind] = {}

    def find_kind(self, paragraph: "Element") -> Kind:
        """Find the kind of a paragraph, by its own outline level or by its style."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return Kind.BODY
        level = _read_level(properties)
        if level is not None and level < _BODY_LEVEL:
            return Kind.HEADING
        style = properties.find(f"{W}pStyle")
        return Kind.BODY if style is None else self._find_style_kind(style.get(f"{W}val", ""))

    def _find_style_kind(self, identifier: str) -> Kind:
        if identifier not in self._kinds:
            self._kinds[identifier] = self._settle_kind(identifier)
        return self._kinds[identifier]

    def _settle_kind(self, identifier: str) -> Kind:
        for style in self._follow(identifier):
            properties = style.find(f"{W}pPr")
            level = None if properties is None else _read_level(properties)
            if level is not None:
                return Kind.HEADING if level < _BODY_LEVEL else Kind.BODY
            name = style.find(f"{W}name")
            kind = None if name is None else find_style_kind(name.get(f"{W}val", ""))
            if kind is not None:
                return kind
        # A document made by a program may name a style that it does not define.
        is_defined = identifier in self._styles
        return Kind.BODY if is_defined else find_style_kind(identifier) or Kind.BODY

    def hides(self, identifier: str | None) -> bool:
        """Whether a style, or one that it is based on, hides its text."""
        for style in self._follow(identifier or ""):
            stated = style.find(f"{W}rPr/{W}vanish")
            if stated is not None:
                return is_on(stated)
        return False

    def find_font(self, properties: "Element | None") -> str:
        """Find the font that a run states for Western characters; "" if it states none."""
        fonts = None if properties is None else properties.find(f"{W}rFonts")
        return "" if fonts is None else fonts.get(f"{W}ascii", "")

    def _follow(self, identifier: str) -> "Iterator[Element]":
        """Yield a style and those that it is based on, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(identifier)
            if style is None:
                return
            yield style
            base = style.find(f"{W}basedOn")
            identifier = "" if base is None else base.get(f"{W}val", "")


def is_on(element: "Element | None") -> bool:
    """Whether a property that is on or off is there and on.

    Source: ISO/IEC 29500-1, section 17.17.4.
    """
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def _read_level(properties: "Element") -> int | None:
    level = properties.find(f"{W}outlineLvl")
    value = "" if level is None else level.get(f"{W}val", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 3 else None
