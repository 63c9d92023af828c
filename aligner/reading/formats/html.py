"""HTML and XHTML: a page → the paragraphs of its text, and what it says of it."""

import re
from typing import TYPE_CHECKING

from aligner.errors import AlignerError
from aligner.reading.formats.blocks import read_blocks
from aligner.reading.formats.web.charsets import decode_page
from aligner.reading.formats.web.elements import name_of, text_of
from aligner.reading.formats.web.markup import parse_html, parse_xhtml
from aligner.reading.formats.web.metadata import find_titles, read_metadata
from aligner.reading.records import Reading, Source
from aligner.reading.scripts import measure_words
from aligner.records import Document, Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_XHTML = re.compile(r"\s*<\?xml\b")
_FEW_WORDS = 10.0
_FIRST = 100
_ROOTS = frozenset({"root", "app", "__next", "___gatsby", "__nuxt", "main-app"})


def read_html(source: Source) -> Reading:
    """Read a page of the web: its title and its text, without what stands around it.

    Raises:
        AlignerError: the bytes are no text, the page is nested too deep or declares entities, or
            it holds no text.
    """
    decoded, notes = decode_page(source)
    is_xml = bool(_XHTML.match(decoded.text)) or source.name.lower().endswith(".xhtml")
    root = parse_xhtml(decoded.text, name="the page") if is_xml else parse_html(decoded.text)
    metadata = read_metadata(root)
    read = read_blocks(root, source, titles=find_titles(root, metadata))
    _check_text(root, read.paragraphs)
    document = Document(
        read.paragraphs, name=source.name, encoding=decoded.encoding, metadata=metadata
    )
    return Reading(document, (*notes, *read.notes), read.changes)


def _check_text(root: "Element", paragraphs: tuple[Paragraph, ...]) -> None:
    """Refuse a page without text, above all one that only a browser fills.

    Raises:
        AlignerError: saying which of the two it is.
    """
    words = sum(measure_words(paragraph.text) for paragraph in paragraphs[:_FIRST])
    if words < _FEW_WORDS and _is_built_by_script(root):
        raise AlignerError(
            "the file holds no text: the page builds its text by script; open it in a browser "
            "and copy the text into a .txt file"
        )
    if not paragraphs:
        raise AlignerError("the page holds no visible text: give a page that holds text")


def _is_built_by_script(root: "Element") -> bool:
    """Whether a page has scripts and a place for what they make, or asks for scripts."""
    if next(root.iter("{*}script"), None) is None:
        return False
    asks = any("javascript" in text_of(e).lower() for e in root.iter("{*}noscript"))
    places = (e for e in root.iter("{*}div", "{*}main") if e.get("id", "").lower() in _ROOTS)
    return asks or next(places, None) is not None or _is_blank_body(root)


def _is_blank_body(root: "Element") -> bool:
    body = next(root.iter("{*}body"), root)
    return not any(
        (element.text or "").strip()
        for element in body.iter("{*}*")
        if name_of(element) not in ("script", "style", "noscript")
    )
