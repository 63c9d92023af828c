"""Text → language tag, proposed with the evidence for it.

Script by characters that exist in one script only; region by character variants and words of
Taiwan and Hong Kong, by British and American spelling and dates. Nothing here raises: a text
that tells nothing gets the usual tag of its language, not certain.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Protocol

from aligner.reading.scripts import (
    HAN_CHARACTER,
    HANGUL_CHARACTER,
    KANA_CHARACTER,
    LATIN_WORD,
    OTHER_LETTER,
    count_han,
)

_TEXTS_KEPT = 4
_SAMPLE = 400_000
_MIN_VOTES = 3.0
_MIN_RATIO = 3.0
# Two regions less apart than this are not told apart: one word of the subject is no evidence.
_MIN_LEAD = 0.5
# Chinese characters: a text no longer than this may hold a single sign of its region.
_SHORT = 200
_WEAK_WEIGHT = 0.4
_MAX_WEAK = 6
_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|《[^》]*》|“[^”]*”|\"[^\"\n]{1,400}\"")
_ISE = re.compile(r"\b([a-z]{2,})is(?:e[ds]?|ing|ations?|ers?)\b")
_IZE = re.compile(r"\b[a-z]{3,}iz(?:e[ds]?|ing|ations?|ers?)\b")
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_BRITISH_DATE = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b|\bper cent\b")
_AMERICAN_DATE = re.compile(rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b")

_STOP_WORDS = {
    "en": "the of and to in a is that it for was he on as with his at by be this had not are but "
    "from or have an they which you were her she all their there been one would so has who what "
    "if will we my me no him them then do when your can up out",
    "de": "der die das und ist nicht ein eine zu mit den von dem sich des auf für im auch es ich "
    "war als sie wir wird bei aus nach sind werden einen einer über aber noch",
    "fr": "le la les de des et est un une que qui dans pour pas sur ce il elle nous vous je ne se "
    "au aux du en par plus avec sont cette mais ou où été",
    "es": "el la los las de y que en un una es por con para no se su al del lo como más pero sus "
    "este ya está fue son",
    "it": "il lo la gli le di che e un una per non con si del della dei sono è da ma come più al "
    "nel alla anche questo",
    "pt": "o os as de que e do da em um uma para com não por mais dos das no na se ao como mas foi",
    "nl": "de het een en van is dat niet op te zijn met voor die aan er om ook als bij maar door "
    "naar worden heeft",
}


ENGLISH_STOP_WORDS = frozenset(_STOP_WORDS["en"].split())

# What speaks for a region, each with its weight.
_Votes = dict[str, float]


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language tag proposed for a text.

    Args:
        tag: "zh-CN", "zh-TW", "zh-HK", "en-GB", "en-US" or "und".
        certain: whether the text itself tells; else the tag is only the usual one.
        evidence: what it was told by, for a message.
    """

    tag: str
    certain: bool
    evidence: str


def propose_language(text: str) -> LanguageGuess:
    """Propose a language tag for a text in one language.

    Args:
        text: any text; the first 400,000 characters are looked at.

    >>> propose_language("The programme was organised by the Labour Party on 3 May.").tag
    'en-GB'
    >>> propose_language("沙烏地阿拉伯的計程車").tag
    'zh-TW'
    >>> propose_language("12:30").tag
    'und'
    """
    return _propose(text[:_SAMPLE].strip())


@lru_cache(_TEXTS_KEPT)
def _propose(sample: str) -> LanguageGuess:
    """Propose a language; a text is asked about when it is read and when its tag is reported."""
    han = count_han(sample)
    words = len(LATIN_WORD.findall(sample))
    foreign = _name_foreign_script(sample, han, words)
    if foreign:
        return LanguageGuess("und", False, foreign)
    if not han and not words:
        return LanguageGuess("und", False, "no letters")
    return _propose_chinese(sample) if han > 1.6 * words else _propose_english(sample)


