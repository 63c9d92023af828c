"""The keys of a memory that are nearest to a query: grams → signatures → keys.

The rarest grams of the query lead to pairs, their signatures say which of them are nearest, and
these are read and compared. Where grams lead nowhere, or to nothing near, all signatures are looked
through, and pairs that share most of these grams are read.
"""

from collections.abc import Sequence
from heapq import nlargest
from operator import itemgetter

from tmx.memory.index.folding import fold_to_keys, is_loaded
from tmx.memory.index.probing import Probed, probe
from tmx.memory.index.records import Asked, Candidate, Nearest
from tmx.memory.index.single import find_key_grams, make_signature
from tmx.memory.index.state import IndexState, get_state
from tmx.memory.queries import index as queries
from tmx.memory.rating import rate_keys
from tmx.memory.records import Side
from tmx.memory.store import Memory

NEAR, GOOD, FAIR, POOR = 0.95, 0.85, 0.75, 0.6
"""Similarities of the best key so far. Below GOOD all signatures are looked through, where the
grams of a query are too common below NEAR already; below FAIR and there shared grams count too.
In a process that has just begun very many signatures are looked through below POOR only."""
MORE = 10
"""How many times as many keys are read then."""
_MOST_GRAMS = 400
_MOST_WORK = 1 << 31
_LEAST = 5
# A search without NumPy takes a thirtieth of the time that it takes to load, but one through so
# many signatures takes longer.
_MOST_PLAIN, _MOST_PLAIN_PAIRS = 8, 1 << 18


def find_candidates(memory: Memory, key: str, side: Side, *, count: int = 32) -> list[Candidate]:
    """Find the keys nearest to a key, by Levenshtein similarity.

    That the very nearest is among them is not certain, for signatures only guess; from a similarity
    of .6 up it is hardly ever missed (docs/benchmarks.md), below that more often the less there is
    in common.

    Args:
        memory: open.
        key: folded text of the query; "" has no candidates.
        side: where to look.
        count: how many keys to compare. Where none of them is near, several times as many are,
            and up to twice as many returned.

    Returns:
        Different keys, nearest first, each with some pairs. Keys of less than half or more than
        double the length are left out. Of keys of many thousands of characters there are only a
        few, for each comparison takes a tenth of a second.

    Raises:
        TmxError: the file is damaged.
    """
    if not key:
        return []
    with memory.read():
        asked = Asked(key, side, make_signature(key))
        return _Search(get_state(memory), asked, count).run()


class _Search:
    """One search: what is found grows until it is good enough."""

    def __init__(self, state: IndexState, asked: Asked, count: int) -> None:
        self._state, self._asked = state, asked
        self._key, self._side = asked.key, asked.side
        self._connection = state.memory.connection
        affordable = max(_LEAST, _MOST_WORK // len(asked.key) ** 2)
        self._count = min(count, affordable)
        self._more = min(MORE * count, affordable)
        self._found: dict[str, list[int]] = {}
        self._rates: dict[str, float] = {}
        self._first: list[str] = []
        self._read: set[int] = set()
        self._nearest: Nearest | None = None

    def run(self) -> list[Candidate]:
        self._add_tail()
        if self._state.indexed:
            self._add_indexed()
        # Keys in another order of clauses have nearer signatures than texts.
        keys = list(self._rates)
        if len(keys) > self._count:
            best = nlargest(self._count, self._rates.items(), key=itemgetter(1))
            keys = list({**dict.fromkeys(self._first), **dict(best)})
        keys.sort(key=self._rates.__getitem__, reverse=True)
        return self._make_candidates(keys)

    def _make_candidates(self, keys: Sequence[str]) -> list[Candidate]:
        pairs = [tuple(sorted(self._found[key], reverse=True)) for key in keys]
        likeness = [1.0] * len(pairs)
        if self._nearest is not None:
            likeness = self._nearest.measure_likeness([some[0] for some in pairs])
        rates = map(self._rates.__getitem__, keys)
        return list(map(Candidate, keys, pairs, rates, likeness))

    def _add_indexed(self) -> None:
        probed = self._probe()
        is_plain = _is_young(self._state)
        nearest = self._nearest = _make_nearest(self._state, self._asked, is_plain=is_plain)
        nearest.gather(probed.rows)
        self._first = self._add_nearest(nearest.find(self._count))
        best = self._rate_best()
        if best >= (NEAR if probed.is_weak else GOOD):
            return
        is_costly = is_plain and self._state.indexed > _MOST_PLAIN_PAIRS
        if is_costly and best >= POOR and not probed.is_weak:
            self._add_nearest(nearest.find(self._more))
            return
        if probed.is_weak or best < FAIR:
            # What has a clause of the query is nearer than what has some of its characters.
            self._add_nearest(nearest.find_sharing(probed.rows, self._more))
        self._add_all(nearest, is_costly=is_costly)

    def _add_all(self, nearest: Nearest, *, is_costly: bool) -> None:
        if is_costly:
            from tmx.memory.index.scanning import find_in_all

            self._add_nearest(find_in_all(self._state, self._asked, self._more))
        else:
            nearest.gather_all()
            self._add_nearest(nearest.find(self._more))

    def _rate_best(self) -> float:
        return max(self._rates.values(), default=0.0)

    def _add_tail(self) -> None:
        length = len(self._key)
        tail = self._state.get_tail(self._side).items()
        shortest = max(1, length // 2)
        fitting = [each for each in tail if shortest <= len(each[1]) <= 2 * length]
        if length * sum(len(key) for _, key in fitting) > _MOST_WORK:
            fitting.sort(key=lambda each: abs(len(each[1]) - length))
            fitting = fitting[: self._count]
        self._add([number for number, _ in fitting], [key for _, key in fitting])

    def _probe(self) -> Probed:
        grams = find_key_grams(self._key)
        grams = grams[:: len(grams) // _MOST_GRAMS + 1]
        return probe(self._connection, self._side, grams, self._state.indexed)

    def _add_nearest(self, nearest: Sequence[int]) -> list[str]:
        """Add pairs, and return their keys."""
        if self._read:
            nearest = [number for number in nearest if number not in self._read]
        rows = queries.select_texts(self._connection, nearest, self._side)
        self._read.update(nearest)
        keys = fold_to_keys([text for _, text in rows])
        self._add([number for number, _ in rows], keys)
        return keys

    def _add(self, numbers: Sequence[int], keys: Sequence[str]) -> None:
        found = self._found
        for number, key in zip(numbers, keys, strict=True):
            if key in found:
                found[key].append(number)
            else:
                found[key] = [number]
        new = [key for key in dict.fromkeys(keys) if key not in self._rates]
        self._rates.update(zip(new, rate_keys(self._key, new), strict=True))


def _is_young(state: IndexState) -> bool:
    """Whether NumPy is not worth the time that it takes to load: for the first searches."""
    state.searches += 1
    return not is_loaded() and state.searches <= _MOST_PLAIN


def _make_nearest(state: IndexState, asked: Asked, *, is_plain: bool) -> Nearest:
    if is_plain:
        from tmx.memory.index.plain import PlainNearest

        return PlainNearest(state, asked)
    from tmx.memory.index.nearest import ArrayNearest

    return ArrayNearest(state, asked)
