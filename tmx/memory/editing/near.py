"""Sources of a memory that differ a little, and whose translations do not agree with that.

What is near is found by the hashes of `tmx.memory.index.alike`, in a time that grows with the
memory and not with its square; then the texts are read and compared.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, product
from operator import attrgetter
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from tmx.memory.folding import find_print_key, fold_text
from tmx.memory.index.alike import Bands, find_alike, make_bands
from tmx.memory.index.keys import fold_texts
from tmx.memory.index.signatures import Bits, make_signatures
from tmx.memory.matching.flags import find_flags
from tmx.memory.queries import duplicates as queries
from tmx.memory.queries.filters import Condition
from tmx.memory.queries.index import select_texts
from tmx.memory.queries.units import select_units_of_pairs
from tmx.memory.records import Flag, Side, Status, StoredUnit
from tmx.memory.store import Memory

NEAR = 0.9
"""From this similarity on sources are near; that of their keys, which are without punctuation."""

FAR = 0.7
"""Below this similarity translations do not agree with that: they differ three times as much."""

_LEAST_LENGTH = 10
"""One edit of a shorter key leaves less than `NEAR`."""
_FACTS = {Flag.NUMBER, Flag.DATE, Flag.NEGATION}
_MANY, _FEW = 8192, 256

_T = TypeVar("_T")
Numbers = NDArray[np.int64]
Rank = Callable[[StoredUnit], Any]


@dataclass(frozen=True, slots=True)
class _Sources:
    """Different sources, by number.

    Args:
        pairs: (m,) those of the first source, then those of the next.
        starts: (n + 1,) where those of each source begin.
        bands: (n, BANDS).
        bits: (n, 2).
        lengths: (n,) in characters.
    """

    pairs: Numbers
    starts: Numbers
    bands: Bands
    bits: Bits
    lengths: Numbers

    def list_pairs(self, number: int) -> list[int]:
        found: list[int] = self.pairs[self.starts[number] : self.starts[number + 1]].tolist()
        return found


@dataclass(frozen=True, slots=True)
class _Edge:
    """Two sources that are near, by number, and the units of both that do not agree."""

    first: int
    second: int
    units: tuple[StoredUnit, ...] = ()


def find_near(
    memory: Memory, side: Side, condition: Condition, *, rank: Rank
) -> Iterator[tuple[StoredUnit, ...]]:
    """Find units with sources that differ a little, where translations do not agree with that.

    Either the translations differ much more than the sources do, or they are the same although
    numbers, dates or a negation of the sources differ. Sources with a translation of each that do
    agree are left out, and units that are rejected. Nearly all are found: sources of at least
    10 characters are compared with up to some hundred others that share their grams.

    Args:
        memory: being read.
        side: of the sources.
        condition: only units that fulfil it are compared.
        rank: of units with one source and translation, the one of the highest rank is shown.

    Yields:
        Units of one source and of all that are near to it and were not shown with it before.
    """
    sources = _read_sources(memory, side, condition)
    places = find_alike(sources.bands, sources.bits, sources.lengths, NEAR)
    edges = (_Edge(int(first), int(second)) for first, second in places)
    near = _keep_near(memory, sources, edges, side)
    yield from _gather(_judge(memory, sources, near, condition, _Judge(side, rank)))


def _read_sources(memory: Memory, side: Side, condition: Condition) -> _Sources:
    rows = queries.select_texts(memory.connection, side, condition)
    blocks = [_hash(()), *map(_hash, _cut(rows, _MANY))]
    pairs, prints, bands, bits, lengths = map(np.concatenate, zip(*blocks, strict=True))
    _, firsts, owners = np.unique(prints, return_index=True, return_inverse=True)
    order = np.argsort(owners, kind="stable")
    starts = np.searchsorted(owners[order], np.arange(len(firsts) + 1))
    return _Sources(pairs[order], starts, bands[firsts], bits[firsts], lengths[firsts])


def _hash(rows: Sequence[tuple[int, int, str]]) -> tuple[Numbers, Numbers, Bands, Bits, Numbers]:
    """Return id, print of the key, bands, bits and length of each text that is long enough."""
    keys = fold_texts([text for _, _, text in rows])
    numbers = np.array([(pair, find_print_key(found)) for pair, found, _ in rows], np.int64)
    is_long = keys.lengths >= _LEAST_LENGTH
    pairs, prints = numbers.reshape(-1, 2)[is_long].T
    bits, lengths = make_signatures(keys).bits[is_long], keys.lengths[is_long].astype(np.int64)
    return pairs, prints, make_bands(keys)[is_long], bits, lengths


def _cut(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def _keep_near(
    memory: Memory, sources: _Sources, edges: Iterable[_Edge], side: Side
) -> Iterator[_Edge]:
    """Compare the keys of sources."""
    for batch in _cut(edges, _MANY):
        firsts = {
            number: sources.list_pairs(number)[0]
            for edge in batch
            for number in (edge.first, edge.second)
        }
        texts = dict(select_texts(memory.connection, firsts.values(), side))
        keys = {number: fold_text(texts[pair]) for number, pair in firsts.items()}
        for edge in batch:
            if _is_like(keys[edge.first], keys[edge.second], NEAR):
                yield edge


def _is_like(key: str, other: str, least: float) -> bool:
    return Levenshtein.normalized_similarity(key, other, score_cutoff=least) >= least


class _Judge:
    """Compares the units of two sources: which of them do not agree.

    Args:
        side: of the sources.
        rank: see `find_near`.
    """

    def __init__(self, side: Side, rank: Rank) -> None:
        self._side = side
        self._rank = rank

    def find_odd(
        self, ours: Sequence[StoredUnit], theirs: Sequence[StoredUnit]
    ) -> tuple[StoredUnit, ...]:
        """Return the units of two sources that do not agree, those of one tag; () if all do."""
        found: list[StoredUnit] = []
        left, right = self._choose(ours), self._choose(theirs)
        for tag in left.keys() & right.keys():
            one, two = left[tag], right[tag]
            if not any(self._agree(*each) for each in product(one.items(), two.items())):
                found += [*one.values(), *two.values()]
        return tuple(found)

    def _choose(self, units: Sequence[StoredUnit]) -> dict[str, dict[str, StoredUnit]]:
        """Choose one unit of each translation, by tag and key."""
        chosen: dict[str, dict[str, StoredUnit]] = defaultdict(dict)
        for unit in sorted(units, key=self._rank):
            if unit.status is not Status.REJECTED:
                target = unit.get_variant(self._side.other)
                chosen[target.language][fold_text(target.text)] = unit
        return chosen

    def _agree(self, ours: tuple[str, StoredUnit], theirs: tuple[str, StoredUnit]) -> bool:
        if ours[0] != theirs[0]:
            return _is_like(ours[0], theirs[0], FAR)
        one, two = (unit.get_variant(self._side).text for _, unit in (ours, theirs))
        return _FACTS.isdisjoint(find_flags(one, two))


def _judge(
    memory: Memory, sources: _Sources, edges: Iterable[_Edge], condition: Condition, judge: _Judge
) -> Iterator[_Edge]:
    """Keep the edges between sources whose translations do not agree, with the units."""
    for batch in _cut(edges, _FEW):
        numbers = {number for edge in batch for number in (edge.first, edge.second)}
        owners = {pair: number for number in numbers for pair in sources.list_pairs(number)}
        units: dict[int, list[StoredUnit]] = defaultdict(list)
        for unit in select_units_of_pairs(memory.connection, list(owners), condition):
            units[owners[unit.pair]].append(unit)
        for edge in batch:
            if found := judge.find_odd(units[edge.first], units[edge.second]):
                yield _Edge(edge.first, edge.second, found)


def _gather(edges: Iterable[_Edge]) -> Iterator[tuple[StoredUnit, ...]]:
    """Put what is near to one source together; what was shown together is not shown again."""
    shown: dict[int, set[int]] = defaultdict(set)
    for first, near in groupby(edges, attrgetter("first")):
        new = [edge for edge in near if shown[first].isdisjoint(shown[edge.second])]
        for number in (first, *(edge.second for edge in new)):
            shown[number].add(first)
        if new:
            yield tuple({unit.id: unit for edge in new for unit in edge.units}.values())
