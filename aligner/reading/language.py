"""Text → language tag and variety, proposed with the evidence for them.

Another language by its letters or stop words, then Cantonese by its function words, then script
and region of Chinese, or the spelling of English. What a text quotes never decides, unless it
is all there is. Nothing here raises: a text that tells nothing gets the usual tag of its
language, with little confidence.
"""

from functools import lru_cache

from aligner.reading.cantonese import find_function_words, is_cantonese
from aligner.reading.foreign import ENGLISH_STOP_WORDS, Foreign, find_foreign
from aligner.reading.guesses import LanguageGuess
from aligner.reading.quotations import drop_quotations
from aligner.reading.regions import count_scripts, propose_region
from aligner.reading.scripts import is_han_text, measure_letters
from aligner.reading.spelling import propose_english

__all__ = [
    "ENGLISH_STOP_WORDS",
    "LanguageGuess",
    "count_scripts",
    "find_variety",
    "propose_language",
    "take_sample",
]

_TEXTS_KEPT = 4
_SAMPLE = 400_000
_PIECES = 8
_LEAST_UNQUOTED = 0.15
_CANTONESE = 0.93


def propose_language(text: str) -> LanguageGuess:
    """Propose a language tag for a text in one language.

    Args:
        text: any text; of a long one, 400,000 characters from all over it are looked at.

    >>> propose_language("The programme was organised by the Labour Party on 3 May.").tag
    'en-GB'
    >>> propose_language("沙烏地阿拉伯的計程車").tag
    'zh-TW'
    >>> propose_language("12:30").tag
    'und'
    """
    return _propose(take_sample(text).strip())


def find_variety(text: str) -> str:
    """Find what a text is beyond its language tag.

    Args:
        text: as for `propose_language`.

    Returns:
        "yue-Hant-HK" or "yue-Hans-CN" for written Cantonese; "zh-Hant-CN" for mainland Chinese
        in traditional script, "zh-Hans-TW" and "zh-Hans-HK" the other way round; "" where the
        tag says it all.

    >>> find_variety("佢哋話聽日唔返工，想喺屋企瞓覺。"), find_variety("他們說明天不上班。")
    ('yue-Hant-HK', '')
    """
    return propose_language(text).variety


def take_sample(text: str) -> str:
    """Take what is looked at of a text: all of it, or eight pieces from all over a long one.

    >>> len(take_sample("字" * 1_000_000)) <= 400_008
    True
    """
    if len(text) <= _SAMPLE:
        return text
    size = _SAMPLE // _PIECES
    step = (len(text) - size) / (_PIECES - 1)
    starts = (round(step * number) for number in range(_PIECES))
    return "\n".join(text[start : start + size] for start in starts)


@lru_cache(_TEXTS_KEPT)
def _propose(sample: str) -> LanguageGuess:
    """Propose a language; a text is asked about when it is read and when its tag is reported."""
    unquoted = drop_quotations(sample)
    # Where hardly anything stands outside of quotation marks, what they hold is the text.
    is_rest = measure_letters(unquoted) < _LEAST_UNQUOTED * measure_letters(sample)
    parts = tuple(
        part for part in ((sample,) if is_rest else (unquoted, sample)) if measure_letters(part)
    )
    if not parts:
        foreign = find_foreign(sample)
        return _refuse(foreign) if foreign else LanguageGuess("und", 0.0, "no letters")
    if foreign := find_foreign(parts[0]):
        return _refuse(foreign)
    if is_han_text(parts[0]):
        return _propose_cantonese(parts) or propose_region(parts)
    return propose_english(parts)


def _refuse(foreign: Foreign) -> LanguageGuess:
    name = f"{foreign.name}: " if foreign.name else "neither Chinese nor English: "
    return LanguageGuess("und", 0.0, f"{name}{foreign.count} {foreign.unit}")


def _propose_cantonese(parts: tuple[str, ...]) -> LanguageGuess | None:
    if not is_cantonese(parts[0]):
        return None
    words = list(dict.fromkeys(find_function_words(parts[0])))
    evidence = f"written Cantonese: {', '.join(words[:5])}"
    simplified, traditional = count_scripts(parts[-1])
    if simplified > traditional:
        return LanguageGuess("zh-CN", _CANTONESE, evidence, "yue-Hans-CN")
    return LanguageGuess("zh-HK", _CANTONESE, evidence, "yue-Hant-HK")
