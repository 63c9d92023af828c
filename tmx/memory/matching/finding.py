"""A query and a memory → matches: candidates are gathered, and judged from the best down.

Flags cost time, and only the best are shown. So each candidate has a rate that it cannot exceed,
and judging ends where nothing that is left may come before what was found.
"""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

from tmx.memory.filtering import make_condition
from tmx.memory.folding import find_print_range, fold_text
from tmx.memory.index.candidates import find_candidates
from tmx.memory.index.records import Candidate
from tmx.memory.index.state import get_state
from tmx.memory.matching.caps import FUZZY_CAP
from tmx.memory.matching.clauses import split_clauses
from tmx.memory.matching.contexts import MOST_AGREEING, Surroundings, read_surroundings
from tmx.memory.matching.judging import PERFECT, Judge, Judged, Score
from tmx.memory.matching.scoring import (
    GAIN,
    ORDER_PENALTY,
    measure_grams,
    measure_order_gain,
    measure_reordered,
)
from tmx.memory.queries import units as queries
from tmx.memory.queries.matching import OFFERED, agrees, holds_pair
from tmx.memory.rating import rate_keys
from tmx.memory.records import Match, MatchOptions, Query, StoredUnit
from tmx.memory.store import Memory

# The nearest keys; more of them only where the units of these are not wanted.
_COUNTS = (32, 256, 2048)
# Of more that are equally near, the newest are judged; all whose texts are equal are.
_MOST_TIED = 32
# What a likeness may be wrong by.
_DOUBT = 0.15
# Texts whose clauses are put in order, for each match that is asked for.
_REORDERED = 2
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
        The best first: by rate, similarity, neighbours and id that agree, status, date, number.
        The same two texts come once, with the unit that fits best. Rejected units are never among
        them.

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
        self._letters: dict[int, float] = {}
        self._nearest: _Found | None = None

    def run(self) -> tuple[Match, ...]:
        seen: set[int] = set()
        self._judge_all(self._find_equal(), seen)
        for count in _COUNTS if self._wants_fuzzy() else ():
            candidates = find_candidates(self._memory, self._key, self._query.side, count=count)
            self._judge_all(self._score([*candidates, *self._find_in_tail(candidates)]), seen)
            self._judge_nearest(seen)
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
        texts = queries.select_texts_between_prints(self._connection, side, *find_print_range(text))
        nearness = rate_keys(text, [found for _, found in texts])
        return [
            _Found(MOST_AGREEING if found == text else FUZZY_CAP, Score(1.0), near, number)
            for (number, found), near in zip(texts, nearness, strict=True)
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
        found = [
            (key, number)
            for number, key in tail.items()
            if key not in known and measure_grams(self._key, key) >= cut
        ]
        rates = rate_keys(self._key, [key for key, _ in found])
        return [
            Candidate(key, (number,), rate)
            for (key, number), rate in zip(found, rates, strict=True)
        ]

    def _score(self, candidates: Sequence[Candidate]) -> list[_Found]:
        others = [each for each in candidates if each.key != self._key]
        texts = self._read_reordered(others)
        # A little less, for what is lost in rounding.
        least = self._options.min_rate / PERFECT - 1e-6
        found = []
        for each in others:
            if each.similarity < least and each.pair not in texts:
                continue
            score = self._improve(each.similarity, texts.get(each.pair))
            bound = min(score.points, FUZZY_CAP)
            if bound >= self._options.min_rate:
                found += [_Found(bound, score, 0.0, pair) for pair in each.pairs]
                if texts:
                    self._note_letters(found[-1], each)
        return found

    def _note_letters(self, found: _Found, candidate: Candidate) -> None:
        """Remember how alike texts are letter by letter, where some are judged by their clauses."""
        nearest = self._nearest and self._letters[self._nearest.pair]
        if nearest is None or candidate.similarity > nearest:
            self._nearest = found
        self._letters.update(dict.fromkeys(candidate.pairs, candidate.similarity))

    def _read_reordered(self, candidates: Sequence[Candidate]) -> dict[int, str]:
        """Return the texts of the candidates whose clauses may stand in another order.

        Not of all where there are many: of those that would gain most. Of none where a text is as
        near as it stands as another can come by that.
        """
        most_alike = max((each.similarity for each in candidates), default=1.0)
        if most_alike >= 1 - ORDER_PENALTY or len(split_clauses(self._query.text)) < 2:
            return {}
        cut = self._options.min_rate / PERFECT
        most = _REORDERED * max(1, self._options.limit)
        likely = [
            each for each in candidates if each.likeness + _DOUBT > max(cut, each.similarity + GAIN)
        ]
        likely.sort(key=lambda each: each.likeness, reverse=True)
        unsure = sum(each.likeness == 1 for each in likely)
        gains = {}
        for each in likely[: unsure + 2 * most]:
            gain = measure_order_gain(self._key, each.key, each.similarity, cut)
            if gain:
                gains[each.pair] = gain + each.similarity
        best = nlargest(most, gains, key=gains.__getitem__)
        if not best:
            return {}
        return queries.select_pair_texts(self._connection, best, self._query.side)

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

    def _judge_nearest(self, seen: set[int]) -> None:
        """Judge what is nearest letter by letter, if only others in another order were judged."""
        if self._nearest and self._nearest.pair not in seen:
            self._judge_batch([self._nearest])
            seen.add(self._nearest.pair)

    def _judge_batch(self, batch: Sequence[_Found]) -> None:
        scores = {each.pair: each.score for each in batch}
        for pair, units, count in self._units.read(scores):
            judged = self._judge.judge(units, scores[pair], count=count)
            if judged.match.rate >= self._options.min_rate:
                self._judged.append(judged)
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
        """Take the best, and of several always one that is nearest letter by letter."""
        matches = [each.match for each in self._judged]
        best = matches[0].rate if matches else 0
        shared = sum(each.rate == best for each in matches) if best >= PERFECT else 0
        count = max(self._options.limit, shared)
        chosen, others = matches[:count], matches[count:]
        if not shared and count > 1 and not any(map(self._is_nearest, chosen)):
            nearest = next(filter(self._is_nearest, others), None)
            chosen = [*chosen[:-1], nearest] if nearest else chosen
        return tuple(chosen)

    def _is_nearest(self, match: Match) -> bool:
        if self._nearest is None:
            return True
        # What has the same key is in no list.
        return self._letters.get(match.unit.pair, 1.0) >= self._letters[self._nearest.pair]


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

    def read(self, pairs: Collection[int]) -> list[tuple[int, list[StoredUnit], int]]:
        """Return each pair that has units to offer, with these and how many there are."""
        units = queries.select_units_of_pairs(self._connection, list(pairs), self._condition)
        first = list(islice(units, _MOST_UNITS + 1))
        if len(first) <= _MOST_UNITS:
            found = [(pair, some, len(some)) for pair, some in _group(first).items()]
        else:
            found = [(pair, *some) for pair in pairs if (some := self._read_crowd(pair))[1]]
        self.is_thinned = self.is_thinned or len(found) < len(pairs)
        return found

    def _read_crowd(self, pair: int) -> tuple[list[StoredUnit], int]:
        """Read the newest units of a pair and those that may agree with the context, and count."""
        condition = self._condition & holds_pair(pair)
        count = sum(1 for _ in queries.select_numbers(self._connection, condition))
        newest = queries.select_units_of_pairs(self._connection, [pair], self._condition)
        agreeing = queries.select_units_of_pairs(
            self._connection, [pair], self._condition & self._agreeing
        )
        units = [*islice(newest, _MOST_UNITS), *islice(agreeing, _MOST_UNITS)]
        return list({each.id: each for each in units}.values()), count


def _group(units: Iterable[StoredUnit]) -> dict[int, list[StoredUnit]]:
    found: dict[int, list[StoredUnit]] = {}
    for unit in units:
        found.setdefault(unit.pair, []).append(unit)
    return found
