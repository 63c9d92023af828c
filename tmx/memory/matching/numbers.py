"""Text → its numbers and dates, as values that compare between texts of one language.

`tmx.numerals` finds what surely counts something, in either language; between two texts of one
language more can be said, for what it leaves out (第一, "second", 周三) stands in both.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import NamedTuple, TypeAlias

from tmx.lazy import compile_later
from tmx.memory.folding import fold_text
from tmx.memory.matching.marks import (
    CURRENCY_SIGNS,
    count_before_christ,
    find_currencies,
    find_halves,
    find_shares,
)
from tmx.memory.matching.parts import find_parts
from tmx.memory.matching.periods import CALENDAR_NAMES, DAYTIMES, find_periods
from tmx.numerals import Number, NumberKind, find_numbers
from tmx.numerals.chinese import parse_chinese, parse_digits, parse_scales
from tmx.numerals.english import ORDINALS, SCALES, SMALL, TENS
from tmx.numerals.kinds import MONTHS
from tmx.numerals.scan import CHINESE_NUMERALS

_KINDS = (NumberKind.YEAR, NumberKind.MONTH, NumberKind.DAY)
_INSIDE_DATE = compile_later(r"[\s,./年月日号號份-]*(?:of\s|the\s)*\s*")
_DOTTED_DATE = compile_later(r"(?<![0-9])([0-9]{4})[./]([0-9]{1,2})[./]([0-9]{1,2})(?![0-9])")
# "may" and "march" are other words where they are small.
_SMALL_MONTH = compile_later(
    r"(?<![^\W_])(?:january|february|april|june|july|august|september|october|november|december)"
    r"(?![^\W_])"
)
_THIN_SPACES = compile_later("(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_BEFORE = compile_later(
    rf"(?:(?:^|(?<![^\W_]|[)）\]％%])|(?<=[\u3400-\u9fff])(?<![{CHINESE_NUMERALS}]))(?P<dash>[-−－﹣–])"
    r"|(?P<below>零下|[负負]|\b[Mm]inus\s)|(?P<compared>[<>≤≥≦≧±≠＜＞]))\s?$",
)
_COMPARED = {"≦": "≤", "≧": "≥", "＜": "<", "＞": ">"}
_PARTS = {"‰": 1000, "‱": 10000}
_WEEKDAY = compile_later(
    r"(?:星期|[礼禮]拜|[周週])(?P<character>[一二三四五六日天])(?![次个個回趟年月天])"
    r"|\b(?P<word>mon|tues|wednes|thurs|fri|satur|sun)days?\b",
    re.IGNORECASE,
)
_CHARACTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7}
_DAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_WORDS = dict(zip(_DAYS, range(1, 8), strict=True))
_STRUCTURE = "part|chapter|article|section|annex|appendix|schedule|volume|book|phase|type|title"
_STRUCTURE += "|class|category|grade|level|stage|table|figure|war|unit|act|scene|division|paragraph"
# A Chinese character may stand beside: III期.
_NO_LETTER = "[a-zA-Z0-9_\u00c0-\u024f]"
_ROMAN = compile_later(
    rf"(?<!{_NO_LETTER})(?:[IVX]{{2,}}|(?i:(?:{_STRUCTURE})s?)\s(?P<one>[IVX]))"
    rf"(?!{_NO_LETTER}|['’])"
)
_ROMAN_NUMERAL = compile_later("X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
# What the finder of numbers leaves out because it may count nothing.
_DOUBTFUL_WORDS: dict[str, int | Fraction] = {
    "one": 1, "single": 1, "first": 1, "once": 1,
    "two": 2, "second": 2, "twice": 2, "double": 2,
    "triple": 3, "thrice": 3, "quadruple": 4, "half": Fraction(1, 2), "dozen": 12,
    "hundred": 100, "hundreds": 100,
    "thousand": 1000, "thousands": 1000,
    "million": 10**6, "millions": 10**6,
    "billion": 10**9, "billions": 10**9,
    "trillion": 10**12, "trillions": 10**12,
}  # fmt: skip
_SCALE_SIGNS = "十拾百佰千仟万萬亿億"
# 人数十名 is no 数十名.
_SEVERAL = f"(?:[几幾]|(?<![人总總次分系係参參函指倍字点點页頁])[数數])(?=[{_SCALE_SIGNS}])"
_DOUBTFUL = compile_later(
    rf"(?P<several>{_SEVERAL}[{_SCALE_SIGNS}]+|[{CHINESE_NUMERALS}]*[{_SCALE_SIGNS}][几幾])"
    rf"|[{CHINESE_NUMERALS}]+|(?P<digits>[0-9]{{61,}})"
    rf"|(?<![^\W_])(?P<word>{'|'.join(_DOUBTFUL_WORDS)})(?![^\W_])",
    re.IGNORECASE,
)
_MAX_NUMERAL = 60
_OTHER_DIGITS = compile_later(r"(?![0-9])\d")
# Where all characters stand that are numbers and no digits, among others.
_ENCLOSED = (
    "\u00b2-\u00be\u09f4-\u1fff\u2070-\u2189\u2460-\u2793\u2cfd\u3007-\u303a\u3192-\u32bf"
    "\ua620-\ua8ff\U00010000-\U0001ffff"
)
_DIGITS = "0-9零〇○一二三四五六七八九"
_FINAL_ZEROS = compile_later(f"[.点點][{_DIGITS}]*?([0零〇○]+)(?![{_DIGITS}])")
_MAYBE_ENCLOSED = compile_later(f"[{_ENCLOSED}]")
_NUMBER_WORDS = [
    *(*SMALL, *TENS, *ORDINALS, *SCALES, *_DOUBTFUL_WORDS, *MONTHS),
    *("quarter", "minus", *(f"{day}day" for day in _DAYS)),
]
NUMBER_SIGN = compile_later(
    rf"[\d{CHINESE_NUMERALS}周週期拜旬午负負%‰‱{CURRENCY_SIGNS}{_ENCLOSED}]|[上下]半年"
    rf"|(?<![^\W_])(?:(?i:{'|'.join(_NUMBER_WORDS)})(?:s|th)?|[VX]|{CALENDAR_NAMES}|{DAYTIMES}"
    rf"|(?i:(?:{_STRUCTURE})s?)\s[IVX])(?![^\W_])|[IVX]{{2,}}"
)
"""What any number or date has; other texts have it too."""

NUMERALS = frozenset(CHINESE_NUMERALS)
"""The characters of Chinese numerals."""

SEVERAL_BEFORE = compile_later(_SEVERAL)
SEVERAL_BEHIND = compile_later(f"(?<=[{_SCALE_SIGNS}])[几幾]")
"""What belongs to a numeral and leaves open how many it is: 几十, 十几."""

Amount: TypeAlias = int | Fraction
"""A value, exact; whole ones are integers, which are compared much faster."""


class Date(NamedTuple):
    """A date or what is said of it; `weekday` is 1 for Monday."""

    year: Amount | None = None
    month: Amount | None = None
    day: Amount | None = None
    weekday: int | None = None


class Value(NamedTuple):
    """A number: its value, or its digits where it has too many, and "%", "-", "<" … at it.

    Zeros that end its decimals are a mark too, for 2.10 is no 2.1 where a version or a section is
    meant.
    """

    value: Amount | str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a text.

    Args:
        dates: in order.
        values: other numbers, in order.
        sure: what is a number without doubt, parts of dates too, by where it begins and stops.
        doubtful: numerals that may count nothing, likewise.
        currencies: signs and words of currencies, by one name each.
        halves: of the day: "a" before noon, "p" behind it.
        before_christ: how many years are.
        shares: English words for parts and round numbers: half, tens of.
        periods: English months and weekdays, and parts of a year, a month and a day.
    """

    dates: tuple[Date, ...]
    values: tuple[Value, ...]
    sure: Mapping[tuple[int, int], Amount]
    doubtful: Mapping[tuple[int, int], Amount | str]
    currencies: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()
    before_christ: int = 0
    shares: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def read_numbers(text: str) -> Numbers:
    """Find the numbers and dates of a text.

    >>> found = read_numbers("第一，2012年11月15日的1,000元，−3.5%")
    >>> found.dates
    (Date(year=2012, month=11, day=15, weekday=None),)
    >>> found.values
    (Value(value=1000, mark=''), Value(value=Fraction(7, 2), mark='-%'))
    >>> found.doubtful
    {(1, 2): 1}
    """
    plain = _make_plain(text)
    numbers = _find_all(plain) if NUMBER_SIGN.search(plain) else []
    dates, others = _group_dates(plain, numbers)
    weekdays = list(_WEEKDAY.finditer(plain))
    dates += map(_read_weekday, weekdays)
    placed = [(each.start, _read_value(plain, each)) for each in others]
    placed += [*_find_romans(plain), *_find_enclosed(plain)]
    values = [value for _, value in sorted(placed, key=itemgetter(0))]
    sure = {(each.start, each.stop): _simplify(each.value) for each in numbers}
    doubtful = dict(_find_doubtful(plain, [*sure, *(each.span() for each in weekdays)]))
    values += [Value(each) for each in doubtful.values() if _is_long(each)]
    return Numbers(
        tuple(dates),
        tuple(values),
        sure,
        doubtful,
        tuple(find_currencies(text)),
        tuple(find_halves(plain)),
        count_before_christ(plain),
        tuple(find_shares(plain)),
        tuple(find_periods(plain)),
    )


