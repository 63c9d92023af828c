"""The two texts of a unit → the rules that they break."""

import re
from collections import Counter
from collections.abc import Iterator

from tmx.content import NATIVE_CODES
from tmx.memory.checking.lengths import Lengths
from tmx.memory.checking.numbers import compare_numbers
from tmx.memory.folding import CJK, fold_text
from tmx.records import Code, Content, Variant

_CJK = re.compile(f"[{CJK}]")
_LEAST_LETTERS = 4
_FOREIGN_SHARE = 0.5


def find_broken(
    first: Variant, second: Variant, lengths: Lengths, *, is_chinese: bool
) -> Iterator[tuple[str, str]]:
    """Yield the code of each rule that a unit breaks, with what stands there.

    Args:
        first: the variant of the first side.
        second: the variant of the second side.
        lengths: what is usual.
        is_chinese: whether the first side is Chinese and the second is in no such script.
    """
    if first.text == second.text and _count_letters(first.text) >= _LEAST_LETTERS:
        yield "MEM103", first.text
        return
    if is_chinese and (wrong := _find_foreign(first.text, second.text)):
        yield "MEM104", wrong
        return
    if numbers := compare_numbers(first.text, second.text):
        yield "MEM101", numbers
    if lengths.is_odd(first.text, second.text):
        yield "MEM102", f"{len(first.text)} and {len(second.text)} characters"
    if codes := _compare_codes(first.content, second.content):
        yield "MEM105", codes


def _find_foreign(first: str, second: str) -> str:
    """Return the text that is not in the script of its side, or ""."""
    key, other = fold_text(first), fold_text(second)
    if _count_letters(key) >= _LEAST_LETTERS and not _CJK.search(key):
        return first
    share = len(_CJK.findall(other)) / max(len(other), 1)
    return second if len(other) >= _LEAST_LETTERS and share > _FOREIGN_SHARE else ""


def _count_letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _compare_codes(first: Content, second: Content) -> str:
    counts = [Counter(_list_codes(each)) for each in (first, second)]
    alone = counts[0] - counts[1], counts[1] - counts[0]
    if not any(alone):
        return ""
    return " | ".join(", ".join(sorted(each.elements())) or "–" for each in alone)


def _list_codes(content: Content) -> Iterator[str]:
    for piece in content:
        if isinstance(piece, Code):
            yield piece.name
            if piece.name not in NATIVE_CODES:
                yield from _list_codes(piece.content)
