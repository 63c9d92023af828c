r"""Plain text → paragraphs: where a line ends, and whether the end of a line ends a paragraph.

Usually each line is a paragraph. In hard-wrapped text it is not: there nearly every line is as
full as the width allows, so that the first word of the next line would not have fitted, and most
lines end inside a sentence. Both are measured over the file, for Chinese and Western lines apart.

U+000B, U+000C, U+0085, U+2028 and U+2029 end a line too: a word processor writes them for a line
break inside a paragraph, for a page and for a paragraph. They do not count as lines of the file,
because an editor does not count them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from aligner.reading.scripts import CJK_CHARACTER, is_blank, is_han_text, measure_width
from aligner.records import Paragraph

_FILE_LINE = re.compile(r"\r\n|\r|\n")
_PRINT_LINE = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.!?…。！？；;:：—]['\"”’」』）)\]]*\s*$")
# Three or more: two dashes are a dash of running Chinese, which may wrap to the next line.
_ORNAMENT = re.compile(r"[*\-=_#~·•+—–◆○●★※\s]{3,}|[*#~·•◆○●★※]")
# A compound goes on after its hyphen; "pre- and post-war" does not.
_COMPOUND = re.compile(r"[^\W_][-\u2010]$")
_SUSPENDED = re.compile(r"(?:and|or|nor|to|but|versus|rather)\b")
_ENGLISH_START = re.compile(r"[\"'“‘(]*[A-Za-z’]+ [a-z]+ ")
_CLOSED_DASH = re.compile(r"\S[–—]$")
_WRAP_WIDTHS = range(40, 121)
# No need to measure a paragraph to its end to see that it is none of a wrapped text's lines.
_WIDEST = 300
_MIN_FULL = 0.7
_MIN_OPEN = 0.25


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int
    is_indented: bool
    is_han: bool
    width: int

    @property
    def has_end(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))

    @property
    def has_wide(self) -> bool:
        return self.width > min(len(self.text), _WIDEST)


def split_lines(text: str) -> list[str]:
    r"""Split at the line ends of a file: \n, \r\n and \r; one at the end makes no further line.

    >>> split_lines("a\r\n\rb\u2028c\n")
    ['a', '', 'b\u2028c']
    """
    lines = _FILE_LINE.split(text)
    return lines[:-1] if not lines[-1] else lines


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""Split a plain text into its paragraphs.

    White space around a paragraph is left out; inside it stays as printed. The lines of a
    hard-wrapped paragraph are joined by a space, or by nothing at a Chinese character, behind
    the hyphen of a compound and behind a dash that is printed without spaces.

    >>> [p.text for p in split_paragraphs("標題\n\n第一段。\n第二段。\n")]
    ['標題', '第一段。', '第二段。']
    """
    blocks = list(_read_blocks(text))
    widths = {is_han: _measure_wrap(blocks, is_han) for is_han in (True, False)}
    return tuple(_join(group) for block in blocks for group in _group_lines(block, widths))


def _read_blocks(text: str) -> Iterator[list[_Line]]:
    """Yield the runs of lines between blank lines."""
    block: list[_Line] = []
    for number, line in enumerate(split_lines(text), start=1):
        for part in _PRINT_LINE.split(line):
            if not is_blank(part):
                block.append(_make_line(part, number))
            elif block:
                yield _settle_scripts(block)
                block = []
    if block:
        yield _settle_scripts(block)


def _make_line(text: str, number: int) -> _Line:
    bare = text.strip()
    return _Line(
        bare, number, text[0] in " \t\u3000\u00a0", is_han_text(bare), measure_width(bare[:_WIDEST])
    )


def _settle_scripts(block: Sequence[_Line]) -> list[_Line]:
    """Give a line the script of the one before if it cannot be told from its own letters."""
    settled = [block[0]]
    for number, line in enumerate(block[1:], start=1):
        before, after = settled[-1], block[number + 1 : number + 2]
        has_letters = any(character.isalpha() for character in line.text)
        # A Chinese name that English, in the middle of a sentence, was wrapped at.
        is_inside = not before.has_end or _ENGLISH_START.match(line.text)
        is_name = line.is_han and is_inside and not (before.is_han or _is_all_han(after))
        settled.append(line if has_letters and not is_name else replace(line, is_han=before.is_han))
    return settled


