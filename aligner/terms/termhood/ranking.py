"""The order of a glossary: first what is most surely right, a term, and found often."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from aligner.terms.records import Passage, TermPair
from aligner.terms.termhood.cutting import cut_chinese, cut_english
from aligner.terms.termhood.frequencies import load_frequencies
from aligner.terms.termhood.rating import rate_termhood
from aligner.terms.termhood.seeds import Seeds
from aligner.terms.termhood.shapes import is_common

TERMHOOD = "termhood"
"""What the rating is called in the evidence of a pair."""

_PROBABILITY_POWER = 2.0
_TERMHOOD_POWER = 1.5
_COUNT_GAIN = 0.12
"""What each doubling of the count adds, so that no common word outranks a rare term by it."""
_MOST_DOUBLINGS = 5.0
_KNOWN_TO_ALL, _COMMONER, _GENERAL_LOSS = 4.0, 1.2, 0.5
"""Zipf frequency from which on a word of the field is one that everybody uses, how much more of it
costs a word the whole of what it may cost, and that share of its score."""


def rank_pairs(
    pairs: Sequence[TermPair], passages: Iterable[Passage], seeds: Seeds | None = None
) -> list[TermPair]:
    """Order pairs, the best first.

    Args:
        pairs: any, in any order.
        passages: that their places count in.
        seeds: words of the field; None: of international politics.

    Returns:
        The same pairs, the rating of `rate_termhood` among the evidence of each.
    """
    ratings = rate_termhood(pairs, passages, seeds)
    rated = [
        replace(pair, evidence={**pair.evidence, TERMHOOD: rating})
        for pair, rating in zip(pairs, ratings, strict=True)
    ]
    scores = {id(pair): _score(pair, seeds) for pair in rated}
    return sorted(rated, key=lambda pair: (-scores[id(pair)], pair.chinese, pair.english))


def _score(pair: TermPair, seeds: Seeds | None) -> float:
    doublings = min(math.log2(max(pair.count, 1)), _MOST_DOUBLINGS)
    is_own = seeds is not None and seeds.is_own(pair.chinese, pair.english)
    special = 1.0 if is_own else 1 - _GENERAL_LOSS * _rate_generality(pair)
    use = 1 + _COUNT_GAIN * doublings * special
    termhood = pair.evidence[TERMHOOD] ** _TERMHOOD_POWER
    return float(pair.probability**_PROBABILITY_POWER * termhood * use * special)


def _rate_generality(pair: TermPair) -> float:
    """Rate how far a pair is a word that everybody uses, though of the field: 總統, president.

    Returns:
        A number in [0, 1]; 0 for names, and for what is no word of the table of frequencies.
    """
    frequencies = load_frequencies()
    zipf = frequencies.chinese.zipf.get(cut_chinese(pair.chinese).key)
    if zipf is None or not is_common(pair.chinese, pair.english):
        return 0.0
    words = cut_english(pair.english).words
    rarest = min([zipf, *map(frequencies.english.find_zipf, words)])
    return min(max((rarest - _KNOWN_TO_ALL) / _COMMONER, 0.0), 1.0)
