"""A query and a memory → matches: candidates are gathered, and judged from the best down.

Flags cost time, and only the best are shown. So each candidate has a rate that it cannot exceed,
and judging ends where nothing that is left may come before what was found.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from tmx.memory.filtering import make_condition
from tmx.memory.folding import find_print_range, fold_text
from tmx.memory.index import Candidate, find_candidates
from tmx.memory.index.state import get_state
from tmx.memory.matching.clauses import split_clauses
from tmx.memory.matching.contexts import MOST_AGREEING, Surroundings, read_surroundings
from tmx.memory.matching.flags import FUZZY_CAP
from tmx.memory.matching.judging import PERFECT, Judge, Judged, Score
from tmx.memory.matching.scoring import (
    may_be_reordered,
    measure_grams,
    measure_keys,
    measure_reordered,
)
from tmx.memory.queries import units as queries
from tmx.memory.queries.matching import OFFERED, agrees, holds_pair
from tmx.memory.records import Match, MatchOptions, Query, StoredUnit
from tmx.memory.store import Memory

# The nearest keys; more of them only where the units of these are not wanted.
_COUNTS = (60, 480, 3840)
# Of more that are equally near, the newest are judged; all whose texts are equal are.
_MOST_TIED = 32
# Of a pair with more units, the newest are looked at and those that agree with the context.
_MOST_UNITS = 200


class _Found(NamedTuple):
    """A pair that may match.

    Args:
        bound: the rate that it cannot exceed.
        score: of its key.
        nearness: of its text, in [0, 1], where the keys are equal; else 0.
        pair: its number.
    """

    bound: int
    score: Score
    nearness: float
    pair: int


def find_matches(
    memory: Memory, query: Query, options: MatchOptions | None = None
) -> tuple[Match, ...]:
    """Find what a segment can be translated with, and say how each match differs from it.

    Every unit whose text is that of the query, or has the same key, is found. Of others, those
    whose keys are nearest, also if their clauses stand in another order. A rate is 100 or more
    only where texts and inline codes are equal.

    Args:
        memory: open.
        query: the segment, with its side, tags and context.
        options: how many, from which rate on, of which units, and what is taken off; None: as
            they are by default.

    Returns:
        The best first: by rate, similarity, status, date, number. The same two texts come once,
        with the unit that fits best. Rejected units are never among them.

    Raises:
        TmxError: the file is damaged, or the filter names no language or script.
    """
    with memory.read() as connection:
        return _Search(memory, connection, query, options or MatchOptions()).run()


class _Search:
    def __init__(
        self, memory: Memory, connection: sqlite3.Connection, query: Query, options: MatchOptions
    ) -> None:
        self._memory = memory
        self._connection = connection
        self._query = query
        self._options = options
        self._key = fold_text(query.text)
        self._around = read_surroundings(query.context)
        self._judge = Judge(query, self._around, options)
        self._units = _Units(connection, query, options, self._around)
        self._judged: list[Judged] = []

    def run(self) -> tuple[Match, ...]:
        seen: set[int] = set()
        self._judge_all(self._find_equal(), seen)
        for count in _COUNTS if self._wants_fuzzy() else ():
            candidates = find_candidates(self._memory, self._key, self._query.side, count=count)
            self._judge_all(self._score([*candidates, *self._find_in_tail(candidates)]), seen)
            is_all = len(candidates) < count or not self._units.is_thinned
            if is_all or not self._is_open(0, 0.0):
                break
        return self._choose()

    def _wants_fuzzy(self) -> bool:
        is_low = self._options.min_rate <= FUZZY_CAP
        return bool(self._key) and is_low and self._is_open(FUZZY_CAP, 1.0)

    def _find_equal(self) -> list[_Found]:
        """Find the pairs whose text on the side has the same key; the index is not needed."""
        side, text = self._query.side, self._query.text
        numbers = queries.select_pairs_between_prints(
            self._connection, side, *find_print_range(text)
        )
        texts = queries.select_pair_texts(self._connection, numbers, side)
        nearness = measure_keys(text, list(texts.values()))
        return [
            _Found(MOST_AGREEING if found == text else FUZZY_CAP, Score(1.0), near, number)
            for (number, found), near in zip(texts.items(), nearness, strict=True)
            if found == text or (self._key and fold_text(found) == self._key)
        ]

    def _find_in_tail(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Find pairs not indexed yet that share grams; what is nearest letter by letter is known.

        The index finds texts whose clauses stand in another order by itself.
        """
        tail = get_state(self._memory).get_tail(self._query.side)
        if len(tail) <= len(candidates):
            return []
        known = {each.key for each in candidates}
        cut = self._options.min_rate / PERFECT
        return [
            Candidate(key, (number,))
            for number, key in tail.items()
            if key not in known and measure_grams(self._key, key) >= cut
        ]

    def _score(self, candidates: Sequence[Candidate]) -> list[_Found]:
        others = [each for each in candidates if each.key != self._key]
        similarities = measure_keys(self._key, [each.key for each in others])
        texts = self._read_reordered(others, similarities)
        # A little less, for what is lost in rounding.
        least = self._options.min_rate / PERFECT - 1e-6
        found = []
        for each, similarity in zip(others, similarities, strict=True):
            if similarity < least and each.pair not in texts:
                continue
            score = self._improve(similarity, texts.get(each.pair))
            bound = min(score.points, FUZZY_CAP)
            if bound >= self._options.min_rate:
                found += [_Found(bound, score, 0.0, pair) for pair in each.pairs]
        return found

    def _read_reordered(
        self, candidates: Sequence[Candidate], similarities: Sequence[float]
    ) -> dict[int, str]:
        """Return the texts of the candidates whose clauses may stand in another order."""
        if len(split_clauses(self._query.text)) < 2:
            return {}
        cut = self._options.min_rate / PERFECT
        numbers = [
            each.pair
            for each, similarity in zip(candidates, similarities, strict=True)
            if may_be_reordered(self._key, each.key, similarity, cut)
        ]
        if not numbers:
            return {}
        return queries.select_pair_texts(self._connection, numbers, self._query.side)

    def _improve(self, similarity: float, text: str | None) -> Score:
        reordered = 0.0 if text is None else measure_reordered(self._query.text, text)
        if reordered > similarity:
            return Score(reordered, is_reordered=True)
        return Score(similarity)

    def _judge_all(self, found: Iterable[_Found], seen: set[int]) -> None:
        """Judge from the best down, as long as one may come before what was found."""
        waiting = sorted(
            (each for each in found if each.pair not in seen),
            key=lambda each: (each.bound, each.score.similarity, each.nearness, each.pair),
            reverse=True,
        )
        size = max(1, self._options.limit)
        for start in range(0, len(waiting), size):
            batch = waiting[start : start + size]
            if not self._is_open(batch[0].bound, batch[0].score.similarity):
                break
            self._judge_batch(batch)
            seen.update(each.pair for each in batch)

    def _judge_batch(self, batch: Sequence[_Found]) -> None:
        scores = {each.pair: each.score for each in batch}
        for pair, units, count in self._units.read(scores):
            judged = self._judge.judge(units, scores[pair])
            if judged.match.rate >= self._options.min_rate:
                match = replace(judged.match, others=count - 1)
                self._judged.append(Judged(match, judged.order))
        self._judged.sort(key=lambda each: each.order, reverse=True)

    def _is_open(self, bound: int, similarity: float) -> bool:
        """Whether a match of this rate and similarity may be among those that are shown."""
        most = max(1, self._options.limit)
        if len(self._judged) < most:
            return True
        last = self._judged[most - 1].match
        found, possible = (last.rate, last.similarity), (bound, similarity)
        return found < possible or (found == possible and len(self._judged) < _MOST_TIED)

    def _choose(self) -> tuple[Match, ...]:
        matches = [each.match for each in self._judged]
        best = matches[0].rate if matches else 0
        shared = sum(each.rate == best for each in matches) if best >= PERFECT else 0
        return tuple(matches[: max(self._options.limit, shared)])


