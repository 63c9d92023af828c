"""What a cell holds that is no text: numbers and dates → texts.

Source: ISO/IEC 29500-1, sections 18.3.1.4 (cells), 18.8.30 and 18.8.31 (formats of numbers).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# Formats that every program knows by their numbers, and that are dates or times.
_DATES = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
_TIMES = frozenset({18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56})
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_LAST_DAY = 2958465.999988
_LONGEST_INTEGER = 1e15


@dataclass(frozen=True, slots=True)
class Style:
    """Whether the numbers of a cell style are moments, and whether they have a day."""

    is_moment: bool = False
    has_day: bool = False


def read_style(number: str, code: str | None) -> Style:
    """Find out whether a format of numbers shows dates or times.

    Args:
        number: of the format.
        code: of a format that the workbook defines itself, such as "yyyy-mm-dd"; else None.
    """
    if code is None:
        known = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
        return Style(known in _DATES, known in _DATES - _TIMES)
    bare = _LITERAL.sub("", code.split(";")[0]).lower()
    is_moment = "general" not in bare and any(letter in bare for letter in "ymdhs")
    has_time = "h" in bare or "s" in bare
    # "m" is a month, but beside an hour or a second it is a minute.
    return Style(is_moment, is_moment and ("y" in bare or "d" in bare or not has_time))


def show_number(value: str, style: Style, epoch: datetime) -> str:
    """Show a number as a text; a moment as ISO 8601 has it.

    Args:
        value: as stored; what is no number comes back as it is.
        style: of the cell.
        epoch: day 0 of the workbook.

    >>> show_number("45351.5", Style(True, True), datetime(1899, 12, 30))
    '2024-02-29 12:00:00'
    >>> show_number("0.30000000000000004", Style(), datetime(1899, 12, 30))
    '0.3'
    """
    try:
        number = float(value)
    except ValueError:
        return value
    if style.is_moment and 0 <= number <= _LAST_DAY:
        return _show_moment(number, style, epoch)
    # Excel keeps fifteen digits.
    is_integer = abs(number) < _LONGEST_INTEGER and number.is_integer()
    return str(int(number)) if is_integer else f"{number:.15g}"


def _show_moment(number: float, style: Style, epoch: datetime) -> str:
    moment = epoch + timedelta(seconds=round(number * 86400))
    has_time = (moment - epoch).seconds > 0
    parts: Sequence[str] = (
        f"{moment:%Y-%m-%d}" if style.has_day else "",
        f"{moment:%H:%M:%S}" if has_time or not style.has_day else "",
    )
    return " ".join(filter(None, parts))
