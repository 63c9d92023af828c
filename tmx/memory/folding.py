"""The form in which a memory compares texts, and the fingerprints it finds equal ones by.

It folds more than `tmx.key`: whatever is no letter or digit is a space, and traditional characters
become simplified one by one, so that a place in the key is a place in the text. Memories on disk
depend on it: a change here is a new `VERSION`.
"""

import hashlib
import pkgutil
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

VERSION = 1
"""Raised whenever a text may get another key, for then memories must be indexed anew."""

CJK = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"
CJK += "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f"
CJK += "\U00020000-\U0003ffff"
"""The inside of a class of characters that are written without spaces, for regular expressions."""

# Of most texts each character becomes one, whatever stands beside it.
_SIMPLE = "[\x00-\x7f\u2014\u2018-\u201d\u3001\u3002\u300a-\u3011\u4e00-\u9fff\uff01-\uff5e]*"
_FIRST_PLACES = tuple(pairwise(range(513)))
_LETTERS = "LNM"
_KEY_BITS, _TEXT_BITS = 40, 24
_TEXT_MASK = (1 << _TEXT_BITS) - 1


class Class(dict[str, bool]):
    """Which characters are of a class; found out when one is first met.

    A pattern of so many characters takes longer to compile than a search.

    Args:
        inside: the inside of a class of a regular expression, of ranges.
    """

    def __init__(self, inside: str) -> None:
        super().__init__({"": False})
        ends = zip(inside[::3], inside[2::3], strict=True)
        bounds = [bound for first, last in ends for bound in (first, chr(ord(last) + 1))]
        self._bounds = sorted(bounds)

    def __missing__(self, character: str) -> bool:
        self[character] = bisect_right(self._bounds, character) % 2 == 1
        return self[character]


IS_CJK = Class(CJK)
"""Whether a character is written without spaces."""


def fold_text(text: str) -> str:
    r"""Fold a text to the key on which fuzzy matching and concordance compare.

    Compatibility and full-width forms become plain ones (NFKC), letters small, traditional
    characters simplified one by one; runs of anything but letters and digits become a space, none
    at the ends and none beside Chinese, Japanese or Korean characters.

    Args:
        text: any.

    Returns:
        The key; "" where the text has neither letter nor digit.

    Source: Unicode Standard Annex 15 (NFKC); OpenCC, configuration t2s.

    >>> fold_text("「第１２條」：The U.S. 关税 policy …")
    '第12条the u s关税policy'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return join_keys(text.lower().translate(_load_table()).split())


def join_keys(keys: Iterable[str]) -> str:
    """Join keys to the key of a text that holds these parts.

    >>> join_keys(["the u s", "关税", "policy"])
    'the u s关税policy'
    """
    parts = list(keys)
    key = " ".join(parts)
    if len(parts) < 2 or key.isascii():
        return key
    is_cjk = IS_CJK.__getitem__
    ends = [is_cjk(each[-1:]) for each in parts]
    begins = [is_cjk(each[:1]) for each in parts]
    gaps = ["" if one or two else " " for one, two in zip(ends, begins[1:], strict=False)]
    return "".join([part for both in zip(parts, [*gaps, ""], strict=True) for part in both])


def fold_code(code: int) -> int:
    """Return the code of what a character becomes once NFKC and small letters are done."""
    return _load_table()[code]


def fold_with_places(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    r"""Fold a text, and say where each character of the key comes from.

    Args:
        text: any.

    Returns:
        The key of `fold_text`, and for each of its characters where its piece of the text begins
        and stops. The characters that one is unfolded to share its place, a space stands for
        everything between two words.

    >>> fold_with_places("「第１2 條」, Ⅳ b")
    ('第12条iv b', ((1, 2), (2, 3), (3, 4), (5, 6), (9, 10), (9, 10), (10, 11), (11, 12)))
    """
    places = _list_places(text)
    lowered = unicodedata.normalize("NFKC", text).lower().translate(_load_table())
    has_no_cjk = lowered.isascii()
    words: list[str] = []
    found: list[tuple[int, int]] = []
    for word in re.finditer("[^ ]+", lowered):
        start, stop = word.span()
        if words and (has_no_cjk or not (IS_CJK[words[-1][-1]] or IS_CJK[lowered[start]])):
            words.append(" ")
            borders = found[-1][1], places[start][0]
            found.append((min(borders), max(borders)))
        words.append(word[0])
        found += places[start:stop]
    return "".join(words), tuple(found)


def _list_places(text: str) -> Sequence[tuple[int, int]]:
    """Return where each character of a text, folded one by one, begins and stops."""
    if not _load_simple().fullmatch(text):
        pieces = _find_pieces(text)
        return [place for start, stop, size in pieces for place in [(start, stop)] * size]
    if len(text) <= len(_FIRST_PLACES):
        return _FIRST_PLACES[: len(text)]
    return list(pairwise(range(len(text) + 1)))


@cache
def _load_simple() -> re.Pattern[str]:
    return re.compile(_SIMPLE)


def _find_pieces(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where the smallest parts that fold alone begin and stop, and the size they get."""
    start = 0
    for stop in range(1, len(text) + 1):
        if stop == len(text) or _stands_alone(text[max(start, stop - 4) : stop], text[stop]):
            yield start, stop, _measure(text[start:stop])
            start = stop


