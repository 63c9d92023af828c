"""Keys → similarity: how much of a text stands in another, and of its clauses in any order."""

from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from tmx.memory.folding import IS_CJK, join_keys
from tmx.memory.matching.clauses import Rates, may_move, rate_clauses, reorder, split_clauses

ORDER_PENALTY = 0.05
"""What a text whose clauses are put in order loses in similarity."""

GAIN = 0.08
"""Texts whose grams agree so much better than their order does are put in order and rated again."""


def measure_order_gain(key: str, other: str, similarity: float, cut: float) -> float:
    """Say how much more of their grams two texts share than stand in the same order.

    Args:
        key: of a text.
        other: of another.
        similarity: as `tmx.memory.rating.rate_keys` gives it.
        cut: the least share of grams that they must have in common.

    Returns:
        The difference; 0 where it is too small for the same clauses in another order.
    """
    if similarity >= 1 - ORDER_PENALTY:
        return 0.0
    dice = measure_grams(key, other)
    return dice - similarity if dice >= cut and dice > similarity + GAIN else 0.0


def measure_grams(key: str, other: str) -> float:
    """Return the Dice similarity of the pairs of characters, or of the words, of two keys.

    Of pairs that come more than once in one of them a little too much or too little is counted.

    >>> measure_grams("关税政策", "政策关税"), measure_grams("in to", "to in")
    (0.6666666666666666, 1.0)
    """
    ours = _list_grams(key)
    if isinstance(ours, tuple):
        # Finding them in the other is several times faster than listing those of it.
        shared, total = sum(map(other.__contains__, ours)), len(key) + len(other) - 2
    else:
        theirs = set(other.split())
        shared, total = len(ours & theirs), len(ours) + len(theirs)
    return 2 * shared / total if total else 0.0


def measure_reordered(text: str, other: str) -> float:
    """Return the similarity of two texts after the clauses of one are put in the other's order.

    Args:
        text: not folded, for its punctuation parts its clauses.
        other: likewise.

    Returns:
        The better way round, less `ORDER_PENALTY`; 0 where no clause would move.

    >>> round(measure_reordered("如有违约，应赔偿损失。", "应赔偿损失，如有违约。"), 2)
    0.95
    """
    ours, theirs = split_clauses(text), split_clauses(other)
    if not may_move(ours, theirs):
        return 0.0
    rates = rate_clauses(ours, theirs)
    turned = list(zip(*rates, strict=True))
    return max(_measure_one(ours, theirs, rates), _measure_one(theirs, ours, turned))


def _measure_one(moved: tuple[str, ...], fixed: tuple[str, ...], rates: Rates) -> float:
    made = reorder(moved, fixed, rates)
    if made is None:
        return 0.0
    # Both hold a clause or more, so that neither is empty.
    key = join_keys(fixed)
    most = max(len(key), len(made))
    return max(0.0, (most - Levenshtein.distance(key, made)) / most - ORDER_PENALTY)


@lru_cache(maxsize=16)
def _list_grams(key: str) -> tuple[str, ...] | frozenset[str]:
    """Return the pairs of characters of a Chinese key, the words of another."""
    if not key.isascii() and any(map(IS_CJK.__getitem__, key)):
        return tuple(map("".join, pairwise(key)))
    return frozenset(key.split())
