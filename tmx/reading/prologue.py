"""What stands before the first element of a file: read by hand, for a parser would act upon it.

The address of a DTD is never looked at; a DTD inside the file is passed over, and refused if it
declares entities, which can hide files or bombs.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeAlias

from tmx.errors import TmxError
from tmx.reading.attributes import quote
from tmx.reading.doctypes import Doctype, DoctypeTaker
from tmx.reading.naming import shorten_name, tell_name
from tmx.reading.window import Window

MOST_CHARACTERS = 16 << 20
"""Of a prologue."""

_SILENT = ("xml:space", "xml:lang")
_FIVE = frozenset({"lt", "gt", "amp", "apos", "quot"})
_NAME = r"[^\W\d][\w.\-]*+(?::[^\W\d][\w.\-]*+)?"
_INTERESTING = re.compile(rf"<\?|<!--|<!DOCTYPE\b|<({_NAME})(?=[\s/>])", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    rf"(?<![\w.:\-])({_NAME})\s*+=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>/]+))"
)
_ENTITY = re.compile(r"<!ENTITY\s+(%\s*)?([^\s>\"']+)", re.IGNORECASE)
_DECLARATION = re.compile(
    r"<\?xml\s+version\s*=\s*(?:\"1\.[0-9]+\"|'1\.[0-9]+')"
    r"(?:\s+encoding\s*=\s*(?:\"[A-Za-z][\w.\-]*\"|'[A-Za-z][\w.\-]*'))?"
    r"(?:\s+standalone\s*=\s*(?:\"(?:yes|no)\"|'(?:yes|no)'))?\s*\?>"
)
_LITERAL = r"(?:\"[^\"]*\"|'[^']*')"
_DOCTYPE = re.compile(
    rf"<!DOCTYPE\s+{_NAME}(?:\s+(?:SYSTEM\s+{_LITERAL}|PUBLIC\s+{_LITERAL}\s+{_LITERAL}))?"
    r"\s*(?:\[.*\]\s*)?>",
    re.DOTALL,
)
_VERSIONS = frozenset({"1.1", "1.2", "1.3", "1.4", "1.4a", "1.4b"})


Lose: TypeAlias = Callable[[str], None]
"""Told what is odd at the place of the window."""


def read_prologue(window: Window, name: str, lose: Lose) -> bool:
    """Go behind the start tag of the root.

    Args:
        window: at the start of the file; it is left behind the tag.
        name: of the file, for messages.
        lose: told what is odd.

    Returns:
        Whether the start tag is the end tag too.

    Raises:
        TmxError: the root is not tmx, there is none, or a DTD declares entities.
    """
    seen: set[str] = set()
    doctypes = DoctypeTaker(window)
    while True:
        found = window.search(_INTERESTING, MOST_CHARACTERS)
        if found is None:
            raise TmxError(
                f"{name}: no TMX, for it has no element named tmx; check that it is the right"
                " file, or state its encoding"
            )
        _tell_junk(found.string[window.place : found.start()], lose)
        window.place = found.start()
        if found[1]:
            _check_root(found[1], name, lose)
            return _read_root(window, lose)
        kind = found[0].upper()
        if window.text[window.place : window.place + 6].rstrip().lower() == "<?xml":
            kind = "<?XML"
        _tell_order(kind, seen, lose)
        seen.add(kind)
        if kind == "<!DOCTYPE":
            _judge(doctypes.take(), name, lose)
        else:
            _pass_over(window, kind, lose)


def _judge(doctype: Doctype, name: str, lose: Lose) -> None:
    if _DOCTYPE.fullmatch(doctype.text) is None:
        lose("the DOCTYPE is not well-formed")
    foreign = list(islice(_find_entities(doctype.declarations), 3))
    if foreign:
        raise TmxError(
            f"{name}: it declares entities of its own ({', '.join(map(quote, foreign))}),"
            " which can hide files or bombs; save it without them"
        )


def _find_entities(declarations: str) -> Iterator[str]:
    for match in _ENTITY.finditer(declarations):
        if match[1] or match[2] not in _FIVE:
            yield match[2]


def _tell_junk(text: str, lose: Lose) -> None:
    if text.strip().strip("\ufeff"):
        lose(f"junk before the XML declaration or the root is left out ({quote(text.strip())})")


def _tell_order(kind: str, seen: set[str], lose: Lose) -> None:
    if kind == "<?XML" and seen:
        lose("something stands before the XML declaration")
    elif kind == "<!DOCTYPE" and kind in seen:
        lose("a second DOCTYPE is passed over")


def _check_root(tag: str, name: str, lose: Lose) -> None:
    if shorten_name(tag) != "tmx":
        raise TmxError(
            f"{name}: the root element is {quote(tag)}, not tmx; give a translation memory in TMX"
        )
    tell_name(tag, lose)


def _pass_over(window: Window, kind: str, lose: Lose) -> None:
    """Go behind a comment or an instruction."""
    closing = "-->" if kind == "<!--" else "?>"
    offset = window.seek(closing, len(kind), MOST_CHARACTERS)
    if offset < 0:
        lose("a comment or instruction before the root element does not end")
        window.place += len(kind)
        return
    inner = window.text[window.place : window.place + offset + len(closing)]
    if kind == "<?XML" and _DECLARATION.fullmatch(inner) is None:
        lose(f"the XML declaration is not well-formed ({quote(inner)})")
    elif kind == "<!--" and ("--" in inner[4:-3] or inner.endswith("--->")):
        lose("a comment that is not well-formed is passed over")
    window.place += len(inner)


def _read_root(window: Window, lose: Lose) -> bool:
    tag = take_tag(window)
    given = {match[1]: match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(tag)}
    if not tag.endswith(">"):
        lose("the start tag of tmx does not end")
    _tell_version(given, lose)
    for each, value in given.items():
        if each == "xmlns":
            lose(f"the elements are in a namespace ({quote(value)})")
        elif each.lower() != "version" and each not in _SILENT and not each.startswith("xmlns:"):
            lose(f"the unknown attribute {quote(each)} of tmx is left out")
    return tag.rstrip(">").endswith("/")


def _tell_version(given: dict[str, str], lose: Lose) -> None:
    name = next((each for each in given if each.lower() == "version"), "")
    version = given.get(name, "").strip()
    if not version:
        lose("tmx states no version")
    elif version not in _VERSIONS:
        lose(f"the version {quote(version)} is none of TMX that is known")
    if name:
        tell_name(name, lose)


def take_tag(window: Window) -> str:
    """Go behind a tag and return it; a tag that does not end stops before the next one."""
    offset = window.seek(">", 1, MOST_CHARACTERS)
    less = window.text.find("<", window.place + 1, window.place + max(offset, 0))
    end = len(window.text) if offset < 0 else window.place + offset + 1
    if offset < 0:
        less = window.text.find("<", window.place + 1)
    if less >= 0:
        end = less
    tag = window.text[window.place : end]
    window.place = end
    return tag
