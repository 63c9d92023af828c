"""The characters that fonts give → the characters that were written."""

import re
import unicodedata
from functools import cache

from aligner.resources import read_table

_FOLDED = re.compile(r"[\ufb00-\ufb06\u2f00-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
LOST = "\ufffd"
"""Stands for a glyph whose font does not tell its character."""


def mend_character(text: str) -> str:
    r"""Return what a glyph stands for, given what its font says.

    Ligatures come apart; radicals and compatibility forms become the ordinary characters; the
    controls that stand for nothing go.

    Args:
        text: of one glyph, of one or more characters.

    >>> mend_character("\ufb01"), mend_character("\u2f00"), mend_character("\u2ed3")
    ('fi', '一', '长')
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_mend(character) for character in text)


def _mend(character: str) -> str:
    if character in "\u00a0\t\r\n":
        return " "
    # PDFium gives U+0002 for a hyphen at the end of a line.
    if character == "\x02":
        return "-"
    if character == "\x00" or "\ud800" <= character <= "\udfff":
        return LOST
    if _FOLDED.match(character):
        return unicodedata.normalize("NFKC", character)
    if unicodedata.category(character) == "Cc" or character in "\u200b\ufeff\ufffe\uffff":
        return ""
    return _load_forms().get(character, character)


def is_unmapped(text: str) -> bool:
    r"""Whether a glyph's font does not tell which character it is.

    >>> is_unmapped("\ue123"), is_unmapped("\ufffd"), is_unmapped("a")
    (True, True, False)
    """
    return text == LOST or bool(_PRIVATE.match(text))


@cache
def _load_forms() -> dict[str, str]:
    table = read_table("aligner.reading.formats.pdf", "radicals")
    return {**table["radicals"], **table["vertical"], **table["symbols"]}