def _name_foreign_script(text: str, han: int, words: int) -> str:
    """Name the script if most of a text is neither Chinese nor Latin."""
    counts = {
        "Japanese kana": len(KANA_CHARACTER.findall(text)),
        "Korean hangul": len(HANGUL_CHARACTER.findall(text)),
        "letters of another script": len(OTHER_LETTER.findall(text)),
    }
    for name, count in counts.items():
        if count and count >= 0.15 * (han + words + count):
            return f"{count} {name}"
    return ""


def _propose_chinese(text: str) -> LanguageGuess:
    simplified, traditional = count_scripts(text)
    if simplified >= traditional:
        evidence = f"{simplified} simplified and {traditional} traditional characters"
        return LanguageGuess("zh-CN", _is_clear(simplified, traditional), evidence)
    return _vote({"zh-TW": _count_taiwan, "zh-HK": _count_hong_kong}, text)


def count_scripts(text: str) -> tuple[int, int]:
    """Count the characters that exist in simplified and in traditional script only.

    Characters valid in both, such as 后 里 面 干 着, are in neither count.

    >>> count_scripts("后来他們说")
    (2, 1)
    """
    counts = Counter(HAN_CHARACTER.findall(text))
    simplified, traditional = _find_one_script(frozenset(counts))
    return sum(counts[c] for c in simplified), sum(counts[c] for c in traditional)


def _find_one_script(characters: Iterable[str]) -> tuple[set[str], set[str]]:
    """Find the characters changed by conversion one way and unknown to the other's charset.

    OpenCC alone would call 干 simplified; that Big5 holds it shows that it is traditional too.
    """
    known = sorted(characters)
    to_simplified = _convert_each("t2s", known)
    to_traditional = _convert_each("s2t", known)
    simplified = {c for c in known if to_traditional[c] != c and not c.encode("big5", "ignore")}
    traditional = {c for c in known if to_simplified[c] != c and not c.encode("gb2312", "ignore")}
    return simplified - traditional, traditional - simplified


def _convert_each(config: str, characters: list[str]) -> dict[str, str]:
    if not characters:
        return {}
    # A line each, so that no phrase of the dictionaries spans two characters.
    converted = _load_converter(config).convert("\n".join(characters)).split("\n")
    return dict(zip(characters, converted, strict=True))


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _load_converter(config: str) -> _Converter:
    from opencc import OpenCC

    converter: _Converter = OpenCC(config)
    return converter


def _vote(counters: dict[str, Callable[[str], _Votes]], text: str) -> LanguageGuess:
    """Decide between two regions; quoted words count only where nothing else tells."""
    for part in (_QUOTED.sub(" ", text), text):
        votes = {tag: count(part) for tag, count in counters.items()}
        (low, _), (high, tag) = sorted((sum(found.values()), tag) for tag, found in votes.items())
        if high - low >= _MIN_LEAD and not _is_lone_word(votes[tag], part):
            certain = len(votes[tag]) > 1 and _is_clear(high, low)
            return LanguageGuess(tag, certain, _describe(votes))
    usual = next(iter(counters))
    return LanguageGuess(usual, False, f"nothing tells {' from '.join(counters)}")


def _is_lone_word(found: _Votes, text: str) -> bool:
    """Whether all that speaks for a region is a Chinese word, in a text long enough for more.

    The subject brings a word along, such as the name of a president; not a form of character.
    """
    (word, *others) = found
    return not others and len(word) > 1 and count_han(word) > 0 and count_han(text) > _SHORT


def _is_clear(votes: float, against: float) -> bool:
    return votes >= _MIN_VOTES and votes >= _MIN_RATIO * against


def _describe(votes: dict[str, _Votes]) -> str:
    best = {tag: sorted(found, key=lambda w: -found[w])[:5] for tag, found in votes.items()}
    return "; ".join(f"{tag}: {', '.join(words) or 'nothing'}" for tag, words in best.items())