class _Units:
    """Reads the units of pairs that may be offered.

    Attributes:
        is_thinned: whether a pair was met of which none may.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        query: Query,
        options: MatchOptions,
        around: Surroundings,
    ) -> None:
        self._connection = connection
        self._condition = make_condition(connection, options.units) & OFFERED
        self._agreeing = agrees(query.side, *around, query.id or None)
        self.is_thinned = False

    def read(self, pairs: Iterable[int]) -> Iterator[tuple[int, Sequence[StoredUnit], int]]:
        """Yield each pair that has units to offer, with these and how many there are."""
        counts = queries.count_units_of_pairs(self._connection, list(pairs))
        few = [pair for pair, count in counts.items() if count <= _MOST_UNITS]
        found: dict[int, list[StoredUnit]] = {}
        for unit in queries.select_units_of_pairs(self._connection, few, self._condition):
            found.setdefault(unit.pair, []).append(unit)
        yield from ((pair, units, len(units)) for pair, units in found.items())
        for pair in counts.keys() - set(few):
            units, count = self._read_crowd(pair)
            if units:
                found[pair] = units
                yield pair, units, count
        self.is_thinned = self.is_thinned or len(found) < len(counts)

    def _read_crowd(self, pair: int) -> tuple[list[StoredUnit], int]:
        """Read the newest units of a pair, and those that may agree with the context."""
        condition = self._condition & holds_pair(pair)
        count = sum(1 for _ in queries.select_numbers(self._connection, condition))
        newest = queries.select_units_of_pairs(self._connection, [pair], self._condition)
        agreeing = queries.select_units_of_pairs(
            self._connection, [pair], self._condition & self._agreeing
        )
        units = [*islice(newest, _MOST_UNITS), *islice(agreeing, _MOST_UNITS)]
        return list({each.id: each for each in units}.values()), count
