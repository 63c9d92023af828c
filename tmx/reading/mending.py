"""A damaged unit → well-formed text of it, where it is certain what was meant.

What begins no tag is text, what XML forbids goes, an attribute that comes twice counts once, a
value without quotation marks gets them. Tags of TMX that cross or never end are left as they are,
so that the parser refuses the unit; others, such as a lone <br>, can be kept as the text that they
were meant to be. Line ends stay, so that lines stay those of the file.
"""

import re
from collections.abc import Callable, Iterator

from tmx.characters import find_forbidden, remove_forbidden
from tmx.reading.attributes import KNOWN, quote
from tmx.reading.naming import shorten_name
from tmx.reading.parsing import MOST_ATTRIBUTES, MOST_ELEMENTS, MalformedError

Tell = Callable[[str, int], None]
"""Told a reason and a line, counted from 1 at the start of the text."""

_NAME = r"[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?"
_ATTRIBUTE = re.compile(rf"\s*({_NAME})\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>=/]+)")
_TAG_START = re.compile(rf"<({_NAME})(?=[\s/>])")
_ANY_TAG = re.compile(rf"</?({_NAME})(?=[\s/>])")
_TAG_END = re.compile(r"\s*(/?)>")
_END_TAG = re.compile(rf"</({_NAME})\s*>")
_REFERENCE = re.compile(r"&(?:#(?:x([0-9A-Fa-f]+)|([0-9]+))|(amp|lt|gt|quot|apos));")
_ENTITY = re.compile(rf"&{_NAME};")
_BREAKS = ("\x0b", "\x0c")

_TMX_NAMES = frozenset({*KNOWN, "tmx", "body", "sub"})

MOST_FAULTS = 100_000
"""Of an element; what has more is no text."""

FORBIDDEN = "characters that XML forbids are removed"
BARE_AMPERSAND = "a bare & is read as the character"
BARE_LESS = "a bare < is read as the character"


def mend(text: str, tell: Tell, *, keeps_tags: bool = False) -> str:
    """Mend the text of an element.

    Args:
        text: from its start tag to its end tag.
        tell: told what is mended.
        keeps_tags: read tags that are not of TMX as the characters they are written with.

    Returns:
        Text that is well-formed unless tags are amiss.

    Raises:
        MalformedError: it has more than MOST_FAULTS, or than MOST_ELEMENTS.
    """
    tell = _limit(tell)
    return "".join(_Mender(_clean(text, tell), tell, keeps_tags=keeps_tags).run())


def _limit(tell: Tell) -> Tell:
    """Tell no more than MOST_FAULTS."""
    count = 0

    def tell_or_raise(reason: str, line: int) -> None:
        nonlocal count
        count += 1
        if count > MOST_FAULTS:
            raise MalformedError(f"over {MOST_FAULTS:,} faults", line)
        tell(reason, line)

    return tell_or_raise


def _clean(text: str, tell: Tell) -> str:
    cleaned = remove_forbidden(text)
    if not cleaned.removed:
        return text
    if cleaned.removed > MOST_FAULTS:
        raise MalformedError(f"over {MOST_FAULTS:,} forbidden characters", 1)
    line, start = 1, 0
    for place in find_forbidden(text):
        line += text.count("\n", start, place)
        start = place
        tell(FORBIDDEN, line)
    return cleaned.text


