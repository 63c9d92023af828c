"""Whether a piece of text is the name of a person, as bylines and the last line give it.

Strict, because a wrong author is worse than none: a Chinese name begins with a usual surname
and is no word that does; a Western one begins with a usual given name or initials.
"""

import re
from functools import cache

from aligner.reading.lexical import load_table

_HAN = "\u3400-\u9fff\U00020000-\U000323af"
_CHINESE = re.compile(f"[{_HAN}]{{2,4}}")
_TRANSCRIBED = re.compile(f"[{_HAN}]{{1,8}}(?:[·・‧•．][{_HAN}A-Z]{{1,10}}\\.?){{1,3}}")
_PEN_NAME = re.compile(f"[{_HAN}]{{2,6}}")
_TOKEN = r"(?:[A-Z][\w’'-]*|[A-Z]\.(?:[A-Z]\.)*)"
_WESTERN = re.compile(
    rf"{_TOKEN}(?:\s+(?:(?:de|van|von|der|al|bin|la|le|du|da)\s+){{0,2}}{_TOKEN}){{1,4}}"
)
_INITIALS = re.compile(r"(?:[A-Z]\.\s*)+")
_SENTENCE = re.compile("[的了是在有嗎吗呢吧這这那們们我你他她不很]")


def is_chinese_name(text: str) -> bool:
    """Whether a text is a Chinese name, or a foreign one in Chinese with a dot.

    >>> is_chinese_name("歐陽志明"), is_chinese_name("約翰·史密斯"), is_chinese_name("金字塔")
    (True, True, False)
    """
    if _TRANSCRIBED.fullmatch(text):
        return True
    if not _CHINESE.fullmatch(text) or _SENTENCE.search(text) or text in _load_words("not names"):
        return False
    # Four characters are two of surname and two of name; else most words of four would pass.
    if text[:2] in _load_words("compound"):
        return len(text) > 2
    return len(text) < 4 and text[0] in load_table("metadata")["surnames"]


def is_western_name(text: str) -> bool:
    """Whether a text is a name in Latin letters: words in capitals, none of them of a title.

    >>> is_western_name("Jane van der Berg"), is_western_name("The End")
    (True, False)
    """
    return bool(_WESTERN.fullmatch(text)) and not _load_words("not western") & set(text.split())


def is_name(text: str) -> bool:
    """Whether a text that a label introduces is a name."""
    return not is_rejected(text) and (is_chinese_name(text) or is_western_name(text))


def is_bare_name(text: str) -> bool:
    """Whether a text that stands alone is a name and hardly anything else.

    >>> is_bare_name("Jane Smith"), is_bare_name("Hong Kong"), is_bare_name("王小明")
    (True, False, True)
    """
    if is_chinese_name(text):
        return len(text) > 2
    if not is_western_name(text):
        return False
    first, *others = text.split()
    return len(others) < 4 and (first in _load_words("given") or bool(_INITIALS.match(text)))


def is_pen_name(text: str) -> bool:
    """Whether a text behind a label that only authors have may be a pen name.

    >>> is_pen_name("北境翁"), is_pen_name("本報編輯部"), is_pen_name("我不知道")
    (True, False, False)
    """
    return bool(_PEN_NAME.fullmatch(text)) and not _SENTENCE.search(text) and not is_rejected(text)


def is_rejected(text: str) -> bool:
    """Whether a text names nobody: an editorial office, "unknown", an account of software."""
    return text.lower() in _load_words("rejected") or text.endswith(("編輯部", "编辑部"))


@cache
def _load_words(name: str) -> frozenset[str]:
    return frozenset(load_table("metadata")[name])
