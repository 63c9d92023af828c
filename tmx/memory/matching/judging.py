"""A query and the units of one pair of texts → a match: the best unit, its rate and the reasons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple

from tmx.memory.matching.caps import FUZZY_CAP, NEGATION_CAP, find_cap, sort_flags
from tmx.memory.matching.codes import have_same_codes
from tmx.memory.matching.contexts import Surroundings, find_agreeing, rate_agreeing
from tmx.memory.matching.penalties import find_deductions
from tmx.memory.records import (
    Difference,
    Explanation,
    Flag,
    Match,
    MatchKind,
    MatchOptions,
    Query,
    Status,
    StoredUnit,
)

PERFECT = 100
"""The rate of equal texts with equal codes."""

_STATUSES = {
    Status.REVIEWED: 4,
    Status.TRANSLATED: 3,
    None: 2,
    Status.DRAFT: 1,
    Status.ALIGNED: 0,
    Status.REJECTED: -1,
}


@dataclass(frozen=True, slots=True)
class Score:
    """How alike the text of a query and another are.

    Args:
        similarity: in [0, 1].
        is_reordered: whether that is so after their clauses were put in one order.
    """

    similarity: float
    is_reordered: bool = False

    @property
    def points(self) -> int:
        """The similarity in whole hundredths, rounded down."""
        return int(self.similarity * 100 + 1e-9)


@dataclass(frozen=True, slots=True)
class Judged:
    """A match with what it is put in order by.

    Args:
        match: the match.
        order: greater is better.
    """

    match: Match
    order: tuple[Any, ...]


class _Compared(NamedTuple):
    """How two texts differ."""

    flags: frozenset[Flag] = frozenset()
    differences: tuple[Difference, ...] = ()


class _Texts(NamedTuple):
    """What holds for all units of a pair; `compare` is only asked where something rests on it."""

    is_equal: bool
    compare: Callable[[], _Compared]


class Judge:
    """Rates units for one query.

    Args:
        query: the query.
        around: the prints of its neighbours.
        options: what is taken off.
    """

    def __init__(self, query: Query, around: Surroundings, options: MatchOptions) -> None:
        self._query = query
        self._around = around
        self._options = options
        self._compared: dict[str, _Texts] = {}

    def judge(self, units: Sequence[StoredUnit], score: Score, *, count: int) -> Judged:
        """Choose the best of the units of one pair.

        Args:
            units: at least one.
            score: of their text.
            count: of all units of the pair that may be offered.
        """
        text = units[0].get_variant(self._query.side).text
        texts = self._compared.get(text)
        if texts is None:
            texts = self._compared[text] = self._compare(text, score)
        rated = (self._rate(each, texts, score, others=count - 1) for each in units)
        return max(rated, key=_get_order)

    def _compare(self, text: str, score: Score) -> _Texts:
        ours = self._query.text
        if text == ours:
            return _Texts(True, _Compared)
        return _Texts(False, cache(partial(_compare, ours, text, is_reordered=score.is_reordered)))

    def _rate(self, unit: StoredUnit, texts: _Texts, score: Score, *, others: int) -> Judged:
        agreeing = find_agreeing(self._query, self._around, unit)
        has_same_codes = self._has_same_codes(unit, is_equal=texts.is_equal)
        if texts.is_equal and has_same_codes:
            base = rate_agreeing(agreeing)
        else:
            base = _limit(score.points, texts)
        deductions = find_deductions(self._query, unit, self._options.penalties, self._options.now)
        points = sum(each.points for each in deductions)
        match = Match(
            max(0, min(base, PERFECT) - points) if points else base,
            _name_kind(base),
            unit,
            self._query.side,
            score.similarity,
            partial(_explain, texts, has_same_codes=has_same_codes),
            deductions,
            agreeing,
            others,
        )
        order = match.rate, match.similarity, base, texts.is_equal, len(agreeing), *_rank(unit)
        return Judged(match, order)

    def _has_same_codes(self, unit: StoredUnit, *, is_equal: bool) -> bool:
        theirs = unit.get_variant(self._query.side).content
        return have_same_codes(self._query.content, theirs, at_same_places=is_equal)


def _compare(ours: str, theirs: str, *, is_reordered: bool) -> _Compared:
    # Loaded here: that takes as long as ten matches, and of most nobody asks how they differ.
    from tmx.memory.matching.differences import find_stretches, merge_stretches
    from tmx.memory.matching.flags import compare_texts

    stretches = find_stretches(ours, theirs)
    flags = compare_texts(ours, theirs, stretches, is_reordered=is_reordered)
    return _Compared(flags, merge_stretches(stretches))


def _limit(points: int, texts: _Texts) -> int:
    """Return the rate of texts or codes that differ; below all caps flags change nothing."""
    return points if points <= NEGATION_CAP else min(points, find_cap(texts.compare().flags))


def _explain(texts: _Texts, *, has_same_codes: bool) -> Explanation:
    flags, differences = texts.compare()
    found = flags if has_same_codes else flags | {Flag.CODES}
    return Explanation(differences, sort_flags(found))


def _get_order(judged: Judged) -> tuple[Any, ...]:
    return judged.order


def _name_kind(base: int) -> MatchKind:
    if base <= FUZZY_CAP:
        return MatchKind.FUZZY
    return MatchKind.CONTEXT if base > PERFECT else MatchKind.EXACT


def _rank(unit: StoredUnit) -> tuple[int, float, int]:
    """Return what units of one rate are put in order by: status, date, number."""
    changed = float("-inf") if unit.changed is None else unit.changed.timestamp()
    return _STATUSES[unit.status], changed, unit.id
