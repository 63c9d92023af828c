"""Values of JSON → values of records: what a hand or another program wrote a little differently."""

from datetime import UTC, datetime
from typing import Any


class WrongError(Exception):
    """A value is not what its field holds; the message says so in full, or is empty."""


def read_text(value: Any) -> str:  # noqa: ANN401 — whatever JSON holds
    """Read a text; a whole number, as of a tuid, is one.

    Raises:
        WrongError: it is another value.

    >>> read_text(7)
    '7'
    """
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise WrongError


def read_count(value: Any) -> int:  # noqa: ANN401
    """Read a whole number, also in quotes.

    Raises:
        WrongError: it is another value.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    raise WrongError


def read_date(value: Any) -> datetime:  # noqa: ANN401
    """Read a date of ISO 8601, as of TMX; without a time zone it is in UTC.

    Raises:
        WrongError: it is another value.

    >>> read_date("20240229T070500Z") == read_date("2024-02-29 07:05")
    True
    """
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise WrongError from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def keep(value: Any) -> Any:  # noqa: ANN401
    """Return a value as it is, for another to read."""
    return value
