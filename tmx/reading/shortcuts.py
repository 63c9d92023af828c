"""What the fast way of reading shares: remembering what comes again, and giving up."""

from collections.abc import Callable
from typing import NoReturn, TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

_MOST = 4096


class UnusualError(Exception):
    """Something to leave to the parser."""


def refuse(_: str) -> NoReturn:
    """Take what would be lost: there is nothing to lose on the fast way.

    Raises:
        UnusualError: always.
    """
    raise UnusualError


class Memo(dict[_Key, _Value]):
    """Values by what they are made from, made when first asked for; it never grows large.

    Looking one up runs no Python code, for which the readers of tags and codes owe their speed.

    Args:
        make: makes a value; what it raises is not remembered.
    """

    def __init__(self, make: Callable[[_Key], _Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: _Key) -> _Value:
        """Make a value and remember it."""
        value = self._make(key)
        if len(self) >= _MOST:
            self.clear()
        self[key] = value
        return value