def _is_all_han(lines: Sequence[_Line]) -> bool:
    return bool(lines) and all(line.is_han for line in lines)


def _measure_wrap(blocks: Sequence[Sequence[_Line]], is_han: bool) -> int | None:
    """Return the width, in columns, that the lines of one script are wrapped to, None if not."""
    breaks = [
        (line, follower)
        for block in blocks
        for line, follower in pairwise(block)
        if line.is_han == is_han == follower.is_han
    ]
    if not breaks:
        return None
    # English is often wrapped by characters: a Chinese name in a line takes more columns.
    pure = [line.width for line, _ in breaks if is_han or not line.has_wide]
    widths = sorted(pure if 2 * len(pure) >= len(breaks) else [line.width for line, _ in breaks])
    # A few lines may be longer, such as an address that cannot be broken.
    limit = widths[min(len(widths) - 1, int(0.97 * len(widths)))]
    if limit not in _WRAP_WIDTHS:
        return None
    return limit if _is_wrapped(breaks, limit) else None


def _is_wrapped(breaks: Sequence[tuple[_Line, _Line]], limit: int) -> bool:
    """Whether lines that end inside a sentence are many, and full."""
    open_ended = [pair for pair in breaks if not pair[0].has_end]
    full = [pair for pair in open_ended if _is_full(*pair, limit)]
    running = sum(line.is_han or follower.text[0].islower() for line, follower in full)
    if len(full) < _MIN_FULL * len(open_ended) or running < _MIN_OPEN * len(breaks):
        return False
    # A line or two are always "full": so few need every break inside a sentence.
    return len(breaks) > 3 or running == len(breaks)


def _is_full(line: _Line, follower: _Line, limit: int) -> bool:
    """Whether the first word of the next line would not have fitted in the line.

    Chinese may break before nearly any character, but a row of marks must not begin a line and
    a Western name moves as a whole: a few columns are allowed for.
    """
    first = 6 if line.is_han else measure_width(follower.text.split(maxsplit=1)[0]) + 1
    return line.width + first > limit


def _group_lines(block: Sequence[_Line], widths: dict[bool, int | None]) -> Iterator[list[_Line]]:
    """Group the lines of a block into paragraphs."""
    has_indents = any(line.is_indented for line in block) and not _is_mostly_indented(block)
    group = [block[0]]
    for line, follower in pairwise(block):
        limit = widths[line.is_han]
        is_joined = (
            limit is not None
            and line.is_han == follower.is_han
            and not (has_indents and follower.is_indented)
            and not (_ORNAMENT.fullmatch(line.text) or _ORNAMENT.fullmatch(follower.text))
            and not _is_short(line, follower, limit)
        )
        if not is_joined:
            yield group
            group = []
        group.append(follower)
    yield group


def _is_mostly_indented(block: Sequence[_Line]) -> bool:
    return 2 * sum(line.is_indented for line in block) > len(block)


def _is_short(line: _Line, follower: _Line, limit: int) -> bool:
    """Whether a line of wrapped text ends its paragraph: it had room for more."""
    if _is_full(line, follower, limit):
        return False
    return line.has_end or line.width < 0.6 * limit


def _join(lines: Sequence[_Line]) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        text += _choose_joint(text, line) + line.text
    return Paragraph(text, lines[0].number)


def _choose_joint(text: str, line: _Line) -> str:
    follower = line.text
    is_cjk = [bool(CJK_CHARACTER.match(character)) for character in (text[-1], follower[0])]
    # English leaves a space around a Chinese name, where it was wrapped.
    if any(is_cjk) if line.is_han else all(is_cjk):
        return ""
    is_compound = _COMPOUND.search(text[-2:]) and follower[0].isalnum()
    if is_compound and not _SUSPENDED.match(follower):
        return ""
    # A dash that no space stands before has none behind it either.
    return "" if _CLOSED_DASH.search(text[-2:]) else " "
