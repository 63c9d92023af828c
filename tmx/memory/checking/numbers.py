"""The numbers of two texts in different languages → those that only one of them has.

Translators write numbers otherwise, round them and leave them out of idioms; what is told here is
meant to be worth a look.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from tmx.numerals import find_numbers

_MOST_IN_WORDS = 10
_LEAST_ROUND = 100
_YEARS = range(1000, 2100)
_CENTURY = 100
_DECADE = 10

_NUMERALS = "一二三四五六七八九十"
_VAGUE = re.compile(f"[{_NUMERALS}百千万萬亿億〇零两兩几幾数數多余餘]{{2,}}")
_OTHER_WORDS = {
    **{numeral: value for value, numeral in enumerate(_NUMERALS, start=1)},
    **dict.fromkeys(("a", "an", "each", "every", "per", "single", "once", "first"), 1),
    **dict.fromkeys(("second", "twice", "both", "pair", "couple", "double", "两", "兩"), 2),
    **dict.fromkeys(("third", "triple"), 3),
    **{
        word: value
        for value, word in enumerate(
            ("fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), start=4
        )
    },
    "dozen": 12,
}
_WORD = re.compile(f"[a-z]+|[{_NUMERALS}两兩]")
_DECADES = re.compile(r"\bdecades?\b", re.IGNORECASE)

Counts = Counter[Fraction]


@dataclass(frozen=True, slots=True)
class _Side:
    """What a text says of numbers.

    Args:
        values: of all that it holds.
        plain: of those that are no matter of wording: digits, and over ten but no round ones.
        words: of ordinals, articles and the like, which are no numbers to `tmx.numerals`.
        is_vague: it holds what may be any number, such as 十四五 or 几十.
        has_decades: it counts by tens.
    """

    values: Counts
    plain: Counts
    words: frozenset[Fraction]
    is_vague: bool
    has_decades: bool


def compare_numbers(first: str, second: str) -> str:
    """Return the numbers that only one of two texts has, as "12 | 15, 3" or "12 | –", or "".

    Left out are small and round ones in words, for "a pair" and 千万 are translated by them, and
    back; years without their century; what the other text may say by 几十 or "two decades".

    >>> compare_numbers("第十二条，共3.5亿元", "Article 15: 350 million yuan")
    '12 | 15'
    >>> compare_numbers("二十世纪70年代，十四五个人", "14 or 15 people in the 1970s")
    '20 | –'
    """
    sides = _read(first), _read(second)
    alone = sides[0].values - sides[1].values, sides[1].values - sides[0].values
    _cancel_shares(*alone)
    _cancel_years(*alone)
    kept = _keep(alone[0], *sides), _keep(alone[1], *sides[::-1])
    if not any(kept):
        return ""
    return " | ".join(", ".join(map(_format, sorted(each))) or "–" for each in kept)


def _read(text: str) -> _Side:
    numbers = find_numbers(text)
    plain = [
        number.value
        for number in numbers
        if _has_digit(text[number.start : number.stop]) or _is_told(number.value)
    ]
    # What is no number to `find_numbers` is left of the text.
    rest = list(text)
    for number in numbers:
        rest[number.start : number.stop] = " " * (number.stop - number.start)
    left = "".join(rest)
    words = {_OTHER_WORDS[word] for word in _WORD.findall(left.lower()) if word in _OTHER_WORDS}
    return _Side(
        Counter(number.value for number in numbers),
        Counter(plain),
        frozenset(map(Fraction, words)),
        _VAGUE.search(left) is not None,
        _DECADES.search(text) is not None,
    )


def _has_digit(text: str) -> bool:
    return any("0" <= each <= "9" for each in unicodedata.normalize("NFKC", text))


def _is_told(value: Fraction) -> bool:
    """Whether a number in words is more than a way of speaking."""
    is_round = value >= _LEAST_ROUND and set(str(value)[1:]) == {"0"} and str(value)[0] == "1"
    return value > _MOST_IN_WORDS and not is_round


def _cancel_shares(*alone: Counts) -> None:
    """Take out 十分之一 where the other text says "1 in 10"."""
    for ours, theirs in (alone, alone[::-1]):
        for value in [each for each in ours if each.denominator > 1]:
            parts = Fraction(value.numerator), Fraction(value.denominator)
            if all(theirs[each] for each in parts):
                _take(ours, value)
                for each in parts:
                    _take(theirs, each)


def _cancel_years(*alone: Counts) -> None:
    """Take out 1970 where the other text says 70年代."""
    for ours, theirs in (alone, alone[::-1]):
        for year in [each for each in ours if each in _YEARS]:
            short = year % _CENTURY
            while ours[year] and theirs[short]:
                _take(ours, year)
                _take(theirs, short)


def _take(counts: Counts, value: Fraction) -> None:
    counts[value] -= 1


def _keep(alone: Counts, ours: _Side, theirs: _Side) -> list[Fraction]:
    if theirs.is_vague:
        return []
    return [
        value
        for value, count in alone.items()
        for _ in range(min(count, ours.plain[value]))
        if not _is_said(value, theirs)
    ]


def _is_said(value: Fraction, other: _Side) -> bool:
    """Whether a text may say a number in another way."""
    return value in other.words or (other.has_decades and value % _DECADE == 0)


def _format(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
