"""Identifiers of concepts: XML allows few, and none twice; the others get a name that says so."""

import re
from collections.abc import Iterator, Sequence

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*", re.ASCII)
_MOST = 2**32 - 1
"""The greatest number that tools give an entry."""
_UNNAMED = re.compile(r"unnamed-\d+", re.ASCII)


def read_id(stated: str) -> str:
    """Return the identifier of an entry; "" where our writer had none to write.

    >>> read_id("c7"), read_id("unnamed-7")
    ('c7', '')
    """
    return "" if _UNNAMED.fullmatch(stated) else stated


class IdWriter:
    """Gives each entry of a file its identifier.

    >>> ids = IdWriter()
    >>> ids.write("c7"), ids.write("c7"), ids.write("7"), ids.write("")
    ('c7', 'unnamed-2', 'unnamed-3', 'unnamed-4')
    """

    def __init__(self) -> None:
        self._count = 0
        self._seen: set[str] = set()

    def write(self, stated: str) -> str:
        """Return the identifier to write: the one that is stated, or one like no other.

        Args:
            stated: of a concept, or "".
        """
        self._count += 1
        is_name = _NAME.fullmatch(stated) and not _UNNAMED.fullmatch(stated)
        if not is_name or stated in self._seen:
            return f"unnamed-{self._count}"
        self._seen.add(stated)
        return stated


def number_ids(stated: Sequence[str]) -> Iterator[str]:
    """Give each entry a number that no other has: its identifier if that is one, else a free one.

    Args:
        stated: identifiers of concepts, or "".

    >>> [*number_ids(["", "1", "c7", "1"])]
    ['2', '1', '3', '4']
    """
    numbers = [each if _is_number(each) else "" for each in stated]
    taken = set(numbers)
    free = (text for number in range(1, _MOST) if (text := str(number)) not in taken)
    seen = {""}
    for each in numbers:
        yield next(free) if each in seen else each
        seen.add(each)


def _is_number(text: str) -> bool:
    is_plain = text.isascii() and text.isdigit() and len(text) <= len(str(_MOST))
    return is_plain and text[0] != "0" and int(text) <= _MOST