@cache
def _load_regions() -> dict[str, Any]:
    data = resources.files("aligner.reading").joinpath("data/regions.json")
    regions: dict[str, Any] = json.loads(data.read_text(encoding="utf-8"))
    return regions


def _count_taiwan(text: str) -> _Votes:
    return _count_words(text, "zh-TW") | _count_variants(text, "zh-TW")


def _count_hong_kong(text: str) -> _Votes:
    return _count_words(text, "zh-HK") | _count_variants(text, "zh-HK")


def _count_words(text: str, tag: str) -> _Votes:
    """Count the words of a region, each three times at most: the subject must not decide alone.

    Its institutions, of which the other region writes by the same names, are weak: they count
    once each, and all together for less than makes a guess certain.
    """
    regions = _load_regions()
    found = Counter(_compile_words().findall(text))
    weak = [word for word in regions["weak"][tag] if found[word]][:_MAX_WEAK]
    strong = {word: min(found[word], 3) for word in regions[tag] if found[word]}
    return dict.fromkeys(weak, _WEAK_WEIGHT) | strong


def _count_variants(text: str, tag: str) -> _Votes:
    """Weigh the character forms that one region prints and the other hardly ever."""
    # What remains of 著 once 著名, 顯著 and their like are gone is mostly the particle.
    rest = Counter(_compile_words().sub(" ", text))
    weights: dict[str, float] = _load_regions()["variants"][tag]
    return {c: weight * min(rest[c], 5) for c, weight in weights.items() if rest[c]}


@cache
def _compile_words() -> re.Pattern[str]:
    regions = _load_regions()
    weak = regions["weak"]
    own = [*regions["zh-HK"], *regions["zh-TW"], *weak["zh-HK"], *weak["zh-TW"]]
    words = [*regions["neutral"], *own]
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


def _propose_english(text: str) -> LanguageGuess:
    language = _find_latin_language(text)
    if language != "en":
        return LanguageGuess("und", False, "words in Latin letters that are not English")
    return _vote({"en-US": _count_american, "en-GB": _count_british}, text)


def _find_latin_language(text: str) -> str:
    """Find the language whose stop words are the most frequent; "" if none is usual."""
    words = [word.lower() for word in LATIN_WORD.findall(text)]
    counts = Counter(words)
    hits = {tag: sum(counts[w] for w in set(stop.split())) for tag, stop in _STOP_WORDS.items()}
    best = max(hits, key=lambda tag: hits[tag])
    if hits[best] > hits["en"]:
        return best
    # A title or a list of names holds few of them; a text without any is not English.
    is_english = len(words) < 12 or hits["en"] >= 0.12 * len(words)
    has_accents = sum(not word.isascii() and "’" not in word for word in words) > 0.1 * len(words)
    return "en" if is_english and not has_accents else ""


def _count_british(text: str) -> _Votes:
    exceptions = _ise_exceptions()
    verbs = {match[0]: 1.0 for match in _ISE.finditer(text) if match[1] not in exceptions}
    return _count_spelling(text, "en-GB") | verbs | dict.fromkeys(_BRITISH_DATE.findall(text), 1.0)


def _count_american(text: str) -> _Votes:
    # British writers use -ize too, Americans -ise hardly ever: it weighs less.
    verbs = dict.fromkeys(_IZE.findall(text), 0.3)
    return _count_spelling(text, "en-US") | verbs | dict.fromkeys(_AMERICAN_DATE.findall(text), 1.0)


def _count_spelling(text: str, tag: str) -> _Votes:
    regions = _load_regions()
    counts = Counter(word.lower() for word in LATIN_WORD.findall(text))
    weak = {word: 0.5 for word in regions["weak"][tag] if counts[word]}
    return weak | {word: min(counts[word], 3) for word in regions[tag] if counts[word]}


@cache
def _ise_exceptions() -> frozenset[str]:
    return frozenset(re.sub("is(?:e[sd]?|ing|ee)$", "", word) for word in _load_regions()["ise"])
