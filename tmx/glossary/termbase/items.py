"""What stands beside a term: elements with a type, elements by their own names, groups of both.

The three ways in which TBX says the same: `<descrip type="context">` (DCA), `<basic:context>`
(DCT) and `<noteKey>` (TBX-Min) become one kind of item.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tmx.glossary.termbase.categories import NOTE, SOURCE, find_category
from tmx.glossary.termbase.texts import tidy_text
from tmx.reading.parsing import Node

_TYPED = frozenset({"admin", "adminnote", "descrip", "descripnote", "termnote", "ref", "xref"})
_GROUPS = frozenset({"admingrp", "descripgrp", "termnotegrp", "termgrp", "notegrp"})
_TRANSACTIONS = frozenset({"transacgrp", "transac", "transacnote", "date", "system"})
"""`system` of MultiTerm: class and state of an entry."""

_MARKS = frozenset({"hi", "foreign"})
_CODES = frozenset({"ph", "bpt", "ept", "it", "sc", "ec"})
_LINKS = ("target", "Ulink")
_KEY, _VALUE = "notekey", "notevalue"

HISTORY = "who wrote an entry, and when, is left out"
MARKS = "marks in texts are left out, their text stays"
CODES = "codes in texts are left out"


class Item(NamedTuple):
    """Something that is said of a concept or a term.

    Args:
        category: what, as the file names it.
        text: without white space around it, never "".
        line: where.
    """

    category: str
    text: str
    line: int


class ItemReader:
    """Reads items.

    Args:
        lose: told what is left out, and the line.
    """

    def __init__(self, lose: Callable[[str, int], None]) -> None:
        self._lose = lose

    def read(self, node: Node) -> Iterator[Item]:
        """Give what an element says: nothing, one item, or those of a group."""
        if node.name in _TRANSACTIONS:
            self._lose(HISTORY, node.line)
        elif node.name in _GROUPS:
            yield from self._read_group(node)
        elif node.name == NOTE and any(each.name == _VALUE for each in list_elements(node)):
            yield from self._read_pair(node)
        else:
            yield from self._read_one(node)

    def read_text(self, node: Node) -> str:
        """Return the text of an element, as it stands, with that of its marks."""
        children = node.children
        if len(children) == 1 and isinstance(children[0], str):
            return children[0]
        return "".join(self._walk(node))

    def _walk(self, node: Node) -> Iterator[str]:
        for child in node.children:
            if isinstance(child, str):
                yield child
            elif child.name in _CODES:
                self._lose(CODES, child.line)
            else:
                if child.name in _MARKS:
                    self._lose(MARKS, child.line)
                yield from self._walk(child)

    def _read_one(self, node: Node) -> Iterator[Item]:
        text = tidy_text(self.read_text(node))
        for link in _LINKS:
            target = node.attributes.get(link, "")
            if ":" in target:
                # An address; anything else is a name inside the file.
                text = f"{text} {target}".strip()
        if text:
            yield Item(_name(node), text, node.line)

    def _read_group(self, node: Node) -> Iterator[Item]:
        """Give the items of a group; the source of a definition is not that of the concept."""
        first = ""
        for child in list_elements(node):
            for item in self.read(child):
                is_source = node.name == "descripgrp" and find_category(item.category) == SOURCE
                if first and is_source:
                    yield item._replace(category=f"{first} {SOURCE}")
                else:
                    yield item
                first = first or item.category

    def _read_pair(self, node: Node) -> Iterator[Item]:
        """Give a note of TBX-Min: a key and a value."""
        found = {
            each.name: tidy_text(self.read_text(each))
            for each in list_elements(node)
            if each.name in (_KEY, _VALUE)
        }
        if found[_VALUE]:
            yield Item(found.get(_KEY) or NOTE, found[_VALUE], node.line)


def list_elements(node: Node) -> list[Node]:
    """List the elements right inside another."""
    return [each for each in node.children if isinstance(each, Node)]


def _name(node: Node) -> str:
    own = node.raw_name.rpartition(":")[2]
    return (node.attributes.get("type", "").strip() or own) if node.name in _TYPED else own
