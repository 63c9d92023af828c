"""Whether the numbers or dates of two texts in one language differ, however they are written."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import starmap
from typing import TypeAlias

from tmx.memory.matching.differences import Stretch
from tmx.memory.matching.numbers import (
    NUMBER_SIGN,
    NUMERALS,
    SEVERAL_BEFORE,
    SEVERAL_BEHIND,
    Amount,
    Date,
    Numbers,
    Value,
    read_numbers,
)
from tmx.memory.matching.periods import MONTH_NAMES, WEEKDAY_NAMES
from tmx.memory.records import Difference, Flag

_Place: TypeAlias = tuple[int, int]

_LONGEST = 60
_NEAR = 16
"""How far a number is from what says what it counts, in characters: a word and a space."""


def compare_numbers(
    text: str, other: str, stretches: Iterable[Stretch], *, is_reordered: bool = False
) -> frozenset[Flag]:
    """Say whether numbers or dates differ between two texts of one language.

    Values count, not how they are written: 三十 is 30, 1,000 is 1000, 2012年11月15日 is 2012-11-15.

    Args:
        text: one text.
        other: the other.
        stretches: in which they differ.
        is_reordered: their clauses stand in another order, and numbers with them.

    Returns:
        Some of NUMBER and DATE.
    """
    stretches = list(stretches)
    if not is_reordered and not _are_at_numbers(text, other, stretches):
        return frozenset()
    ours, theirs = read_numbers(text), read_numbers(other)
    places: list[tuple[_Place, _Place]] = []
    if ours.doubtful or theirs.doubtful:
        places = [*_pair_places(text, other, stretches), *_pair_kept(ours, stretches)]
    found = set() if _are_same(ours, theirs) else _compare_values(ours, theirs, places)
    if not found and not is_reordered:
        found = _compare_order(ours, theirs)
    if any(_differ_in_doubt(ours, theirs, *pair) for pair in places):
        found.add(Flag.NUMBER)
    return frozenset(found)


def _are_at_numbers(text: str, other: str, stretches: Iterable[Stretch]) -> bool:
    """Whether a number may be in a stretch or so near that it is read otherwise."""
    for each in stretches:
        place = each.difference
        if _has_number(text, place.start, place.stop):
            return True
        if _has_number(other, place.match_start, place.match_stop):
            return True
    return False


def _has_number(text: str, start: int, stop: int) -> bool:
    if not _may_have_number(text):
        return False
    return NUMBER_SIGN.search(text, max(0, start - _NEAR), stop + _NEAR) is not None


@lru_cache(maxsize=256)
def _may_have_number(text: str) -> bool:
    return NUMBER_SIGN.search(text) is not None


def _pair_places(
    text: str, other: str, stretches: Iterable[Stretch]
) -> Iterator[tuple[_Place, _Place]]:
    """Yield where the texts differ, with the Chinese numerals beside it."""
    for each in stretches:
        place = each.difference
        yield (
            _widen(text, place.start, place.stop),
            _widen(other, place.match_start, place.match_stop),
        )


def _pair_kept(ours: Numbers, stretches: Iterable[Stretch]) -> Iterator[tuple[_Place, _Place]]:
    """Yield where numerals stand that are in both texts, for one may count there and not here."""
    differences = [each.difference for each in stretches]
    starts = [each.start for each in differences]
    for start, stop in (*ours.sure, *ours.doubtful):
        index = bisect_left(starts, stop)
        before = differences[index - 1] if index else Difference(0, 0, 0, 0)
        if before.stop <= start:
            move = before.match_stop - before.stop
            yield (start, stop), (start + move, stop + move)


def _widen(text: str, start: int, stop: int) -> _Place:
    first, last = max(0, start - _LONGEST), min(len(text), stop + _LONGEST)
    while start > first and text[start - 1] in NUMERALS:
        start -= 1
    if SEVERAL_BEFORE.match(text, stop, last):
        stop += 1
    while stop < last and text[stop] in NUMERALS:
        stop += 1
    if start > first and SEVERAL_BEFORE.match(text, start - 1):
        start -= 1
    if stop < last and SEVERAL_BEHIND.match(text, stop):
        stop += 1
    return start, stop


def _differ_in_doubt(ours: Numbers, theirs: Numbers, here: _Place, there: _Place) -> bool:
    """Whether a numeral that may count nothing stands in place of another: 第一, 第二."""
    one, two = ours.doubtful.get(here), theirs.doubtful.get(there)
    return one is not None and two is not None and one != two


def _are_same(ours: Numbers, theirs: Numbers) -> bool:
    return (
        ours.values == theirs.values
        and ours.dates == theirs.dates
        and ours.currencies == theirs.currencies
        and ours.halves == theirs.halves
        and ours.before_christ == theirs.before_christ
        and ours.shares == theirs.shares
        and ours.periods == theirs.periods
    )


def _compare_values(
    ours: Numbers, theirs: Numbers, places: Iterable[tuple[_Place, _Place]]
) -> set[Flag]:
    left, right = _Rest(ours, theirs), _Rest(theirs, ours)
    for here, there in places:
        left.drop_doubtful(ours.sure.get(here), theirs.doubtful.get(there))
        right.drop_doubtful(theirs.sure.get(there), ours.doubtful.get(here))
    left.drop_parts(right)
    right.drop_parts(left)
    left.drop_named(ours, theirs)
    right.drop_named(theirs, ours)
    found = set()
    is_other_era = ours.before_christ != theirs.before_christ
    are_dates_left = any((*left.dates.values(), *right.dates.values()))
    date_marks = (ours.halves, theirs.halves), (ours.periods, theirs.periods)
    if are_dates_left or is_other_era or any(starmap(_are_replaced, date_marks)):
        found.add(Flag.DATE)
    are_left = any((*left.values.values(), *right.values.values()))
    marks = (ours.currencies, theirs.currencies), (ours.shares, theirs.shares)
    if are_left or any(starmap(_are_replaced, marks)):
        found.add(Flag.NUMBER)
    return found


def _are_replaced(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether either text has a mark that the other lacks; one alone may be said in other words."""
    left, right = Counter(ours), Counter(theirs)
    return bool(left - right and right - left)


