"""How much a Chinese name sounds like an English one: by the consonants of pinyin and of letters.

Vowels differ too much in transliterations to count. Consonants that Chinese does not tell apart
are one (r and l, b and p), and those it puts in or leaves out cost little.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from aligner.cleaning.readings import load_readings
from aligner.lexicon.dictionary import load_dictionary

_KEPT = 100_000
_ENGLISH = (
    (re.compile("sch|sh|zh|tch|ch|cz"), "Q"),
    (re.compile("ph|gh(?=t)"), "f"),
    (re.compile("th|dh|dt|tt|dd"), "t"),
    (re.compile("ck|qu|kh"), "k"),
    (re.compile("t[sz]"), "s"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("x"), "ks"),
    (re.compile("j|g(?=[eiy])"), "J"),
    (re.compile("wr"), "r"),
    (re.compile("(?<=[aeou])w(?![aeiou])"), ""),
    (re.compile("y(?=[aeiou])"), "Y"),
)
_Rules = Sequence[tuple[re.Pattern[str], str]]
_SLAVIC = (
    (re.compile("j"), "y"),
    (re.compile("w"), "v"),
    (re.compile("rz"), "zh"),
    (re.compile("cz|cs"), "ch"),
    (re.compile("sz"), "sh"),
    (re.compile("c(?=k[aei])|c(?=[eiy])|c$"), "ts"),
)
_SPANISH = ((re.compile("j|g(?=[ei])"), "h"), (re.compile("ll"), "y"))
_EASTERN = (
    (re.compile("ng(?![aeiou])"), "n"),
    (re.compile("hs"), "sh"),
    (re.compile("j"), "r"),
)
_KOREAN = _EASTERN[:1]
_LANGUAGES: tuple[_Rules, ...] = (_SLAVIC, _SPANISH, _EASTERN, _KOREAN)
"""How other languages read Latin letters: Nawrocki, Juan, Cho Jung-tai, Lee Jae-myung."""
_CARONS = {
    **dict.fromkeys("čćç", "ch"),
    **dict.fromkeys("šśşș", "sh"),
    **dict.fromkeys("žź", "zh"),
    **{"ğ": "", "ł": "w", "đ": "d", "ø": "o", "ß": "ss", "þ": "th", "ı": "i", "ñ": "n"},
}
_CLASSES = {
    **dict.fromkeys("bp", "p"),
    **dict.fromkeys("dt", "t"),
    **dict.fromkeys("gkqc", "k"),
    **dict.fromkeys("fvw", "f"),
    **dict.fromkeys("lr", "l"),
    **dict.fromkeys("sz", "s"),
    **{each: each for each in "mnhJQY"},
}
_PINYIN = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?([aeiouv]*)(ng?|r)?")
_ONSETS = {
    **dict.fromkeys(("zh", "j"), "J"),
    **dict.fromkeys(("ch", "q", "sh", "x"), "Q"),
    **dict.fromkeys(("z", "c", "s"), "s"),
    **dict.fromkeys(("l", "r"), "l"),
    **dict.fromkeys(("b", "p"), "p"),
    **dict.fromkeys(("d", "t"), "t"),
    **dict.fromkeys(("g", "k"), "k"),
    **dict.fromkeys(("f", "w"), "f"),
    **{"m": "m", "n": "n", "h": "h", "y": "Y"},
}
_NEAR = {
    frozenset(pair): cost
    for pair, cost in {
        ("J", "k"): 0.25,
        ("Q", "k"): 0.4,
        ("J", "Q"): 0.2,
        ("J", "s"): 0.3,
        ("Q", "s"): 0.15,
        ("h", "k"): 0.2,
        ("h", "f"): 0.3,
        ("Q", "t"): 0.5,
        ("J", "t"): 0.5,
        ("J", "Y"): 0.2,
        ("s", "t"): 0.5,
        ("f", "p"): 0.4,
        ("m", "n"): 0.3,
        ("Q", "h"): 0.3,
        ("n", "l"): 0.6,
    }.items()
}
_LIGHT = {"Y": 0.15, "h": 0.3, "l": 0.5, "n": 0.5, "f": 0.6}
_FULL_COST = 1.0
_SHORTEST = 2


@lru_cache(_KEPT)
def sound_english(word: str) -> str:
    """Return the consonants of an English name.

    >>> sound_english("Zelensky"), sound_english("Macron")
    ('slnsk', 'mkln')
    """
    return _sound_letters(_spell_plainly(word), ())


@lru_cache(_KEPT)
def list_sounds(word: str) -> tuple[str, ...]:
    """Return the consonants of a name as English and as other languages read it, each once.

    >>> list_sounds("Nawrocki"), list_sounds("Vučić")
    (('nlk', 'nflsk'), ('fQQ',))
    """
    plain = _spell_plainly(word)
    read = (_sound_letters(plain, language) for language in ((), *_LANGUAGES))
    return tuple(dict.fromkeys(read))


def _spell_plainly(word: str) -> str:
    """Return a word in the letters of English: what carons and cedillas say is spelt out."""
    letters = "".join(_CARONS.get(each, each) for each in word.lower())
    return "".join(each for each in unicodedata.normalize("NFD", letters) if each.isalpha())


def _sound_letters(letters: str, language: _Rules) -> str:
    for pattern, replacement in language:
        letters = pattern.sub(replacement, letters)
    letters = re.sub(r"(.)\1+", r"\1", letters)
    for pattern, replacement in _ENGLISH:
        letters = pattern.sub(replacement, letters)
    return "".join(_CLASSES.get(each, "") for each in letters)


@lru_cache(_KEPT)
def sound_chinese(key: str) -> str:
    """Return the consonants of Chinese characters; "" where one is not known.

    >>> sound_chinese("泽连斯基")
    'slnsJ'
    """
    syllables = [find_syllable(each) for each in key]
    return "".join(map(_sound_syllable, syllables)) if all(syllables) else ""


@lru_cache(_KEPT)
def _spell(key: str) -> str:
    """Return the pinyin of two or more characters, else "": one is read like many others."""
    syllables = [find_syllable(each) for each in key]
    return "".join(syllables) if len(key) > 1 and all(syllables) else ""


@lru_cache(_KEPT)
def find_syllable(character: str) -> str:
    """Return how a simplified character is read, without tone; "" where that is not known.

    The dictionary has no pinyin for characters that are surnames and nothing else.

    >>> find_syllable("斯"), find_syllable("滕")
    ('si', 'teng')
    """
    known = load_dictionary().pinyin.get(character)
    return known or min(load_readings().get(character, ("",)))


def _sound_syllable(syllable: str) -> str:
    found = _PINYIN.match(syllable)
    if not found:
        return ""
    onset, _, coda = found.groups()
    return _ONSETS.get(onset or "", "") + {"n": "n", "ng": "n", "r": "l"}.get(coda or "", "")


@lru_cache(_KEPT)
def compare_sounds(chinese: str, english: str) -> float:
    """Return how much a Chinese key sounds like an English word, in [0, 1].

    Args:
        chinese: simplified characters.
        english: one word, or several in one.

    Returns:
        0 also where either has fewer than two consonants, which many names share.

    >>> round(compare_sounds("鲁比奥", "Rubio"), 2), round(compare_sounds("鲁比奥", "Putin"), 2)
    (1.0, 0.0)
    """
    spelt = _spell(chinese)
    if spelt and spelt == english.lower():
        return 1.0
    one = sound_chinese(chinese)
    if len(one) < _SHORTEST:
        return 0.0
    return max(_compare(one, other) for other in list_sounds(english))


def _compare(one: str, other: str) -> float:
    if len(other) < _SHORTEST:
        return 0.0
    cost = _find_cost(one, other)
    return max(0.0, 1 - 2 * cost / (len(one) + len(other)) * 1.5)


def _find_cost(one: str, other: str) -> float:
    row = [0.0]
    for each in other:
        row.append(row[-1] + _LIGHT.get(each, _FULL_COST))
    for mine in one:
        drop = _LIGHT.get(mine, _FULL_COST)
        above, row = row, [row[0] + drop]
        for place, each in enumerate(other):
            change = above[place] + _change(mine, each)
            put = row[-1] + _LIGHT.get(each, _FULL_COST)
            row.append(min(change, above[place + 1] + drop, put))
    return row[-1]


def _change(mine: str, other: str) -> float:
    return 0.0 if mine == other else _NEAR.get(frozenset((mine, other)), 1.2)
