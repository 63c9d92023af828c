"""The lines of a paragraph → its text: word breaks mended, Chinese joined without a space."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from aligner.reading.formats.pdf.records import Line
from aligner.reading.scripts import CJK_CHARACTER
from aligner.resources import read_table

_HYPHENS = "-\u2010\u00ad"
_BROKEN = re.compile(rf"([^\W\d_][\w’']*)[{_HYPHENS}]$")
_TAIL = re.compile(r"[^\W\d_][\w’']*")
_WORD = re.compile(r"[^\W\d_](?:[\w’']|[-\u2010](?=\w))*")
_MANY_BREAKS, _FEW_BREAKS = 2.5, 1.5
_CLOSED_DASH = re.compile(r"\S[–—]$")
_HAN_LETTER = "[\u4e00-\u9fff]"
_SPACED = re.compile(f"{_HAN_LETTER} [A-Za-z0-9]|[A-Za-z0-9] {_HAN_LETTER}")
_SOLID = re.compile(f"{_HAN_LETTER}[A-Za-z0-9]|[A-Za-z0-9]{_HAN_LETTER}")


@dataclass(frozen=True, slots=True)
class Usage:
    """How a document writes, as far as it shows inside its lines.

    Args:
        words: how often each word occurs, in small letters, with its hyphens.
        spaces_scripts: whether a space stands between Chinese and Latin letters.
        breaks_words: whether it breaks words at the end of lines, and not only compounds.
    """

    words: Counter[str] = field(default_factory=Counter)
    spaces_scripts: bool = False
    breaks_words: bool = True


def study_usage(lines: Sequence[Line]) -> Usage:
    """Collect how a document writes its words.

    Args:
        lines: of the whole document.
    """
    words: Counter[str] = Counter()
    spaced = solid = 0
    for line in lines:
        found = _WORD.findall(line.text.replace("\u2010", "-"))
        # The first and the last word of a line may be parts of one.
        words.update(word.lower() for word in found[1:-1])
        spaced += len(_SPACED.findall(line.text))
        solid += len(_SOLID.findall(line.text))
    return Usage(words, spaced > solid, _breaks_words(lines, words))


def _breaks_words(lines: Sequence[Line], words: Counter[str]) -> bool:
    """Whether more lines end in a hyphen than the compounds of the text alone would make."""
    heads = [_BROKEN.search(line.text) for line in lines[:-1]]
    breaks = [(h[1], t[0]) for h, t in zip(heads, _find_tails(lines), strict=True) if h and t]
    endings = _load_parts()["endings"]
    if any(words[(h + t).lower()] or t in endings for h, t in breaks):
        return True
    compounds = sum(count for word, count in words.items() if "-" in word)
    western = [line for line in lines if _BROKEN.search(line.text) or not line.has_han]
    expected = compounds * len(western) / max(1, sum(words.values()))
    return not compounds or len(breaks) > _MANY_BREAKS * expected + _FEW_BREAKS


def _find_tails(lines: Sequence[Line]) -> list[re.Match[str] | None]:
    return [_TAIL.match(line.text) for line in lines[1:]]


def join_lines(lines: Sequence[Line], usage: Usage) -> str:
    """Join the lines of a paragraph.

    Args:
        lines: in order, at least one.
        usage: of the document.
    """
    text = lines[0].text
    for line, after in pairwise(lines):
        text = _append(text, line, after, usage)
    return text.replace("\u00ad", "")


def _append(text: str, line: Line, after: Line, usage: Usage) -> str:
    follower = after.text
    if text[-1] in _HYPHENS and not line.has_space:
        return _mend_break(text, follower, usage)
    return text + _choose_joint(text, line, follower, usage) + follower


def _choose_joint(text: str, line: Line, follower: str, usage: Usage) -> str:
    wide = [bool(CJK_CHARACTER.match(character)) for character in (text[-1], follower[0])]
    if all(wide):
        return ""
    if any(wide):
        is_word = text[-1].isalnum() and follower[0].isalnum()
        return " " if is_word and (usage.spaces_scripts or line.has_space) else ""
    if line.has_space:
        return " "
    # An address or a dash printed without spaces goes on as it is.
    return "" if _CLOSED_DASH.search(text[-2:]) else " "


def _mend_break(text: str, follower: str, usage: Usage) -> str:
    """Join what a hyphen at the end of a line divides."""
    head, tail = _BROKEN.search(text), _TAIL.match(follower)
    if text[-1] == "\u00ad":
        return text[:-1] + follower
    if not head:
        # A hyphen alone is a dash; behind a figure it belongs to a compound.
        return text + ("" if text[-2:-1].isalnum() else " ") + follower
    if not tail:
        return text + follower
    if tail[0] in _load_parts()["suspended"]:
        return f"{text} {follower}"
    is_compound = text[: head.start()].endswith(("-", "\u2010"))
    if _keeps_hyphen(head[1], tail[0], usage, is_compound=is_compound):
        return text[:-1] + "-" + follower
    return text[:-1] + follower


def _keeps_hyphen(head: str, tail: str, usage: Usage, *, is_compound: bool) -> bool:
    """Whether a word is written with the hyphen that its line ends in.

    Args:
        head, tail: what stands before and after the hyphen.
        usage: tells how the document writes the word elsewhere.
        is_compound: whether another hyphen stands before the head.
    """
    solid = usage.words[(head + tail).lower()]
    hyphened = usage.words[f"{head}-{tail}".lower()]
    if solid != hyphened:
        return hyphened > solid
    if tail[0].isupper() or head.isupper():
        return True
    first, parts = head.lower(), _load_parts()
    if tail in parts["endings"]:
        return False
    if not usage.breaks_words or first in parts["heads"]:
        return True
    is_known = first in parts["often"] or usage.words[first] > 0
    if tail in parts["tails"]:
        return is_known or is_compound
    return first in parts["often"] and usage.words[tail] > 0


@cache
def _load_parts() -> dict[str, frozenset[str]]:
    table = read_table("aligner.reading.formats.pdf", "hyphens")
    return {name: frozenset(words) for name, words in table.items() if name != "comment"}
