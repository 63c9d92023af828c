"""Tokens → quantities: values with their place, before anything is known of what they count."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tmx.numerals import chinese, english
from tmx.numerals.scan import Scan, Token

# 千克, 千米, 百帕: behind Arabic digits a unit of measure, not a scale.
_METRIC = "克米瓦赫卡伏帕焦比字兆"
_MORE = "多余餘"
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
# Numerals longer than this are no quantities, and Python refuses to read some of them.
_MAX_DIGITS = 60


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a text.

    Args:
        value: exact.
        start: offset of its first character.
        stop: offset behind its last character.
        first: number of its first token.
        last: number of its last token.
        is_bare: digits alone, without separators, decimals or scale: it can be part of a date.
        is_percent: its own form says that it is a percentage (百分之三十, 七成).
        is_weak: one Chinese numeral that counts nothing by itself; a date may still need it.
    """

    value: Fraction
    start: int
    stop: int
    first: int
    last: int
    is_bare: bool = False
    is_percent: bool = False
    is_weak: bool = False

    def is_between(self, low: int, high: int) -> bool:
        """Whether it is bare and in a range, both ends included."""
        return self.is_bare and low <= self.value <= high


def find_quantities(scan: Scan) -> list[Quantity]:
    """Return the quantities of a text in order; weak ones are among them."""
    return list(_Finder(scan).find())


