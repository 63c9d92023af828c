"""The styles of an OpenDocument text: which are headings or captions, which hide their text."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from aligner.reading.formats.office.styles import find_style_kind
from aligner.records import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PARENT = "parent-style-name"
_LONGEST_CHAIN = 30


class OdtStyles:
    """The styles of a document by family and name, automatic ones included.

    Args:
        roots: the elements that hold styles: of styles.xml, then of content.xml.
    """

    def __init__(self, roots: "Iterable[Element]") -> None:
        self._styles = {
            (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")): style
            for root in roots
            for style in root.iter(f"{STYLE}style")
        }

    def find_kind(self, paragraph: "Element") -> Kind:
        """Find the kind of a paragraph by its element or by its style."""
        if paragraph.tag == f"{TEXT}h":
            return Kind.HEADING
        names = [paragraph.get(f"{TEXT}style-name", "")]
        for style in self._follow("paragraph", names[0]):
            # What a style is based on may be named and not defined.
            names += (style.get(f"{STYLE}{each}", "") for each in ("display-name", _PARENT))
        return next(filter(None, map(find_style_kind, names)), Kind.BODY)

    def hides(self, family: str, name: str) -> bool:
        """Whether a style, or one that it is based on, hides its text.

        Args:
            family: "paragraph", "text" or "section".
            name: of the style.
        """
        for style in self._follow(family, name):
            for properties in style:
                shown = properties.get(f"{TEXT}display")
                if shown is not None:
                    return shown == "none"
        return False

    def _follow(self, family: str, name: str) -> "Iterator[Element]":
        """Yield a style and those that it is based on, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}{_PARENT}", "")