def _make_plain(text: str) -> str:
    """Write every digit as an ASCII one, in as many characters, and dates in their usual form."""
    if not text.isascii():
        text = _OTHER_DIGITS.sub(lambda match: str(unicodedata.digit(match[0])), text)
        text = _THIN_SPACES.sub(",", text)
    text = _SMALL_MONTH.sub(lambda match: match[0].capitalize(), text)
    return _DOTTED_DATE.sub(r"\1-\2-\3", text)


def _find_all(text: str) -> list[Number]:
    """Find the numbers of a text, and the parts of numbers that are in none of them."""
    numbers, parts = find_numbers(text), list(find_parts(text))
    if not parts:
        return numbers
    inside = {place for each in numbers for place in range(each.start, each.stop)}
    numbers += [each for each in parts if inside.isdisjoint(range(each.start, each.stop))]
    return sorted(numbers, key=attrgetter("start"))


def _group_dates(text: str, numbers: Iterable[Number]) -> tuple[list[Date], list[Number]]:
    """Put the parts of each date together; what is part of none is returned behind them."""
    groups: list[dict[NumberKind, Number]] = []
    others: list[Number] = []
    stop = -1
    for each in numbers:
        if each.kind not in _KINDS:
            others.append(each)
            continue
        is_near = stop >= 0 and _INSIDE_DATE.fullmatch(text[stop : each.start]) is not None
        if not is_near or each.kind in groups[-1]:
            groups.append({})
        groups[-1][each.kind] = each
        stop = each.stop
    return [_make_date(group) for group in groups], others


