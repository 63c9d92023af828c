"""The record of a number found in a text."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class NumberKind(StrEnum):
    """What a number counts."""

    NUMBER = "number"
    PERCENT = "percent"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Args:
        value: exact, scale words included: 350000000 for 3.5亿; 35 for 35% and for 百分之三十五.
        start: offset of its first character.
        stop: offset behind its last character; units such as 年 or % are not part of it.
        kind: number, percent, year, month (1–12) or day (of the month, 1–31).
    """

    value: Fraction
    start: int
    stop: int
    kind: NumberKind = NumberKind.NUMBER
