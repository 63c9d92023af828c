"""The columns of a document → blocks in reading order, a table of two languages row by row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from aligner.reading.formats.pdf.paragraphs import continues, find_blocks, is_open
from aligner.reading.formats.pdf.records import Block, Column

Flow = list[Block]
"""Blocks that stand one below the other, or the blocks of a table, row by row."""


def find_flows(columns: Sequence[Column], pitches: Mapping[float, float]) -> list[Flow]:
    """Divide columns into blocks; the rows of tables are numbered over the whole document.

    Args:
        columns: of all pages, in reading order.
        pitches: see `measure_pitches`.
    """
    flows: list[Flow] = []
    for _, group in groupby(columns, key=lambda column: column.region):
        blocks = [list(find_blocks(column, pitches)) for column in group]
        if blocks[0][0].cell is None:
            flows += blocks
        else:
            _add_table(flows, _order_cells(blocks))
    return flows


def join_flows(flows: Sequence[Flow]) -> list[Block]:
    """Join paragraphs that go on in the next column or on the next page.

    Args:
        flows: in reading order.
    """
    joined: list[Block] = []
    for flow in flows:
        for number, block in enumerate(flow):
            if number == 0 and joined and continues(joined[-1], block):
                joined[-1] = joined[-1].join(block)
            else:
                joined.append(block)
    return joined


def _order_cells(sides: Sequence[Flow]) -> Flow:
    """Order the blocks of the two columns of a table by row, the left side first."""
    blocks = [
        replace(block, cell=(block.cell[0], side))
        for side, column in enumerate(sides)
        for block in column
        if block.cell is not None
    ]
    return sorted(blocks, key=lambda block: block.cell or (0, 0))


def _add_table(flows: list[Flow], table: Flow) -> None:
    """Add a table; one that goes on from the page before is joined with its first part."""
    before = flows[-1] if flows and flows[-1][-1].cell is not None else None
    last = _last_row(flows)
    first = 0 if last is None else last + 1
    has_rest = table[0].cell is not None and table[0].cell[0] < 0
    if before is not None and last is not None and not has_rest and _is_cut(before, last):
        first = last
    rows = [replace(block, cell=_shift(block, first)) for block in table]
    if before is None:
        flows.append(rows)
    else:
        before[:] = list(_join_cells([*before, *rows]))


def _last_row(flows: Sequence[Flow]) -> int | None:
    rows = (block.cell[0] for flow in reversed(flows) for block in reversed(flow) if block.cell)
    return next(rows, None)


def _is_cut(table: Flow, row: int) -> bool:
    """Whether a cell of the last row goes on on the next page."""
    return any(is_open(block) for block in table if block.cell and block.cell[0] == row)


def _shift(block: Block, first: int) -> tuple[int, int]:
    row, side = block.cell or (0, 0)
    return row + first, side


def _join_cells(table: Flow) -> Iterator[Block]:
    """Yield the blocks row by row, those of a cell that a page divides joined."""
    pending: Block | None = None
    for block in sorted(table, key=lambda each: each.cell or (0, 0)):
        if pending and pending.cell == block.cell and _is_next_page(pending, block):
            pending = pending.join(block)
            continue
        if pending:
            yield pending
        pending = block
    if pending:
        yield pending


def _is_next_page(block: Block, after: Block) -> bool:
    """Whether a page ends between two blocks; a cell seldom has a paragraph that ends there."""
    return after.lines[0].page == block.lines[-1].page + 1 and not after.is_start
