"""Texts on a terminal: how wide they are, where their lines break, which parts stand out.

Chinese characters take two columns, combining marks none. Places are kept throughout: what cannot
be shown becomes one character that can, so that a span of a text is the same span of what is shown.
"""

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WIDE = "WF"
_NO_WIDTH = {"Mn", "Me", "Cf"}
_NO_START = frozenset("，。、；：？！）」』】》〉”’…—·,.;:?!)]}%％")
_NO_END = frozenset("（「『【《〈“‘([{")
_LINE_ENDS = {"\n": "↵", "\r": "↵", "\t": "⇥", "\u2028": "↵", "\u2029": "↵", "\x85": "↵"}
_CONTROLS = "\x00-\x1f\x7f-\x9f\u2028\u2029"
# They turn the order of the characters behind them, on the whole screen of some terminals.
_DIRECTIONS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = re.compile(f"[{_CONTROLS}{_DIRECTIONS}\ud800-\udfff]")
_LEAST_WIDTH = 20
_RESET = "\x1b[0m"

STRONG = "\x1b[1m"
DIM = "\x1b[2m"
FOUND = "\x1b[1;33m"
COUNTERPART = "\x1b[1;36m"
CHANGED = "\x1b[1;31m"
GOOD = "\x1b[1;32m"


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where lines are shown.

    Args:
        width: columns that lines are broken at; None: they are not broken.
        has_colours: whether parts may stand out by colours.
    """

    width: int | None = None
    has_colours: bool = False

    def paint(self, text: str, style: str) -> str:
        """Return a text that stands out where there are colours."""
        return f"{style}{text}{_RESET}" if self.has_colours and style and text else text


def find_terminal() -> Terminal:
    """Find out what standard output is: a file or pipe gets whole lines without colours.

    Source: https://no-color.org
    """
    if not sys.stdout.isatty():
        return Terminal()
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Terminal(max(shutil.get_terminal_size().columns, _LEAST_WIDTH), not is_plain)


def count_of(count: int, name: str) -> str:
    """Return a count and what is counted, such as "2 units"."""
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def measure(text: str) -> int:
    """Return the columns that a text takes.

    >>> measure("停火 talks"), measure("e\u0301")
    (10, 1)
    """
    return len(text) if text.isascii() else sum(map(_measure_one, text))


def _measure_one(character: str) -> int:
    if unicodedata.east_asian_width(character) in _WIDE:
        return 2
    return 0 if unicodedata.category(character) in _NO_WIDTH else 1


def pad(text: str, width: int) -> str:
    """Fill a text with spaces up to a number of columns.

    >>> pad("停火", 6) + "|"
    '停火  |'
    """
    return text + " " * (width - measure(text))


def cut(text: str, width: int) -> str:
    """Shorten a text to a number of columns, with "…" where something is left out.

    >>> cut("停火谈判", 6), cut("停火", 6)
    ('停火…', '停火')
    """
    if measure(text) <= width:
        return text
    kept, used = [], 1
    for character in text:
        used += _measure_one(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + "…"


def make_visible(text: str) -> str:
    r"""Replace each character that would move the cursor or be invisible by one that is seen.

    >>> make_visible("a\n\x1b[2Jb")
    'a↵␛[2Jb'
    """
    return _UNSEEN.sub(_show_unseen, text)


def _show_unseen(match: re.Match[str]) -> str:
    character = match[0]
    if character in _LINE_ENDS:
        return _LINE_ENDS[character]
    return chr(0x2400 + ord(character)) if character < " " else "\ufffd"


def break_lines(text: str, width: int | None) -> Iterator[tuple[int, int]]:
    """Find where a text is broken into lines: at spaces, and between Chinese characters.

    No line begins with a closing mark or ends with an opening one.

    Args:
        text: any, without line breaks.
        width: columns of a line, at least 2; None: one line.

    Yields:
        The places of the first character of a line and behind its last, without the space.

    >>> text = "停火谈判，ceasefire talks"
    >>> [text[start:stop] for start, stop in break_lines(text, 8)]
    ['停火谈', '判，', 'ceasefir', 'e talks']
    """
    start, possible, used, place = 0, 0, 0, 0
    limit = sys.maxsize if width is None else width
    while place < len(text):
        if place > start and _may_break(text[place - 1], text[place]):
            possible = place
        used += _measure_one(text[place])
        if used > limit and text[place] != " " and place > start:
            stop = possible if possible > start else place
            yield start, start + len(text[start:stop].rstrip(" "))
            start = possible = place = stop
            used = 0
        else:
            place += 1
    yield start, len(text)


def _may_break(before: str, behind: str) -> bool:
    if behind in _NO_START or before in _NO_END or behind == " ":
        return False
    if before == " ":
        return True
    return any(unicodedata.east_asian_width(each) in _WIDE for each in (before, behind))


@dataclass(frozen=True, slots=True)
class Marks:
    """How parts of a text are made to stand out.

    Args:
        style: a colour of this module, where there are colours.
        brackets: what stands around a part where there are none; "" for nothing.
    """

    style: str
    brackets: str = ""


def lay_out(
    text: str,
    head: str,
    terminal: Terminal,
    *,
    spans: Sequence[tuple[int, int]] = (),
    marks: Marks | None = None,
) -> Iterator[str]:
    """Break a text into lines behind a head, as a hanging paragraph.

    Args:
        text: any.
        head: what stands before the first line; spaces as wide stand before the others.
        terminal: tells the width, and whether there are colours.
        spans: places of parts that stand out, in order and apart; an empty one is shown only by
            brackets.
        marks: how; None: they do not.
    """
    shown, parts = make_visible(text), list(spans)
    if marks is not None and marks.brackets and not terminal.has_colours:
        shown, parts = _bracket(shown, parts, marks.brackets), []
    indent = measure(head)
    width = None if terminal.width is None else max(terminal.width - indent, _LEAST_WIDTH // 2)
    before = head
    for start, stop in break_lines(shown, width):
        style = marks.style if marks is not None else ""
        yield before + _paint_line(shown, (start, stop), parts, terminal, style)
        before = " " * indent


def _bracket(text: str, spans: Sequence[tuple[int, int]], brackets: str) -> str:
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [text[end:start], brackets[0], text[start:stop], brackets[1]]
        end = stop
    return "".join([*pieces, text[end:]])


def _paint_line(
    text: str,
    line: tuple[int, int],
    spans: Sequence[tuple[int, int]],
    terminal: Terminal,
    style: str,
) -> str:
    end, pieces = line[0], []
    for start, stop in spans:
        first, last = max(start, line[0]), min(stop, line[1])
        if first < last:
            pieces += [text[end:first], terminal.paint(text[first:last], style)]
            end = last
    return "".join([*pieces, text[end : line[1]]])
