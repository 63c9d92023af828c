"""Chinese text → script and region: by characters of one script, words and character forms.

Words are looked up in simplified script, so that those of Taiwan tell in a simplified text too
and those of the mainland in a traditional one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from aligner.reading.guesses import LanguageGuess, Votes, name_signs, rate_lead, vote
from aligner.reading.lexical import load_table
from aligner.reading.scripts import HAN_CHARACTER
from tmx.orthography import respell

_TEXTS_KEPT = 2
_WEAK_WEIGHT = 0.4
_MAX_WEAK = 6
_MOST_OFTEN = 3
_MOST_ODD = 2
# A variety is a strong word: this many signs of another region than the script's, this many
# times as many as speak against it.
_MIN_SIGNS = 3
_MIN_STRONGER = 2.0
_HALF = 0.5
# Of the character forms, which programs write too, no more than this speaks against one.
_MOST_FORMS = 2.0
# The form of 為 in the standard of OpenCC, and in no print of today: with it 着 and 裏 are signs
# of that standard and not of Hong Kong.
_CONVERTERS_OWN = "爲"


def count_scripts(text: str) -> tuple[int, int]:
    """Count the characters that exist in simplified and in traditional script only.

    Characters valid in both, such as 后 里 面 干 着, are in neither count.

    >>> count_scripts("后来他們说")
    (2, 1)
    """
    counts = Counter(HAN_CHARACTER.findall(text))
    simplified, traditional = _find_one_script(frozenset(counts))
    return sum(counts[c] for c in simplified), sum(counts[c] for c in traditional)


def propose_region(parts: Sequence[str]) -> LanguageGuess:
    """Propose a tag for a text in standard written Chinese.

    Args:
        parts: the text without its quotations, then all of it.

    >>> propose_region(["沙烏地阿拉伯的計程車"]).tag
    'zh-TW'
    >>> propose_region(["计程车司机用软体查网路上的资讯"]).variety
    'zh-Hans-TW'
    """
    simplified, traditional = _count_telling(parts)
    if simplified >= traditional:
        confidence = rate_lead(float(simplified), float(traditional))
        evidence = f"{simplified} simplified and {traditional} traditional characters"
        return _name_simplified(LanguageGuess("zh-CN", confidence, evidence), parts[0])
    return _propose_traditional(parts)


def _count_telling(parts: Sequence[str]) -> tuple[int, int]:
    counts = (count_scripts(part) for part in parts)
    return next((found for found in counts if any(found)), (0, 0))


def _name_simplified(guess: LanguageGuess, text: str) -> LanguageGuess:
    """Name the variety of a simplified text in the words of Taiwan or Hong Kong."""
    votes = _count_words(text)
    for region, against in (("TW", "CN HK"), ("HK", "CN TW")):
        if _is_strong(votes[region], votes["CN"] | votes[against]):
            evidence = f"{guess.evidence}; words of {region}: {name_signs(votes[region])}"
            return LanguageGuess(guess.tag, guess.confidence, evidence, f"zh-Hans-{region}")
    return guess


def _propose_traditional(parts: Sequence[str]) -> LanguageGuess:
    mainland, against = _count_mainland(parts[0])
    if _is_strong(mainland, against):
        # Which region prints it nobody can tell: the tag is the usual one of the script.
        evidence = f"traditional script, mainland words and spellings: {name_signs(mainland)}"
        return LanguageGuess("zh-TW", _HALF, evidence, "zh-Hant-CN")
    return vote({"zh-TW": _count_taiwan, "zh-HK": _count_hong_kong}, parts)


def _is_strong(votes: Votes, against: Votes) -> bool:
    total = sum(min(weight, 2.0) for weight in votes.values())
    return len(votes) >= _MIN_SIGNS and total >= _MIN_STRONGER * sum(against.values())


def _count_mainland(text: str) -> tuple[Votes, Votes]:
    """Count what only a text of the mainland has in traditional script, and what speaks against.

    Spellings such as 之后 and 關系 are left behind by programs that convert the script.
    """
    votes = _count_words(text)
    spellings = Counter(_compile_spellings().findall(text))
    converted: dict[str, list[str]] = load_table("vocabulary")["converted"]
    counts = {c: sum(spellings[word] for word in words) for c, words in converted.items()}
    found = {c: float(min(count, _MOST_ODD)) for c, count in counts.items()}
    if _CONVERTERS_OWN in text:
        found |= {
            c: float(min(text.count(c), _MOST_ODD)) for c in load_table("vocabulary")["converters"]
        }
    mainland = votes["CN"] | {word: weight for word, weight in found.items() if weight}
    forms = _count_variants(text, "TW") | _count_variants(text, "HK")
    printed = {"forms": min(_MOST_FORMS, sum(forms.values()))}
    return mainland, votes["TW"] | votes["HK"] | votes["HK TW"] | printed


def _count_taiwan(text: str) -> Votes:
    return _count_region(text, "TW")


def _count_hong_kong(text: str) -> Votes:
    return _count_region(text, "HK")


def _count_region(text: str, region: str) -> Votes:
    """Count the votes for a region of traditional script.

    Words that the mainland has too speak against the other region alone, which is enough here.
    """
    votes = _count_words(text)
    return (
        votes[f"weak {region}"]
        | votes[region]
        | votes[f"CN {region}"]
        | _count_variants(text, region)
    )


# Each region asks for the words of the same text.
@lru_cache(_TEXTS_KEPT)
def _count_words(text: str) -> Mapping[str, Votes]:
    """Count the words by the regions that use them: the subject must not decide alone.

    Institutions, of which other regions write by the same names, are weak: they count once
    each, and all together for less than makes a guess certain.
    """
    known = _load_words()
    votes: dict[str, Votes] = {regions: {} for _, regions in known.values()}
    counts = Counter(_compile_words().findall(respell(text, "t2s")))
    for key, count in counts.items():
        word, regions = known.get(key, ("", ""))
        if regions.startswith("weak") and len(votes[regions]) < _MAX_WEAK:
            votes[regions][word] = _WEAK_WEIGHT
        elif word and not regions.startswith("weak"):
            votes[regions][word] = float(min(count, _MOST_OFTEN))
    return votes


def _count_variants(text: str, region: str) -> Votes:
    """Weigh the character forms that one region prints and the other hardly ever."""
    if region == "HK" and _CONVERTERS_OWN in text:
        return {}
    rest = _count_characters(text)
    weights: dict[str, float] = load_table("vocabulary")["variants"][region]
    return {c: weight * min(rest[c], 5) for c, weight in weights.items() if rest[c]}


@lru_cache(_TEXTS_KEPT)
def _count_characters(text: str) -> Counter[str]:
    # What remains of 著 once 著名, 顯著 and their like are gone is mostly the particle.
    return Counter(_compile_spellings().sub(" ", text))


@cache
def _load_words() -> dict[str, tuple[str, str]]:
    """Map each word in simplified script to the word as listed and the regions that use it."""
    vocabulary = load_table("vocabulary")
    weak = {f"weak {region}": words for region, words in vocabulary["weak"].items()}
    listed = [(w, regions) for regions, ws in (weak | vocabulary["words"]).items() for w in ws]
    keys = respell("\n".join(word for word, _ in listed), "t2s").split("\n")
    return dict(zip(keys, listed, strict=True))


@cache
def _compile_words() -> re.Pattern[str]:
    neutral = respell("\n".join(load_table("vocabulary")["neutral"]), "t2s").split("\n")
    return _compile_longest([*neutral, *_load_words()])


@cache
def _compile_spellings() -> re.Pattern[str]:
    vocabulary = load_table("vocabulary")
    converted = [word for words in vocabulary["converted"].values() for word in words]
    return _compile_longest([*vocabulary["neutral"], *converted])


def _compile_longest(words: Iterable[str]) -> re.Pattern[str]:
    """Compile a search for the longest word at each place, by first characters to be quick."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words), key=len, reverse=True):
        by_first[word[0]].append(re.escape(word[1:]))
    branches = (f"{first}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return re.compile(f"(?=[{''.join(by_first)}])(?:{'|'.join(branches)})")


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
    converted = respell("\n".join(characters), config).split("\n")
    return dict(zip(characters, converted, strict=True))
