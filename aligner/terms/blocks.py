"""Passages, a block at a time → what may be terms and pairs of terms in them.

A block is what candidates are learned of together, and what one process works on.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context

from aligner.errors import AlignerError
from aligner.terms.candidates.chinese import find_chinese
from aligner.terms.candidates.english import find_english
from aligner.terms.pairing.counting import count_buckets
from aligner.terms.pairing.finding import BATCH, load_pairer, make_batches
from aligner.terms.pairing.sheets import Sheet
from aligner.terms.records import Passage

BLOCK = 5 * BATCH
"""Passages whose candidates lie in memory; how they are written is learned together."""
_MOST_CHARACTERS = 3_000_000
"""Of both texts of a block, for long passages have many candidates."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some passages.

    Args:
        first: number of the first.
        passages: at most `BLOCK`.
        buckets: see `count_buckets`.
    """

    first: int
    passages: Sequence[Passage]
    buckets: int

    def read(self) -> Iterator[Sheet]:
        """Yield what is found in the passages, some at a time."""
        chinese = find_chinese([each.chinese for each in self.passages])
        english = find_english([each.english for each in self.passages])
        pairer = load_pairer()
        for jobs in make_batches(self.passages, chinese, english, first=self.first):
            yield pairer.sight(jobs, self.buckets)


def read_sheets(passages: Sequence[Passage], *, processes: int = 1) -> Iterator[Sheet]:
    """Yield what is found in passages, in their order.

    Args:
        passages: any number; a block of them is in memory at a time and process.
        processes: how many work beside each other if there are several blocks.

    Raises:
        AlignerError: one of several processes was ended from outside.
    """
    buckets = count_buckets(len(passages))
    borders = list(pairwise(_find_borders(passages)))
    blocks = (Block(start, passages[start:stop], buckets) for start, stop in borders)
    count = min(processes, len(borders))
    found = _read_beside(blocks, count) if count > 1 else (block.read() for block in blocks)
    for block in found:
        yield from block


def _find_borders(passages: Sequence[Passage]) -> Iterator[int]:
    """Yield where blocks begin, and where the last one stops."""
    start = size = 0
    yield 0
    for place, passage in enumerate(passages):
        mine = len(passage.chinese) + len(passage.english)
        if place > start and (place - start == BLOCK or size + mine > _MOST_CHARACTERS):
            yield place
            start, size = place, 0
        size += mine
    if passages:
        yield len(passages)


def _read_beside(blocks: Iterator[Block], processes: int) -> Iterator[Iterator[Sheet]]:
    """Read blocks in several processes, in which nothing is loaded yet."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        running: deque[Future[list[Sheet]]] = deque()
        for block in blocks:
            running.append(pool.submit(_read_block, block))
            if len(running) > processes:
                yield _wait(running.popleft())
        while running:
            yield _wait(running.popleft())


def _read_block(block: Block) -> list[Sheet]:
    return list(block.read())


def _wait(block: Future[list[Sheet]]) -> Iterator[Sheet]:
    try:
        return iter(block.result())
    except BrokenProcessPool as error:
        raise AlignerError(
            "a process that looked for terms was ended from outside, perhaps for lack of memory:"
            " close other programs, or give fewer files at a time"
        ) from error
