"""English text → British or American, by spelling and the order of dates."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from aligner.reading.guesses import LanguageGuess, Votes, vote
from aligner.reading.lexical import load_table
from aligner.reading.scripts import LATIN_WORD

_ISE = re.compile(r"\b([a-z]{2,})is(?:e[ds]?|ing|ations?|ers?)\b")
_IZE = re.compile(r"\b[a-z]{3,}iz(?:e[ds]?|ing|ations?|ers?)\b")
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_BRITISH_DATE = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b|\bper cent\b")
_AMERICAN_DATE = re.compile(rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b")


def propose_english(parts: Sequence[str]) -> LanguageGuess:
    """Propose en-US or en-GB for an English text.

    Args:
        parts: the text without its quotations, then all of it.

    >>> propose_english(["The colours of the harbour were grey on 3 May."]).tag
    'en-GB'
    """
    return vote({"en-US": _count_american, "en-GB": _count_british}, parts)


def _count_british(text: str) -> Votes:
    exceptions = _ise_exceptions()
    verbs = {match[0]: 1.0 for match in _ISE.finditer(text) if match[1] not in exceptions}
    return _count_spelling(text, "en-GB") | verbs | dict.fromkeys(_BRITISH_DATE.findall(text), 1.0)


def _count_american(text: str) -> Votes:
    # British writers use -ize too, Americans -ise hardly ever: it weighs less.
    verbs = dict.fromkeys(_IZE.findall(text), 0.3)
    return _count_spelling(text, "en-US") | verbs | dict.fromkeys(_AMERICAN_DATE.findall(text), 1.0)


def _count_spelling(text: str, tag: str) -> Votes:
    spelling = load_table("spelling")
    counts = Counter(word.lower() for word in LATIN_WORD.findall(text))
    weak = {word: 0.5 for word in spelling["weak"][tag] if counts[word]}
    return weak | {word: float(min(counts[word], 3)) for word in spelling[tag] if counts[word]}


@cache
def _ise_exceptions() -> frozenset[str]:
    words = load_table("spelling")["ise"]
    return frozenset(re.sub("is(?:e[sd]?|ing|ee)$", "", word) for word in words)
