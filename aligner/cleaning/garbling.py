"""Runs of characters that are the bytes of others: misread, or read from the middle of one on.

Rare characters alone prove nothing: names, plants and old texts are full of them. A run counts
as garbled if its bytes, read in another way, are far likelier as text than it is as printed.
"""

import re
from collections.abc import Iterator
from functools import cache

from aligner.reading.plausibility import list_frequent, score_plausibility

# What a text was in, behind what it was read in.
_MISREADINGS = (
    ("gb18030", "utf-8"),
    ("cp950", "utf-8"),
    ("gbk", "big5"),
    ("big5", "gbk"),
    ("cp1252", "gbk"),
    ("cp1252", "big5"),
)
_ACCENTED = re.compile("[\xa1-\xffŒœŠšŽžŸƒ€‚„†‡ˆ‰‹›˜™–—‘’“”•…]{6,}")
_MIN_KINDS = 4
# A list of words that begin alike, or cries: no bytes of a text repeat so much.
_MIN_VARIETY = 0.7
# Nats: a text in its right encoding is about 7 a character, a run of rare characters 12 to 15.
_MIN_GAIN = 25.0
_MIN_GAIN_EACH = 3.0
_USUAL_COST = 8.0
_MIN_LENGTH = 4
_MIN_USUAL = 0.85
_MAX_LOST = 0.4
_PUNCTUATION = "\u2010-\u2027\u3000-\u303f\uff00-\uff65"
_MARKS = frozenset("，。、：；“”")


@cache
def _compile_rare() -> re.Pattern[str]:
    frequent = sorted(list_frequent())
    # The gaps between frequent characters, from the first Chinese character to the last.
    edges = "".join(f"{chr(ord(c) - 1)}{chr(ord(c) + 1)}" for c in frequent)
    gaps = [f"{a}-{b}" for a, b in _pair(f"\u3400{edges}\u9fff") if a <= b]
    rare = f"{''.join(gaps)}\ue000-\ufaff\U00020000-\U000323af"
    # Between two of them may stand one of any kind but punctuation, which ends a run.
    return re.compile(f"[{rare}](?:[^{rare}\\s!-~{_PUNCTUATION}]?[{rare}]){{3,}}+")


def _pair(text: str) -> Iterator[tuple[str, str]]:
    return zip(text[::2], text[1::2], strict=True)


def find_garbled(text: str) -> Iterator[tuple[int, int]]:
    """Find the runs of a text that are bytes of other characters.

    Yields:
        (start, stop) of each, in characters.
    """
    for pattern in (_compile_rare(), _ACCENTED):
        for match in pattern.finditer(text):
            if is_garbled(match[0]):
                yield match.span()


def is_garbled(run: str) -> bool:
    """Whether another reading of the bytes of a run is far likelier than the run.

    >>> is_garbled("缁忔祹澧為暱鐨勪富瑕"), is_garbled("荸荠莼菜茭白")
    (True, False)
    """
    if len(set(run)) < max(_MIN_KINDS, _MIN_VARIETY * len(run)):
        return False
    gain = max(_MIN_GAIN, _MIN_GAIN_EACH * len(run)) + score_plausibility(run)
    texts = (text for text in _read_anew(run) if _is_chinese(text))
    return any(score_plausibility(text) >= max(gain, -_USUAL_COST * len(text)) for text in texts)


def _is_chinese(text: str) -> bool:
    usual = list_frequent() | _MARKS
    return len(text) >= _MIN_LENGTH and sum(c in usual for c in text) >= _MIN_USUAL * len(text)


def _read_anew(run: str) -> Iterator[str]:
    """Yield what a run can have been; bytes cut off at its ends are left out."""
    for read, written in _MISREADINGS:
        data = run.encode(read, "ignore")
        if len(data) >= len(run):
            yield from _decode(data, written)
    if run[0] >= "\u2e80":
        yield from _decode(run.encode("gbk", "ignore")[1:-1], "gbk")


def _decode(data: bytes, encoding: str) -> Iterator[str]:
    text = data.decode(encoding, "replace").strip("\ufffd")
    # UTF-8 finds its way again behind lost bytes, and chance hardly ever makes it.
    if encoding == "utf-8" and text.count("\ufffd") <= _MAX_LOST * len(text):
        text = text.replace("\ufffd", "")
    if text:
        yield text
