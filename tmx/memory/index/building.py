"""Write the index: pairs → grams and signatures → rows.

A pair is a row first. Whoever adds pairs calls `update_index` in the same transaction, and once
there are enough of them they are indexed together; until then searches read them one by one.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from tmx.memory.index.grams import find_grams, find_words, read_words
from tmx.memory.index.keys import Keys, fold_texts
from tmx.memory.index.postings import Ids, Packed, encode, pack
from tmx.memory.index.rows import SEGMENT_BITS
from tmx.memory.index.signatures import BLOCK, BLOCK_BITS, Signatures, join, make_signatures
from tmx.memory.queries import index as queries
from tmx.memory.records import Side
from tmx.memory.store import Memory

TAIL = 1024
"""How many pairs may be new before they are indexed."""
_BATCH_CHARACTERS = 1 << 20
_BATCH = 8192

Progress = Callable[[int], None]


def update_index(memory: Memory, *, force: bool = False) -> int:
    """Index the new pairs of a memory where there are `TAIL` or more.

    To be called inside the transaction that added them.

    Args:
        memory: open for writing.
        force: index them however few there are.

    Returns:
        How many pairs were indexed.
    """
    connection = memory.connection
    indexed = queries.read_number(connection, "indexed")
    last = queries.select_last_pair(connection)
    if last - indexed < (1 if force else TAIL):
        return 0
    count = sum(_index_runs(memory, indexed + 1, last))
    queries.write_number(connection, "indexed", last)
    return count


def rebuild_index(memory: Memory, progress: Progress | None = None) -> int:
    """Index all pairs anew, in one transaction.

    What is left of pairs that are gone goes as well. Readers have the former index until the end.

    Args:
        memory: open for writing.
        progress: is told how many pairs are indexed, now and then.

    Returns:
        How many pairs there are.

    Raises:
        TmxError: another writer has the memory, or the disk is full.
    """
    with memory.write() as connection:
        last = queries.select_last_pair(connection)
        queries.delete_index(connection)
        count = 0
        for size in _index_runs(memory, 1, last):
            count += size
            if progress is not None:
                progress(count)
        queries.write_number(connection, "indexed", last)
        builds = queries.read_number(connection, "builds")
        queries.write_number(connection, "builds", builds + 1)
        return count


def _index_runs(memory: Memory, first: int, last: int) -> Iterator[int]:
    """Index pairs by segments; yield how many there are in each."""
    while first <= last:
        stop = min(last, (first >> SEGMENT_BITS << SEGMENT_BITS) + (1 << SEGMENT_BITS) - 1)
        yield max(_index_run(memory, side, first, stop) for side in Side)
        first = stop + 1


def _index_run(memory: Memory, side: Side, first: int, last: int) -> int:
    """Index a side of pairs of one segment; return how many there are."""
    run = _Run()
    for ids, texts in _read_batches(memory, side, first, last):
        run.add(ids, fold_texts(texts))
    if run.ids:
        queries.insert_words(memory.connection, run.words)
        rows = encode(side, first >> SEGMENT_BITS, np.sort(np.concatenate(run.packed)))
        queries.append_postings(memory.connection, rows)
        _write_signatures(memory, side, np.concatenate(run.ids), join(run.signatures))
    return sum(map(len, run.ids))


class _Run:
    """What is to be written of the pairs of one segment."""

    def __init__(self) -> None:
        self.ids: list[Ids] = []
        self.packed: list[Packed] = []
        self.signatures: list[Signatures] = []
        self.words: dict[int, str] = {}

    def add(self, ids: Ids, keys: Keys) -> None:
        words = find_words(keys)
        known = np.fromiter(self.words, np.uint64, len(self.words))
        self.words.update(read_words(keys, words, known))
        self.ids.append(ids)
        self.packed.append(pack(find_grams(keys, words), ids))
        self.signatures.append(make_signatures(keys))


def _read_batches(
    memory: Memory, side: Side, first: int, last: int
) -> Iterator[tuple[Ids, list[str]]]:
    """Yield ids and texts, as many as are fast to work on without much memory."""
    rows = queries.select_texts_between(memory.connection, side, first, last)
    ids: list[int] = []
    texts: list[str] = []
    size = 0
    for number, text in rows:
        ids.append(number)
        texts.append(text)
        size += len(text)
        if size >= _BATCH_CHARACTERS or len(ids) >= _BATCH:
            yield np.array(ids, np.int64), texts
            ids, texts, size = [], [], 0
    if ids:
        yield np.array(ids, np.int64), texts


def _write_signatures(memory: Memory, side: Side, ids: Ids, found: Signatures) -> None:
    blocks = (ids >> BLOCK_BITS).tolist()
    before = _read_block(memory, side, blocks[0])
    borders = [0, *np.flatnonzero(np.diff(blocks)) + 1, len(ids)]
    rows = []
    for start, stop in pairwise(borders):
        places = ids[start:stop] & (BLOCK - 1)
        size = int(places[-1]) + 1
        bits, lengths = np.zeros((size, 2), np.uint64), np.zeros(size, np.uint16)
        if start == 0:
            bits[: len(before.bits)], lengths[: len(before.bits)] = before.bits, before.lengths
        bits[places], lengths[places] = found.bits[start:stop], found.lengths[start:stop]
        rows.append((blocks[start], bits.astype("<u8").tobytes(), lengths.astype("<u2").tobytes()))
    queries.replace_signatures(memory.connection, side, rows)


def _read_block(memory: Memory, side: Side, block: int) -> Signatures:
    row = next(queries.select_signatures(memory.connection, side, block), None)
    if row is None or row[0] != block:
        return Signatures(np.zeros((0, 2), np.uint64), np.zeros(0, np.uint16))
    return Signatures.read(*row[1:])