class _Finder:
    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._is_blocked = chinese.find_blocked(scan.text)

    def find(self) -> Iterator[Quantity]:
        readers = {
            "arabic": self._read_arabic,
            "percent": self._read_percent,
            "chinese": self._read_chinese,
            "word": self._read_words,
        }
        index = 0
        while (token := self._scan.get(index)) is not None:
            quantity = readers[token.kind](index, token)
            if quantity is not None:
                yield quantity
            index = quantity.last + 1 if quantity is not None else index + 1

    def _read_arabic(self, index: int, token: Token) -> Quantity | None:
        if len(token.text) > _MAX_DIGITS:
            return None
        value = Fraction(token.text.replace(",", ""))
        scaled = self._scale_chinese(value, index) or self._scale_english(value, index)
        if scaled is not None:
            return scaled
        last = index + 1 if self._has_ordinal_ending(index) else index
        stop = self._scan.tokens[last].stop
        quantity = Quantity(value, token.start, stop, index, last, token.text.isdigit())
        return self._read_parts(quantity) or quantity

    def _scale_chinese(self, value: Fraction, first: int) -> Quantity | None:
        """Read 3.5亿, 1亿2000万, 3万五千, 100多万: parts with ever smaller scales."""
        total, limit, index, stop = Fraction(0), Fraction(0), first, 0
        while True:
            scale, length = self._find_scale(index)
            if length == 0 or (limit and scale * value >= limit):
                break
            unit = self._scan.tokens[index + 1]
            rest = self._read_rest(unit.text[length:], scale)
            total, limit, last = total + value * scale + rest, Fraction(scale), index + 1
            stop = unit.stop if rest else unit.start + length
            follower = self._read_value(index + 2)
            if length < len(unit.text) or follower is None or self._scan.gap(index + 2) != "":
                break
            index, value = index + 2, follower.value
        start = self._scan.tokens[first].start
        return Quantity(total, start, stop, first, last) if stop else None

    def _read_rest(self, numeral: str, limit: int) -> int:
        """Read the numeral behind a scale, as in 3万五千; 0 where there is none that fits."""
        # One digit belongs to what follows: 20万一台 is 200,000 apiece.
        rest = chinese.parse_chinese(numeral) if len(numeral) > 1 else None
        return rest if rest is not None and rest < limit else 0

    def _find_scale(self, index: int) -> tuple[int, int]:
        """Return the scale behind a token and how many characters it takes; 1 and 0 if none."""
        token = self._scan.get(index + 1)
        if token is None or token.kind != "chinese":
            return 1, 0
        gap = self._scan.gap(index + 1)
        scale, length = chinese.parse_scales(token.text)
        is_metric = scale in (100, 1000) and self._scan.after(token.stop, 1) in tuple(_METRIC)
        is_joined = gap == "" or (gap in (" ", *_MORE) and scale >= 10**4)
        return (scale, length) if is_joined and not is_metric else (1, 0)

    def _scale_english(self, value: Fraction, index: int) -> Quantity | None:
        start = self._scan.tokens[index].start
        has_sign = self._scan.before(start, 1) in tuple("$£€¥")
        scale, behind = english.read_scales(self._scan, index + 1, after_currency=has_sign)
        if scale == 1:
            return None
        stop = self._scan.tokens[behind - 1].stop
        return Quantity(value * scale, start, stop, index, behind - 1)

    def _has_ordinal_ending(self, index: int) -> bool:
        ending = self._scan.get(index + 1)
        return (
            ending is not None
            and self._scan.gap(index + 1) == ""
            and ending.text.lower() in _ORDINAL_ENDINGS
        )

    def _read_percent(self, index: int, token: Token) -> Quantity | None:
        if token.text == "百分百":
            return Quantity(Fraction(100), token.start, token.stop, index, index, is_percent=True)
        share = self._read_value(index + 1)
        if share is None or self._scan.gap(index + 1) not in ("", " "):
            return None
        return Quantity(share.value, token.start, share.stop, index, share.last, is_percent=True)

    def _read_value(self, index: int) -> Quantity | None:
        """Read digits or a numeral, whatever stands around it."""
        token = self._scan.get(index)
        if token is None or len(token.text) > _MAX_DIGITS:
            return None
        if token.kind == "arabic":
            value = Fraction(token.text.replace(",", ""))
            return Quantity(value, token.start, token.stop, index, index)
        if token.kind != "chinese":
            return None
        bare = {"百": 100, "千": 1000, "万": 10**4, "萬": 10**4}.get(token.text)
        number = bare or chinese.parse_chinese(token.text)
        if number is None:
            return None
        plain = Quantity(Fraction(number), token.start, token.stop, index, index)
        return self._read_decimals(plain) or plain

    def _read_parts(self, bottom: Quantity) -> Quantity | None:
        """Read a fraction from its denominator on: 三分之二, 万分之五."""
        behind = bottom.last + 1
        if self._scan.gap(behind) != "分之" or not bottom.value:
            return None
        top = self._read_value(behind)
        if top is None:
            return None
        return Quantity(top.value / bottom.value, bottom.start, top.stop, bottom.first, top.last)

    def _read_decimals(self, whole: Quantity) -> Quantity | None:
        """Read 三点五 and 三点五亿; 三点五分 and 三点五十 are times of day."""
        behind = whole.last + 1
        token = self._scan.get(behind)
        if token is None or token.kind != "chinese" or self._scan.gap(behind) not in ("点", "點"):
            return None
        digits = token.text.rstrip("".join(chinese.SCALES))
        fraction = chinese.parse_digits(digits) if 0 < len(digits) < _MAX_DIGITS else None
        if fraction is None or self._scan.after(token.stop, 1) in tuple("分刻半钟鐘点點"):
            return None
        scale, length = chinese.parse_scales(token.text[len(digits) :])
        value = (whole.value + Fraction(fraction, 10 ** len(digits))) * scale
        stop = token.start + len(digits) + length
        return Quantity(value, whole.start, stop, whole.first, behind)

    def _read_chinese(self, index: int, token: Token) -> Quantity | None:
        value = self._read_value(index)
        if value is not None:
            found = self._read_parts(value)
            if found is not None:
                return found
        if self._is_blocked(token) or len(token.text) > _MAX_DIGITS:
            return None
        if value is not None and value.last > index:
            return value
        return self._read_tenths(index, token) or self._read_numeral(index, token)

    def _read_tenths(self, index: int, token: Token) -> Quantity | None:
        tenths = chinese.find_tenths(self._scan, token)
        if tenths is None:
            return None
        share, stop = tenths
        behind = self._scan.get(index + 1)
        last = index + 1 if behind is not None and behind.start < stop else index
        return Quantity(share, token.start, stop, index, last, is_percent=True)

    def _read_numeral(self, index: int, token: Token) -> Quantity | None:
        if chinese.is_approximate(self._scan, token):
            return None
        number = chinese.parse_chinese(token.text)
        if number is None:
            return self._read_digits(index, token)
        scaled = self._scale_more(Fraction(number), index, token)
        if scaled is not None:
            return scaled
        weak = not chinese.is_counted(self._scan, token)
        return Quantity(
            Fraction(number), token.start, token.stop, index, index, is_bare=True, is_weak=weak
        )

    def _scale_more(self, value: Fraction, index: int, token: Token) -> Quantity | None:
        """Read 三百多万 as three million."""
        if self._scan.gap(index + 1) not in tuple(_MORE):
            return None
        scale, length = self._find_scale(index)
        stop = self._scan.tokens[index + 1].start + length if length else 0
        return Quantity(value * scale, token.start, stop, index, index + 1) if length else None

    def _read_digits(self, index: int, token: Token) -> Quantity | None:
        """Read 二〇二五; other rows of digits only before 年 (一九四九年) or with 零 and long."""
        number = chinese.parse_digits(token.text)
        has_zero = (
            "〇" in token.text or "○" in token.text or ("零" in token.text and len(token.text) > 3)
        )
        is_year = len(token.text) == 4 and self._scan.after(token.stop, 2).lstrip()[:1] == "年"
        if number is None or not (is_year or (has_zero and len(token.text) > 2)):
            return None
        return Quantity(Fraction(number), token.start, token.stop, index, index, is_bare=True)

    def _read_words(self, index: int, token: Token) -> Quantity | None:
        words = english.read_words(self._scan, index)
        if words is None:
            return None
        stop = self._scan.tokens[words.last].stop
        return Quantity(words.value, token.start, stop, index, words.last, is_bare=words.is_ordinal)
