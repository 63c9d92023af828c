"""Months, weekdays and parts of a year, a month or a day that stand without a date.

They compare with their like alone: one that stands in place of another makes two texts differ,
one more or less may be said in other words.
"""

from collections.abc import Iterator

from tmx.lazy import compile_later
from tmx.numerals.kinds import MONTHS

MONTH_NAMES = {month: name[:3] for name, month in MONTHS.items()}
"""How `find_periods` names the months, from 1."""

WEEKDAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""How `find_periods` names the days from Monday on."""

_ENGLISH = (
    *map(str.capitalize, MONTHS),
    *("Mon(?:days?)?", "Tue(?:s(?:days?)?)?", "Wed(?:nesdays?)?", "Thu(?:rs?(?:days?)?)?"),
    *("Fri(?:days?)?", "Sat(?:urdays?)?", "Sun(?:days?)?"),
)
# Small ones may be other words: may, march, sat, sun.
CALENDAR_NAMES = "|".join(form for name in _ENGLISH for form in (name, name.upper()))
"""The English names of months and weekdays, short ones too, as a pattern."""

DAYTIMES = "(?i:mornings?|afternoons?|evenings?|midnight|midday|noon)"
"""The English words for parts of the day, as a pattern."""

_PERIOD = compile_later(
    rf"(?<![^\W_])(?:(?P<name>{CALENDAR_NAMES})|{DAYTIMES})(?![^\W_])"
    r"|[上中下]旬|[上下]半年|[上下中正]午"
)
_SAME = {"midday": "noon", "正午": "中午"}


def find_periods(text: str) -> Iterator[str]:
    """Yield English months and weekdays, and the parts of a year, a month and a day.

    >>> list(find_periods("The March meeting may be in May, on Monday at midday."))
    ['mar', 'may', 'mon', 'noon']
    >>> list(find_periods("上半年，五月下旬的一个上午"))
    ['上半年', '下旬', '上午']
    """
    for match in _PERIOD.finditer(text):
        if match["name"]:
            yield match["name"][:3].lower()
        else:
            period = match[0].lower().removesuffix("s")
            yield _SAME.get(period, period)
