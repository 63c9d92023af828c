"""An element tree → paragraphs: what stands in it, less what a page has around its text.

HTML and EPUB are read by it, and whatever else a library turns into HTML. Tables of a text and
its translation become rows; notes go to the end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from aligner.reading.formats.tables import BilingualTable, find_bilingual
from aligner.reading.formats.web.navigation import find_navigation
from aligner.reading.formats.web.outline import Block, Outline, find_outline
from aligner.reading.formats.web.page import find_title
from aligner.reading.language import propose_language
from aligner.reading.records import Change, Source
from aligner.records import Kind, Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_RULE = "navigation"
_SAMPLE = 4000


@dataclass(frozen=True, slots=True)
class BlockReading:
    """What an element tree holds.

    Args:
        paragraphs: in reading order, notes last.
        changes: the log of the rules "navigation", "ruby" and "note-marks", by line.
        notes: what else was left out, a line each.
    """

    paragraphs: tuple[Paragraph, ...]
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()


def read_blocks(
    root: "Element", source: Source, *, titles: Sequence[str] | None = None, first_row: int = 0
) -> BlockReading:
    """Read the paragraphs of an element tree.

    Args:
        root: of HTML or XHTML, with or without a namespace.
        source: what was read; says which rules leave out what they find.
        titles: what the page calls its text, the best name first; None: the tree is no page but
            all text, as in a book, so that nothing is taken for navigation.
        first_row: number of the first row of bilingual tables.
    """
    outline = find_outline(root, source)
    if titles is not None:
        outline = _mark_title(outline, titles)
    blocks, changes = list(outline.blocks), list(outline.changes)
    if titles is not None and source.drops(_RULE):
        blocks, dropped = _drop_navigation(outline, titles)
        changes = sorted([*changes, *dropped], key=lambda change: change.line)
    paragraphs, notes = _read_tables(blocks, _find_languages(outline, blocks), first_row)
    # Sorting is stable: the order stays, but notes go behind the text.
    paragraphs.sort(key=lambda paragraph: paragraph.kind is Kind.FOOTNOTE)
    return BlockReading(tuple(paragraphs), tuple(changes), tuple(notes))


def _mark_title(outline: Outline, titles: Sequence[str]) -> Outline:
    """Mark the title of a page as a heading, whatever its element is."""
    index = find_title(outline, titles)
    if index is None or outline.blocks[index].kind is not Kind.BODY:
        return outline
    title = replace(outline.blocks[index], kind=Kind.HEADING)
    blocks = (*outline.blocks[:index], title, *outline.blocks[index + 1 :])
    return replace(outline, blocks=blocks)


def _drop_navigation(outline: Outline, titles: Sequence[str]) -> tuple[list[Block], list[Change]]:
    judged = list(zip(outline.blocks, find_navigation(outline, titles), strict=True))
    dropped = [Change(_RULE, b.line, b.text, reason=reason) for b, reason in judged if reason]
    return [block for block, reason in judged if not reason], dropped


def _read_tables(
    blocks: Sequence[Block], languages: Sequence[str], first_row: int
) -> tuple[list[Paragraph], list[str]]:
    """Make paragraphs of blocks; those of bilingual tables get rows, numbered throughout."""
    paragraphs: list[Paragraph] = []
    notes: list[str] = []
    for table, group in groupby(blocks, key=lambda block: block.cell and block.cell.table):
        members = list(group)
        rows = [] if table is None else _lay_out(members)
        found = find_bilingual(rows)
        if found is None:
            paragraphs += (_make_paragraph(block, languages[block.node]) for block in members)
        else:
            paragraphs += _pair_rows(members, found, first_row)
            notes += found.notes
            first_row += len(rows)
    return paragraphs, notes


def _make_paragraph(block: Block, language: str) -> Paragraph:
    return Paragraph(block.text, block.line, block.kind, language)


def _lay_out(blocks: Sequence[Block]) -> list[list[str]]:
    """Lay out the blocks of one table as rows of cells; the paragraphs of a cell are lines."""
    cells = [block.cell for block in blocks if block.cell is not None]
    first = cells[0].row
    rows: list[list[str]] = [[] for _ in range(cells[-1].row - first + 1)]
    for block, cell in zip(blocks, cells, strict=True):
        row = rows[cell.row - first]
        row += [""] * (cell.column + 1 - len(row))
        row[cell.column] += ("\n" if row[cell.column] else "") + block.text
    return rows


def _pair_rows(
    blocks: Sequence[Block], table: BilingualTable, first_row: int
) -> Iterator[Paragraph]:
    """Make the paragraphs of a bilingual table; kinds and lines are those of the blocks.

    What stands above the names of the columns is text without a counterpart.
    """
    languages = dict(zip(table.columns, table.languages, strict=True))
    header = -1 if table.header is None else table.header
    cells = [block.cell for block in blocks if block.cell is not None]
    for block, cell in zip(blocks, cells, strict=True):
        row = cell.row - cells[0].row
        if row < header:
            yield _make_paragraph(block, "")
        elif row > header and cell.column in languages:
            paragraph = _make_paragraph(block, languages[cell.column])
            yield replace(paragraph, row=first_row + row)


def _find_languages(outline: Outline, blocks: Sequence[Block]) -> list[str]:
    """Find the language that a page states of each node, where the text there agrees.

    A page that states one language alone says nothing: that of a site's frame is often stated of
    every text on it.
    """
    stated = _state_languages(outline)
    texts: dict[str, str] = {}
    for block in blocks:
        tag = stated[block.node]
        if tag and len(texts.get(tag, "")) < _SAMPLE:
            texts[tag] = f"{texts.get(tag, '')}{block.text}\n"
    families = {_family(tag) for tag in texts}
    agree = all(_family(propose_language(t).tag) == _family(tag) for tag, t in texts.items())
    return stated if agree and {"zh", "en"} <= families else [""] * len(stated)


def _family(tag: str) -> str:
    return tag.lower().partition("-")[0]


def _state_languages(outline: Outline) -> list[str]:
    """Return the language stated for each node below the whole page, "" for none."""
    stated: list[str] = []
    for node in outline.nodes:
        is_whole = node.name in ("html", "body")
        own = "" if is_whole else node.element.get("lang", "").strip()
        inherited = stated[node.parent] if node.parent >= 0 else ""
        stated.append(own if _family(own) in ("zh", "en") else "" if own else inherited)
    return stated
