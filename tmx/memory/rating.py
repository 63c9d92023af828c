"""How alike two keys are, letter by letter."""

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

LONG = 2000
"""Characters from which on keys are only rated if half of them is alike."""
_LEAST = 0.5


def rate_keys(key: str, others: Sequence[str]) -> list[float]:
    """Return the Levenshtein similarity of a key and others, in [0, 1].

    That is 1 - distance / length of the longer; 1 where both are empty. If the key has more than
    `LONG` characters, whatever is less than half alike is 0.

    >>> rate_keys("第12条", ["第15条", "第12条"])
    [0.75, 1.0]
    """
    if len(key) > LONG:
        # Cuts off what is equal at both ends, which many at once do not.
        rate = Levenshtein.normalized_similarity
        return [rate(key, each, score_cutoff=_LEAST) for each in others]
    rates = [0.0] * len(others)
    least = max(1, len(key))
    # Of distances, for similarities would be rounded otherwise.
    for other, distance, place in extract(key, others, scorer=Levenshtein.distance, limit=None):
        longest = max(least, len(other))
        rates[place] = (longest - distance) / longest
    return rates
