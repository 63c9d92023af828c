"""English words as the lexicon knows them: stems, stop words, spelling variants folded."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_SPELLINGS = (
    (re.compile(r"is(e|ed|es|er|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=..)our(s|ed|ing|ful|able|ite|ites|er|ers)?$"), r"or\1"),
    (re.compile(r"(?<=..)tre(s?)$"), r"ter\1"),
)

_STOP_WORDS = """
    a about above after again against all along also although am among an and another any are
    around as at away be because been before being below between both but by can cannot could did
    do does doing done down during each either else even ever every few for from further get gets
    had has have having he her here hers herself him himself his how i if in into is it its itself
    just least less let like made make makes many may me might more most much must my myself near
    no nor not now of off often on once one oneself only onto or other others our ours out over own
    per put quite rather same sb sb's she should since so some something sth still such than that
    the their theirs them then there these they this those through thus to together too toward
    towards under until up upon us used very was we well were what when where whether which while
    who whom whose why will with within without would yet you your yours
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
_WORDS_KEPT = 50_000


def find_words(text: str) -> list[str]:
    """Find the words of an English text, parts of hyphenated words apart.

    >>> find_words("The US-led talks")
    ['The', 'US', 'led', 'talks']
    """
    return [part for word in _WORD.findall(text) for part in word.split("-")]


def find_hyphenated(text: str) -> list[list[str]]:
    """Find the hyphenated words that start with a capital; the parts of each, in small letters.

    >>> find_hyphenated("Bao-yu saw well-known US-led talks.")
    [['bao', 'yu'], ['us', 'led']]
    """
    words = [word for word in _WORD.findall(text) if word[0].isupper() and "-" in word]
    return [word.lower().split("-") for word in words]


def stem_words(words: list[str]) -> list[str]:
    """Return the stems of the words that carry meaning, in order.

    >>> stem_words(["The", "negotiations", "prioritise", "labour"])
    ['negoti', 'priorit', 'labor']
    """
    stems = (_stem(word.lower()) for word in words)
    return [stem for stem in stems if stem]


@lru_cache(_WORDS_KEPT)
def _stem(word: str) -> str:
    """Return the stem of a word in small letters, nothing for one that carries no meaning."""
    if len(word) < 2 or word in STOP_WORDS:
        return ""
    return _stemmer()(_fold_spelling(word))


def _fold_spelling(word: str) -> str:
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return word


@cache
def _stemmer() -> Callable[[str], str]:
    import Stemmer

    stem: Callable[[str], str] = Stemmer.Stemmer("english").stemWord
    return stem
