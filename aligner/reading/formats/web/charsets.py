"""The bytes of a page → its characters: what the page says of its encoding, if the bytes agree."""

import re
from typing import TYPE_CHECKING

from aligner.errors import AlignerError
from aligner.reading.encoding import Decoded, decode, decodes
from aligner.reading.formats.plain import describe_encoding

if TYPE_CHECKING:
    from aligner.reading.records import Source

_PRESCAN = 1024
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(rb"\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.I)
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
_META = re.compile(rb"<meta[\s/][^>]*>?", re.IGNORECASE)
_CHARSET = re.compile(rb"\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
# Labels whose text browsers read in an encoding that holds more, as the standard says.
_LABELS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
    "chinese": "gb18030", "hz-gb-2312": "gb18030", "big5-hkscs": "big5hkscs", "x-x-big5": "big5",
    "cn-big5": "big5", "iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252",
    "us-ascii": "cp1252", "windows-1252": "cp1252", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8",
    "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "unicode": "utf-8",
}  # fmt: skip
# A page from many hands has a character cut in two here and there.
_MAX_LOST = 0.001


def decode_page(source: "Source") -> tuple[Decoded, tuple[str, ...]]:
    """Decode a page: as the user says, by its mark, as it says itself, or by evidence.

    What a page says is overruled where its bytes are not valid so, or where they look far more
    like text in another encoding.

    Args:
        source: the bytes, and the encoding that the user named.

    Returns:
        The text and its encoding, and notes on what was overruled or lost.

    Raises:
        AlignerError: see `decode`.

    Source: the HTML Living Standard, section 13.2.3.2 (prescan of the first 1,024 bytes), and the
    WHATWG Encoding Standard, section 4.2 (labels).
    """
    stated = find_label(source.data)
    if source.encoding is not None or not stated or source.data.startswith(_MARKS):
        decoded = _decode_unstated(source)
        return decoded, describe_encoding(decoded, source.encoding)
    name = _LABELS.get(stated.lower(), stated)
    found = _decode_stated(source.data, name)
    if found is not None:
        return found, describe_encoding(found, stated)
    decoded = _decode_unstated(source)
    note = f"the page says that it is in {stated}; its bytes are {decoded.encoding}, and so read"
    return decoded, (note, *describe_encoding(decoded, decoded.encoding))


def find_label(data: bytes) -> str:
    """Find the encoding that a page states: in its XML declaration or a meta element.

    >>> find_label(b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
    'gb2312'
    >>> find_label(b'<!-- <meta charset="big5"> --><p>')
    ''
    """
    head = _COMMENT.sub(b"", data[:_PRESCAN])
    if found := _DECLARATION.match(head):
        return found[1].decode("ascii", "replace")
    for meta in _META.findall(head):
        if found := _CHARSET.search(meta):
            return found[1].decode("ascii", "replace")
    return ""


def _decode_stated(data: bytes, name: str) -> Decoded | None:
    """Decode as the page says; None if the bytes speak against it."""
    try:
        found = decode(data, encoding=name)
    except AlignerError:
        return _mend(data, name)
    return None if found.looks_like else found


def _mend(data: bytes, name: str) -> Decoded | None:
    """Decode a page of which a few characters are broken, as browsers do.

    Bytes that are sound UTF-8 are nothing else with a few characters broken.
    """
    if decodes(data, "utf-8"):
        return None
    try:
        text = data.decode(name, "replace")
    except (LookupError, ValueError):
        return None
    lost = text.count("\ufffd")
    is_mended = 0 < lost <= max(1.0, _MAX_LOST * len(text)) and not text.isascii()
    return Decoded(text, name) if is_mended and "\0" not in text else None


def _decode_unstated(source: "Source") -> Decoded:
    try:
        return decode(source.data, encoding=source.encoding)
    except AlignerError:
        mended = _mend(source.data, "utf-8") if source.encoding is None else None
        if mended is None:
            raise
        return mended
