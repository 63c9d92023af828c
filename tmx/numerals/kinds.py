"""Quantities → numbers: what each one counts, and the months that are written as words."""

import re
from collections.abc import Iterator
from fractions import Fraction

from tmx.numerals.quantities import Quantity
from tmx.numerals.records import Number, NumberKind
from tmx.numerals.scan import Scan

_NAMES = "january february march april may june july august september october november december"
_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS = {"sept": 9} | {
    name: month for names in (_NAMES, _SHORT) for month, name in enumerate(names.split(), 1)
}
# Also a verb, a name or an adjective; the short forms may be anything.
_AMBIGUOUS = frozenset({"march", "april", "may", "june", "august", "sept", *_SHORT.split()})
_WORDS_BEFORE_MONTH = (
    "in of since by until till from to through during before after between and or last next this"
    " early late mid every each"
)
_WORDS_BEFORE_YEAR = (
    "in of since by until till from to through during before after between and early late mid year"
    " circa around spring summer autumn fall winter"
)
_BEFORE_MONTH = frozenset(_WORDS_BEFORE_MONTH.split())
_BEFORE_YEAR = frozenset(_WORDS_BEFORE_YEAR.split()) | set(MONTHS)
_PERCENT = re.compile(
    r"\s?%|[ -]?(?:percent(?:age[ -]points?)?|per cent|pct)(?![A-Za-z])|\s?(?:个|個)?百分[点點]",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:-{1,2}|–|—|~|～|〜|至|到|to)\s?", re.IGNORECASE)
# 日 is no day in 日元, 日本, 日内, 日前 …
_NOT_AFTER_DAY = "元圆圓本内內后後以之间間游遊均语語文军軍方币幣"
_LONG = 24


def name_numbers(scan: Scan, quantities: list[Quantity]) -> list[Number]:
    """Say of each quantity what it counts.

    Args:
        scan: the text.
        quantities: all of the text, in order.

    Returns:
        The numbers in order; weak quantities only where they are part of a date.
    """
    namer = _Namer(scan, quantities)
    return sorted([*namer.name(), *namer.months], key=lambda number: number.start)


