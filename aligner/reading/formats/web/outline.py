"""An element tree → its blocks in reading order, and the tree of elements they stand in.

The one module that walks a tree. Elements inside a line never end it and never add a space; what
a browser does not show at all (scripts, styles) is passed over. The blocks keep where they stand,
so that `navigation` can tell what does not belong to the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aligner.reading.formats.web.contexts import (
    Cell,
    Context,
    choose_kind,
    enter_inline,
    leads_away,
    refine_kind,
)
from aligner.reading.formats.web.elements import (
    is_hidden,
    load_names,
    name_of,
    shown_text_of,
    suspect_element,
)
from aligner.reading.formats.web.lines import Line, Piece, group_lines, join_lines, make_line
from aligner.reading.formats.web.notes import NoteMarks, find_note_marks
from aligner.reading.records import Change, Source
from aligner.reading.scripts import is_blank
from aligner.reading.text import split_paragraphs
from aligner.records import Kind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LINE_ATTRIBUTE = "data-duizhao-line"
"""Says which line of a file an element comes from, where the tree was made from another format."""

_LOOSE = frozenset({"body", "div", "section", "article", "main", "center", "td", "dd"})
_RUBY = frozenset({"rt", "rp", "rtc"})
_PREFORMATTED = frozenset({"pre", "listing", "xmp"})
_DIGITS = re.compile("[0-9+-]+")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
# libxml2 counts lines in 16 bits.
_LAST_LINE = 65535


@dataclass(frozen=True, slots=True)
class Node:
    """An element that holds blocks.

    Args:
        name: of the element.
        parent: index of the node around it; -1 at the root.
        suspicion: why it may be no part of the text; "" if nothing speaks for that.
        element: itself.
    """

    name: str
    parent: int
    suspicion: str
    element: "Element"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, and where it stands.

    Args:
        text: shown characters, stripped, never blank.
        line: of the file.
        kind: what its element says it is.
        node: index of the node it stands in.
        linked: how many of its visible characters are links.
        links: the addresses it links to.
        cell: where it stands in the innermost table around it; None outside of tables.
    """

    text: str
    line: int
    kind: Kind
    node: int
    linked: int = 0
    links: tuple[str, ...] = ()
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of a tree, its nodes from the outside in, and what was left out inside blocks."""

    nodes: tuple[Node, ...]
    blocks: tuple[Block, ...]
    changes: tuple[Change, ...] = ()


def find_outline(root: "Element", source: Source) -> Outline:
    """Find the blocks of an element tree.

    Args:
        root: of HTML or XHTML, with or without a namespace.
        source: what was read; says whether ruby text and note marks are left out.
    """
    return _Walker(source, find_note_marks(root)).walk(root)


@dataclass(slots=True)
class _Walker:
    """Walks a tree once, without recursion, and collects its blocks."""

    source: Source
    marks: NoteMarks
    nodes: list[Node] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    line: int = 1
    is_stated: bool = False
    pieces: list[Piece] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    started: int = 1

    def walk(self, root: "Element") -> Outline:
        """Return the outline of a tree."""
        from lxml import etree

        stack = [Context(-1)]
        events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in events:
            if event == "start":
                self._count_lines(element)
                context = self._enter(element, stack[-1])
                stack.append(context or stack[-1])
                if context is None:
                    events.skip_subtree()
                else:
                    self._add_text(element.text, context)
            else:
                if event == "end":
                    self._leave(element, stack.pop())
                if element is not root:
                    self._add_text(element.tail, stack[-1])
        return Outline(tuple(self.nodes), tuple(self.blocks), tuple(self.changes))

    def _count_lines(self, element: "Element") -> None:
        stated = element.get(LINE_ATTRIBUTE, "")
        if stated.isdecimal():
            self.line, self.is_stated = int(stated), True
        elif not self.is_stated:
            line: Any = element.sourceline
            self.line = line if line is not None and line < _LAST_LINE else self.line

    def _enter(self, element: "Element", context: Context) -> Context | None:
        """Return what holds inside an element; None if nothing in it is text."""
        name, names = name_of(element), load_names()
        if name in names["unseen"]:
            return None
        if name in names["blocks"]:
            self._finish(context)
            if name == "pre" and self._is_code(element):
                return None
            return self._enter_block(element, name, context)
        if name == "br":
            self._break_line()
            return context
        return None if self._is_left_out(element, name) else enter_inline(element, name, context)

    def _enter_block(self, element: "Element", name: str, context: Context) -> Context:
        self.nodes.append(Node(name, context.node, suspect_element(element), element))
        context = context._replace(
            node=len(self.nodes) - 1,
            kind=choose_kind(element, name, context, self.marks),
            is_preformatted=context.is_preformatted or name in _PREFORMATTED,
            is_bold=context.is_bold and name not in load_names()["headings"],
        )
        return self._enter_cell(name, context)

    def _enter_cell(self, name: str, context: Context) -> Context:
        """Count the tables, rows and cells."""
        if name == "table":
            self.rows.append([-1, -1])
            return context._replace(table=len(self.rows) - 1)
        if context.table < 0 or name not in ("tr", "td", "th"):
            return context
        place = self.rows[context.table]
        if name == "tr":
            place[:] = [place[0] + 1, -1]
            return context
        place[1] += 1
        return context._replace(cell=Cell(context.table, max(place[0], 0), place[1]))

    def _is_left_out(self, element: "Element", name: str) -> bool:
        """Whether an element inside a line is no text of that line; says so in the log."""
        if name in _RUBY:
            return self._log("ruby", element, "says how the characters before it are read")
        if element in self.marks.marks:
            return self._log("note-marks", element, "points to a note or back from it")
        return is_hidden(element) and self._log("navigation", element, "not shown by the page")

    def _is_code(self, element: "Element") -> bool:
        """Whether preformatted text is code, which nobody translates; says so in the log."""
        codes = [child for child in element if name_of(child) == "code"]
        for child in codes[:1]:
            self._count_lines(child)
        return bool(codes) and self._log("code", element, "code is not translated")

    def _log(self, rule: str, element: "Element", reason: str) -> bool:
        if not self.source.drops(rule):
            return False
        text = shown_text_of(element)
        if text:
            self.changes.append(Change(rule, self.line, text, reason=reason))
        return True

    def _leave(self, element: "Element", context: Context) -> None:
        name = name_of(element)
        if name in load_names()["blocks"]:
            self._finish(context)
        elif name == "a" and leads_away(element):
            self.links.append(element.get("href", ""))

    def _add_text(self, text: str | None, context: Context) -> None:
        if not text:
            return
        if not (self.pieces or self.lines):
            self.started = self.line + _count_ends(text, len(text) - len(text.lstrip()))
        # Between elements, a tree made from another format has line ends of its own.
        if not (self.is_stated and text.isspace()):
            self.line += text.count("\n")
        if context.is_raised and _DIGITS.fullmatch(text):
            text = text.translate(_RAISED)
        if context.is_preformatted:
            self.pieces.append(Piece(text))
        elif text.strip() or self.pieces:
            self.pieces.append(Piece(text, context.is_linked, context.is_bold))

    def _break_line(self) -> None:
        self.lines.append(make_line(self.pieces, self.started))
        self.pieces, self.started = [], self.line

    def _finish(self, context: Context) -> None:
        """End the block that is open."""
        if not (self.pieces or self.lines):
            return
        if context.node >= 0:
            paragraphs = self._split_pre() if context.is_preformatted else self._split(context)
            self.blocks += self._make_blocks(paragraphs, context)
        self.pieces, self.lines, self.links = [], [], []

    def _split(self, context: Context) -> Iterator[tuple[str, int, int]]:
        self._break_line()
        is_loose = self.nodes[context.node].name in _LOOSE
        for group in group_lines(self.lines, is_loose=is_loose):
            yield (
                join_lines([line.text for line in group]),
                group[0].number,
                sum(line.linked for line in group),
            )

    def _split_pre(self) -> Iterator[tuple[str, int, int]]:
        """Split preformatted text, which has lines of its own, as plain text is."""
        text = "".join(piece.text for piece in self.pieces)
        first = self.started - _count_ends(text, len(text) - len(text.lstrip()))
        for paragraph in split_paragraphs("\n".join([*(x.text for x in self.lines), text])):
            yield paragraph.text, first + paragraph.line - 1, 0

    def _make_blocks(
        self, paragraphs: Iterator[tuple[str, int, int]], context: Context
    ) -> Iterator[Block]:
        links = tuple(self.links)
        for text, line, linked in paragraphs:
            if not is_blank(text):
                kind = refine_kind(self.nodes[context.node].element, text, context.kind)
                yield Block(text, line, kind, context.node, linked, links, context.cell)


def _count_ends(text: str, stop: int) -> int:
    return text.count("\n", 0, stop)
