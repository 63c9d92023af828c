"""Blocks and tables of a word processor's document → paragraphs, the same for every such format.

A reader of such a format yields its blocks and tables in reading order; here lines within a
block are joined and bilingual tables recognised.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from aligner.errors import AlignerError
from aligner.reading.formats.tables import BilingualTable, find_bilingual
from aligner.reading.records import Change, Reading, Source
from aligner.reading.scripts import (
    CJK_CHARACTER,
    WORD_WEIGHT,
    count_han,
    count_latin_words,
    is_blank,
)
from aligner.records import Document, Kind, Metadata, Paragraph

# A whole paragraph with the style of a heading is text that someone wanted large.
_LONGEST_HEADING = 200
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "contents": "a table of contents that the program made",
        "hidden-text": "hidden in the file, not printed",
        "ruby": "says how the characters before it are read",
        "running-heads": "stands on every page",
    }
)
"""Why each rule of these formats leaves something out."""

_BLANKS = re.compile(r"[ \t\u3000\u00a0]*\n[ \t\u3000\u00a0]*")
_MIN_LINE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Block:
    r"""A paragraph as its format has it.

    Args:
        text: with \n for a line break inside the paragraph.
        line: number of the paragraph in the file, counted from 1.
        kind: what its style says it is.
    """

    text: str
    line: int
    kind: Kind = Kind.BODY


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Args:
        rows: the cells of each row, each a run of blocks and inner tables; a cell that spans
            columns is followed by empty ones, but one that spans all is alone in its row.
    """

    rows: tuple[tuple[tuple["Block | Grid", ...], ...], ...]


Item = Block | Grid
"""What a document consists of."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader found in a file.

    Args:
        items: blocks and tables in reading order, footnotes at the end.
        metadata: what the file says of itself, not checked yet.
        notes: on what was left out, a line each.
        changes: what was left out.
    """

    items: Sequence[Item]
    metadata: Metadata
    notes: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


def make_flow_reading(source: Source, content: Content) -> Reading:
    """Make the reading of a word processor's document.

    Title and author of a file are taken only where the text confirms them: a file often keeps
    the title of the one it was made from, and names who owned the computer.

    Raises:
        AlignerError: there is no visible text.
    """
    flow = _Flow()
    paragraphs = tuple(flow.lay_out(content.items))
    if not paragraphs:
        raise AlignerError("the file holds no visible text: give a file that holds text")
    metadata = confirm_metadata(content.metadata, paragraphs)
    document = Document(paragraphs, name=source.name, metadata=metadata)
    return Reading(document, (*flow.notes, *content.notes), content.changes)


def confirm_metadata(metadata: Metadata, paragraphs: Sequence[Paragraph]) -> Metadata:
    """Keep the title that is a paragraph of the text, and the author that the text names."""
    if not (metadata.title or metadata.author):
        return metadata
    texts = [_squeeze(paragraph.text) for paragraph in paragraphs]
    title, author = _squeeze(metadata.title), _squeeze(metadata.author)
    has_title = bool(title) and title in texts
    has_author = len(author) > 1 and any(author in text for text in texts)
    return replace(
        metadata,
        title=metadata.title if has_title else "",
        author=metadata.author if has_author else "",
    )


def _squeeze(text: str) -> str:
    return " ".join(text.split()).casefold()


def describe_counts(counts: Iterable[tuple[int, str, str]]) -> tuple[str, ...]:
    """Say how many of what is in a file was not read, a line each.

    Args:
        counts: number, name in the singular, and what became of them; none of 0.

    >>> describe_counts([(2, "comment", "left out"), (0, "picture", "left out")])
    ('2 comments left out',)
    """
    return tuple(
        f"{count:,} {name}{'s' if count > 1 else ''} {outcome}"
        for count, name, outcome in counts
        if count
    )


