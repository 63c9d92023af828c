"""Finds the brackets and quotation marks of a text that belong together.

Place in the flow: beside splitting, under both sets of rules. A mark without a partner is left
out, so that a forgotten quotation mark has no effect on the rest of the paragraph.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

# How many open marks a closing one looks back over: deeper nesting is not found in print.
_DEPTH = 8

_LETTER = "A-Za-zÀ-ɏ"
_MARKS = re.compile(
    r"[()（）\[\]［］【】〔〕{}｛｝《》〈〉“”„「」『』«»\"＂‘]"
    rf"|(?<![{_LETTER}0-9])'|'(?![{_LETTER}])|(?<![{_LETTER}])’|’(?![{_LETTER}])"
)
_CLOSES = {
    ")": "(（", "）": "(（", "]": "[［", "］": "[［", "】": "【", "〕": "〔",
    "}": "{｛", "｝": "{｛",
    "》": "《", "〉": "〈", "”": "“„\"", "」": "「", "』": "『", "»": "«", "’": "‘",
}  # fmt: skip
_OPENS = frozenset("(（[［【〔{｛《〈“„「『«‘")
_STRAIGHT = {'"': '"“', "＂": "＂“", "'": "'"}
_BEFORE_OPENING = frozenset("([{（［【「『《“‘—–/:：，,=")
_BEHIND_CLOSING = frozenset(")]}）］】」』》”’.,;:!?。，、；：！？…—")


class Shape(StrEnum):
    """What a pair of marks encloses."""

    TITLE = "title"
    BRACKET = "bracket"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """An opening and a closing mark.

    Args:
        start: offset of the opening mark, in characters.
        stop: offset of the closing mark.
        shape: what they enclose.
    """

    start: int
    stop: int
    shape: Shape

    @property
    def length(self) -> int:
        """Characters between the marks."""
        return self.stop - self.start - 1


def find_pairs(text: str) -> list[Pair]:
    """Find the pairs of brackets and quotation marks.

    Pairs are properly nested or apart; straight quotes open or close by what stands beside them.

    Args:
        text: any text.

    Returns:
        The pairs by their opening mark.

    >>> [(pair.start, pair.stop) for pair in find_pairs("他说：“总统称‘停火。’”（完")]
    [(3, 12), (7, 11)]
    """
    pairs: list[Pair] = []
    stack: list[tuple[str, int]] = []
    for found in _MARKS.finditer(text):
        mark, place = found.group(), found.start()
        depth = _find_partner(text, place, mark, stack)
        if depth:
            pairs.append(Pair(stack[-depth][1], place, _shape_of(stack[-depth][0])))
            del stack[-depth:]
        elif _may_open(text, place, mark):
            stack.append((mark, place))
    return sorted(pairs)


def _find_partner(text: str, place: int, mark: str, stack: list[tuple[str, int]]) -> int:
    """Return how far down the stack the mark that this one closes lies; 0 if it closes none."""
    if mark == "“":
        openings = "„"
    elif mark in _STRAIGHT:
        openings = "" if _leans_right(text, place) else _STRAIGHT[mark]
    else:
        openings = _CLOSES.get(mark, "")
    for depth, (opening, _) in enumerate(reversed(stack[-_DEPTH:]), start=1):
        if opening in openings:
            return depth
    return 0


def _may_open(text: str, place: int, mark: str) -> bool:
    if mark in _OPENS:
        return True
    if mark not in _STRAIGHT or _leans_left(text, place):
        return False
    before = text[place - 1 : place]
    return not (before.isalnum() and before.isascii())


def _leans_right(text: str, place: int) -> bool:
    """Tell whether a straight quote touches only what follows it."""
    before, behind = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    free = not before or before.isspace() or before in _BEFORE_OPENING
    return free and bool(behind) and not behind.isspace() and behind not in _BEHIND_CLOSING


def _leans_left(text: str, place: int) -> bool:
    behind = text[place + 1 : place + 2]
    return not behind or behind.isspace()


def _shape_of(opening: str) -> Shape:
    if opening in "《〈":
        return Shape.TITLE
    return Shape.BRACKET if opening in "(（[［【〔{｛" else Shape.QUOTE
