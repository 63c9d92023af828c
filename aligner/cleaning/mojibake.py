"""Mojibake: text in UTF-8 that was once read in a single-byte encoding, as in "cafÃ©".

ftfy tells what is mojibake and what it was; it is asked about suspicious stretches alone, and
nothing else of what it can do to a text is used.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from aligner.cleaning.edits import Edit, find_settled
from aligner.cleaning.records import Rule

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

# What the bytes from 0x80 to 0xBF became, in which every sequence of UTF-8 goes on.
_GOING_ON = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SUSPICIOUS = re.compile(
    f"[\x80-\x9f]|[Â-ôĂăĎĐđęŕ][{_GOING_ON}]|[ÃÂ] |√[^\\w\\s]|‚[Äàâó]|ΓÇ|[├┬╬]|вЂ|ā€"
    "|[ВГРС][\u0402-\u040f\u2010-\u2122\u00a0-\u00bb]"
)
_LETTER = re.compile("[À-ÖØ-öø-ÿ]")
# From Latin letters to box drawing: what single-byte encodings know beyond ASCII.
_STRETCH = re.compile("[\x80-\u2e7f]+(?: [\x80-\u2e7f]+)* ?")


def find_mojibake(text: str) -> Sequence[Edit]:
    """Find the stretches of a text that are mojibake, with what they were.

    >>> find_mojibake("“好！”（第３条）cafÃ©")
    [Edit(start=12, stop=14, replacement='é')]
    """
    if text.isascii() or not _SUSPICIOUS.search(text):
        return []
    return [edit for match in _STRETCH.finditer(text) for edit in _mend(text, match)]


def _mend(text: str, stretch: re.Match[str]) -> list[Edit]:
    # Some of ftfy's tests need the letter beside the stretch.
    start, stop = max(stretch.start() - 1, 0), stretch.end()
    if start < stretch.start() and not text[start].isascii():
        start += 1
    before = text[start:stop]
    if not _SUSPICIOUS.search(before):
        return []
    after = _decode(before)
    if after == before or "\ufffd" in after:
        return []
    edit = _narrow(before, after, start)
    return [] if _is_part(text, edit) or _is_quoted(text, edit) else [edit]


def _is_part(text: str, edit: Edit) -> bool:
    """Whether more of the like stands beside: another encoding, which only seems to be UTF-8."""
    beside = (text[edit.start - 1 : edit.start], text[edit.stop : edit.stop + 1])
    return any(_LETTER.match(character) for character in beside)


def _is_quoted(text: str, edit: Edit) -> bool:
    """Whether it is a letter in quotation marks, as in “Ã”, of which one is taken for a byte."""
    around = text[max(edit.start - 1, 0) : edit.start] + text[edit.stop - 1 : edit.stop]
    return around in ("“”", "‘’")


def _narrow(before: str, after: str, offset: int) -> Edit:
    """Make the edit of what differs between two texts."""
    head = _count_common(before, after)
    tail = _count_common(before[head:][::-1], after[head:][::-1])
    return Edit(offset + head, offset + len(before) - tail, after[head : len(after) - tail])


def _count_common(left: str, right: str) -> int:
    pairs = zip(left, right, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _decode(text: str) -> str:
    import ftfy
    from ftfy.badness import is_bad

    return ftfy.fix_encoding(text, _configure()) if is_bad(text) else text


@cache
def _configure() -> "TextFixerConfig":
    """Allow ftfy to mend encodings and nothing else; what bytes were lost is not guessed."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        replace_lossy_sequences=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )


MOJIBAKE = Rule("mojibake", "UTF-8 that was read in another encoding", find_settled(find_mojibake))
