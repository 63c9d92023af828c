"""The bytes of a large XML file → its elements one at a time, in memory that does not grow.

Nothing outside the file is opened, no entity is expanded; for small files there is `parse_xml`.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, TypeAlias

from lxml import etree

from aligner.errors import AlignerError
from aligner.reading.encoding import decode, decodes
from aligner.reading.formats.plain import describe_encoding
from aligner.reading.records import Source

Element: TypeAlias = etree._Element

_SAFE = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False}
_DECLARATION = re.compile(r"\s*<\?xml\b[^<>]{0,200}\?>")
_STATED = re.compile(rb"<\?xml\b[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD = 400


def prepare_xml(source: Source) -> tuple[bytes, str, tuple[str, ...]]:
    """Return XML as a parser takes it, its encoding, and notes on the encoding.

    A parser knows the encoding that the file states, and UTF-8 and marked UTF-16. Other bytes
    are decoded as plain text is; so is everything if the user names an encoding.

    Args:
        source: bytes of a file, and the encoding that the user named.

    Raises:
        AlignerError: see `decode`.
    """
    head = source.data[:_HEAD]
    stated = _STATED.search(head)
    is_known = (
        stated or head.startswith(_MARKS) or b"\0" in head[:4] or decodes(source.data, "utf-8")
    )
    if source.encoding is None and is_known:
        name = stated[1].decode("ascii").lower() if stated else "utf-8"
        return source.data, "utf-16" if b"\0" in head[:4] else name, ()
    decoded = decode(source.data, encoding=source.encoding)
    text = _DECLARATION.sub("", decoded.text, count=1) if stated else decoded.text
    notes = describe_encoding(decoded, source.encoding)
    return text.encode("utf-8", "replace"), decoded.encoding, notes


def stream_elements(data: bytes, root: str, tags: frozenset[str]) -> Iterator[tuple[str, Element]]:
    """Yield ("start", element) and ("end", element) of the root and of the elements named.

    At its end an element is complete; it is emptied when the next one is asked for, so that
    an element inside another one of those named is gone when that one ends.

    Args:
        data: XML as `prepare_xml` returns it.
        root: local name that the root element must have.
        tags: local names of the elements; they count only in the namespace of the root.

    Raises:
        AlignerError: it is not well-formed, has another root, or declares entities.
    """
    names = tuple(f"{{*}}{tag}" for tag in (root, *sorted(tags)))
    parser: Any = etree.iterparse(BytesIO(data), events=("start", "end"), tag=names, **_SAFE)
    space, is_first = "", True
    while (parsed := _advance(parser)) is not None:
        event, element = parsed
        if is_first:
            _check_root(element, root)
            space, is_first = space_of(element), False
        if space_of(element) == space:
            yield event, element
            if event == "end":
                _discard(element)
    if is_first:
        _check_root(parser.root, root)


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace; "" of a comment or instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def space_of(element: Element) -> str:
    """Return the namespace of an element in braces; "" where it has none."""
    return "".join(str(element.tag).rpartition("}")[:2])


def is_entity(element: Element) -> bool:
    """Whether a node stands for an entity that the file uses but does not declare."""
    return bool(element.tag is etree.Entity)


def _advance(parser: Iterator[tuple[str, Element]]) -> tuple[str, Element] | None:
    try:
        return next(parser, None)
    except etree.XMLSyntaxError as error:
        reason = " ".join((error.msg or "it is empty").split(", line ")[0].split())[:160]
        raise AlignerError(
            f"line {error.lineno or 1}: no well-formed XML ({reason}): export the file again, or "
            "name its --encoding if it states a wrong one"
        ) from error
    except LookupError as error:
        raise AlignerError(f"{error}: name its encoding with --encoding") from error


def _check_root(element: Element, root: str) -> None:
    top = element.getroottree().getroot()
    if local_name(top) != root:
        raise AlignerError(
            f"the file is XML, but its root is {local_name(top)[:40]}, not {root}: "
            "give it under the suffix of its format"
        )
    dtd: Any = top.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise AlignerError("the file declares XML entities, which are not read: remove its DOCTYPE")


def _discard(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
