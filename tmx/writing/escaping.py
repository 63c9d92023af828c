"""Text → XML text: what is escaped, and finding what no escape can save."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from tmx.characters import remove_forbidden
from tmx.errors import TmxError

_Record = TypeVar("_Record")

# In UTF-8: the controls but tab, line feed and carriage return; U+FFFE and U+FFFF.
_CONTROLS = bytes(number for number in range(32) if number not in b"\t\n\r")
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_HALFWIDTH = b"\xef\xbf"


def escape_text(text: str) -> str:
    r"""Escape a text that stands between tags.

    A carriage return is escaped, for parsers read a bare one as a line feed; ">" is, for "]]>"
    must not stand in a text.

    Source: XML 1.0, sections 2.4 and 2.11.

    >>> escape_text("a < b & c]]>\r\n")
    'a &lt; b &amp; c]]&gt;&#13;\n'
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;").replace("\r", "&#13;")


def format_attribute(name: str, value: str) -> str:
    r"""Write an attribute with the space before it; parsers read a bare tab or line as a space.

    Source: XML 1.0, section 3.3.3.

    >>> format_attribute("type", 'a "b"\n')
    ' type="a &quot;b&quot;&#10;"'
    """
    value = escape_text(value).replace('"', "&quot;")
    value = value.replace("\t", "&#9;").replace("\n", "&#10;")
    return f' {name}="{value}"'


def encode(line: str) -> bytes | None:
    r"""Encode what was written as UTF-8; None where it has a character that XML does not allow.

    >>> encode("停火"), encode("\x0b"), encode("\ud800"), encode("\uffff")
    (b'\xe5\x81\x9c\xe7\x81\xab', None, None, None)
    """
    try:
        data = line.encode()
    except UnicodeEncodeError:
        return None
    # Taking all controls out in one pass is several times faster than a search by pattern.
    if len(data.translate(None, _CONTROLS)) != len(data):
        return None
    return None if _HALFWIDTH in data and any(each in data for each in _NONCHARACTERS) else data


def clean_record(record: _Record) -> tuple[_Record, int]:
    r"""Remove what XML does not allow from all texts of a record.

    Args:
        record: a frozen record of `tmx.records`, or a part of one.

    Returns:
        The same without those characters, and how many were removed or made a space.

    >>> clean_record(("a\x00", None, ("\x0bb",)))
    (('a', None, (' b',)), 2)
    """
    cleaned, removed = _clean(record)
    return cleaned, removed


def _clean(value: object) -> tuple[Any, int]:
    if isinstance(value, str):
        return remove_forbidden(value)
    if isinstance(value, tuple):
        parts = [_clean(each) for each in value]
        return tuple(part for part, _ in parts), sum(removed for _, removed in parts)
    if not is_dataclass(value) or isinstance(value, type):
        return value, 0
    changes = {each.name: _clean(getattr(value, each.name)) for each in fields(value)}
    cleaned = {name: part for name, (part, _) in changes.items()}
    return replace(value, **cleaned), sum(removed for _, removed in changes.values())


def require(what: str, value: str | None) -> str:
    """Return a value that must not be blank.

    Raises:
        TmxError: it is missing or blank.
    """
    if value is None or not value.strip():
        raise TmxError(f"{what} is empty; TMX requires it")
    return value
