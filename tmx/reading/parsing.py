"""The text of one element → a tree of its parts, by expat; nothing outside is ever opened."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MOST_DEPTH = 200
"""Of elements in elements; what is deeper is hostile, and memory is saved for others."""


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
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()


class MalformedError(Exception):
    """A text is not well-formed XML.

    Args:
        reason: why, in a few words.
        line: where, counted from 1 at the start of the text.
    """

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def parse_element(text: str) -> Node:
    """Parse the text of one element.

    Args:
        text: from `<` of its start tag to `>` of its end tag, without a document type.

    Raises:
        MalformedError: it is not well-formed, or nested deeper than MOST_DEPTH.
    """
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    grower = _Grower(parser)
    parser.StartElementHandler = grower.start
    parser.EndElementHandler = grower.end
    parser.CharacterDataHandler = grower.add_text
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise MalformedError(expat.ErrorString(error.code) or "fault", error.lineno) from error
    except UnicodeEncodeError as error:
        raise MalformedError("half of a surrogate pair", 1) from error
    return grower.root


def shorten_name(name: str) -> str:
    """Return a name without its prefix and in small letters, as TMX writes names."""
    return name.rpartition(":")[2].lower()


class _Grower:
    """Takes what a parser meets and grows the tree."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        self._open: list[Node] = []
        self.root: Node

    def start(self, name: str, attributes: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if len(self._open) >= MOST_DEPTH:
            raise MalformedError("elements are nested too deep", line)
        node = Node(shorten_name(name), name, attributes, line)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, _: str) -> None:
        self._open.pop()

    def add_text(self, text: str) -> None:
        children = self._open[-1].children
        last = children[-1] if children else None
        if isinstance(last, str):
            children[-1] = last + text
        else:
            children.append(text)
