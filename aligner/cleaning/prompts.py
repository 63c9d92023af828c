"""Sentences in which a page speaks of itself to its reader, known by what they speak of.

They are never worded twice alike, so they are weighed: every sentence of the paragraph must
hold some of the cues and the paragraph cues of several kinds. A paragraph that begins with a
greeting and goes on with the article has a sentence without any, and stays whole.
"""

import re
from collections.abc import Mapping
from functools import cache

from aligner.cleaning.phrases import Strength, compile_phrases
from aligner.cleaning.tables import load_table

_SENTENCE = re.compile(r"[^。!?.~]+")
_CLAUSE = re.compile(r"[^。!?.~,;]+")
_LONGEST = 200
_LONGEST_GREETING = 60
_SPEECH = re.compile(r"^[\"'“‘]|[\"”’]$")


def rate_sentences(folded: str) -> Mapping[str, Strength]:
    """Rate a folded line as a prompt, a disclaimer on sources and a greeting.

    Returns:
        Names of the rules it may fall under, and how sure that is; mostly empty.
    """
    if not folded or len(folded) > _LONGEST or _SPEECH.search(folded):
        return {}
    rated = {
        "share-prompts": _rate_prompt(folded),
        "source-disclaimers": _rate_disclaimer(folded),
        "greetings": _rate_greeting(folded),
    }
    return {rule: strength for rule, strength in rated.items() if strength}


@cache
def _load_cues(name: str) -> Mapping[str, re.Pattern[str]]:
    table = load_table("prompts")
    return {cue: compile_phrases([words], table["parts"]) for cue, words in table[name].items()}


def _find_cues(folded: str, name: str, pieces: re.Pattern[str] = _SENTENCE) -> set[str]:
    """Return the kinds of cue that a line holds; none if one of its pieces has no cue."""
    cues = _load_cues(name)
    for sentence in pieces.findall(folded):
        if sentence.strip() and not any(cue.search(sentence) for cue in cues.values()):
            return set()
    return {kind for kind, cue in cues.items() if cue.search(folded)}


def _rate_prompt(folded: str) -> Strength | None:
    if not _load_cues("cues")["follow"].search(folded):
        return None
    cues = _find_cues(folded, "cues")
    if not cues & {"click", "ask"}:
        return None
    others = len(cues & {"reader", "page", "thanks"})
    if {"click", "page"} <= cues and others >= 2:
        return Strength.ANYWHERE
    return Strength.HINT if others >= 2 else None


def _rate_disclaimer(folded: str) -> Strength | None:
    if not _load_cues("disclaimer")["page"].search(folded):
        return None
    cues = _find_cues(folded, "disclaimer")
    return Strength.EDGE if cues == {"page", "material", "trust", "place"} else None


def _rate_greeting(folded: str) -> Strength | None:
    if len(folded) > _LONGEST_GREETING or folded.endswith(":"):
        return None
    if not any(_load_cues("greeting")[cue].search(folded) for cue in ("hello", "bye")):
        return None
    cues = _find_cues(folded, "greeting", _CLAUSE)
    return Strength.HINT if "bye" in cues or {"hello", "host"} <= cues else None
