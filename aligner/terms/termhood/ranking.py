"""The order of a glossary: first what is most surely right, a term, and found often."""

import math
from collections.abc import Sequence
from dataclasses import replace

from aligner.terms.records import Passage, TermPair
from aligner.terms.termhood.rating import rate_termhood

TERMHOOD = "termhood"
"""What the rating is called in the evidence of a pair."""

_PROBABILITY_POWER = 2.0
_TERMHOOD_POWER = 1.5
_COUNT_GAIN = 0.12
"""What each doubling of the count adds, so that no common word outranks a rare term by it."""
_MOST_DOUBLINGS = 5.0


def rank_pairs(pairs: Sequence[TermPair], passages: Sequence[Passage]) -> list[TermPair]:
    """Order pairs, the best first.

    Args:
        pairs: any, in any order.
        passages: that their places count in.

    Returns:
        The same pairs, the rating of `rate_termhood` among the evidence of each.
    """
    ratings = rate_termhood(pairs, passages)
    rated = [
        replace(pair, evidence={**pair.evidence, TERMHOOD: rating})
        for pair, rating in zip(pairs, ratings, strict=True)
    ]
    return sorted(rated, key=_make_sort_key)


def _make_sort_key(pair: TermPair) -> tuple[float, str, str]:
    return -_score(pair), pair.chinese, pair.english


def _score(pair: TermPair) -> float:
    doublings = min(math.log2(max(len(pair.places), 1)), _MOST_DOUBLINGS)
    use = 1 + _COUNT_GAIN * doublings
    termhood = pair.evidence[TERMHOOD] ** _TERMHOOD_POWER
    return float(pair.probability**_PROBABILITY_POWER * termhood * use)
