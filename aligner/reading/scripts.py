"""Which script a character belongs to: the one place of the reading stage that holds ranges."""

import re
import unicodedata

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
KANA = "\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
CJK_PUNCTUATION = "\u3001-\u3003\u3008-\u3020\u30fb\ufe30-\ufe4f\uff01-\uff65"

WORD_WEIGHT = 1.6
"""How many characters of Chinese say as much as an English word."""

HAN_CHARACTER = re.compile(f"[{HAN}]")
_HAN_RUN = re.compile(f"[{HAN}]+")
KANA_CHARACTER = re.compile(f"[{KANA}]")
HANGUL_CHARACTER = re.compile(f"[{HANGUL}]")
LATIN_WORD = re.compile(f"[{LATIN}]+(?:['’][{LATIN}]+)*")
CJK_CHARACTER = re.compile(f"[{HAN}{KANA}{CJK_PUNCTUATION}\u3000]")
OTHER_LETTER = re.compile(f"[^\\W\\d_{HAN}{KANA}{HANGUL}{LATIN}\uff21-\uff3a\uff41-\uff5a]")

# Bounded and ASCII: an address ends where Chinese begins, and a long line costs no more.
ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]+|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z0-9.-]+",
    re.IGNORECASE,
)


def drop_addresses(text: str) -> str:
    """Replace addresses of pages and of mail, which tell no language, by a space.

    >>> drop_addresses("見 https://a.org/b 或 x@y.org")
    '見   或  '
    """
    if "@" in text or "//" in text or "www." in text.lower():
        return ADDRESS.sub(" ", text)
    return text


def count_han(text: str) -> int:
    """Count the Chinese characters of a text.

    >>> count_han("美國GDP，𠀀")
    3
    """
    return 0 if text.isascii() else sum(map(len, _HAN_RUN.findall(text)))


def count_latin_words(text: str) -> int:
    """Count the words in Latin letters of a text.

    >>> count_latin_words("It isn’t 25°C 了")
    3
    """
    return len(LATIN_WORD.findall(text))


def measure_letters(text: str) -> float:
    """Measure the letters of a text in characters of Chinese; a Latin word is WORD_WEIGHT of them.

    >>> measure_letters("十六 of")
    3.6
    """
    return count_han(text) + WORD_WEIGHT * count_latin_words(text)


def measure_words(text: str) -> float:
    """Measure a text in words; a Chinese character counts for 1 / WORD_WEIGHT of one.

    >>> measure_words("two words"), measure_words("十六個字")
    (2.0, 2.5)
    """
    return count_latin_words(text) + count_han(text) / WORD_WEIGHT


def is_han_text(text: str) -> bool:
    """Whether a text is rather Chinese than in Latin words; a word weighs 1.6 characters.

    >>> is_han_text("副總統J. D. Vance公開「羞辱」"), is_han_text("the 綏靖 policy")
    (True, False)
    """
    return count_han(text) > WORD_WEIGHT * count_latin_words(text)


def is_blank(text: str) -> bool:
    r"""Whether nothing in a text can be seen: only spaces, controls and zero-width characters.

    >>> is_blank(" \u3000\u200b"), is_blank(" .")
    (True, False)
    """
    return not text or text.isspace() or all(unicodedata.category(c)[0] in "ZC" for c in text)


def measure_width(text: str) -> int:
    """Measure the columns a text takes on a terminal: 2 for a wide character, else 1.

    >>> measure_width("中文 ab")
    7
    """
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """Columns of each character that was met so far."""

    def __missing__(self, character: str) -> int:
        width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        self[character] = width
        return width


_WIDTHS = _Widths()
