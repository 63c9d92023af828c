"""Where a segment may be divided: the boundaries of its clauses, by their punctuation.

The aligner compares the beginnings and ends of segments with the neighbours of their counterparts;
what is a clause in grammar does not matter, only that a translator may break a sentence there.
"""

import re
from bisect import bisect_left

_HAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
_CLOSING = "”’」』）)\\]\"'»"
_OPENING = "“‘「『《（(["
_WIDE = re.compile(f"[{_HAN}]")
_MARK = re.compile(
    f"[、，；：。！？…—–]+[{_CLOSING}]*"
    f"|[,;:!?]+[{_CLOSING}]*(?=[\\s{_HAN}{re.escape(_OPENING)}])"
    f"|\\.+[{_CLOSING}]+(?=\\s)"
)
_CONJUNCTION = re.compile(
    r"\s(?=(?:and|but|or|which|who|when|while|as|because|that|so|then|before|after|until|if|though"
    r"|for)\s)"
)
_WIDTH = 3
"""A Chinese character says as much as this many letters."""
_LEAST = 9
"""Letters without which a clause says too little to be compared."""


def find_clauses(text: str, *, english: bool = False) -> list[int]:
    """Find the offsets inside a text at which a clause ends and the next one begins.

    Args:
        text: a segment, as printed or in compatibility form (NFKC).
        english: whether to divide before conjunctions as well.

    Returns:
        Increasing offsets, in characters; what is before and behind each can be seen.

    >>> find_clauses("他打了一会，又去击打墙边的皮人。")
    [6]
    >>> find_clauses("He waited there and left at dawn, 3,000 miles from home.", english=True)
    [16, 33]
    """
    found = {mark.end() for mark in _MARK.finditer(text)}
    if english:
        found |= {mark.end() for mark in _CONJUNCTION.finditer(text)}
    wide = [mark.start() for mark in _WIDE.finditer(text)]

    def weigh(start: int, stop: int) -> int:
        """Return the size of a part in letters."""
        return stop - start + (_WIDTH - 1) * (bisect_left(wide, stop) - bisect_left(wide, start))

    kept, last = [], 0
    visible = range(len(text) - len(text.lstrip()) + 1, len(text.rstrip()))
    for place in sorted(found):
        # White space weighs as much as letters do, but is no clause.
        if place in visible and weigh(last, place) >= _LEAST <= weigh(place, len(text)):
            kept.append(place)
            last = place
    return kept
