"""How Chinese characters are read: syllables of pinyin without tone, from CC-CEDICT."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from aligner.cleaning.tables import load_table

# As keyboards and old web pages write them: the letters of phonetics, and v for ü.
_LETTERS = str.maketrans({"ɑ": "a", "ɡ": "g", "v": "u", "ü": "u"})
_BETWEEN = str.maketrans(dict.fromkeys(" '’-·\u00a0\u3000", ""))
_TONES = "\u0304\u0301\u030c\u0300\u0306"


@cache
def load_readings() -> Mapping[str, frozenset[str]]:
    """Load the syllables that each character is read as."""
    found: dict[str, set[str]] = {}
    for syllable, characters in load_table("readings")["readings"].items():
        for character in characters:
            found.setdefault(character, set()).add(syllable)
    return {character: frozenset(syllables) for character, syllables in found.items()}


@cache
def load_traditional() -> frozenset[str]:
    """Load the characters that only traditional text holds."""
    return frozenset(load_table("readings")["traditional"])


@cache
def load_syllables() -> frozenset[str]:
    """Load the syllables that there are."""
    return frozenset(load_table("readings")["readings"])


@dataclass(frozen=True, slots=True)
class Pinyin:
    """Pinyin as read.

    Args:
        letters: without tones and what stands between syllables; ü is u.
        has_tone: whether a mark or a number shows a tone.
    """

    letters: str
    has_tone: bool


@lru_cache(maxsize=4096)
def parse_pinyin(pinyin: str) -> Pinyin:
    """Parse pinyin in small letters.

    >>> parse_pinyin("nǚ'ér"), parse_pinyin("lv4"), parse_pinyin("de").has_tone
    (Pinyin(letters='nuer', has_tone=True), Pinyin(letters='lu', has_tone=True), False)
    """
    marked = unicodedata.normalize("NFD", pinyin)
    letters = "".join(c for c in marked if not unicodedata.combining(c))
    bare = letters.translate(_LETTERS).translate(_BETWEEN)
    has_tone = bare[-1:].isdigit() or any(c in _TONES for c in marked)
    return Pinyin(bare.rstrip("12345"), has_tone)


def count_read(characters: str, letters: str) -> int:
    """Count the characters at the end of a run that pinyin spells, 0 if it spells none.

    Args:
        characters: Chinese characters; the pinyin follows the last of them.
        letters: pinyin without tones, as `parse_pinyin` returns it.

    >>> count_read("在北京", "beijing"), count_read("中國", "china")
    (2, 0)
    """
    readings = load_readings()
    # What is still to be spelt, from behind, after each of the ways so far.
    rests = {letters}
    for count, character in enumerate(reversed(characters), start=1):
        syllables = readings.get(character, frozenset())
        rests = {r.removesuffix(s) for r in rests for s in syllables if r.endswith(s)}
        if "" in rests:
            return count
        if not rests:
            break
    return 0
