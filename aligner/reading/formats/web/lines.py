"""The characters inside a block → its lines and paragraphs, with white space as browsers show it.

A run of spaces and line ends of the file is one space, or nothing where a line of the file ends
between Chinese characters; a no-break space is a space, as when text is copied from a browser.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aligner.reading.scripts import CJK_CHARACTER

_CJK = CJK_CHARACTER.pattern
# Quotation marks, dashes and dots that Chinese shares with Western text are Chinese beside it.
_SHARED = "[“”‘’—…·]"
_SPACES = re.compile("[ \t\n\r\f]+")
_LINE_END = "[ \t\r\f]*+\n[ \t\n\r\f]*+"
_INNER_LINE_END = re.compile(
    f"(?<={_CJK}){_LINE_END}(?={_CJK}|{_SHARED})|(?<={_SHARED}){_LINE_END}(?={_CJK})"
)
_INDENT = re.compile("[ \t\n\r\f]*+[\u3000\u00a0\u2003]{2,}")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’」』）)\]]*$")
_MIN_LINES = 3
_MIN_ENDED = 0.7


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters inside a block.

    Args:
        text: as the file has it, with its line ends.
        is_linked: whether it stands in a link.
        is_bold: whether it stands in bold type.
    """

    text: str
    is_linked: bool = False
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What stands between two line breaks of a block.

    Args:
        text: shown characters, stripped.
        number: of the line of the file it begins on.
        linked: how many of its visible characters are links.
        is_bold: whether all of it is bold.
        is_indented: whether it begins as a paragraph of Chinese print does.
    """

    text: str
    number: int
    linked: int = 0
    is_bold: bool = False
    is_indented: bool = False


def collapse_space(text: str) -> str:
    r"""Show the white space of a block as browsers do.

    >>> collapse_space(" 第一行\n 第二行 and\n more&".replace("&", "\u00a0"))
    '第一行第二行 and more'
    """
    return _SPACES.sub(" ", _INNER_LINE_END.sub("", text)).replace("\u00a0", " ").strip()


def make_line(pieces: Sequence[Piece], number: int) -> Line:
    """Join the pieces of one line.

    Args:
        pieces: in order.
        number: of the line of the file where they begin.
    """
    raw = "".join([piece.text for piece in pieces])
    linked = sum(count_visible(piece.text) for piece in pieces if piece.is_linked)
    seen = [piece for piece in pieces if piece.text.strip()]
    is_bold = bool(seen) and all(piece.is_bold for piece in seen)
    return Line(collapse_space(raw), number, linked, is_bold, bool(_INDENT.match(raw)))


def count_visible(text: str) -> int:
    """Count the characters of a text that are not white space.

    >>> count_visible(" a b")
    2
    """
    return sum(map(len, text.split()))


def group_lines(lines: Sequence[Line], *, is_loose: bool) -> Iterator[list[Line]]:
    """Group the lines of a block into paragraphs.

    Two line breaks in a row end a paragraph; one does before an indented line and around a line
    that alone is bold, because such a line is a heading.

    Args:
        lines: in order; an empty one stands between two breaks in a row.
        is_loose: the block is no paragraph by its element, so that each of its lines may be one.
    """
    each = is_loose and _are_paragraphs(lines)
    group: list[Line] = []
    for line in lines:
        if group and (each or not line.text or _is_apart(group[-1], line)):
            yield group
            group = []
        if line.text:
            group.append(line)
    if group:
        yield group


def _are_paragraphs(lines: Sequence[Line]) -> bool:
    """Whether nearly every line of a block is a paragraph of its own: whole sentences."""
    shown = [line for line in lines if line.text]
    ended = sum(bool(_SENTENCE_END.search(line.text)) for line in shown)
    return len(shown) >= _MIN_LINES and ended >= _MIN_ENDED * len(shown)


def _is_apart(line: Line, follower: Line) -> bool:
    return follower.is_indented or line.is_bold != follower.is_bold


def join_lines(texts: Sequence[str]) -> str:
    """Join the lines of a paragraph: by a space, or by nothing between Chinese characters.

    >>> join_lines(["第一行", "第二行"]), join_lines(["one", "two"])
    ('第一行第二行', 'one two')
    """
    pieces = [texts[0]]
    for before, after in pairwise(texts):
        is_chinese = _is_cjk(before[-1]) and _is_cjk(after[0])
        pieces += ["" if is_chinese else " ", after]
    return "".join(pieces)


def _is_cjk(character: str) -> bool:
    return bool(CJK_CHARACTER.match(character) or re.match(_SHARED, character))