class _Rest:
    """The numbers of a text that the other text does not have."""

    def __init__(self, ours: Numbers, theirs: Numbers) -> None:
        self.values = Counter(ours.values) - Counter(theirs.values)
        self.dates = Counter(ours.dates) - Counter(theirs.dates)

    def drop_doubtful(self, sure: Amount | None, doubtful: Amount | str | None) -> None:
        """Take out a number in whose place the other text has one that may be none: 1个, 一个."""
        if sure is None or sure != doubtful:
            return
        if self.values[Value(sure)] > 0:
            self.values[Value(sure)] -= 1
            return
        for date in [each for each in self.dates if _list_parts(each) == [sure]][:1]:
            self.dates[date] -= 1

    def drop_parts(self, far: "_Rest") -> None:
        """Take out dates whose parts are plain numbers there: in 2012, the 2012 report."""
        for date in list(self.dates.elements()):
            parts = Counter(Value(part) for part in _list_parts(date))
            if parts and parts <= far.values:
                far.values.subtract(parts)
                self.dates[date] -= 1

    def drop_named(self, ours: Numbers, theirs: Numbers) -> None:
        """Take out months and weekdays that the other text has in short, unread: Monday, Mon."""
        for date in self.dates:
            name = _name_date(date)
            count = ours.periods.count(name) if name else 0
            if count and ours.dates.count(date) <= count == theirs.periods.count(name):
                self.dates[date] = 0


def _name_date(date: Date) -> str:
    """Return how a date is named that is a month or a weekday alone, "" for another."""
    match date:
        case (None, int(month), None, None):
            return MONTH_NAMES[month]
        case (None, None, None, int(weekday)):
            return WEEKDAY_NAMES[weekday - 1]
    return ""


def _list_parts(date: Date) -> list[Amount]:
    return [each for each in date[:3] if each is not None]


def _compare_order(ours: Numbers, theirs: Numbers) -> set[Flag]:
    found = set()
    if _are_exchanged(ours.values, theirs.values):
        found.add(Flag.NUMBER)
    if _are_exchanged(ours.dates, theirs.dates):
        found.add(Flag.DATE)
    return found


def _are_exchanged(ours: tuple[object, ...], theirs: tuple[object, ...]) -> bool:
    return ours != theirs and Counter(ours) == Counter(theirs)
