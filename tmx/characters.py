"""Which characters XML 1.0 allows: one forbidden character loses a whole file in most tools."""

import re
from typing import NamedTuple

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = "\x0b\x0c"
_BREAK = re.compile(f"[{_BREAKS}]")


class Cleaned(NamedTuple):
    """A text without forbidden characters, and how many were removed or made a space."""

    text: str
    removed: int


def find_forbidden(text: str) -> list[int]:
    r"""Find the characters that no XML 1.0 file can hold, not even escaped.

    Args:
        text: any text, lone surrogates included.

    Returns:
        Their offsets in characters, increasing.

    Source: XML 1.0, section 2.2, production 2 (Char).

    >>> find_forbidden("a\x0bb\t\U00020000\x00")
    [1, 5]
    """
    return [match.start() for match in _FORBIDDEN.finditer(text)]


def remove_forbidden(text: str) -> Cleaned:
    r"""Remove the characters that XML 1.0 does not allow.

    Vertical tab and form feed, which Word and Excel paste as line and page breaks, become a
    space; all others vanish. Characters outside the Basic Multilingual Plane stay.

    Args:
        text: any text, lone surrogates included.

    Returns:
        The text as XML can hold it, and the number of characters replaced or removed.

    >>> remove_forbidden("line\x0bbreak \ufffe\U00020000")
    Cleaned(text='line break 𠀀', removed=2)
    """
    if _FORBIDDEN.search(text) is None:
        return Cleaned(text, 0)
    text, breaks = _BREAK.subn(" ", text)
    text, others = _FORBIDDEN.subn("", text)
    return Cleaned(text, breaks + others)
