"""The text of a file behind its root's start tag → its header and units, one after another.

Each unit is found by its tags alone, so that a damaged one costs nothing but itself. Plain units
are read by `plain`; all others are parsed, mended if need be, and judged by `building`.
"""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from tmx.characters import find_forbidden
from tmx.losses import LossCounter
from tmx.reading.attributes import quote
from tmx.reading.building import Builder
from tmx.reading.mending import mend
from tmx.reading.parsing import MalformedError, Node, parse_element, shorten_name
from tmx.reading.plain import PlainReader
from tmx.reading.prologue import take_doctype, take_tag
from tmx.reading.window import Window
from tmx.records import Header, TranslationUnit

MOST_UNIT = 16 << 20
"""Characters of a unit with its tags; longer ones are left out."""

_MOST_PLAIN = 1 << 16
_LOOK_AHEAD = 256
_PREFIX = r"(?:[^\s<>/:=\"'&]{1,100}:)?"
_MARKUP = re.compile(r"<(?:(!--)|(\?)|(!\[CDATA\[)|(!DOCTYPE\b)|(/?)([^\W\d][^\s<>/=\"'&]*))")
_SECTIONS = r"(?P<comment><!--)|(?P<section><!\[CDATA\[)"
_UNIT_END = re.compile(
    rf"{_SECTIONS}|(?P<end></{_PREFIX}tu\s{{0,100}}>)"
    rf"|<{_PREFIX}tu(?=[\s/>])|</{_PREFIX}(?:body|tmx)(?=[\s>])",
    re.IGNORECASE,
)
_HEADER_END = re.compile(
    rf"{_SECTIONS}|(?P<end></{_PREFIX}header\s{{0,100}}>)"
    rf"|<{_PREFIX}(?:body|tu)(?=[\s/>])|</{_PREFIX}(?:body|tmx)(?=[\s>])",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    rf"(?P<end></{_PREFIX}tu\s{{0,100}}>)|<{_PREFIX}tu(?=[\s/>])|</{_PREFIX}(?:body|tmx)(?=[\s>])",
    re.IGNORECASE,
)
_START_TAG = re.compile(r"<[^\s<>/\"']++(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>")
_ATTRIBUTE_NAME = re.compile(r"\s([^\s=<>/\"']+)\s*=\s*[\"']")
_CLOSINGS = {"comment": "-->", "section": "]]>"}
_Record = TypeVar("_Record")


