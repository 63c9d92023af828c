"""The body of a Word document → blocks and tables in reading order."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from aligner.reading.formats.office.docx_runs import (
    ParagraphText,
    RunReader,
    W,
    choose_alternative,
    is_placeholder,
)
from aligner.reading.formats.office.docx_styles import WordStyles
from aligner.reading.formats.office.flow import REASONS, Block, Grid, Item
from aligner.reading.records import Change

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# A table may claim to span any number of columns; Word knows 63.
_MAX_SPAN = 63


class BodyReader:
    """Reads the blocks of a document, and counts what it leaves out.

    Args:
        styles: the styles of the document.
        drops: whether the finds of a rule of some name are left out.
    """

    def __init__(self, styles: WordStyles, drops: Callable[[str], bool]) -> None:
        self._styles = styles
        self._drops = drops
        self._runs = RunReader(styles, drops)
        self._line = 0
        self._carried = ""
        self.references: list[tuple[str, str]] = []
        self.changes: list[Change] = []
        self.deletions = 0
        self.comments = 0
        self.embedded = 0

    def read_part(self, root: "Element") -> Iterator[Item]:
        """Yield the blocks of a part: the body of the document, or a note."""
        marks = [mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar")]
        balanced = marks.count("begin") == marks.count("end")
        self._runs = RunReader(self._styles, self._drops, balanced=balanced)
        yield from self._read_blocks(root)
        if self._carried:
            text, self._carried = self._carried, ""
            yield Block(text, self._line)

    def _read_blocks(self, parent: "Element") -> Iterator[Item]:
        for child in parent:
            name = str(child.tag).rpartition("}")[2]
            if name == "p":
                yield from self._read_paragraph(child)
            elif name == "tbl":
                yield self._read_table(child)
            elif name == "sdt":
                yield from self._read_control(child)
            elif name == "AlternateContent":
                yield from self._read_blocks(choose_alternative(child))
            elif name == "altChunk":
                self.embedded += 1
            elif name not in ("del", "moveFrom", "sectPr", "tblPr", "tcPr", "trPr"):
                yield from self._read_blocks(child)

    def _read_control(self, control: "Element") -> Iterator[Item]:
        content = control.find(f"{W}sdtContent")
        if content is None:
            return
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        is_contents = gallery is not None and "Contents" in gallery.get(f"{W}val", "")
        rule = "contents" if is_contents else "hidden-text" if is_placeholder(control) else ""
        for item in self._read_blocks(content):
            if rule and isinstance(item, Block) and self._drops(rule):
                self._log(rule, item.text, item.line)
            else:
                yield item

    def _read_paragraph(self, paragraph: "Element") -> Iterator[Item]:
        self._line += 1
        line = self._line
        found = self._runs.read(paragraph)
        self._count(found)
        text = self._carried + found.text
        self._carried = ""
        if _goes_on(paragraph):
            self._carried = text
        else:
            yield Block(text, line, self._styles.find_kind(paragraph))
        for box in found.boxes:
            yield from self._read_box(box, line)

    def _read_box(self, box: "Element | str", line: int) -> Iterator[Item]:
        """Read a text box, behind the paragraph that it is anchored in."""
        if isinstance(box, str):
            yield Block(box, line)
            return
        # What goes on goes on behind the box, and a field around it is none of its own.
        carried, runs = self._carried, self._runs
        self._carried, self._runs = "", RunReader(self._styles, self._drops)
        yield from self._read_blocks(box)
        self._carried, self._runs = carried, runs

    def _count(self, found: ParagraphText) -> None:
        self.references.extend(found.references)
        self.deletions += found.deletions
        self.comments += found.comments
        self._log("contents", "".join(found.contents), self._line)
        for rule, text in found.removed:
            self._log(rule, text, self._line)

    def _log(self, rule: str, text: str, line: int) -> None:
        if text.strip():
            self.changes.append(Change(rule, line, text.strip(), reason=REASONS[rule]))

    def _read_table(self, table: "Element") -> Grid:
        rows = [tuple(self._read_row(row)) for row in _find_inside(table, "tr")]
        return Grid(tuple(row for row in rows if row))

    def _read_row(self, row: "Element") -> Iterator[tuple[Item, ...]]:
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            self.deletions += 1
            return
        cells = list(_find_inside(row, "tc"))
        skipped = None if properties is None else properties.find(f"{W}gridBefore")
        for _ in range(_read_number(skipped)):
            yield ()
        for cell in cells:
            yield self._read_cell(cell)
            for _ in range(_read_number(cell.find(f"{W}tcPr/{W}gridSpan")) - 1):
                # A cell alone in its row stands across the whole table.
                if len(cells) > 1:
                    yield ()

    def _read_cell(self, cell: "Element") -> tuple[Item, ...]:
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        # The text of cells merged with the one above is kept in the file, but not printed.
        if merged is not None and merged.get(f"{W}val", "continue") == "continue":
            return ()
        return tuple(self._read_blocks(cell))


def _goes_on(paragraph: "Element") -> bool:
    """Whether the next paragraph goes on with the text: a deleted end, or a large first letter."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return False
    frame = properties.find(f"{W}framePr")
    if frame is not None and frame.get(f"{W}dropCap", "none") != "none":
        return True
    return properties.find(f"{W}rPr/{W}del") is not None


def _find_inside(parent: "Element", name: str) -> "Iterator[Element]":
    """Find rows of a table or cells of a row, also in content controls and revisions."""
    for child in parent:
        local = str(child.tag).rpartition("}")[2]
        if local == name:
            yield child
        elif local not in ("p", "tbl", "del", "tblPr", "trPr", "sdtPr"):
            yield from _find_inside(child, name)


def _read_number(element: "Element | None") -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() else 0