class _Mender:
    def __init__(self, text: str, tell: Tell, *, keeps_tags: bool) -> None:
        self._text = text
        self._keeps_tags = keeps_tags
        self._tell_line = tell
        self._place = 0
        self._line = 1
        self._counted = 0
        self._unfound: set[str] = set()
        self._elements = 0
        self._inner = ""
        self._inner_counted = self._inner_lines = 0

    def run(self) -> Iterator[str]:
        text = self._text
        while self._place < len(text):
            less = text.find("<", self._place)
            end = len(text) if less < 0 else less
            yield self._mend_text(text[self._place : end])
            self._place = end
            if less >= 0:
                yield self._mend_markup()

    def _mend_markup(self) -> str:
        """Return what begins at a <, and go behind it."""
        text, start = self._text, self._place
        for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")):
            if text.startswith(opening, start) and (end := self._find(closing)) >= 0:
                self._place = end + len(closing)
                inner = text[start : self._place]
                return inner if opening == "<![CDATA[" else self._drop(inner)
        if self._keeps_tags and (kept := self._keep_tag()):
            return kept
        ended = _END_TAG.match(text, start)
        if ended is not None:
            self._place = ended.end()
            return ended[0]
        return self._mend_tag() or self._take_less()

    def _keep_tag(self) -> str | None:
        """Return the < of a tag that is not of TMX as text; None if it is."""
        tag = _ANY_TAG.match(self._text, self._place)
        if tag is None or shorten_name(tag[1]) in _TMX_NAMES:
            return None
        self._tell(f"the tag {quote(tag[1])}, which is not of TMX, is kept as text")
        self._place += 1
        return "&lt;"

    def _find(self, closing: str) -> int:
        if closing in self._unfound:
            return -1
        end = self._text.find(closing, self._place + 2)
        if end < 0:
            self._unfound.add(closing)
        return end

    def _drop(self, inner: str) -> str:
        is_faulty = "--" in inner[4:-3] or inner.endswith("--->") or inner[:5].lower() == "<?xml"
        if is_faulty:
            self._tell("a comment or instruction that is not well-formed is left out")
        return "\n" * inner.count("\n")

    def _take_less(self) -> str:
        self._tell(BARE_LESS)
        self._place += 1
        return "&lt;"

    def _mend_tag(self) -> str | None:
        """Return a start tag; None if there is none."""
        start = _TAG_START.match(self._text, self._place)
        if start is None:
            return None
        names: set[str] = set()
        parts = [start[0]]
        place = start.end()
        while (found := _ATTRIBUTE.match(self._text, place)) is not None:
            if not self._text[place].isspace():
                self._tell("attributes without a space between them are parted")
            place = found.end()
            if found[1] in names:
                self._tell(f"the attribute {quote(found[1])} comes twice; the first is kept")
                continue
            if len(names) == MOST_ATTRIBUTES:
                raise MalformedError(f"over {MOST_ATTRIBUTES:,} attributes", self._count_line())
            names.add(found[1])
            parts.append(f" {found[1]}={self._mend_quoted(found[2])}")
        end = _TAG_END.match(self._text, place)
        if end is None:
            return None
        parts.append("\n" * self._text.count("\n", self._place, end.end()))
        self._count_element()
        self._place = end.end()
        return "".join(parts) + f"{end[1]}>"

    def _count_element(self) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise MalformedError(f"over {MOST_ELEMENTS:,} elements", self._count_line())

    def _count_line(self) -> int:
        return self._text.count("\n", 0, self._place) + 1

    def _mend_quoted(self, written: str) -> str:
        mark = written[0]
        if mark in "\"'":
            return f"{mark}{self._mend_value(written[1:-1])}{mark}"
        self._tell("values without quotation marks get them")
        return f'"{self._mend_value(written)}"'

    def _mend_value(self, value: str) -> str:
        if "<" in value:
            self._tell(BARE_LESS)
        return self._mend_references(value.replace("\n", " ")).replace("<", "&lt;")

    def _mend_text(self, text: str) -> str:
        if "]]>" in text:
            self._tell("]]> in text is read as the characters")
            text = text.replace("]]>", "]]&gt;")
        return self._mend_references(text)

    def _mend_references(self, text: str) -> str:
        if "&" not in text:
            return text
        parts = []
        place = 0
        for match in re.finditer("&", text):
            start = match.start()
            parts.append(text[place:start])
            written, length = self._mend_reference(text, start)
            parts.append(written)
            place = start + length
        parts.append(text[place:])
        return "".join(parts)

    def _mend_reference(self, text: str, start: int) -> tuple[str, int]:
        """Return what to write for an & and what follows it, and the length of both."""
        reference = _REFERENCE.match(text, start)
        if reference is None:
            entity = _ENTITY.match(text, start)
            if entity is None:
                self._tell(BARE_AMPERSAND, text, start)
            else:
                self._tell(
                    f"the undeclared entity {quote(entity[0])} is kept as it is", text, start
                )
            return "&amp;", 1
        number = _read_number(reference[1], reference[2])
        if number is None or _is_allowed(number):
            return reference[0], len(reference[0])
        self._tell("references to characters that XML forbids are removed", text, start)
        return " " if number in (11, 12) else "", len(reference[0])

    def _tell(self, reason: str, text: str = "", offset: int = 0) -> None:
        if self._place > self._counted:
            self._line += self._text.count("\n", self._counted, self._place)
            self._counted = self._place
        if offset < self._inner_counted or text is not self._inner:
            self._inner, self._inner_counted, self._inner_lines = text, 0, 0
        self._inner_lines += text.count("\n", self._inner_counted, offset)
        self._inner_counted = offset
        self._tell_line(reason, self._line + self._inner_lines)


def _read_number(hexadecimal: str | None, decimal: str | None) -> int | None:
    digits = hexadecimal or decimal
    if digits is None:
        return None
    # Longer ones are no characters, and Python refuses to convert the longest.
    return 0 if len(digits.lstrip("0")) > 8 else int(digits, 16 if hexadecimal else 10)


def _is_allowed(number: int) -> bool:
    if number > 0x10FFFF:
        return False
    return not find_forbidden(chr(number))