class Scanner:
    """Goes through a file once.

    Args:
        window: behind the start tag of the root.
        losses: told what is left out or mended.
        is_closed: the root has no content.

    Attributes:
        given: how many units were given.
        header: the header, once `read_header` has found it.
        mark: place in the window of the unit given last, until the next is asked for.
        breaks_off: where the file breaks off, once it has come to its end; None: it is whole.
    """

    def __init__(self, window: Window, losses: LossCounter, *, is_closed: bool) -> None:
        self._window = window
        self._losses = losses
        self._is_closed = is_closed
        self._in_body = False
        self._unknown = 0
        self._ahead: TranslationUnit | None = None
        self._line = 1
        self._has_header = False
        self._had_body = False
        self._owed: set[str] = set()
        self._plain = PlainReader()
        self.given = 0
        self.header: Header | None = None
        self.mark: int | None = None
        self.breaks_off: str | None = None

    @property
    def line(self) -> int:
        """The line of the file that the unit given last begins in."""
        return self._line if self.mark is None else self._window.line_at(self.mark)

    def read_header(self) -> None:
        """Read up to the header, or to where there can be none any more."""
        while not (self._has_header or self._window.is_at_end):
            self._ahead = self._step()
            if self._ahead is not None:
                break

    def read_units(self) -> Iterator[TranslationUnit]:
        """Give the units; the mark is that of the unit while it is looked at."""
        if self._ahead is not None:
            self.given += 1
            yield self._ahead
        window, read = self._window, self._plain.read
        while True:
            text, place = window.text, window.place
            while self._in_body and (start := _find_start(text, place)) >= 0:
                end = text.find("</tu>", start, start + _MOST_PLAIN)
                if end < 0 or not (window.is_clean or not find_forbidden(text[start:end])):
                    break
                unit = read(text[start:end])
                if unit is None:
                    break
                place = end + 5
                window.place = place
                self.mark = start
                self.given += 1
                yield unit
            self._settle()
            if window.is_at_end:
                self._finish()
                return
            found = self._step()
            if found is not None:
                self.given += 1
                yield found

    def _settle(self) -> None:
        """Keep the line of the last unit, for the window moves on."""
        self._line, self.mark = self.line, None

    def _finish(self) -> None:
        if not self._has_header:
            self._lose("the file has no header")
        if not self._had_body:
            self._lose("the file has no body")
        if not self._is_closed and self.breaks_off is None:
            self.breaks_off = f"line {self._here()}: the file breaks off before </tmx>"

    def _here(self) -> int:
        return self._window.line_at(self._window.place)

    def _lose(self, reason: str, line: int | None = None) -> None:
        self._losses.add(reason, f"line {self._here() if line is None else line}")

    def _step(self) -> TranslationUnit | None:
        """Go on by one text, tag or unit; return the unit."""
        window = self._window
        if not self._skip_text():
            return None
        window.ensure(_LOOK_AHEAD)
        markup = _MARKUP.match(window.text, window.place)
        if markup is None:
            self._lose("text outside of units is left out")
            window.place += 1
        elif markup[6]:
            return self._take_element(markup[6], is_end=bool(markup[5]))
        elif markup[4]:
            self._lose("a document type inside the file is passed over")
            take_doctype(window)
        else:
            self._pass_over(markup[0])
        return None

    def _skip_text(self) -> bool:
        """Go to the next <; whether there is one in the window."""
        window = self._window
        less = window.text.find("<", window.place)
        end = len(window.text) if less < 0 else less
        text = window.text[window.place : end]
        if text and not text.isspace():
            self._tell_text(text)
        window.place = end
        return less >= 0

    def _tell_text(self, text: str) -> None:
        blanks = len(text) - len(text.lstrip())
        line = self._window.line_at(self._window.place + blanks)
        if self._is_closed:
            self._lose("what stands behind </tmx> is left out", line)
        elif not self._unknown:
            self._lose("text outside of units is left out", line)

    def _pass_over(self, opening: str) -> None:
        """Go behind a comment, an instruction or a CDATA section."""
        window = self._window
        closing = {"<!--": "-->", "<?": "?>"}.get(opening, "]]>")
        offset = window.seek(closing, len(opening), MOST_UNIT)
        if offset < 0:
            self._lose("a comment, instruction or section does not end")
            window.place += len(opening)
            return
        inner = window.text[window.place : window.place + offset]
        if opening == "<?" and inner[2:6].lower() == "xml ":
            self._lose("an XML declaration inside the file is passed over")
        elif closing == "]]>" and not self._unknown:
            self._lose("text outside of units is left out")
        elif opening == "<!--" and "--" in inner[4:] + inner[-1:]:
            self._lose("a comment that is not well-formed is passed over")
        window.place += offset + len(closing)

    def _take_element(self, raw_name: str, *, is_end: bool) -> TranslationUnit | None:
        name = shorten_name(raw_name)
        if name == "tu" and not is_end:
            return self._read_unit(raw_name)
        if name == "header" and not is_end:
            self._read_header(raw_name)
            return None
        line = self._here()
        tag = take_tag(self._window)
        if not tag.endswith(">"):
            if self._window.is_at_end:
                self.breaks_off = f"line {line}: the file breaks off inside a tag"
                return None
            self._lose(f"the tag of {quote(raw_name)} does not end", line)
        if name in ("body", "tmx"):
            self._tell_attributes(tag, name, line)
            self._take_frame(raw_name, name, line, is_end=is_end)
            if tag.endswith("/>"):
                self._take_frame(raw_name, name, line, is_end=True)
        else:
            self._take_unknown(raw_name, line, is_end=is_end, is_empty=tag.endswith("/>"))
        return None

    def _take_frame(self, raw_name: str, name: str, line: int, *, is_end: bool) -> None:
        self._unknown = 0
        if raw_name != name:
            self._lose(
                f"the element {quote(raw_name)} is read as {name}:"
                " its name is in another case or in a namespace",
                line,
            )
        if name == "body":
            self._take_body(line, is_end=is_end)
        elif not is_end:
            self._lose("a second document begins behind the first; its units are read", line)
            self._is_closed = False
        elif self._in_body:
            self._lose("the body is not closed", line)
        self._is_closed = name == "tmx" and is_end
        self._in_body = name == "body" and not is_end

    def _tell_attributes(self, tag: str, name: str, line: int) -> None:
        for attribute in _ATTRIBUTE_NAME.findall(tag):
            if name == "body" and attribute != "xml:space" and not attribute.startswith("xmlns"):
                self._lose(f"the unknown attribute {quote(attribute)} of body is left out", line)

    def _take_body(self, line: int, *, is_end: bool) -> None:
        if is_end != self._in_body:
            self._lose("a tag of body out of place", line)
        elif self._had_body and not is_end:
            self._lose("a second body is read like the first", line)
        self._had_body = True

    def _take_unknown(self, raw_name: str, line: int, *, is_end: bool, is_empty: bool) -> None:
        if is_end and self._unknown:
            self._unknown -= 1
        elif is_end and raw_name in self._owed:
            self._owed.discard(raw_name)
        elif self._is_closed:
            self._lose("what stands behind </tmx> is left out", line)
        elif is_end:
            self._lose("an end tag without its start tag is left out", line)
        elif not self._unknown:
            self._lose(f"the unknown element {quote(raw_name)} is left out with its text", line)
        if not (is_end or is_empty):
            self._unknown += 1

    def _read_header(self, raw_name: str) -> None:
        line = self._here()
        text = self._take_whole(raw_name, _HEADER_END, "the header")
        if self._has_header:
            self._lose("a second header is left out", line)
            return
        if self._had_body:
            self._lose("a header out of place is read", line)
        self._has_header = True
        if text is not None:
            self.header = self._convert(text, line, Builder.make_header, "the header")

    def _read_unit(self, raw_name: str) -> TranslationUnit | None:
        self._settle()
        line = self._here()
        is_outside = not self._in_body
        text = self._take_whole(raw_name, _UNIT_END, "a unit")
        if text is None:
            return None
        if is_outside:
            self._lose("a unit outside of body is read", line)
        unit = self._convert(text, line, Builder.make_unit, "a unit")
        if unit is not None:
            self._line = line
        return unit

    def _take_whole(self, raw_name: str, ends: re.Pattern[str], what: str) -> str | None:
        """Go behind an element and return it, or None if it is cut off or too long."""
        window, line = self._window, self._here()
        window.seek(">", 1, _MOST_PLAIN)
        start = _START_TAG.match(window.text, window.place)
        if start is not None and start[0].endswith("/>"):
            window.place = start.end()
            return start[0]
        end = self._find_end(ends)
        if end is None:
            if len(window.text) - window.place > MOST_UNIT:
                self._discard(line, what)
            else:
                self.breaks_off = f"line {self._last_line()}: the file breaks off inside {what}"
                window.place = len(window.text)
            return None
        text = window.text[window.place : end.end() if end["end"] else end.start()]
        window.place += len(text)
        if end["end"]:
            return text
        self._owed.add(raw_name)
        self._lose(f"{what} that is not closed ends at the next tag", line)
        return f"{text}</{raw_name}>"

    def _last_line(self) -> int:
        return self._window.line_at(len(self._window.text.rstrip()))

    def _find_end(self, ends: re.Pattern[str]) -> re.Match[str] | None:
        """Find where an element ends, comments and sections aside."""
        window, offset = self._window, 1
        while (found := window.search(ends, MOST_UNIT, offset)) is not None:
            kind = found.lastgroup or ""
            if kind not in _CLOSINGS:
                return found
            offset = found.start() - window.place + 4
            closing = window.seek(_CLOSINGS[kind], offset, MOST_UNIT)
            offset = closing if closing >= 0 else offset
        return None

    def _discard(self, line: int, what: str) -> None:
        self._lose(f"{what} of over {MOST_UNIT >> 20} MiB is left out", line)
        window = self._window
        window.place += 1
        while (found := window.search(_BOUNDARY, 0)) is None and not window.is_at_end:
            window.place = max(window.place, len(window.text) - _LOOK_AHEAD)
            if not window.grow():
                window.place = len(window.text)
        if found is not None:
            window.place = found.end() if found["end"] else found.start()

    def _convert(
        self, text: str, line: int, make: Callable[[Builder, Node], _Record], what: str
    ) -> _Record | None:
        def lose(reason: str, inner_line: int) -> None:
            self._lose(reason, line + inner_line - 1)

        try:
            node = _parse(text, lose)
        except MalformedError as error:
            lose(f"{what} that is not well-formed is left out ({error.reason})", error.line)
            return None
        return make(Builder(lose), node)


def _find_start(text: str, place: int) -> int:
    """Return where the next unit starts, or -1 if something else comes first."""
    start = text.find("<", place)
    if start < 0 or text[start : start + 4] not in ("<tu ", "<tu>"):
        return -1
    return start if start == place or text[place:start].isspace() else -1


def _parse(text: str, lose: Callable[[str, int], None]) -> Node:
    try:
        return parse_element(text)
    except MalformedError:
        told: list[tuple[str, int]] = []
        node = parse_element(mend(text, lambda reason, line: told.append((reason, line))))
        for reason, line in told:
            lose(reason, line)
        return node
