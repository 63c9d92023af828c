"""The pairs that may hold a phrase: those with all its grams, segment by segment."""

import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from tmx.memory.folding import CJK
from tmx.memory.index.grams import Phrase, find_character_span, find_phrase, number_word
from tmx.memory.index.postings import Ids, Places, read_places
from tmx.memory.index.rows import (
    SEGMENT_BITS,
    SEGMENTS,
    count_volumes,
    make_base,
    make_key,
    make_offset,
)
from tmx.memory.index.state import get_state
from tmx.memory.queries import index as queries
from tmx.memory.records import Side
from tmx.memory.store import Memory

MOST_WORDS = 2000
"""Words that a prefix stands for at most; one that has more of them excludes nothing."""

_PARTS = f"[{CJK}]+|[^ {CJK}]+"
_SMALL = 2048
_MOST_GRAMS = 50


def find_pairs_holding(
    memory: Memory, phrase_key: str, side: Side, *, prefixes: Collection[str] = ()
) -> Iterator[int]:
    """Yield the pairs whose key may hold a phrase, newest first.

    All that hold it are among them: where it begins or ends with a word that is not Chinese,
    Japanese or Korean, that means the whole word. Whoever asks verifies.

    Args:
        memory: open, and best in a block of `memory.read()` until the last is taken.
        phrase_key: folded text of the phrase; "" is held by none.
        side: where to look.
        prefixes: those of its words that stand for all words that begin so.
    """
    if not phrase_key:
        return
    with memory.read():
        state = get_state(memory)
        tail, last = state.get_tail(side), state.indexed
    phrase = find_phrase(phrase_key, prefixes)
    yield from _look_through(tail, phrase_key)
    yield from _search_volumes(memory.connection, side, phrase, last)


def _look_through(tail: dict[int, str], phrase_key: str) -> Iterator[int]:
    if not tail:
        return
    # Compiled here, for that takes milliseconds, and most memories have no tail.
    parts = re.findall(_PARTS, phrase_key)
    for number in reversed(tail):
        if all(part in tail[number] for part in parts):
            yield number


class _Search:
    """A phrase that is searched in one volume after the other."""

    def __init__(self, connection: sqlite3.Connection, side: Side, phrase: Phrase) -> None:
        self._connection = connection
        self._side = side
        found = [queries.select_words(connection, each, MOST_WORDS + 1) for each in phrase.prefixes]
        words = [[number_word(each) for each in some] for some in found if len(some) <= MOST_WORDS]
        some = phrase.grams[:: len(phrase.grams) // _MOST_GRAMS + 1]
        self._choices = [[gram] for gram in some] + words
        self._offsets = [make_offset(gram) for grams in self._choices for gram in grams]
        self._spans = [find_character_span(code) for code in phrase.characters]

    def search(self, volume: int) -> Iterator[Ids]:
        """Yield the pairs of each segment of a volume, the newest first."""
        base = make_base(self._side, volume)
        found = queries.select_posting_sizes(
            self._connection, [base], self._offsets, SEGMENTS, _SMALL
        )
        rows = {key: ids for key, _, ids in found}
        for segment in reversed(range(volume * SEGMENTS, (volume + 1) * SEGMENTS)):
            kept = np.ones(1 << SEGMENT_BITS, np.bool_)
            for places in self._find_groups(rows, segment):
                has = np.zeros(1 << SEGMENT_BITS, np.bool_)
                has[places] = True
                kept &= has
            yield np.flatnonzero(kept)[::-1] + (segment << SEGMENT_BITS)

    def _find_groups(self, rows: Mapping[int, bytes | None], segment: int) -> Iterator[Places]:
        """Yield places in a segment; a pair must be among each of them."""
        for grams in self._choices:
            keys = [make_key(self._side, segment, gram) for gram in grams]
            keys = [key for key in keys if key in rows]
            yield read_places(self._read(rows, keys))
            if not keys:
                return
        for first, last in self._spans:
            low, high = (make_key(self._side, segment, gram) for gram in (first, last))
            found = queries.select_postings_between(self._connection, low, high, SEGMENTS)
            yield read_places(found)

    def _read(self, rows: Mapping[int, bytes | None], keys: Sequence[int]) -> list[bytes]:
        large = [key for key in keys if rows[key] is None]
        found = queries.select_postings(self._connection, large) if large else []
        return [ids for _, ids in found] + [ids for ids in map(rows.get, keys) if ids]


def _search_volumes(
    connection: sqlite3.Connection, side: Side, phrase: Phrase, last: int
) -> Iterator[int]:
    search = _Search(connection, side, phrase)
    for volume in reversed(range(count_volumes(last))):
        for ids in search.search(volume):
            yield from (number for number in ids.tolist() if number <= last)
