"""The negations of two texts in one language, and whether a sense is turned round.

The word lists stand in `data/`; a word of several characters that holds a negation and is none
(不仅, 非常, "not only") goes before it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from tmx.memory.folding import fold_text
from tmx.memory.matching.differences import Stretch
from tmx.memory.matching.tokens import Kind, Token

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ＇"), "'")
_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis")
# 能不能, 有没有, 是不是 ask; nothing is denied.
_QUESTION = r"(?P<asked>[\u4e00-\u9fff])[不没唔](?P=asked)"
_NUMBER = r"(?P<number>nos?\.?\s?(?=[0-9]))"
_SHORTEST_WORD = 3


@lru_cache(maxsize=4096)
def find_negations(text: str) -> tuple[tuple[int, int], ...]:
    """Find the negations of a Chinese, English or mixed text.

    Returns:
        Where each begins and stops, in order.

    >>> find_negations("他不仅会说，而且不会写。"), find_negations("We can’t, not only you.")
    (((8, 9),), ((3, 8),))
    """
    plain = _make_plain(text)
    pattern, counted = _load()
    return tuple(match.span() for match in pattern.finditer(plain) if _counts(match, counted))


def _counts(match: re.Match[str], counted: frozenset[str]) -> bool:
    if match["number"] is not None or _is_sound(match):
        return False
    return match[0].endswith("n't") or " ".join(match[0].split()) in counted


def _is_sound(match: re.Match[str]) -> bool:
    """Whether 唔 stands before no word, and is a sound: 唔，我知道了."""
    return match[0] == "唔" and not match.string[match.end() : match.end() + 1].isalnum()


def is_negation_changed(
    text: str, other: str, stretches: Sequence[Stretch], *, is_reordered: bool = False
) -> bool:
    """Whether one of two texts of one language denies what the other does not.

    Args:
        text: one text.
        other: the other.
        stretches: in which they differ.
        is_reordered: their clauses stand in another order, and negations with them.
    """
    ours, theirs = find_negations(text), find_negations(other)
    if len(ours) != len(theirs) or any(map(_is_prefixed, stretches)):
        return True
    return bool(ours) and not is_reordered and _is_moved(ours, theirs, stretches)


def _is_moved(
    ours: Sequence[tuple[int, int]],
    theirs: Sequence[tuple[int, int]],
    stretches: Sequence[Stretch],
) -> bool:
    """Whether a negation is gone from one place and has come to another."""
    places = list(_join_places(stretches))
    here = _number_parts(ours, [bound for place in places for bound in place[:2]])
    there = _number_parts(theirs, [bound for place in places for bound in place[2:]])
    return any(
        max(first, other_first) > min(last, other_last)
        for (first, last), (other_first, other_last) in zip(here, there, strict=True)
    )


def _number_parts(
    negations: Sequence[tuple[int, int]], bounds: Sequence[int]
) -> list[tuple[int, int]]:
    """Say in which parts of a text each negation begins and ends.

    Args:
        negations: where they stand.
        bounds: where stretches that differ begin and stop, in order; they part the text, so that
            even numbers are parts that both texts have. 没 and 没有 share such a part.
    """
    return [(bisect_right(bounds, start), bisect_left(bounds, stop)) for start, stop in negations]


def _join_places(stretches: Sequence[Stretch]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where texts differ; what only a space parts is one place: does not, never."""
    last: tuple[int, int, int, int] | None = None
    for each in stretches:
        new = each.difference
        if last is None:
            last = new.start, new.stop, new.match_start, new.match_stop
        elif new.start - last[1] <= 1 and new.match_start - last[3] <= 1:
            last = last[0], new.stop, last[2], new.match_stop
        else:
            yield last
            last = new.start, new.stop, new.match_start, new.match_stop
    if last is not None:
        yield last


def _is_prefixed(stretch: Stretch) -> bool:
    """Whether a word stands in place of its opposite: lawful, unlawful."""
    if stretch.is_form:
        return False
    left, right = _list_words(stretch.left), _list_words(stretch.right)
    if len(left) != len(right):
        return False
    return any(
        long == prefix + short and len(short) >= _SHORTEST_WORD
        for one, two in zip(left, right, strict=True)
        for long, short in ((one, two), (two, one))
        for prefix in _PREFIXES
    )


def _list_words(tokens: Iterable[Token]) -> list[str]:
    return [each.fold for each in tokens if each.kind == Kind.CONTENT]


def _make_plain(text: str) -> str:
    """Make letters small, simplified and narrow, each in one character."""
    text = text.translate(_APOSTROPHES)
    return text.lower() if text.isascii() else "".join(map(_make_plain_character, text))


@lru_cache(maxsize=1 << 14)
def _make_plain_character(character: str) -> str:
    folded = fold_text(character)
    return folded if len(folded) == 1 else character


@cache
def _load() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return a pattern that finds the longest word of either list, and the words that count."""
    counted = _load_words("negations")
    words = sorted(counted | _load_words("not-negations"), key=lambda word: (-len(word), word))
    chinese = _join([word for word in words if not word.isascii()])
    english = _join([word for word in words if word.isascii()])
    bounded = rf"(?<![^\W_])(?:{_NUMBER}|(?:{english}|[a-z]+n't)(?![^\W_]))"
    return re.compile(f"{_QUESTION}|{chinese}|{bounded}"), counted


def _join(words: Sequence[str]) -> str:
    """Make a pattern of words; their first characters are looked at before any of them."""
    first = "".join(sorted({word[0] for word in words}))
    escaped = (r"\s+".join(map(re.escape, word.split(" "))) for word in words)
    return f"(?=[{first}])(?:{'|'.join(escaped)})"


def _load_words(name: str) -> frozenset[str]:
    text = files(__package__).joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(filter(None, lines))