def _make_date(group: Mapping[NumberKind, Number]) -> Date:
    year, month, day = (_simplify(group[kind].value) if kind in group else None for kind in _KINDS)
    return Date(year, month, day)


def _read_weekday(match: re.Match[str]) -> Date:
    character = match["character"]
    return Date(weekday=_CHARACTERS[character] if character else _WORDS[match["word"].lower()])


def _simplify(value: Fraction) -> Amount:
    return value.numerator if value.denominator == 1 else value


def _read_value(text: str, number: Number) -> Value:
    sign = _BEFORE.search(text[max(0, number.start - 7) : number.start])
    mark = "" if sign is None else _name_sign(sign)
    behind = text[number.stop : number.stop + 1]
    value = _simplify(number.value / _PARTS[behind] if behind in _PARTS else number.value)
    zeros = _FINAL_ZEROS.search(text, number.start, number.stop)
    mark += "0" * len(zeros[1]) if zeros else ""
    return Value(value, mark + "%" if number.kind == NumberKind.PERCENT else mark)


def _name_sign(sign: re.Match[str]) -> str:
    return _COMPARED.get(sign["compared"], sign["compared"]) if sign["compared"] else "-"


def _find_romans(text: str) -> Iterator[tuple[int, Value]]:
    for match in _ROMAN.finditer(text):
        numeral = match["one"] or match[0]
        if _ROMAN_NUMERAL.fullmatch(numeral):
            yield match.start(), Value(_read_roman(numeral))


def _read_roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[each] for each in numeral]
    followers = [*values[1:], 0]
    return sum(-v if v < f else v for v, f in zip(values, followers, strict=True))


def _find_enclosed(text: str) -> Iterator[tuple[int, Value]]:
    """Find ①, ² and Ⅳ; ½ is the two numbers of 1/2."""
    for match in () if text.isascii() else _MAYBE_ENCLOSED.finditer(text):
        each = match[0]
        if unicodedata.category(each) in ("No", "Nl") and each not in NUMERALS:
            value = Fraction(unicodedata.numeric(each, -1.0)).limit_denominator(1000)
            yield match.start(), Value(value.numerator)
            if value.denominator > 1:
                yield match.start(), Value(value.denominator)


def _find_doubtful(
    text: str, covered: Iterable[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], Amount | str]]:
    inside = {place for span in covered for place in range(*span)}
    for match in _DOUBTFUL.finditer(text):
        if inside.isdisjoint(range(*match.span())):
            yield match.span(), _read_doubtful(match)


def _read_doubtful(match: re.Match[str]) -> Amount | str:
    if match["word"]:
        return _DOUBTFUL_WORDS[match["word"].lower()]
    if match["digits"]:
        return match["digits"].lstrip("0")
    if match["several"]:
        return fold_text(match["several"])
    return _read_numeral(match[0])


def _read_numeral(text: str) -> Amount | str:
    if len(text) > _MAX_NUMERAL:
        return text
    number = parse_chinese(text)
    if number is None:
        number = parse_digits(text)
        if number is not None and _is_range(text):
            return "～".join(str(parse_digits(each)) for each in text)
    if number is not None:
        return number
    scale, length = parse_scales(text)
    return scale if length == len(text) else text


def _is_range(text: str) -> bool:
    """Whether two numerals of one digit leave open which it is: 两三."""
    digits = [each for each in map(parse_digits, text) if each is not None]
    return len(text) == len(digits) == 2 and digits[0] + 1 == digits[1]


def _is_long(value: Amount | str) -> bool:
    return isinstance(value, str) and value.isascii()
