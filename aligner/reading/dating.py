"""A line with a date → the date in ISO 8601, or "" where it can be read in two ways."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DIGITS = "〇零一二三四五六七八九"
_NUMBER = r"[0-9〇○零一二三四五六七八九十廿卅百]"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        rf"(?P<era>民國|民国)\s*(?P<year>{_NUMBER}{{1,6}})\s*年\s*(?P<month>{_NUMBER}{{1,3}})\s*月"
        rf"\s*(?P<day>{_NUMBER}{{1,3}})\s*[日號号]",
        rf"(?<!{_NUMBER})(?P<year>{_NUMBER}{{4}})\s*年\s*(?P<month>{_NUMBER}{{1,3}})\s*月"
        rf"\s*(?P<day>{_NUMBER}{{1,3}})\s*[日號号]",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})\b",
        r"(?<!\d)(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<year>\d{4})(?!\d)",
    )
)
_TIME = re.compile(
    r"\s*(?:[,，]|at|t|星期.|週.|周.|[（(][^)）]{1,6}[)）])?\s*(?P<half>上午|下午|晚上|晚間|晚间|中午|凌晨)?\s*"
    r"(?P<hour>\d{1,2})\s*[:：時时點点]\s*(?P<minute>\d{2})\s*分?(?::(?P<second>\d{2}))?"
    r"\s*(?P<meridiem>[ap]\.?m\b\.?)?\s*"
    r"(?P<zone>z\b|(?:gmt|utc)(?:\s*[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_EARLIEST = 1000
_LATEST = 2100


def find_date(text: str) -> str:
    """Find the first date of a line.

    Args:
        text: a line; what stands around the date does not matter.

    Returns:
        ISO 8601: the day, with the time if one follows and its zone if it is stated. "" where
        there is no date with a year, where there is no such day, and where day and month can be
        taken for each other.

    Source: ISO 8601-1:2019, 5.2.2.1 and 5.4.2.1.

    >>> find_date("Sat Apr 26 2025 04:30:59 GMT+0000 (Coordinated Universal Time)")
    '2025-04-26T04:30:59+00:00'
    >>> find_date("二〇二五年三月十一日"), find_date("民國114年3月11日"), find_date("3 May 1851")
    ('2025-03-11', '2025-03-11', '1851-05-03')
    >>> find_date("11/03/2025"), find_date("25/03/2025"), find_date("2025-13-01")
    ('', '2025-03-25', '')
    """
    matches = (form.search(text) for form in _FORMS)
    found = [match for match in matches if match]
    if not found:
        return ""
    match = min(found, key=lambda m: m.start())
    day = _read_day(match.groupdict())
    return day + _read_time(text[match.end() :]) if day else ""


def _read_day(parts: dict[str, str | None]) -> str:
    year = _read_number(parts["year"] or "") + (1911 if parts.get("era") else 0)
    pairs = _list_days(parts)
    days = {valid for month, day in pairs if (valid := _check_day(year, month, day))}
    return days.pop() if len(days) == 1 else ""


def _list_days(parts: dict[str, str | None]) -> list[tuple[int, int]]:
    """List what month and day may be: of 11/03 it may be either."""
    if "first" in parts:
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        return [(first, second), (second, first)]
    month = (parts["month"] or "").lower()
    number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else _read_number(month)
    return [(number, _read_number(parts["day"] or ""))]


def _check_day(year: int, month: int, day: int) -> str:
    if not _EARLIEST <= year <= _LATEST:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _read_number(text: str) -> int:
    """Read a number in Arabic or Chinese digits, 0 if it is none.

    >>> [_read_number(number) for number in ("二〇二五", "二十六", "一百一十四", "12")]
    [2025, 26, 114, 12]
    """
    text = text.replace("○", "〇").replace("零", "〇").replace("廿", "二十").replace("卅", "三十")
    if text.isdecimal():
        return int(text)
    if re.fullmatch(f"[{_DIGITS}]+", text):
        return int("".join(str(max(_DIGITS.index(c) - 1, 0)) for c in text))
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.replace("〇", "").rpartition("十")
    parts = (hundreds, 100, ""), (tens, 10, "一" if ten else "")
    total = sum(unit * _read_digit(value or usual) for value, unit, usual in parts)
    return total + _read_digit(ones)


def _read_digit(text: str) -> int:
    return _DIGITS.index(text) - 1 if len(text) == 1 and text in _DIGITS[1:] else 0


def _read_time(text: str) -> str:
    """Read the time that follows a date, "" if none does."""
    match = _TIME.match(text)
    if not match:
        return ""
    hour, minute = int(match["hour"]), int(match["minute"])
    is_late = match["half"] in ("下午", "晚上", "晚間", "晚间")
    if (is_late or (match["meridiem"] or "").lower().startswith("p")) and hour < 12:
        hour += 12
    elif (match["meridiem"] or "").lower().startswith("a") and hour == 12:
        hour = 0
    second = int(match["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return ""
    clock = f"T{hour:02}:{minute:02}" + (f":{second:02}" if match["second"] else "")
    return clock + _read_zone(match["zone"] or "")


def _read_zone(text: str) -> str:
    if not text:
        return ""
    digits = re.sub(r"\D", "", text) or "0"
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{'-' if '-' in text else '+'}{int(hours):02}:{minutes}"
