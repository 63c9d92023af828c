"""What a text is taken for, and how votes for one of two regions become a probability."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from aligner.reading.scripts import count_han, count_latin_words

CERTAIN = 0.9
"""The confidence from which a text is said to tell its language."""

Votes = dict[str, float]
"""What speaks for a region, each with its weight."""

_MIN_VOTES = 3.0
_MIN_RATIO = 3.0
# Two regions less apart than this are not told apart: one word of the subject is no evidence.
_MIN_LEAD = 0.5
# Chinese characters: a text no longer than this may hold a single sign of its region.
_SHORT = 200
# Log-odds of the usual tag where nothing tells, and what each vote of the lead adds to them.
_USUAL = 0.4
_PER_VOTE = 0.65
_MOST = 0.98
# Part of a text outside quotation marks that makes it a text with quotations.
_MIN_OWN = 0.3
_DOUBTFUL = 0.85


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language proposed for a text.

    Args:
        tag: "zh-CN", "zh-TW", "zh-HK", "en-GB", "en-US" or "und".
        confidence: probability, 0 to 1, that the tag is right; 0 for "und".
        evidence: what it was told by, for a message.
        variety: longer tag where the text says more than the tag, such as "yue-Hant-HK" of
            written Cantonese; else "".
    """

    tag: str
    confidence: float
    evidence: str
    variety: str = ""

    @property
    def certain(self) -> bool:
        """Whether the text itself tells; else the tag is only the usual or the likelier one."""
        return self.confidence >= CERTAIN


def rate_lead(high: float, low: float, *, signs: int = 2) -> float:
    """Rate the probability that the side with more votes is the right one.

    Args:
        high, low: votes of the two sides.
        signs: how many different things speak for the side that has more; one word, however
            often, is one sign and never certain.

    The slope keeps what is said at or below what is right: of passages of 1 to 60 sentences of
    the development corpora, converted by OpenCC to Taiwan and Hong Kong, 67 % were right at .6,
    97 % at .7 and 99 % and more from .8.

    >>> rate_lead(0.0, 0.0) < rate_lead(2.0, 0.0) < 0.9 <= rate_lead(4.0, 0.0)
    True
    """
    odds = _USUAL + _PER_VOTE * (high - low)
    is_clear = signs > 1 and high >= _MIN_VOTES and high >= _MIN_RATIO * low
    return min(1.0 / (1.0 + exp(-min(odds, 20.0))), _MOST if is_clear else _DOUBTFUL)


def vote(counters: Mapping[str, Callable[[str], Votes]], parts: Sequence[str]) -> LanguageGuess:
    """Decide between two regions by the first part of a text that tells.

    Args:
        counters: what counts the votes for a tag; the usual tag first.
        parts: the text without its quotations, then all of it, which counts only where there is
            little but quotations, or where it bears out what the text itself says too softly.
    """
    found = [_rank(counters, part) for part in parts]
    own = found[0]
    is_own = _measure(parts[0]) >= _MIN_OWN * _measure(parts[-1])
    for each in found:
        bears_out = own.lead > 0 and own.tag == each.tag
        if each.tells and (each is own or bears_out or not is_own):
            confidence = rate_lead(each.high, each.low, signs=len(each.votes[each.tag]))
            return LanguageGuess(each.tag, confidence, _describe(each.votes))
    usual = next(iter(counters))
    return LanguageGuess(usual, rate_lead(0.0, 0.0), f"nothing tells {' from '.join(counters)}")


@dataclass(frozen=True, slots=True)
class _Ranking:
    """The votes of a text, the tag that has more of them, and whether they tell."""

    votes: Mapping[str, Votes]
    tag: str
    high: float
    low: float
    tells: bool

    @property
    def lead(self) -> float:
        return self.high - self.low


def _rank(counters: Mapping[str, Callable[[str], Votes]], text: str) -> _Ranking:
    votes = {tag: count(text) for tag, count in counters.items()}
    (low, _), (high, tag) = sorted((sum(found.values()), tag) for tag, found in votes.items())
    tells = high - low >= _MIN_LEAD and not _is_lone_word(votes[tag], text)
    return _Ranking(votes, tag, high, low, tells)


def _measure(text: str) -> int:
    return count_han(text) + count_latin_words(text)


def _is_lone_word(found: Votes, text: str) -> bool:
    """Whether all that speaks for a region is a Chinese word, in a text long enough for more.

    The subject brings a word along, such as the name of a president; not a form of character.
    """
    (word, *others) = found
    return not others and len(word) > 1 and count_han(word) > 0 and count_han(text) > _SHORT


def _describe(votes: Mapping[str, Votes]) -> str:
    return "; ".join(f"{tag}: {name_signs(found)}" for tag, found in votes.items())


def name_signs(found: Votes) -> str:
    """Name the five heaviest signs.

    >>> name_signs({"軟體": 1.0, "著": 0.3}), name_signs({})
    ('軟體, 著', 'nothing')
    """
    return ", ".join(sorted(found, key=lambda word: -found[word])[:5]) or "nothing"
