"""A query and the units of one pair of texts → a match: the best unit, its rate and the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tmx.memory.matching.codes import have_same_codes
from tmx.memory.matching.contexts import Surroundings, find_agreeing, rate_agreeing
from tmx.memory.matching.differences import find_stretches, merge_stretches
from tmx.memory.matching.flags import FUZZY_CAP, compare_texts, find_cap, sort_flags
from tmx.memory.matching.penalties import find_deductions
from tmx.memory.records import (
    Difference,
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


class _Texts(NamedTuple):
    """What holds for all units of a pair."""

    is_equal: bool
    flags: frozenset[Flag]
    differences: tuple[Difference, ...]


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

    def judge(self, units: Sequence[StoredUnit], score: Score) -> Judged:
        """Choose the best of the units of one pair.

        Args:
            units: at least one.
            score: of their text.
        """
        text = units[0].get_variant(self._query.side).text
        texts = self._compared.get(text)
        if texts is None:
            texts = self._compared[text] = self._compare(text, score)
        return max((self._rate(each, texts, score) for each in units), key=_get_order)

    def _compare(self, text: str, score: Score) -> _Texts:
        ours = self._query.text
        if text == ours:
            return _Texts(True, frozenset(), ())
        stretches = find_stretches(ours, text)
        flags = compare_texts(ours, text, stretches, is_reordered=score.is_reordered)
        return _Texts(False, flags, merge_stretches(stretches))

    def _rate(self, unit: StoredUnit, texts: _Texts, score: Score) -> Judged:
        flags, agreeing = texts.flags, find_agreeing(self._query, self._around, unit)
        if not self._has_same_codes(unit, is_equal=texts.is_equal):
            flags |= {Flag.CODES}
        is_perfect = texts.is_equal and not flags
        base = rate_agreeing(agreeing) if is_perfect else min(score.points, find_cap(flags))
        deductions = find_deductions(self._query, unit, self._options.penalties, self._options.now)
        points = sum(each.points for each in deductions)
        match = Match(
            max(0, min(base, PERFECT) - points) if points else base,
            _name_kind(base),
            unit,
            self._query.side,
            score.similarity,
            texts.differences,
            sort_flags(flags),
            deductions,
            agreeing,
        )
        return Judged(match, (match.rate, match.similarity, base, texts.is_equal, *_rank(unit)))

    def _has_same_codes(self, unit: StoredUnit, *, is_equal: bool) -> bool:
        theirs = unit.get_variant(self._query.side).content
        return have_same_codes(self._query.content, theirs, at_same_places=is_equal)


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
