"""The form in which Chinese is looked up: simplified, a character for each of the text."""

import unicodedata

from tmx.memory.folding import fold_code

_DOTS = dict.fromkeys(map(ord, "‧•・･∙⋅●"), ord("·"))


class _Table(dict[int, int]):
    """What becomes of each character; found out when it is first met."""

    def __missing__(self, code: int) -> int:
        plain = unicodedata.normalize("NFKC", chr(code))
        code_of_plain = ord(plain) if len(plain) == 1 else code
        folded = fold_code(code_of_plain)
        self[code] = code_of_plain if folded == ord(" ") else folded
        return self[code]


_TABLE = _Table(_DOTS)


def fold_characters(text: str) -> str:
    """Simplify a text, character by character: all places stay.

    Full-width letters, digits and marks become plain ones where they are one character, and all
    dots inside names the same.

    Args:
        text: any.

    Returns:
        A text of the same length.

    >>> fold_characters("「第三鄰國」，ＮＡＴＯ，喬治‧華盛頓")
    '「第三邻国」,NATO,乔治·华盛顿'
    """
    return text.translate(_TABLE)
