"""Text → the language that it is mostly in, where that is neither Chinese nor English.

The one place where letters of other scripts are weighed against Chinese ones. Each line is
judged alone and the lines are counted, so that a line in Japanese in a Chinese text is a
quotation, and a Japanese text of few kana is Japanese all the same.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from aligner.reading.lexical import load_table
from aligner.reading.scripts import (
    HANGUL_CHARACTER,
    KANA_CHARACTER,
    LATIN_WORD,
    OTHER_LETTER,
    WORD_WEIGHT,
    count_han,
)

_ENGLISH = (
    "the of and to in a is that it for was he on as with his at by be this had not are but from "
    "or have an they which you were her she all their there been one would so has who what if "
    "will we my me no him them then do when your can up out"
)
ENGLISH_STOP_WORDS = frozenset(_ENGLISH.split())

# Part of a text that must be foreign, beside being more than what is Chinese in it.
_MIN_LINES = 0.2
# Of the words of a text in a foreign language, this part at least are among its stop words: in
# running text a quarter or more are.
_MIN_STOP_WORDS = 0.1
# Of the Chinese characters of a line, the part that Japan does not use and that makes it Chinese.
_MIN_CHINESE_ONLY = 0.04


@dataclass(frozen=True, slots=True)
class Foreign:
    """A language that is not supported.

    Args:
        name: of the language or, where it is not known, of the script.
        count: of the letters of its lines, or of words.
        unit: what was counted, "letters" or "words".
    """

    name: str
    count: int
    unit: str


def find_foreign(text: str) -> Foreign | None:
    """Find the language of a text that is neither Chinese nor English.

    Args:
        text: any text, preferably without what it quotes.

    Returns:
        None for Chinese and English, and where the text does not tell.

    >>> find_foreign("東京都知事選挙の結果").name, find_foreign("Das ist ja nicht so gut.").name
    ('Japanese', 'German')
    >>> find_foreign("「の」是日文，優の良品是香港的。") is None
    True
    """
    return find_foreign_script(text) or find_foreign_words(text)


def find_foreign_script(text: str) -> Foreign | None:
    """Find the language of a text that is mostly written in neither Chinese nor Latin letters.

    Args:
        text: any text, preferably without what it quotes.
    """
    lines = [_Line.measure(line) for line in text.splitlines() if line.strip()]
    total = sum(line.size for line in lines)
    chinese = sum(line.han for line in lines if not line.is_foreign)
    for name, pick in _SCRIPTS:
        own = [line for line in lines if pick(line)]
        size = sum(line.size for line in own)
        if own and size > chinese and size >= _MIN_LINES * total:
            return Foreign(name, round(size), "letters")
    return None


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line holds, in letters: Chinese, all, and those of three foreign scripts."""

    han: int
    size: float
    foreign: tuple[int, int, int]
    is_japanese: bool

    @classmethod
    def measure(cls, text: str) -> "_Line":
        if text.isascii():
            return cls(0, WORD_WEIGHT * len(LATIN_WORD.findall(text)), (0, 0, 0), False)
        han, words = count_han(text), len(LATIN_WORD.findall(text))
        kana = KANA_CHARACTER.findall(text)
        counts = (
            len(kana),
            len(HANGUL_CHARACTER.findall(text)),
            len(OTHER_LETTER.findall(text)),
        )
        size = han + WORD_WEIGHT * words + sum(counts)
        return cls(han, size, counts, _is_japanese(text, kana, han, words))

    @property
    def is_korean(self) -> bool:
        return _is_much(self.foreign[1], self.size)

    @property
    def is_other(self) -> bool:
        return _is_much(self.foreign[2], self.size)

    @property
    def is_foreign(self) -> bool:
        return self.is_japanese or self.is_korean or self.is_other


_SCRIPTS: Sequence[tuple[str, Callable[[_Line], bool]]] = (
    ("Japanese", lambda line: line.is_japanese),
    ("Korean", lambda line: line.is_korean),
    ("a script other than Chinese and Latin", lambda line: line.is_other),
)


def _is_much(count: int, size: float) -> bool:
    """Whether foreign letters are much of a line: of a short one more than of a long one."""
    needed = 0.7 if count < 2 else 0.3 if count < 10 else 0.15
    return count > 0 and count >= needed * size


def _is_japanese(text: str, kana: Sequence[str], han: int, words: int) -> bool:
    size = han + WORD_WEIGHT * words + len(kana)
    hiragana = [c for c in kana if "\u3041" <= c <= "\u3096"]
    # Chinese quotes names in katakana: a few tell only where nothing else stands.
    telling = kana if len(kana) >= 10 or not han + words else hiragana
    if _is_much(len(telling), size):
        return True
    own = len(text) - len(text.translate(_map_shinjitai()))
    # の alone stands in the names of Chinese shops; other particles, and forms of characters
    # that only Japan prints, do not.
    signs = own + (len(hiragana) if own or len(set(hiragana) - {"の"}) else 0)
    if signs < 2 or signs < 0.12 * size:
        return False
    return _count_chinese_only(text) < _MIN_CHINESE_ONLY * han


@cache
def _map_shinjitai() -> dict[int, None]:
    """For `str.translate`: takes away the character forms that only Japan prints."""
    return dict.fromkeys(map(ord, load_table("languages")["shinjitai"]))


def _count_chinese_only(text: str) -> int:
    """Count the characters that Japanese does not write, 们 and 你 among them."""
    counts = Counter(text)
    return sum(
        count
        for c, count in counts.items()
        if "\u4e00" <= c <= "\u9fff" and not c.encode("shift_jis", "ignore")
    )


def find_foreign_words(text: str) -> Foreign | None:
    """Find the language of a text in Latin letters, if its stop words are not English.

    Args:
        text: any text, preferably without what it quotes.

    >>> find_foreign_words("La maison est dans la rue.").name
    'French'
    """
    printed = LATIN_WORD.findall(text)
    words = [word.lower() for word in printed]
    if not words or count_han(text) > WORD_WEIGHT * len(words):
        return None
    counts = Counter(words)
    english = sum(counts[word] for word in ENGLISH_STOP_WORDS)
    name, most = _find_stop_words(printed)
    if most > english and most >= _MIN_STOP_WORDS * len(words):
        return Foreign(name, len(words), "words")
    return None if _is_english(words, english) else Foreign("", len(words), "words")


def _find_stop_words(words: Sequence[str]) -> tuple[str, int]:
    """Find the foreign language whose stop words are most; in capitals they may be names.

    One alone says nothing: most of them are words of English or of a name, too.
    """
    counts = Counter(w.lower() for w in words if w[0].islower() or (w.isupper() and len(w) > 1))
    hits = {
        name: [counts[word] for word in set(stop.split()) if counts[word]]
        for name, stop in load_table("languages")["stop words"].items()
    }
    name, found = max(hits.items(), key=lambda item: sum(item[1]))
    return name, sum(found) if len(found) > 1 else 0


def _is_english(words: Sequence[str], stop_words: int) -> bool:
    # A title or a list of names holds few of them; a text without any is not English.
    is_usual = len(words) < 12 or stop_words >= 0.12 * len(words)
    accents = sum(not word.isascii() and "’" not in word for word in words)
    return is_usual and accents <= 0.1 * len(words)
