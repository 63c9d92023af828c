"""The names of TMX 1.4 that the reader and the writer share, and its form of dates."""

import re
from datetime import UTC, datetime, timedelta

from tmx.errors import TmxError

ANY_LANGUAGE = "*all*"
LONGER_TAG = "x-lang"
SEGTYPES = ("block", "paragraph", "sentence", "phrase")

# Field of a record: attribute.
STAMP_TEXTS = {"creation_id": "creationid", "change_id": "changeid"}
STAMP_DATES = {"creation_date": "creationdate", "change_date": "changedate"}
HEADER_TEXTS = {
    "creation_tool": "creationtool",
    "creation_tool_version": "creationtoolversion",
    "segtype": "segtype",
    "o_tmf": "o-tmf",
    "admin_language": "adminlang",
    "datatype": "datatype",
}
TUID = "x-tuid"
"""The property that keeps the tuid of a unit where an earlier unit of its file has the same."""

UNIT_TEXTS = {"tuid": "tuid", "segtype": "segtype"}
# Of tu and tuv alike, in the order in which they are written.
PROVENANCE_TEXTS = {
    "o_encoding": "o-encoding",
    "datatype": "datatype",
    "creation_tool": "creationtool",
    "creation_tool_version": "creationtoolversion",
    "o_tmf": "o-tmf",
    "creation_id": "creationid",
    "change_id": "changeid",
}
PROVENANCE_DATES = {
    "creation_date": "creationdate",
    "change_date": "changedate",
    "last_usage_date": "lastusagedate",
}
# Inline codes: the attributes that each may have, fields of the record by the same names.
CODE_ATTRIBUTES = {
    "bpt": ("i", "x", "type"),
    "ept": ("i",),
    "it": ("pos", "x", "type"),
    "ph": ("x", "assoc", "type"),
    "ut": ("x",),
    "hi": ("x", "type"),
    "sub": ("datatype", "type"),
}
# What may stand inside: native code holds texts and sub, texts hold all other codes.
CODE_POSITIONS = ("begin", "end")
CODE_ASSOCIATIONS = ("p", "f", "b")

# Twice as fast as any way of formatting the numbers, and files are full of dates.
_TWO = tuple(f"{number:02}" for number in range(60))
_DATE = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:(?:T| +)?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,12})?)?)?"
    r" *(?:Z|UTC|([+\-\u2212])(\d\d)(?::?(\d\d))?)?",
    re.ASCII | re.IGNORECASE,
)


def format_date(moment: datetime) -> str:
    """Write a moment as TMX has it, in UTC and to the second.

    Raises:
        TmxError: the moment has no time zone, or falls out of the calendar in UTC.

    Source: TMX 1.4b specification, attribute creationdate (ISO 8601, YYYYMMDDTHHMMSSZ).

    >>> format_date(datetime(2024, 2, 29, 7, 5, tzinfo=UTC))
    '20240229T070500Z'
    """
    utc = moment if moment.tzinfo is UTC else _change_zone(moment)
    day = f"{utc.year:04}{_TWO[utc.month]}{_TWO[utc.day]}"
    return f"{day}T{_TWO[utc.hour]}{_TWO[utc.minute]}{_TWO[utc.second]}Z"


def _change_zone(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise TmxError(f"the date {moment.isoformat()} has no time zone; give one, such as UTC")
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise TmxError(f"the date {moment.isoformat()} is out of the calendar in UTC") from error


def parse_date(text: str) -> datetime | None:
    """Read a date as tools write it; what is no date is None, for it is never worth a file.

    A date without a zone is taken as UTC, parts of seconds are dropped.

    >>> parse_date("20240229T070500Z") == parse_date("2024-02-29 07:05:00")
    True
    >>> parse_date("2024-02-29T08:05:00.25+01:00") == parse_date("20240229T0705Z")
    True
    >>> parse_date("yesterday") is None
    True
    """
    if len(text) == 16 and text[8] == "T" and text[15] == "Z" and "W" not in text:
        # The usual form, of which a file has hundreds of thousands. A W would name a week.
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return None
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    sign, hours, minutes = match.groups()[6:]
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        return moment + offset if sign in ("-", "\u2212") else moment - offset
    except (ValueError, OverflowError):
        return None