class _Namer:
    def __init__(self, scan: Scan, quantities: list[Quantity]) -> None:
        self._scan = scan
        self._quantities = quantities
        self._at = {each.first: each for each in quantities}
        self._ending = {each.last: each for each in quantities}
        self._kinds: dict[int, NumberKind] = {}
        self.months: list[Number] = []

    def name(self) -> Iterator[Number]:
        self._name_iso_dates()
        self._name_english_dates()
        previous: Quantity | None = None
        for each in self._quantities:
            kind = self._find_kind(each, previous)
            if kind is not None:
                self._kinds.setdefault(each.start, kind)
            previous = each
        self._spread_over_ranges()
        for each in self._quantities:
            kind = self._kinds.get(each.start)
            if kind is not None or not each.is_weak:
                yield Number(each.value, each.start, each.stop, kind or NumberKind.NUMBER)

    def _find_kind(self, each: Quantity, previous: Quantity | None) -> NumberKind | None:
        after = self._scan.after(each.stop, _LONG)
        if each.is_percent or _PERCENT.match(after):
            return NumberKind.PERCENT
        mark = after.lstrip(" ")[:1]
        if mark == "年":
            return NumberKind.YEAR if each.is_between(1000, 2999) else None
        if mark == "月":
            return NumberKind.MONTH if each.is_between(1, 12) else None
        if mark in ("日", "号", "號"):
            return NumberKind.DAY if self._is_chinese_day(each, previous) else None
        return NumberKind.YEAR if self._is_english_year(each) else None

    def _is_chinese_day(self, each: Quantity, previous: Quantity | None) -> bool:
        if not each.is_between(1, 31):
            return False
        if previous is not None and self._kinds.get(previous.start) == NumberKind.MONTH:
            between = self._between(previous, each).replace(" ", "")
            if between in ("月", "月份"):
                return True
        after = self._scan.after(each.stop, 4).lstrip(" ")
        follows = after[1:2] not in tuple(_NOT_AFTER_DAY)
        return after.startswith("日") and follows and not each.is_weak

    def _between(self, left: Quantity, right: Quantity) -> str:
        return self._scan.text[left.stop : min(right.start, left.stop + _LONG)]

    def _is_english_year(self, each: Quantity) -> bool:
        token = self._scan.tokens[each.first]
        if token.kind != "arabic" or each.first != each.last or not each.is_between(1500, 2099):
            return False
        before = self._scan.get(each.first - 1)
        is_led = (
            before is not None
            and before.kind == "word"
            and before.text.lower() in _BEFORE_YEAR
            and self._scan.gap(each.first) in (" ", "-", ", ", ". ")
        )
        around = self._scan.before(each.start, 1), self._scan.after(each.stop, 1)
        return is_led or around in (("(", ")"), ("（", "）")) or self._is_decade(each)

    def _is_decade(self, each: Quantity) -> bool:
        ending = self._scan.get(each.last + 1)
        is_s = ending is not None and ending.text == "s" and each.value % 10 == 0
        return is_s and self._scan.gap(each.last + 1) in ("", "'")

    def _name_iso_dates(self) -> None:
        """Name the parts of 2012-11-15 and 2012/11/15."""
        for year, month, day in zip(
            self._quantities, self._quantities[1:], self._quantities[2:], strict=False
        ):
            signs = {self._between(year, month), self._between(month, day)}
            fits = month.is_between(1, 12) and day.is_between(1, 31)
            if fits and year.is_between(1000, 2999) and signs in ({"-"}, {"/"}):
                self._set(year, NumberKind.YEAR)
                self._set(month, NumberKind.MONTH)
                self._set(day, NumberKind.DAY)

    def _set(self, each: Quantity | None, kind: NumberKind) -> None:
        if each is not None:
            self._kinds[each.start] = kind

    def _name_english_dates(self) -> None:
        for index, token in enumerate(self._scan.tokens):
            month = MONTHS.get(token.text.lower()) if token.kind == "word" else None
            if month is not None and token.text[0].isupper():
                self._name_month(index, month)

    def _name_month(self, index: int, month: int) -> None:
        token = self._scan.tokens[index]
        before, after = self._day_before(index), self._number_after(index, 1, 31)
        year = self._number_after(index, 1000, 2999)
        if before is not None:
            after = None
        is_dated = any(each is not None for each in (before, after, year))
        if not is_dated and token.text.lower() in _AMBIGUOUS and not self._is_led(index):
            return
        self.months.append(Number(Fraction(month), token.start, token.stop, NumberKind.MONTH))
        self._set(before or after, NumberKind.DAY)
        self._set(year or self._year_behind(after), NumberKind.YEAR)

    def _day_before(self, index: int) -> Quantity | None:
        """Find the day in 15 November, 15th of November."""
        last = index - 1
        if self._is_word(last, "of") and self._scan.gap(index) == " ":
            index, last = last, last - 1
        day = self._ending.get(last)
        is_day = day is not None and day.is_between(1, 31) and self._scan.gap(index) in (" ", "-")
        return day if is_day else None

    def _number_after(self, index: int, low: int, high: int) -> Quantity | None:
        """Find the day or year in November 15, Nov. 15, November the 15th, Nov., 2012."""
        first = index + 1
        has_article = self._is_word(first, "the")
        first += has_article
        number = self._at.get(first)
        fits = number is not None and number.is_between(low, high)
        gaps = {" "} if has_article else {" ", ". ", ", ", "., ", "-", ""}
        return number if fits and self._scan.gap(first) in gaps else None

    def _year_behind(self, day: Quantity | None) -> Quantity | None:
        """Find the year in November 15, 2012 and November 15-17, 2012."""
        if day is None:
            return None
        year = self._at.get(day.last + 1)
        if (
            year is not None
            and year.is_between(1, 31)
            and _RANGE.fullmatch(self._between(day, year))
        ):
            self._set(year, NumberKind.DAY)
            day, year = year, self._at.get(year.last + 1)
        fits = year is not None and year.is_between(1000, 2999)
        return year if fits and self._scan.gap(day.last + 1) in (" ", ", ") else None

    def _is_led(self, index: int) -> bool:
        before = self._scan.get(index - 1)
        if before is None or self._scan.gap(index) not in (" ", "-"):
            return False
        return before.text.lower() in _BEFORE_MONTH

    def _is_word(self, index: int, word: str) -> bool:
        token = self._scan.get(index)
        return token is not None and token.text.lower() == word

    def _spread_over_ranges(self) -> None:
        """Give the first number of a range the kind of the last: 35-40%, 15至17日."""
        for left, right in zip(self._quantities, self._quantities[1:], strict=False):
            kind = self._kinds.get(right.start)
            if kind is None or left.start in self._kinds:
                continue
            if _RANGE.fullmatch(self._between(left, right)) and _fits(left, kind):
                self._kinds[left.start] = kind


def _fits(each: Quantity, kind: NumberKind) -> bool:
    limits = {
        NumberKind.YEAR: (1000, 2999),
        NumberKind.MONTH: (1, 12),
        NumberKind.DAY: (1, 31),
    }
    return kind == NumberKind.PERCENT or (kind in limits and each.is_between(*limits[kind]))
