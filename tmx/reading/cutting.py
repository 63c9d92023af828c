"""The window of a file → the whole text of a header or unit, found by its tags alone."""

import re
from collections.abc import Callable

from tmx.reading.plain import MOST_PLAIN
from tmx.reading.window import Window

MOST_UNIT = 16 << 20
"""Characters of a unit with its tags; longer ones are left out."""

_TOO_LONG = f"{{}} of over {MOST_UNIT >> 20} MiB is left out"
_LOOK_AHEAD = 256
_PREFIX = r"(?:[^\s<>/:=\"'&]{1,100}:)?"
_SECTIONS = r"(?P<comment><!--)|(?P<section><!\[CDATA\[)"
UNIT_END = re.compile(
    rf"{_SECTIONS}|(?P<end></{_PREFIX}tu\s{{0,100}}>)"
    rf"|<{_PREFIX}tu(?=[\s/>])|</{_PREFIX}(?:body|tmx)(?=[\s>])",
    re.IGNORECASE,
)
HEADER_END = re.compile(
    rf"{_SECTIONS}|(?P<end></{_PREFIX}header\s{{0,100}}>)"
    rf"|<{_PREFIX}(?:body|tu)(?=[\s/>])|</{_PREFIX}(?:body|tmx)(?=[\s>])",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    rf"(?P<end></{_PREFIX}tu\s{{0,100}}>)|<{_PREFIX}tu(?=[\s/>])|</{_PREFIX}(?:body|tmx)(?=[\s>])",
    re.IGNORECASE,
)
_START_TAG = re.compile(r"<[^\s<>/\"']++(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>")
_CLOSINGS = {"comment": "-->", "section": "]]>"}


class ElementCutter:
    """Cuts elements out of a window.

    Args:
        window: where the elements stand.
        lose: told what is left out or mended, and the line.

    Attributes:
        owed: names of the elements that ended before their end tags, which may come yet.
        breaks_off: where the file breaks off, if it does so inside an element.
    """

    def __init__(self, window: Window, lose: Callable[[str, int], None]) -> None:
        self._window = window
        self._lose = lose
        self.owed: set[str] = set()
        self.breaks_off: str | None = None

    def take(self, raw_name: str, ends: re.Pattern[str], what: str) -> str | None:
        """Go behind an element and return it, or None if it is cut off or too long.

        Args:
            raw_name: of the element as written, which comes next.
            ends: what matches its end, or what shows that it is not closed.
            what: it is, for messages.
        """
        window = self._window
        line = window.line_at(window.place)
        window.seek(">", 1, MOST_PLAIN)
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
        stop = end.end() if end["end"] else end.start()
        if stop - window.place > MOST_UNIT:
            self._lose(_TOO_LONG.format(what), line)
            window.place = stop
            return None
        text = window.text[window.place : stop]
        window.place = stop
        if end["end"]:
            return text
        self.owed.add(raw_name)
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
        self._lose(_TOO_LONG.format(what), line)
        window = self._window
        window.place += 1
        while (found := window.search(_BOUNDARY, 0)) is None and not window.is_at_end:
            window.place = max(window.place, len(window.text) - _LOOK_AHEAD)
            if not window.grow():
                window.place = len(window.text)
        if found is not None:
            window.place = found.end() if found["end"] else found.start()
