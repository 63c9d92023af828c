"""Lines of text → the phrases of page furniture that they are, whatever the script and width.

The patterns stand in `data/*.json`, in simplified characters and ASCII punctuation; a line is
folded before it is matched, so that one pattern serves both scripts. A pattern matches a whole
line, never a part of it: what stands inside running text is running text.
"""

import re
from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import cache

from aligner.cleaning.tables import load_table

LONGEST = 320
"""The longest line, in characters, that can be a phrase; all else is text."""

_WIDE = "：，．！？（）［］【】｜／；＋－＃＠～｀“”「」『』＂‘’＇．　\u00a0｡＞＜＊＝＆％"
_PLAIN = ':,.!?()[][]|/;+-#@~`"""""""\'\'\'.  。><*=&%'
_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}
_DECORATION = " \t•●○■□◆◇▲△▼▽►▶▸▷◀◁→←↓↑☞☛★☆※»«·*#—–―-_=|+~>\ufe0f\u200d👇👆👉👈🔥📢📌🔔❤⭐✨【】[]"


class Strength(IntEnum):
    """How sure a phrase is to be no part of an article.

    COMPANY: only among surer ones at an edge of the text; HINT: at an edge of a text with other
    furniture around it; AMONG: wherever it stands on such a page; TAIL: after the text has
    ended; EDGE: there, or before it begins; ANYWHERE: wherever it stands.
    """

    COMPANY = 1
    HINT = 2
    AMONG = 3
    TAIL = 4
    EDGE = 5
    ANYWHERE = 6


@cache
def _load_folding() -> Mapping[int, str]:
    table = load_table("folding")
    folding = dict(zip(map(ord, table["traditional"]), table["simplified"], strict=True))
    return folding | dict(zip(map(ord, _WIDE), _PLAIN, strict=True)) | _DIGITS


def fold(text: str) -> str:
    """Fold a line for matching: simplified, ASCII punctuation, single spaces, no decoration.

    >>> fold("▼ 長按二維碼，關注我們！ ▼")
    '长按二维码,关注我们!'
    """
    folded = " ".join(text.translate(_load_folding()).split())
    return _strip_brackets(folded.strip(_DECORATION))


def _strip_brackets(text: str) -> str:
    is_inside = text.startswith("(") and text.endswith(")") and text.count("(") == 1
    return text[1:-1].strip() if is_inside else text


def compile_phrases(patterns: Iterable[str], parts: Mapping[str, str]) -> re.Pattern[str]:
    """Compile patterns into one that matches whole lines in any of these ways.

    Args:
        patterns: with <NAME> where a part is to stand.
        parts: patterns by name.
    """
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, part in parts.items():
        joined = joined.replace(f"<{name}>", part)
    return re.compile(joined, re.IGNORECASE)