class _Flow:
    """Numbers the rows of all tables of a document and collects what is said of them."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self._rows = 0

    def lay_out(self, items: Iterable[Item]) -> Iterator[Paragraph]:
        for item in items:
            if isinstance(item, Block):
                yield from lay_out_block(item)
            else:
                yield from self._lay_out_table(item)

    def _lay_out_table(self, grid: Grid) -> Iterator[Paragraph]:
        texts = [[_read_cell(cell) for cell in row] for row in grid.rows]
        table = find_bilingual(texts)
        if table is None:
            for row in grid.rows:
                for cell in row:
                    yield from self.lay_out(cell)
            return
        self.notes.extend(table.notes)
        yield from self._lay_out_rows(grid, table)

    def _lay_out_rows(self, grid: Grid, table: BilingualTable) -> Iterator[Paragraph]:
        first, header = self._rows, -1 if table.header is None else table.header
        self._rows += len(grid.rows)
        for index, row in enumerate(grid.rows):
            if index == header:
                continue
            if index < header or len(row) == 1:
                yield from self.lay_out(item for cell in row for item in cell)
                continue
            for column, language in zip(table.columns, table.languages, strict=True):
                for paragraph in _lay_out_cell(row[column] if column < len(row) else ()):
                    yield replace(paragraph, language=language, row=first + index)


def _lay_out_cell(cell: Iterable[Item]) -> Iterator[Paragraph]:
    """Lay out a cell of a bilingual table; a table in it has no sides of its own."""
    for block in list_blocks(cell):
        yield from lay_out_block(block)


def list_blocks(items: Iterable[Item], *, kind: Kind | None = None) -> Iterator[Block]:
    """Yield the blocks of items, those of tables cell by cell.

    Args:
        items: in reading order.
        kind: what the blocks are from now on; None leaves them what they are.
    """
    for item in items:
        if isinstance(item, Block):
            yield item if kind is None else replace(item, kind=kind)
        else:
            inner = (each for row in item.rows for cell in row for each in cell)
            yield from list_blocks(inner, kind=kind)


def _read_cell(cell: Iterable[Item]) -> str:
    return "\n".join(block.text for block in list_blocks(cell)).strip()


def lay_out_block(block: Block) -> Iterator[Paragraph]:
    """Yield the paragraphs of a block: one, unless empty lines divide it; none if it is empty."""
    for text in split_breaks(block.text):
        is_long = block.kind is Kind.HEADING and len(text) > _LONGEST_HEADING
        yield Paragraph(text, block.line, Kind.BODY if is_long else block.kind)


def split_breaks(text: str) -> list[str]:
    r"""Split the text of a block at its empty lines, and join the lines between.

    A line break becomes a space, or nothing between Chinese characters; between a line of
    Chinese and a line of English it ends the paragraph, as an empty line does.

    Args:
        text: with \n for each line break.

    >>> split_breaks("第一行\n第二行\n\nThird\nline")
    ['第一行第二行', 'Third line']
    >>> split_breaks("早安，各位。\nGood morning, everyone here.")
    ['早安，各位。', 'Good morning, everyone here.']
    """
    if "\n" not in text:
        return [] if is_blank(text) else [text.strip()]
    lines = _BLANKS.sub("\n", text).split("\n")
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        group = paragraphs[-1]
        if is_blank(line) or (group and _changes_language(group[-1], line)):
            paragraphs.append([])
        if not is_blank(line):
            paragraphs[-1].append(line)
    return [_join_lines(group) for group in paragraphs if group]


def _changes_language(before: str, after: str) -> bool:
    sides = (_tell_language(before), _tell_language(after))
    return 0 not in sides and sides[0] != sides[1]


def _tell_language(line: str) -> int:
    """Tell a line of Chinese (1) from one of English (-1); 0 is neither, or a few words."""
    han, words = count_han(line), count_latin_words(line)
    if han > WORD_WEIGHT * words:
        return 1 if han >= _MIN_LINE_WORDS else 0
    return -1 if words >= _MIN_LINE_WORDS and not han else 0


def _join_lines(lines: Sequence[str]) -> str:
    pieces = [lines[0]]
    for line in lines[1:]:
        is_cjk = CJK_CHARACTER.match(pieces[-1][-1]) and CJK_CHARACTER.match(line[0])
        pieces += [line] if is_cjk else [" ", line]
    return "".join(pieces).strip()
