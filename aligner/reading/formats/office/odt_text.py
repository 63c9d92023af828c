"""The content of an OpenDocument text → blocks and tables in reading order.

Source: OpenDocument 1.3, part 3, chapters 5 (text), 6 (paragraph elements) and 9 (tables).
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from aligner.reading.formats.office.flow import REASONS, Block, Grid, Item
from aligner.reading.formats.office.odt_styles import TEXT, OdtStyles
from aligner.reading.records import Change

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
# fmt: off
_SKIPPED = frozenset((
    "annotation", "annotation-end", "tracked-changes", "forms", "script", "event-listeners",
    "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls",
    "alphabetical-index-auto-mark-file", "object", "object-ole", "image", "plugin", "applet",
    "note-citation", "table-of-content-source", "title", "desc", "math", "binary-data",
))
# fmt: on
_CONTENTS = frozenset({"table-of-content", "illustration-index", "table-index", "object-index"})
# White space of the XML folds; spaces that are elements stand as NUL, which XML cannot hold.
_SPACES = re.compile(r"[ \t\r\n]+")
_HARD_SPACE = "\0"
_MOST_SPACES = 1000
_MOST_REPEATED = 64


class OdtReader:
    """Reads the blocks of a document in order, and counts what it leaves out.

    Args:
        styles: the styles of the document.
        drops: whether the finds of a rule of some name are left out.
    """

    def __init__(self, styles: OdtStyles, drops: Callable[[str], bool]) -> None:
        self._styles = styles
        self._drops = drops
        self._line = 0
        self._pieces: list[str] = []
        self._boxes: list[Element] = []
        self.notes: list[Element] = []
        self.changes: list[Change] = []
        self.comments = 0

    def read_blocks(self, parent: "Element") -> Iterator[Item]:
        """Yield the blocks inside an element."""
        for child in parent:
            name = _name(child)
            if name in ("p", "h"):
                yield from self._read_paragraph(child)
            elif name == "table":
                yield self._read_table(child)
            elif name in _CONTENTS:
                yield from self._read_or_drop(child, "contents")
            elif name == "section" and self._hides_section(child):
                yield from self._read_or_drop(child, "hidden-text")
            elif name == "annotation":
                self.comments += 1
            elif name not in _SKIPPED:
                yield from self.read_blocks(child)

    def _hides_section(self, section: "Element") -> bool:
        return section.get(f"{TEXT}display") == "none" or section.get(f"{TEXT}is-hidden") == "true"

    def _read_or_drop(self, parent: "Element", rule: str) -> Iterator[Item]:
        for item in self.read_blocks(parent):
            if isinstance(item, Block) and self._drops(rule):
                self._log(rule, item.text, item.line)
            else:
                yield item

    def _read_paragraph(self, paragraph: "Element") -> Iterator[Item]:
        self._line += 1
        line, self._pieces, self._boxes = self._line, [], []
        self._walk(paragraph)
        text, boxes = _fold_spaces(self._pieces), self._boxes
        style = paragraph.get(f"{TEXT}style-name", "")
        is_hidden = self._styles.hides("paragraph", style) or any(
            mark.get(f"{TEXT}is-hidden") == "true"
            for mark in paragraph.iterchildren(f"{TEXT}hidden-paragraph")
        )
        if is_hidden and self._drops("hidden-text"):
            self._log("hidden-text", text, line)
        else:
            yield Block(text, line, self._styles.find_kind(paragraph))
        for box in boxes:
            yield from self.read_blocks(box)

    def _walk(self, parent: "Element") -> None:
        """Collect the text of an element, its notes and its boxes."""
        self._pieces.append(_SPACES.sub(" ", parent.text or ""))
        for child in parent:
            self._read_inline(child, _name(child))
            self._pieces.append(_SPACES.sub(" ", child.tail or ""))

    def _read_inline(self, child: "Element", name: str) -> None:
        if name == "s":
            self._pieces.append(_HARD_SPACE * _read_count(child, f"{TEXT}c", _MOST_SPACES))
        elif name in ("tab", "line-break"):
            self._pieces.append("\t" if name == "tab" else "\n")
        elif name == "note":
            self.notes.append(child)
        elif name == "annotation":
            self.comments += 1
        elif name == "ruby-text":
            self._read_guide("".join(map(str, child.itertext())).strip())
        elif child.tag.startswith(_DRAW):
            self._boxes.append(child)
        elif name not in _SKIPPED:
            self._read_span(child, name)

    def _read_guide(self, guide: str) -> None:
        """Read what is written over the characters before it."""
        if guide and self._drops("ruby"):
            self._log("ruby", guide, self._line)
        elif guide:
            self._pieces.append(f"({guide})")

    def _read_span(self, child: "Element", name: str) -> None:
        start = len(self._pieces)
        self._walk(child)
        is_hidden = (
            (name == "hidden-text" and child.get(f"{TEXT}is-hidden") == "true")
            or name == "placeholder"
            or self._styles.hides("text", child.get(f"{TEXT}style-name", ""))
        )
        if is_hidden and self._drops("hidden-text"):
            self._log("hidden-text", _fold_spaces(self._pieces[start:]), self._line)
            del self._pieces[start:]

    def _log(self, rule: str, text: str, line: int) -> None:
        if text.strip():
            self.changes.append(Change(rule, line, text.strip(), reason=REASONS[rule]))

    def _read_table(self, table: "Element") -> Grid:
        rows = [tuple(self._read_row(row)) for row in _find_inside(table, "table-row")]
        return Grid(tuple(row for row in rows if any(row)))

    def _read_row(self, row: "Element") -> Iterator[tuple[Item, ...]]:
        cells = [cell for cell in row if _name(cell) in ("table-cell", "covered-table-cell")]
        # A cell alone in its row stands across the whole table.
        is_across = sum(_name(cell) == "table-cell" for cell in cells) == 1 < len(cells)
        for cell in cells:
            if _name(cell) == "table-cell":
                # A repeated cell stands for empty ones; only the first of them is read.
                yield tuple(self.read_blocks(cell))
                count = _read_count(cell, f"{_TABLE}number-columns-repeated", _MOST_REPEATED)
                yield from [()] * (count - 1)
            elif not is_across:
                yield ()


def _name(element: "Element") -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _fold_spaces(pieces: list[str]) -> str:
    return re.sub(" {2,}", " ", "".join(pieces)).strip(" ").replace(_HARD_SPACE, " ")


def _find_inside(parent: "Element", name: str) -> "Iterator[Element]":
    """Find the rows of a table, also in groups, but not those of inner tables."""
    for child in parent:
        if _name(child) == name:
            yield child
        elif _name(child) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _find_inside(child, name)


def _read_count(element: "Element", attribute: str, most: int) -> int:
    value = element.get(attribute, "1")
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() else 1
