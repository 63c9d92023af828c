"""Chinese numerals → values, and the judgement which of them count something."""

from collections.abc import Callable
from fractions import Fraction

from tmx.numerals.scan import Scan, Token
from tmx.numerals.words import compile_words

DIGITS = {
    **dict.fromkeys("零〇○", 0),
    **{
        character: value
        for value, characters in enumerate(
            ("一壹", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"), 1
        )
        for character in characters
    },
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_TENS = {"廿": "二十", "卅": "三十"}
_ZEROS = "零〇○"
_APPROXIMATE = "数數几幾"
_STRUCTURE = "条條章节節款项項届屆页頁号號卷册冊期"
# 成 as "tenths" is no part of these words: 成员, 成功, 成立 …
_NOT_TENTHS = "员員功立分本果就长長名品年交套语語效绩績都因为為熟见見"


def parse_chinese(run: str) -> int | None:
    """Read a Chinese numeral with units.

    Args:
        run: numeral characters only.

    Returns:
        Its value; None where it is none: a unit without a digit (万一, 千万; but 十 is ten),
        two digits side by side (三四十 is "thirty or forty", 一九四九 is a year), units out of
        order.

    >>> parse_chinese("一百二十"), parse_chinese("两万五"), parse_chinese("三千零五十万")
    (120, 25000, 30500000)
    >>> parse_chinese("万一") is None, parse_chinese("三四十") is None
    (True, True)
    """
    for short, long in _TENS.items():
        run = run.replace(short, long)
    return _Sum().read(run) if len(run) > 1 or run in UNITS else DIGITS.get(run)


class _Sum:
    """Adds up a numeral from left to right; any sign of disorder makes it None."""

    def __init__(self) -> None:
        self.total = 0
        self.section = 0
        self.digit: int | None = None
        self.unit = 10**4
        self.scale = 10**12
        self.trailing = 1

    def read(self, run: str) -> int | None:
        for position, character in enumerate(run):
            if not self._take(character, is_first=position == 0):
                return None
        return self.total + self.section + (self.digit or 0) * self.trailing

    def _take(self, character: str, *, is_first: bool) -> bool:
        if character in _ZEROS:
            return self._take_zero(is_first=is_first)
        if character in DIGITS:
            return self._take_digit(DIGITS[character])
        if character in UNITS:
            return self._take_unit(UNITS[character], is_first=is_first)
        return self._take_scale(SCALES[character])

    def _take_zero(self, *, is_first: bool) -> bool:
        self.trailing = 1
        return not is_first and self.digit is None

    def _take_digit(self, digit: int) -> bool:
        is_free = self.digit is None
        self.digit = digit
        return is_free

    def _take_unit(self, unit: int, *, is_first: bool) -> bool:
        digit = self.digit or (1 if unit == 10 and (is_first or self.section % 100 == 0) else 0)
        is_valid = digit > 0 and unit < self.unit
        self.section += digit * unit
        self.unit, self.digit, self.trailing = unit, None, max(1, unit // 10)
        return is_valid

    def _take_scale(self, scale: int) -> bool:
        self.section += self.digit or 0
        self.digit = None
        if scale > self.scale:
            self.total = (self.total + self.section) * scale
            is_valid = self.total > 0
        else:
            is_valid = self.section > 0 and scale < self.scale
            self.total += self.section * scale
        self.section, self.unit, self.scale = 0, 10**4, scale
        self.trailing = scale // 10
        return is_valid


def parse_digits(run: str) -> int | None:
    """Read digits written one after the other, as in 二〇二五; None where a unit is among them.

    >>> parse_digits("二〇二五"), parse_digits("二十") is None
    (2025, True)
    """
    if not all(character in DIGITS for character in run):
        return None
    return int("".join(str(DIGITS[character]) for character in run[:1000]))


def parse_scales(run: str) -> tuple[int, int]:
    """Read the units at the start of a run that follow Arabic digits: 亿, 百万, 万亿.

    Returns:
        Their product, 1 where there are none, and how many characters they take.
    """
    product, length = 1, 0
    factors = {**UNITS, **SCALES}
    while length < min(len(run), 3) and run[length] in factors:
        product *= factors[run[length]]
        length += 1
    return product, length


def find_blocked(text: str) -> Callable[[Token], bool]:
    """Return a test for numerals that stand inside one of the words in `not-numbers.txt`."""
    spans = [match.span() for match in compile_words("not-numbers").finditer(text)]
    inside = {offset for start, stop in spans for offset in range(start, stop)}

    def is_blocked(token: Token) -> bool:
        return token.start in inside and all(
            offset in inside for offset in range(token.start, token.stop)
        )

    return is_blocked


def is_counted(scan: Scan, token: Token) -> bool:
    """Whether a numeral of one character counts something; longer ones do by themselves.

    一 counts before a unit (一年, 一个月), not before a classifier, where it is the article "a";
    两 to 十 count before a unit or a classifier; 第 before it makes any of them count, but 第一 and
    第二 only before a part of a text (第一条).

    Args:
        scan: the text.
        token: a token of Chinese numerals.
    """
    if len(token.text) > 1:
        return True
    after, before = scan.after(token.stop), scan.before(token.start, 1)
    if before == "第":
        return DIGITS.get(token.text, 10) > 2 or after[:1] in tuple(_STRUCTURE)
    lists = ("units",) if token.text in "一壹" else ("units", "classifiers")
    return token.text not in _ZEROS and compile_words(*lists).match(after) is not None


def is_approximate(scan: Scan, token: Token) -> bool:
    """Whether a numeral is part of "several": 数十, 几百万, 十几."""
    starts_with_unit = token.text[0] in UNITS or token.text[0] in SCALES
    before, after = scan.before(token.start, 1), scan.after(token.stop, 1)
    return (starts_with_unit and before in tuple(_APPROXIMATE)) or after in ("几", "幾")


def find_tenths(scan: Scan, token: Token) -> tuple[Fraction, int] | None:
    """Read 七成 and 六成五 as percentages.

    Returns:
        The percentage and the offset behind it, or None.
    """
    digit = DIGITS.get(token.text, 0)
    after = scan.after(token.stop, 3)
    if digit < 2 or not after.startswith("成") or after[1:2] in tuple(_NOT_TENTHS):
        return None
    half = DIGITS.get(after[1:2], 0)
    return Fraction(digit * 10 + half), token.stop + (2 if half else 1)
