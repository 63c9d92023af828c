"""The text of one element → a tree of its parts, by expat; nothing outside is ever opened."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from tmx.reading.naming import shorten_name

MOST_DEPTH = 200
"""Of elements in elements; what is deeper is hostile, and memory is saved for others."""

MOST_ELEMENTS = 100_000
"""Of a unit; a tree takes a hundred times the memory of its text."""

MOST_ATTRIBUTES = 10_000
"""Of an element."""

_START_TAG = re.compile(r"<[^\s<>/=\"']++(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+")


@dataclass(slots=True)
class Node:
    """An element.

    Args:
        name: without its prefix.
        raw_name: as written.
        attributes: values by name, prefixes as written.
        line: of its start tag, counted from 1 at the start of the text.
        children: texts and elements in order.
    """

    name: str
    raw_name: str
    attributes: dict[str, str]
    line: int
    children: "list[Node | str]" = field(default_factory=list)

    def walk(self) -> "Iterator[Node]":
        """Give this element and all inside it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(each for each in reversed(node.children) if isinstance(each, Node))


class MalformedError(Exception):
    """A text is no XML that can be read.

    Args:
        reason: why, in a few words.
        line: where, counted from 1 at the start of the text.
    """

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class NotWellFormedError(MalformedError):
    """A text is not well-formed; it may be mended."""


def parse_element(text: str) -> Node:
    """Parse the text of one element.

    Args:
        text: from `<` of its start tag to `>` of its end tag, without a document type.

    Raises:
        NotWellFormedError: it is not well-formed.
        MalformedError: it is deeper than MOST_DEPTH, or has more than MOST_ELEMENTS, or one of
            more than MOST_ATTRIBUTES.
    """
    if text.count("=") > MOST_ATTRIBUTES:
        _refuse_crowded_tags(text)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    grower = _Grower(parser)
    parser.StartElementHandler = grower.start
    parser.EndElementHandler = grower.end
    parser.CharacterDataHandler = grower.add_text
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code) or "fault"
        raise NotWellFormedError(reason, error.lineno) from error
    except UnicodeEncodeError as error:
        raise NotWellFormedError("half of a surrogate pair", 1) from error
    return grower.root


def _refuse_crowded_tags(text: str) -> None:
    """Refuse tags of many attributes, before all of them are taken into memory at once."""
    for tag in _START_TAG.finditer(text):
        if text.count("=", tag.start(), tag.end()) > MOST_ATTRIBUTES:
            line = text.count("\n", 0, tag.start()) + 1
            raise MalformedError(f"over {MOST_ATTRIBUTES:,} attributes", line)


class _Grower:
    """Takes what a parser meets and grows the tree."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        self._open: list[Node] = []
        self._texts: list[str] = []
        self._count = 0
        self.root: Node

    def start(self, name: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        self._count += 1
        if len(self._open) >= MOST_DEPTH:
            raise MalformedError("elements are nested too deep", line)
        if self._count > MOST_ELEMENTS:
            raise MalformedError(f"over {MOST_ELEMENTS:,} elements", line)
        node = Node(shorten_name(name), name, attributes, line)
        if self._open:
            self._end_text()
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, _: str) -> None:
        self._end_text()
        self._open.pop()

    def add_text(self, text: str) -> None:
        self._texts.append(text)

    def _end_text(self) -> None:
        """Add the text so far, which comes in many pieces if it is long."""
        if self._texts:
            self._open[-1].children.append("".join(self._texts))
            self._texts.clear()
