"""All signatures, one block after another → the pairs that are probably nearest to a query.

What `nearest` finds among all pairs, without keeping signatures: for a search that may be the last
one of its process, reading a million into arrays takes ten times as long as looking at them.
"""

import numpy as np

from tmx.memory.index.nearest import split_bits
from tmx.memory.index.picking import Measured, count_distances, find_reach, fit_lengths, join
from tmx.memory.index.records import REACH, Asked
from tmx.memory.index.signatures import BLOCK_BITS, Signatures, measure
from tmx.memory.index.single import BITS, MOST
from tmx.memory.index.state import IndexState
from tmx.memory.queries import index as queries


def find_in_all(state: IndexState, asked: Asked, count: int) -> list[int]:
    """Find pairs of so many different signatures: ids in order, of each signature the newest.

    Raises:
        TmxError: the file is damaged.
    """
    reach = count
    while True:
        within, is_all = _scan(state, asked, reach)
        found, groups = within.pick(count)
        if groups >= count or is_all:
            return found
        reach *= REACH


def _scan(state: IndexState, asked: Asked, reach: int) -> tuple[Measured, bool]:
    """Take the nearest pairs of half to double the length of a query.

    Args:
        state: of the index.
        asked: the query.
        reach: how many pairs, and more that are as near.

    Returns:
        The pairs, and whether these are all of this length.
    """
    query, length = split_bits(asked.bits), min(len(asked.key), MOST)
    totals, most = np.zeros(BITS + 1, np.int64), BITS
    parts = []
    for number, *blobs in queries.select_signatures(state.memory.connection, asked.side, 0):
        block = Signatures.read(*blobs)
        distances = measure(block.bits, query)
        places = (fit_lengths(block.lengths, length) & (distances <= most)).nonzero()[0]
        ids, bits = places + (number << BLOCK_BITS), block.bits.take(places, axis=0)
        part = Measured(ids, bits, block.lengths.take(places), distances.take(places))
        parts.append(part)
        totals += count_distances(part.distances)
        if totals.sum() >= reach:
            # What is farther than enough others is not looked at any more.
            most = find_reach(totals, reach)
    near = [each.take((each.distances <= most).nonzero()[0]) for each in parts]
    return join(near), most == BITS
