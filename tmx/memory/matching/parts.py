"""Text → the parts of numbers that words say: 三点半, 两年半, two and a half, a third of them.

They are numbers of their own, so that one that is missing is seen: 三点半 is 3 and 30, as 3:30 is,
and “two and a half” is 2 and 1 and 2, as 2½ is.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from tmx.lazy import compile_later
from tmx.numerals import Number
from tmx.numerals.chinese import parse_chinese
from tmx.numerals.english import FRACTIONS
from tmx.numerals.scan import CHINESE_NUMERALS

# Behind 个 only before what time is counted in: 三个半岛 are three peninsulas.
_SPAN = "小时|小時|钟头|鐘頭|月|星期|[礼禮]拜|[学學][期年]|世[纪紀]"
# Behind a unit not where it begins a word: 一年半载, 两天半夜, 三年半途.
_BEGUN = "载載夜日天工途信价價数數路场場自公官决決球岛島圆圓径徑空山生死推遮透导導成边邊截张張真"
_CHINESE = compile_later(
    rf"(?<=[0-9{CHINESE_NUMERALS}])"
    rf"(?:[点點](?:半|(?P<quarters>[一二三])刻)|(?P<half>[个個]半(?={_SPAN}|[^\w]|$)"
    rf"|[年天岁歲倍里斤尺寸丈]半(?![{_BEGUN}])))"
)
_ENGLISH = compile_later(
    r"(?<![^\W_])(?:and\s(?P<half>a\shalf)|(?P<past>half|quarter)[\s-]past"
    rf"|an?\s(?P<share>{'|'.join(FRACTIONS)})(?=\sof\s))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_MINUTES = {"half": 30, "quarter": 15}
# Seen much sooner than where a part stands, and most texts have none.
_HAN_SIGNS = ("半", "刻")
_LATIN_SIGNS = ("half", "quarter", "third of", "th of")


def find_parts(text: str) -> Iterator[Number]:
    """Yield the parts of numbers that words say.

    Args:
        text: with plain digits.

    >>> [str(each.value) for each in find_parts("三点一刻开会，用两年半")]
    ['3', '15', '1/2']
    >>> [str(each.value) for each in find_parts("two and a half, half past three, a third of it")]
    ['1', '2', '30', '1/3']
    """
    if not text.isascii() and any(map(text.__contains__, _HAN_SIGNS)):
        for match in _CHINESE.finditer(text):
            yield from _read_chinese(match)
    small = text.lower()
    if any(map(small.__contains__, _LATIN_SIGNS)):
        for match in _ENGLISH.finditer(text):
            yield from _read_english(match)


def _read_chinese(match: re.Match[str]) -> Iterator[Number]:
    start, stop = match.start() + 1, match.end()
    if match["half"]:
        yield Number(Fraction(1, 2), start, stop)
        return
    yield from _read_hour(match.string, start - 1)
    quarters = parse_chinese(match["quarters"]) if match["quarters"] else 2
    yield Number(Fraction(15 * (quarters or 0)), start, stop)


def _read_hour(text: str, stop: int) -> Iterator[Number]:
    """Read the hour before 点: one numeral counts nothing by itself, but as an hour it does."""
    start = stop
    while start > max(0, stop - 2) and text[start - 1] in CHINESE_NUMERALS:
        start -= 1
    value = parse_chinese(text[start:stop]) if start < stop else None
    if value is not None:
        yield Number(Fraction(value), start, stop)


def _read_english(match: re.Match[str]) -> Iterator[Number]:
    if match["half"]:
        start, stop = match.span("half")
        yield Number(Fraction(1), start, start + 1)
        yield Number(Fraction(2), start + 2, stop)
    elif match["past"]:
        yield Number(Fraction(_MINUTES[match["past"].lower()]), *match.span("past"))
    else:
        yield Number(Fraction(1, FRACTIONS[match["share"].lower()]), *match.span())
