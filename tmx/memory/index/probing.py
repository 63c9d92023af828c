"""Grams of a query → the rows of the index with pairs that share the rarest of them."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from operator import itemgetter
from typing import NamedTuple

from tmx.memory.index.records import Row
from tmx.memory.index.rows import SEGMENTS, count_volumes, make_base, make_offset, read_grams
from tmx.memory.queries import index as queries
from tmx.memory.records import Side

BUDGET = 12_000
"""Pairs that grams lead to, more or less."""
LEAST_GRAMS = 3
_MOST = 4
_SMALL = 512
_SAMPLED = 8

Sized = tuple[int, int, bytes | None]


class Probed(NamedTuple):
    """What grams lead to.

    Args:
        rows: of the index, with the pairs of the rarest grams.
        is_weak: whether hardly any gram was rare enough, so that near keys may be missing.
    """

    rows: Sequence[Row]
    is_weak: bool


def probe(connection: sqlite3.Connection, side: Side, grams: Sequence[int], last: int) -> Probed:
    """Find pairs that share rare grams with a query.

    Args:
        connection: in a transaction.
        side: where to look.
        grams: of the query, each once.
        last: the last pair that is indexed.
    """
    asked = len(grams)
    volumes = range(count_volumes(last))
    if len(volumes) > _SAMPLED:
        some = volumes[:: len(volumes) // _SAMPLED][:_SAMPLED]
        sizes = dict.fromkeys(grams, 0)
        sizes.update(_sum_sizes(_look_up(connection, side, some, grams, 0)))
        grams = _choose(sizes, 2 * BUDGET * len(some) // len(volumes))
    found = _look_up(connection, side, volumes, grams, _SMALL)
    sizes = _sum_sizes(found)
    chosen = set(_choose(sizes, BUDGET))
    is_weak = len(chosen) < LEAST_GRAMS and (len(chosen) < len(sizes) or len(grams) < asked)
    is_chosen = map(chosen.__contains__, read_grams(key for key, _, _ in found))
    wanted = [(key, ids) for key, _, ids in compress(found, is_chosen)]
    rows = [(key, ids) for key, ids in wanted if ids is not None]
    large = [key for key, ids in wanted if ids is None]
    if large:
        rows += queries.select_postings(connection, large)
    return Probed(rows, is_weak)


def _look_up(
    connection: sqlite3.Connection,
    side: Side,
    volumes: Iterable[int],
    grams: Iterable[int],
    limit: int,
) -> list[Sized]:
    bases = [make_base(side, volume) for volume in volumes]
    offsets = [make_offset(gram) for gram in grams]
    return queries.select_posting_sizes(connection, bases, offsets, SEGMENTS, limit)


def _sum_sizes(found: Iterable[Sized]) -> dict[int, int]:
    sizes: dict[int, int] = {}
    grams = read_grams(key for key, _, _ in found)
    for gram, (_, size, _) in zip(grams, found, strict=True):
        sizes[gram] = sizes.get(gram, 0) + size // 2
    return sizes


def _choose(sizes: Mapping[int, int], budget: int) -> list[int]:
    """Choose the rarest grams within a budget, three at least, unless they are too common."""
    chosen: list[int] = []
    total = 0
    for gram, size in sorted(sizes.items(), key=itemgetter(1)):
        if size > _MOST * budget or (total + size > budget and len(chosen) >= LEAST_GRAMS):
            break
        chosen.append(gram)
        total += size
    return chosen
