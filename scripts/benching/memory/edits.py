"""Eight ways in which a segment differs from one translated before, on either side.

Each is drawn with a seed; one that a text cannot have (it has no number, or no second clause)
gives None, and another text is drawn.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from benching.memory.clauses import Pair
from tmx.orthography import respell

_HAN = re.compile("[\u4e00-\u9fff]{4,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NUMBER = re.compile(r"\d+(?:,\d{3})*")
_CLAUSE_MARK = re.compile("，|, ")
_QUOTED = (("，", "，“", "”"), (", ", ", “", "”"))
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_NARROW = str.maketrans("，。？！；：", ",.?!;:")

SWAPPED = "clauses swapped"

Edit = Callable[[str, str, Random], str | None]
"""Changes a text; the second is another text of the language, to take words from."""


@dataclass(frozen=True, slots=True)
class MadeQuery:
    """A segment to look up.

    Args:
        kind: which edit made it, a key of `EDITS`.
        side: 0: the Chinese side, 1: the English side.
        text: the edited text.
        origin: index of the pair that was edited.
    """

    kind: str
    side: int
    text: str
    origin: int


def make_queries(pairs: Sequence[Pair], count: int, *, seed: int = 1) -> list[MadeQuery]:
    """Make queries of every kind for both sides.

    Args:
        pairs: that are edited.
        count: how many of each kind a side.
        seed: other queries for another seed.

    Raises:
        SystemExit: the pairs are too few, or none has what an edit changes.
    """
    random = Random(seed)
    return [
        _make_query(kind, side, pairs, random)
        for kind in EDITS
        for side in (0, 1)
        for _ in range(count)
    ]


def _make_query(kind: str, side: int, pairs: Sequence[Pair], random: Random) -> MadeQuery:
    for _ in range(100_000):
        origin = random.randrange(len(pairs))
        text, other = pairs[origin][side], random.choice(pairs)[side]
        edited = EDITS[kind](text, other, random)
        if edited and edited != text:
            return MadeQuery(kind, side, edited, origin)
    raise SystemExit(f"{len(pairs)} pairs: none can be edited by {kind}; make more with --units")


def _find_word(text: str, random: Random) -> tuple[int, int] | None:
    """Draw the place of a word: two characters inside a run of Chinese, or letters elsewhere."""
    if runs := list(_HAN.finditer(text)):
        run = random.choice(runs)
        start = random.randrange(run.start(), run.end() - 1)
        return start, start + 2
    words = list(_WORD.finditer(text))
    return random.choice(words).span() if len(words) > 2 else None


def _substitute(text: str, other: str, random: Random) -> str | None:
    place, taken = _find_word(text, random), _find_word(other, random)
    if place is None or taken is None:
        return None
    return text[: place[0]] + other[slice(*taken)] + text[place[1] :]


def _delete(text: str, other: str, random: Random) -> str | None:
    place = _find_word(text, random)
    return place and (text[: place[0]] + text[place[1] :]).replace("  ", " ")


def _insert(text: str, other: str, random: Random) -> str | None:
    place, taken = _find_word(text, random), _find_word(other, random)
    if place is None or taken is None:
        return None
    gap = "" if _HAN.search(text) else " "
    return text[: place[0]] + other[slice(*taken)] + gap + text[place[0] :]


def _renumber(text: str, other: str, random: Random) -> str | None:
    numbers = list(_NUMBER.finditer(text))
    if not numbers:
        return None
    number = random.choice(numbers)
    changed = int(number[0].replace(",", "")) + random.randrange(1, 40)
    written = f"{changed:,}" if "," in number[0] else str(changed)
    return text[: number.start()] + written + text[number.end() :]


def _punctuate(text: str, other: str, random: Random) -> str | None:
    """Change marks or their width, or quote a clause."""
    way = random.randrange(3)
    if way == 0:
        return text.translate(_NARROW) if _HAN.search(text) else text.rstrip(".?!;") + "…"
    if way == 1:
        return _NUMBER.sub(lambda number: number[0].translate(_WIDE), text)
    marks = list(_CLAUSE_MARK.finditer(text))
    return text[: marks[0].end()] + "“" + text[marks[0].end() :] + "”" if marks else None


def _change_script(text: str, other: str, random: Random) -> str | None:
    if _HAN.search(text):
        return respell(text, random.choice(("s2t", "s2tw", "s2hk")))
    return random.choice((text.upper(), text.title(), text.lower()))


def _swap(text: str, other: str, random: Random) -> str | None:
    body, stop = (text[:-1], text[-1]) if text[-1:] in "。？！；.?!;" else (text, "")
    mark = "，" if "，" in body else ", "
    clauses = body.split(mark)
    if len(clauses) < 2:
        return None
    cut = random.randrange(1, len(clauses))
    return mark.join([*clauses[cut:], *clauses[:cut]]) + stop


def _truncate(text: str, other: str, random: Random) -> str | None:
    length = round(len(text) * random.uniform(0.6, 0.85))
    if len(text) < 8:
        return None
    return text[:length] if _HAN.search(text) else text[:length].rpartition(" ")[0]


EDITS: dict[str, Edit] = {
    "word substituted": _substitute,
    "word deleted": _delete,
    "word inserted": _insert,
    "number changed": _renumber,
    "punctuation or width": _punctuate,
    "script or case": _change_script,
    SWAPPED: _swap,
    "truncated": _truncate,
}
"""The kinds of edit, by the name that tables show."""
