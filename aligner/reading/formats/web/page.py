"""A page on its way from all of its blocks to those of its text: what is known of each block."""

import re
from collections.abc import Callable, Sequence

from aligner.reading.formats.web.lines import count_visible
from aligner.reading.formats.web.outline import Block, Node, Outline
from aligner.reading.scripts import measure_words
from aligner.records import Kind

_MARKS = re.compile(r"[\W_]+")
_SENTENCE = re.compile(r"[。！？；，、.!?…;,]")
_PROSE_WORDS = 10.0
_LONGEST_TITLE = 200
LINKED = 0.5
"""The share of the characters of a block that makes it a link."""


class Page:
    """What is known of the blocks of a page, and what was decided so far.

    Attributes:
        nodes, blocks: of its outline.
        prose: the sentences of each block, in words.
        reasons: for each block why it is left out; "" where it stays.
        title: index of the block that is the title; None where there is none.
    """

    def __init__(self, outline: Outline, titles: Sequence[str]) -> None:
        self.nodes, self.blocks = outline.nodes, outline.blocks
        self.prose = [_measure_prose(block) for block in outline.blocks]
        self.reasons = [""] * len(outline.blocks)
        self.title = find_title(outline, titles)

    def left_prose(self) -> list[float]:
        """Return the sentences of the blocks that are left, in words."""
        return [0.0 if r else p for p, r in zip(self.prose, self.reasons, strict=True)]

    def find_prose_span(self) -> tuple[int, int]:
        """Return the indices of the first and the last block of sentences that are left."""
        found = [index for index, prose in enumerate(self.left_prose()) if prose]
        return (found[0], found[-1]) if found else (len(self.blocks), -1)

    def sum_nodes(self, values: Sequence[float]) -> list[float]:
        """Add up a value of the blocks over each node and all that it holds."""
        sums = [0.0] * len(self.nodes)
        for block, value in zip(self.blocks, values, strict=True):
            sums[block.node] += value
        for index in range(len(sums) - 1, 0, -1):
            if self.nodes[index].parent >= 0:
                sums[self.nodes[index].parent] += sums[index]
        return sums

    def inherit(self, own: Callable[[int, Node], str]) -> list[str]:
        """Give each node what it has itself, or else the nearest node around it."""
        found: list[str] = []
        for index, node in enumerate(self.nodes):
            found.append(own(index, node) or (found[node.parent] if node.parent >= 0 else ""))
        return found


def is_linked(block: Block, share: float = LINKED) -> bool:
    """Whether at least this share of the visible characters of a block is links."""
    return block.linked >= share * count_visible(block.text)


def _measure_prose(block: Block) -> float:
    """Measure the sentences of a block in words; a list of links or a short line has none."""
    words = measure_words(block.text)
    if block.kind is Kind.HEADING or words < _PROSE_WORDS or is_linked(block):
        return 0.0
    return words if _SENTENCE.search(block.text) else 0.0


def _squeeze(text: str) -> str:
    return _MARKS.sub("", text).casefold()


def find_title(outline: Outline, titles: Sequence[str]) -> int | None:
    """Find the block that is the title: by its text, else by its rank.

    Args:
        outline: of the page.
        titles: what the page calls its text, the best name first.

    Returns:
        The index of the block; None if no block is the title.
    """
    blocks = outline.blocks
    names = [name for name in map(_squeeze, titles) if name]
    longest = min(_LONGEST_TITLE, 2 * max(map(len, titles), default=0))
    texts = [_squeeze(b.text) if len(b.text) <= longest else "" for b in blocks]
    for name in names:
        matching = [i for i, text in enumerate(texts) if text == name]
        heads = [i for i in matching if blocks[i].kind is Kind.HEADING]
        # A link of that name is one to the page from itself.
        if named := heads or [i for i in matching if not is_linked(blocks[i])]:
            return named[0]
    first = [i for i, block in enumerate(blocks) if outline.nodes[block.node].name == "h1"]
    if len(first) == 1:
        return first[0]
    told = [i for i in first if texts[i] and any(texts[i] in name for name in names)]
    return max(told, key=lambda i: len(texts[i]), default=None)
