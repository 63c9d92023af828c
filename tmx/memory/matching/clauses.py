"""Texts → clauses, and the order in which one text's clauses would be another's."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from rapidfuzz.distance import Levenshtein

from tmx.memory.folding import fold_text, join_keys

_BORDER = re.compile(r"[，、；：。！？…—–（）《》「」『』“”,;:.!?()\"\n]+")
_INSIDE_NUMBER = re.compile(r"(?<=[0-9])[.,:](?=[0-9])")
_MOST_CLAUSES = 64
_rate = Levenshtein.normalized_similarity
Rates: TypeAlias = Sequence[Sequence[float]]
# Clauses that are less alike than this do not stand for each other.
_LEAST_SIMILARITY = 0.5


@lru_cache(maxsize=1024)
def split_clauses(text: str) -> tuple[str, ...]:
    """Split a text at its punctuation, and fold each clause to its key.

    >>> split_clauses("如有违约，赔偿3.5元；He left, 不回。")
    ('如有违约', '赔偿3 5元', 'he left', '不回')
    """
    parts = _BORDER.split(_INSIDE_NUMBER.sub(" ", text))
    return tuple(filter(None, map(fold_text, parts)))


def reorder(
    clauses: Sequence[str], wanted: Sequence[str], rates: Rates | None = None
) -> str | None:
    """Put clauses in the order of those of another text that they are most alike.

    Args:
        clauses: folded, of a text.
        wanted: of the other.
        rates: how alike each is to each of the other, see `rate_clauses`; None: to be found out.

    Returns:
        The key of the text in the new order; None where that is the old one, or there are too many.

    >>> reorder(("如有违约", "应赔偿损失"), ("应当赔偿损失", "如违约"))
    '应赔偿损失如有违约'
    """
    if not may_move(clauses, wanted):
        return None
    ranks = _rank(clauses, rate_clauses(clauses, wanted) if rates is None else rates)
    order = sorted(range(len(clauses)), key=ranks.__getitem__)
    if order == list(range(len(clauses))):
        return None
    return join_keys(clauses[each] for each in order)


def may_move(clauses: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether clauses can stand in another order: both texts have several, and not too many."""
    return 1 < len(clauses) <= _MOST_CLAUSES and 1 < len(wanted) <= _MOST_CLAUSES


def rate_clauses(clauses: Sequence[str], wanted: Sequence[str]) -> Rates:
    """Return how alike each clause is to each of another text, in [0, 1]: a row a clause."""
    # Not cdist, which loads NumPy, and is no faster for a few.
    return [[_rate(one, two) for two in wanted] for one in clauses]


def _rank(clauses: Sequence[str], rates: Rates) -> list[float]:
    """Return where each clause is to stand: at its like, or behind the one before it."""
    likes = _pair(rates)
    ranks: list[float] = []
    last = -1.0
    for index in range(len(clauses)):
        last = float(likes[index]) if index in likes else last + 1 / (1 + 2 * len(clauses))
        ranks.append(last)
    return ranks


def _pair(rates: Rates) -> dict[int, int]:
    """Pair clauses, the most alike first; of equal ones, those at the same place."""
    places = [
        (-rate, abs(one - two), one, two)
        for one, row in enumerate(rates)
        for two, rate in enumerate(row)
        if rate >= _LEAST_SIMILARITY
    ]
    paired: dict[int, int] = {}
    for _, _, one, two in sorted(places):
        if one not in paired and two not in paired.values():
            paired[one] = two
    return paired


def have_other_order(text: str, other: str) -> bool:
    """Whether clauses that two texts share stand in another order in one of them.

    >>> have_other_order("如有违约，应赔偿损失。", "应赔偿损失，如有违约。")
    True
    """
    ours, theirs = split_clauses(text), split_clauses(other)
    shared = set(ours) & set(theirs)
    return len(shared) > 1 and _list_once(ours, shared) != _list_once(theirs, shared)


def _list_once(clauses: Sequence[str], shared: set[str]) -> list[str]:
    return list(dict.fromkeys(each for each in clauses if each in shared))