def _stands_alone(before: str, character: str) -> bool:
    if character.isascii() or "\u4e00" <= character <= "\u9fff":
        return True
    plain = unicodedata.normalize("NFKC", character)
    # A half-width voiced mark becomes a combining one, which a mark behind it may overtake.
    if unicodedata.combining(plain[0]):
        return False
    return unicodedata.normalize("NFKC", before + character) == (
        unicodedata.normalize("NFKC", before) + plain
    )


def _measure(text: str) -> int:
    # A letter may become two small ones, but never by what stands around it.
    return sum(len(each.lower()) for each in unicodedata.normalize("NFKC", text))


def make_print(text: str) -> int:
    """Make the fingerprint of a text; texts of one key have prints in one range.

    Args:
        text: any but "".

    Returns:
        A signed number of 64 bits: its upper 40 are those of the key, or of the text where the
        key is empty, its lower 24 those of the text. It is never 0.

    >>> first, other = make_print("中國！"), make_print("中国")
    >>> first == other, find_print_range("中国")[0] <= first <= find_print_range("中国")[1]
    (False, True)
    """
    return join_print(text, fold_text(text))


def join_print(text: str, key: str) -> int:
    """Make the print of a text whose key is known; see `make_print`."""
    digest = _digest(key or text)[: _KEY_BITS // 8] + _digest(text)[: _TEXT_BITS // 8]
    return int.from_bytes(digest, "big", signed=True) or 1


def has_print(text: str, print_: int) -> bool:
    """Whether a print can be that of a text, by the part of it that is quickly made.

    >>> has_print("中国", make_print("中国")), has_print("中國", make_print("中国"))
    (True, False)
    """
    return _hash(text, _TEXT_BITS) == print_ & _TEXT_MASK or print_ == 1


def find_print_range(text: str) -> tuple[int, int]:
    """Return the least and the greatest print that a text with the same key can have."""
    high = _hash(fold_text(text) or text, _KEY_BITS) << _TEXT_BITS
    return _sign(high), _sign(high | _TEXT_MASK)


def find_print_key(print_: int) -> int:
    """Return the part of a print that texts with the same key share."""
    return print_ >> _TEXT_BITS


def _hash(text: str, bits: int) -> int:
    return int.from_bytes(_digest(text), "big") >> (64 - bits)


def _digest(text: str) -> bytes:
    # Several times faster than any other hash of hashlib at the length of a segment.
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _sign(number: int) -> int:
    return number - (1 << 64) if number >> 63 else number


class _Table(dict[int, int]):
    """What becomes of each character; found out when it is first met."""

    def __missing__(self, code: int) -> int:
        self[code] = code if unicodedata.category(chr(code))[0] in _LETTERS else 0x20
        return self[code]


@cache
def _load_table() -> _Table:
    traditional, simplified = read_simplified()
    return _Table(zip(map(ord, traditional), map(ord, simplified), strict=True))


def read_simplified() -> tuple[str, str]:
    """Return all traditional characters that are written otherwise, and their simplified forms."""
    # Not importlib.resources, which takes longer to load than this takes to read.
    data = pkgutil.get_data(__name__, "data/simplified.txt")
    if data is None:
        raise LookupError("data/simplified.txt")
    text = data.decode().replace("\r\n", "\n")
    lines = [each for each in text.split("\n") if each[:1] != "#"]
    return "".join(lines[::2]), "".join(lines[1::2])
