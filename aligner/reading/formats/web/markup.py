"""The characters of a page → its element tree, within limits and without anything from outside."""

import re
from html.entities import html5
from typing import TYPE_CHECKING, Any

from aligner.errors import AlignerError
from aligner.reading.formats.archives import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,200}>")
_DOCTYPE = re.compile(r"\s*<!DOCTYPE[^>\[]{0,500}>", re.IGNORECASE)
_ENTITIES = re.compile(r"<!DOCTYPE[^>\[]{0,500}\[[^\]]{0,5000}<!ENTITY", re.IGNORECASE)
_HEAD = 10_000


def parse_html(text: str) -> "Element":
    """Parse HTML as browsers do, whatever is wrong with it.

    Args:
        text: the whole page, decoded.

    Raises:
        AlignerError: there is no element in it, it is nested too deep, or declares entities.
    """
    from lxml import etree

    if _ENTITIES.search(text[:_HEAD]):
        raise AlignerError("the page declares XML entities, which are not read: remove its DOCTYPE")
    parser: Any = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    data = _cut(_DECLARATION, text).encode("utf-8", "replace")
    try:
        root: Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise AlignerError("the page cannot be parsed: save it anew, or copy its text") from error
    if root is None:
        raise AlignerError("the page has no elements: give a page with text")
    # What stands deeper is left out by the parser, which must not pass unseen.
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise AlignerError(
            "the elements of the page are nested more than 2,048 deep: copy its text from a browser"
        )
    return root


def parse_xhtml(text: str, *, name: str) -> "Element":
    """Parse XHTML; what is not well-formed is parsed as HTML.

    Args:
        text: the whole page, decoded.
        name: what to call it in messages.

    Raises:
        AlignerError: see `parse_html`.
    """
    bare = _cut(_DOCTYPE, _cut(_DECLARATION, text.lstrip("\ufeff")))
    try:
        return parse_xml(_NAMED.sub(_resolve, bare).encode("utf-8", "replace"), name=name)
    except AlignerError:
        return parse_html(text)


def _cut(pattern: re.Pattern[str], text: str) -> str:
    """Cut off what a text begins with."""
    found = pattern.match(text)
    return text[found.end() :] if found else text


def _resolve(found: re.Match[str]) -> str:
    """Write the character that a name of HTML stands for; XML knows five of the names."""
    characters = html5.get(f"{found[1]};")
    if found[1] in _XML_NAMES or characters is None:
        return found[0]
    return "".join(f"&#{ord(character)};" for character in characters)
