"""The form in which a memory compares texts, and the fingerprints it finds equal ones by.

It folds more than `tmx.key`: whatever is no letter or digit is a space, and traditional characters
become simplified one by one, so that a place in the key is a place in the text. Memories on disk
depend on it: a change here is a new `VERSION`.
"""

import hashlib
import re
import unicodedata
from functools import cache
from importlib import resources

VERSION = 1
"""Raised whenever a text may get another key, for then memories must be indexed anew."""

CJK = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"
CJK += "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f"
CJK += "\U00020000-\U0003ffff"
"""The inside of a class of characters that are written without spaces, for regular expressions."""

_SPACES_AT_CJK = re.compile(f"(?<=[{CJK}]) +| +(?=[{CJK}])")
_LETTERS = "LNM"
_KEY_BITS, _TEXT_BITS = 40, 24
_TEXT_MASK = (1 << _TEXT_BITS) - 1


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
    key = " ".join(text.lower().translate(_load_table()).split())
    return key if key.isascii() else _SPACES_AT_CJK.sub("", key)


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
    key = fold_text(text)
    low = _hash(text, _TEXT_BITS)
    return _sign(_hash(key or text, _KEY_BITS) << _TEXT_BITS | low) or 1


def find_print_range(text: str) -> tuple[int, int]:
    """Return the least and the greatest print that a text with the same key can have."""
    high = _hash(fold_text(text) or text, _KEY_BITS) << _TEXT_BITS
    return _sign(high), _sign(high | _TEXT_MASK)


def _hash(text: str, bits: int) -> int:
    # Several times faster than any other hash of hashlib at the length of a segment.
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - bits)


def _sign(number: int) -> int:
    return number - (1 << 64) if number >> 63 else number


class _Table(dict[int, int]):
    """What becomes of each character; found out when it is first met."""

    def __missing__(self, code: int) -> int:
        self[code] = code if unicodedata.category(chr(code))[0] in _LETTERS else 0x20
        return self[code]


@cache
def _load_table() -> _Table:
    path = resources.files(__package__).joinpath("data/simplified.txt")
    lines = [each for each in path.read_text(encoding="utf-8").split("\n") if each[:1] != "#"]
    traditional, simplified = "".join(lines[::2]), "".join(lines[1::2])
    return _Table(zip(map(ord, traditional), map(ord, simplified), strict=True))
