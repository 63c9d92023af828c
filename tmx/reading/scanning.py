"""The text of a file behind its root's start tag → its header and units, one after another.

Each unit is found by its tags alone, so that a damaged one costs nothing but itself. Plain units
are read by `plain`; all others are parsed, mended if need be, and judged by `building`.
"""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from tmx.characters import remove_forbidden
from tmx.losses import LossCounter
from tmx.reading.attributes import quote
from tmx.reading.building import Builder
from tmx.reading.cutting import HEADER_END, MOST_UNIT, UNIT_END, ElementCutter
from tmx.reading.doctypes import DoctypeTaker
from tmx.reading.mending import mend
from tmx.reading.naming import shorten_name, tell_name
from tmx.reading.parsing import MalformedError, Node, NotWellFormedError, parse_element
from tmx.reading.plain import MOST_PLAIN, PlainReader, match_unit
from tmx.reading.prologue import take_tag
from tmx.reading.window import Window
from tmx.records import Header, TranslationUnit

_LOOK_AHEAD = 256
_PLAIN_END = "</tu>"
_MARKUP = re.compile(r"<(?:(!--)|(\?)|(!\[CDATA\[)|(!DOCTYPE\b)|(/?)([^\W\d][^\s<>/=\"'&]*))")
_ATTRIBUTE_NAME = re.compile(r"\s([^\s=<>/\"']+)\s*=\s*[\"']")
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
        self._slow_until = 0
        self._doctypes = DoctypeTaker(window)
        self._in_text = False
        self._ahead: TranslationUnit | None = None
        self._line = 1
        self._has_header = False
        self._had_body = False
        self._cutter = ElementCutter(window, self._lose)
        self._plain = PlainReader()
        self.given = 0
        self.header: Header | None = None
        self.mark: int | None = None
        self.breaks_off: str | None = None

    @property
    def line(self) -> int:
        """The line of the file that the unit given last begins in."""
        window = self._window
        if self.mark is None:
            return self._line
        return window.line_at(window.text.find("<", self.mark))

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
        while True:
            yield from self._read_plain()
            self._settle()
            if self._window.is_at_end:
                self._finish()
                return
            unit = self._step()
            if unit is not None:
                self.given += 1
                yield unit

    def _read_plain(self) -> Iterator[TranslationUnit]:
        """Give the units that come next and are plain.

        What was looked at in vain is not looked at again, however many units may begin in it.
        """
        window, read = self._window, self._plain.read
        text, place = window.text, window.place
        while self._in_body and place + window.passed >= self._slow_until:
            end = text.find(_PLAIN_END, place, place + MOST_PLAIN) + len(_PLAIN_END)
            found = match_unit(text, place, end) if end >= len(_PLAIN_END) else None
            if end < len(_PLAIN_END):
                end = min(place + MOST_PLAIN, len(text)) - len(_PLAIN_END)
            is_clean = found is not None and (window.is_clean or _is_clean(found[0]))
            unit = read(found) if found is not None and is_clean else None
            if unit is None:
                self._slow_until = window.passed + end
                break
            self.mark = place
            window.place = place = end
            self.given += 1
            yield unit

    def _settle(self) -> None:
        """Keep the line of the last unit, for the window moves on."""
        self._line, self.mark = self.line, None

    def _finish(self) -> None:
        if not self._has_header:
            self._lose("the file has no header")
        if not self._had_body:
            self._lose("the file has no body")
        self.breaks_off = self.breaks_off or self._cutter.breaks_off
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
            self._doctypes.take()
        else:
            self._pass_over(markup[0])
        return None

    def _skip_text(self) -> bool:
        """Go to the next <; whether there is one in the window."""
        window = self._window
        less = window.text.find("<", window.place)
        end = len(window.text) if less < 0 else less
        text = window.text[window.place : end]
        if not self._in_text and text and not text.isspace():
            self._tell_text(text)
            self._in_text = True
        self._in_text = self._in_text and less < 0
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
        tell_name(raw_name, lambda reason: self._lose(reason, line))
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
        elif is_end and raw_name in self._cutter.owed:
            self._cutter.owed.discard(raw_name)
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
        text = self._cutter.take(raw_name, HEADER_END, "the header")
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
        text = self._cutter.take(raw_name, UNIT_END, "a unit")
        if text is None:
            return None
        if is_outside:
            self._lose("a unit outside of body is read", line)
        unit = self._convert(text, line, Builder.make_unit, "a unit")
        if unit is not None:
            self._line = line
        return unit

    def _convert(
        self, text: str, line: int, make: Callable[[Builder, Node], _Record], what: str
    ) -> _Record | None:
        def lose(reason: str, inner_line: int) -> None:
            self._lose(reason, line + inner_line - 1)

        try:
            node = _parse(text, lose)
        except NotWellFormedError as error:
            lose(f"{what} that is not well-formed is left out ({error.reason})", error.line)
            return None
        except MalformedError as error:
            lose(f"{what} that cannot be read is left out ({error.reason})", error.line)
            return None
        return make(Builder(lose), node)


def _is_clean(text: str) -> bool:
    return "]]>" not in text and not remove_forbidden(text).removed


def _parse(text: str, lose: Callable[[str, int], None]) -> Node:
    try:
        return parse_element(text)
    except NotWellFormedError:
        pass
    try:
        return _parse_mended(text, lose, keeps_tags=False)
    except NotWellFormedError as error:
        try:
            return _parse_mended(text, lose, keeps_tags=True)
        except NotWellFormedError:
            raise error from None


def _parse_mended(text: str, lose: Callable[[str, int], None], *, keeps_tags: bool) -> Node:
    told: list[tuple[str, int]] = []
    mended = mend(text, lambda reason, line: told.append((reason, line)), keeps_tags=keeps_tags)
    node = parse_element(mended)
    for reason, line in told:
        lose(reason, line)
    return node
