"""What holds for the characters of an element, because of it or of what is around it."""

from typing import TYPE_CHECKING, NamedTuple

from aligner.reading.formats.web.elements import has_class, load_names, name_of
from aligner.reading.formats.web.notes import NoteMarks
from aligner.records import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BOLD = frozenset({"b", "strong"})
_LONGEST_CAPTION = 300


class Cell(NamedTuple):
    """A place in a table: its number in the document, the row and the column, from 0."""

    table: int
    row: int
    column: int


class Context(NamedTuple):
    """What holds for the characters of an element."""

    node: int
    kind: Kind = Kind.BODY
    is_linked: bool = False
    is_bold: bool = False
    is_raised: bool = False
    is_preformatted: bool = False
    table: int = -1
    cell: Cell | None = None


def enter_inline(element: "Element", name: str, context: Context) -> Context:
    """Return what holds inside an element that does not end the line."""
    if name == "a" and leads_away(element):
        return context._replace(is_linked=True)
    if name in _BOLD:
        return context._replace(is_bold=True)
    if name == "sup":
        return context._replace(is_raised=True)
    return context


def leads_away(link: "Element") -> bool:
    """Whether a link leads to another place than one of its own page."""
    address = link.get("href", "").strip()
    return address == "#" or bool(address and not address.startswith("#"))


def choose_kind(element: "Element", name: str, context: Context, marks: NoteMarks) -> Kind:
    """Tell what the paragraphs of a block are, from its name and what is around it."""
    if context.kind is Kind.FOOTNOTE or element in marks.notes:
        return Kind.FOOTNOTE
    if name in load_names()["headings"]:
        return Kind.HEADING
    if name in load_names()["captions"]:
        return Kind.CAPTION
    # A heading or caption holds its paragraphs; a table or list in it is something else.
    return context.kind if name in ("p", "div") else Kind.BODY


def refine_kind(element: "Element", text: str, kind: Kind) -> Kind:
    """Mark what only the class of a short paragraph tells: a title, a caption, an author."""
    if kind is not Kind.BODY or len(text) > _LONGEST_CAPTION or not element.keys():
        return kind
    told = load_names()["paragraph_classes"].get(element.get("class", "").lower())
    if told and name_of(element) == "p":
        return Kind(told)
    return Kind.CAPTION if has_class(element, "caption_classes") else kind
