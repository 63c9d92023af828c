r"""Texts as SpreadsheetML has them: `_x000D_` stands for a character that XML would not keep.

Source: ISO/IEC 29500-1, section 22.9.2.19 (ST_Xstring).
"""

import re

_LOST = "\x00-\x08\x0b-\x1f\ufffe\uffff"
# An underscore needs an escape where it would begin one, also together with what follows it.
_SPECIAL = re.compile(rf"[&<>{_LOST}]|_(?=x[0-9A-Fa-f]{{4}}[_{_LOST}])")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape_cell(text: str) -> str:
    r"""Write a text so that XML and Excel give it back.

    >>> escape_cell("a\r&_x000D_")
    'a_x000D_&amp;_x005F_x000D_'
    """
    return _SPECIAL.sub(_escape, text) if _SPECIAL.search(text) else text


def _escape(match: re.Match[str]) -> str:
    return _NAMED.get(match[0]) or f"_x{ord(match[0]):04X}_"


def unescape_cell(text: str) -> str:
    r"""Read what `escape_cell` wrote, without the escapes of XML.

    >>> unescape_cell("a_x000D_&_x005F_x000D_")
    'a\r&_x000D_'
    """
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return _PAIR.sub(_join, plain)


def _join(match: re.Match[str]) -> str:
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def escape_attribute(text: str) -> str:
    r"""Write a text as the value of an attribute.

    >>> escape_attribute('"a"\n')
    '&quot;a&quot;&#10;'
    """
    return escape_cell(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
