"""The references in a text that is well-formed (`&amp;`, `&#x4E2D;`) → the characters."""

import re
from functools import lru_cache

from tmx.characters import find_forbidden
from tmx.reading.shortcuts import UnusualError

_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_NUMBER = re.compile(r"#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,9}))")
# No text that is read holds it.
_AMPERSAND = "\0"


def decode_references(text: str) -> str:
    """Put the characters for the references in a text.

    Args:
        text: without characters that XML forbids.

    Raises:
        UnusualError: one is none that XML knows without a declaration.

    Source: XML 1.0, sections 4.1 and 4.6.

    >>> decode_references("a &lt; &#x4E2D; &amp;lt;")
    'a < 中 &lt;'
    """
    # Most texts have ampersands alone, and nearly all of the others only the five.
    text = text.replace("&amp;", _AMPERSAND)
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">")
        if "&" in text:
            text = _decode_each(text)
    return text.replace(_AMPERSAND, "&")


def _decode_each(text: str) -> str:
    first, *parts = text.split("&")
    decoded = [first]
    for part in parts:
        name, semicolon, rest = part.partition(";")
        if not semicolon:
            raise UnusualError
        decoded += (_decode_name(name), rest)
    return "".join(decoded)


@lru_cache(maxsize=256)
def _decode_name(name: str) -> str:
    if name in _ENTITIES:
        return _ENTITIES[name]
    digits = _NUMBER.fullmatch(name)
    number = int(digits[1], 16) if digits and digits[1] else int(digits[2]) if digits else 0
    if not 0 < number <= 0x10FFFF or find_forbidden(chr(number)):
        raise UnusualError
    return chr(number)
