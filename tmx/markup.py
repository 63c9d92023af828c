"""The names of TMX 1.4 that the reader and the writer share, and its form of dates."""

import re
from datetime import UTC, datetime
from typing import TypeAlias

from lxml import etree

from tmx.errors import TmxError

Element: TypeAlias = etree._Element

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
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
UNIT_TEXTS = {"tuid": "tuid", "segtype": "segtype"}

_DATE = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d):?(\d\d)(?:\.\d{1,9})?)?Z?", re.ASCII
)


def format_date(moment: datetime) -> str:
    """Write a moment as TMX has it, in UTC and to the second.

    Raises:
        TmxError: the moment has no time zone.

    Source: TMX 1.4b specification, attribute creationdate (ISO 8601, YYYYMMDDTHHMMSSZ).

    >>> format_date(datetime(2024, 2, 29, 7, 5, tzinfo=UTC))
    '20240229T070500Z'
    """
    if moment.utcoffset() is None:
        raise TmxError(f"the date {moment.isoformat()} has no time zone; give one, such as UTC")
    utc = moment.astimezone(UTC)
    return f"{utc.year:04}{utc.month:02}{utc.day:02}T{utc:%H%M%S}Z"


def parse_date(text: str) -> datetime | None:
    """Read a date as tools write it; what is no date is None, for it is never worth a file.

    >>> parse_date("20240229T070500Z") == parse_date("2024-02-29 07:05:00")
    True
    >>> parse_date("yesterday") is None
    True
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
