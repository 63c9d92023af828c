"""Candidates made of words: one word, or several that can be the parts of a term."""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from aligner.terms.candidates.segmenting.lattice import Lattice
from aligner.terms.candidates.segmenting.roles import (
    AFFIX,
    BORDER,
    CHARACTER,
    INITIAL,
    JOINT,
    LATIN,
    MEASURE,
    NAME,
    NOMINAL,
    NOUN,
    NUMBER,
    ORDINAL,
    PERSON,
    PREFIX,
    SUFFIX,
    TOWARD,
    VERB,
    Role,
    find_kind,
    find_role,
    load_lists,
)
from aligner.terms.records import Kind

MOST_WORDS = 6
MOST_CHARACTERS = 16
_MOST_SLACK = 8.0
"""How much dearer than the cheapest way through a text a candidate may make it."""
_DOUBT = 4.0
"""How much dearer makes the weight 1/e."""
_LEAST_WEIGHT = 0.05
_LONGER = 0.9
"""What each word beyond the second does to the weight."""
_CUT_BEFORE, _CUT_BEHIND = 0.8, 0.65
"""What it does to the weight that the word before or behind could belong to a candidate."""
_CUT_SUFFIX = 0.35
_ODD = 0.3
"""What words do to the weight that seldom follow each other."""
_BEFORE_NAME = 0.45
_SPLIT = {2: 0.3, 3: 0.6}
"""What it does to the weight to cut a word of so many characters of the cheapest way in two."""
_INSTITUTION = 1.7
"""What each verb or conjunction does to the weight of a name such as that of a treaty."""

_AFTER_INITIAL = (INITIAL, SUFFIX, AFFIX, NOUN, NOMINAL)


class Found(NamedTuple):
    """A candidate of a stretch; a tuple, for many are made and few kept.

    Args:
        start: of its first character in the stretch.
        stop: behind its last.
        kind: why it is one.
        weight: in (0, 1].
    """

    start: int
    stop: int
    kind: Kind
    weight: float


class _Word(NamedTuple):
    """A word of a stretch: where it stops, what it costs, its role and use, and its text."""

    stop: int
    cost: float
    role: Role
    use: int
    text: str


_Run = tuple[tuple[_Word, ...], float, float]
"""Words, the weight of all but the last, and what they cost."""


def find_word_candidates(key: str, lattice: Lattice) -> dict[tuple[int, int], Found]:
    """Find the candidates of a stretch that consist of words.

    Args:
        key: of the stretch.
        lattice: of its words.

    Returns:
        The best candidate of each pair of borders.
    """
    words = [_list_words(key, start, lattice) for start in range(len(key))]
    sides = _Sides(key, lattice)
    found: dict[tuple[int, int], Found] = {}
    for start in range(len(key)):
        for each in _grow(start, words, lattice):
            best = found.get(each[:2])
            if best is None or each.weight > best.weight:
                found[each[:2]] = each
    weighed = (each._replace(weight=each.weight * sides.weigh(each)) for each in found.values())
    return {each[:2]: each for each in weighed if each.weight >= _LEAST_WEIGHT}


def _list_words(key: str, start: int, lattice: Lattice) -> list[_Word]:
    """List the words that may begin at a place, can be in a term and are not too improbable."""
    words = []
    least = lattice.backward[0] - lattice.forward[start] + _MOST_SLACK
    for stop, cost, use in lattice.edges[start]:
        if cost + lattice.backward[stop] <= least:
            text = key[start:stop]
            role = find_role(text, use)
            if role is not BORDER:
                words.append(_Word(stop, cost, role, use, text))
    return words


def _grow(start: int, words: list[list[_Word]], lattice: Lattice) -> Iterator[Found]:
    """Yield all runs of words that begin at a place and can be a term."""
    base = lattice.forward[start] - lattice.backward[0]
    runs: list[_Run] = [((word,), word.role.first, base + word.cost) for word in words[start]]
    while runs:
        run, weight, cost = runs.pop()
        last = run[-1]
        slack = max(cost + lattice.backward[last.stop], 0.0)
        if slack > _MOST_SLACK:
            continue
        alone = last.role.alone if last.stop > start + 1 else 0.0
        own = _weigh_run(run, weight) if len(run) > 1 else alone
        if own:
            yield Found(start, last.stop, _find_kind(run), own * math.exp(-slack / _DOUBT))
        inner = weight * last.role.inner if len(run) > 1 else weight
        if inner >= _LEAST_WEIGHT and len(run) < MOST_WORDS and last.stop < len(words):
            runs += [
                ((*run, word), inner * _weigh_joint(last, word), cost + word.cost)
                for word in words[last.stop]
                if word.stop <= start + MOST_CHARACTERS
            ]


def _weigh_joint(left: _Word, right: _Word) -> float:
    """Return how well a word follows another in a term."""
    one, other = left.role, right.role
    is_odd = (
        (other is MEASURE and one not in (NUMBER, ORDINAL))
        or (other is SUFFIX and one in (PREFIX, JOINT, MEASURE))
        or (other is INITIAL and one not in (INITIAL, PREFIX, TOWARD))
        or (one is INITIAL and other not in _AFTER_INITIAL)
        or (one is TOWARD and other is not INITIAL)
        or one is other is CHARACTER
    )
    if is_odd:
        return _ODD
    return _BEFORE_NAME if other in (NAME, PERSON) and one in (NOUN, NOMINAL, VERB) else 1.0


def _weigh_run(run: tuple[_Word, ...], weight: float) -> float:
    """Return the weight of a run, given that of all its words but the last."""
    weight *= run[-1].role.last * _LONGER ** (len(run) - 2)
    if run[-1].text in load_lists().institutions:
        weight *= _INSTITUTION ** sum(word.role in (VERB, JOINT) for word in run)
    return min(weight, 1.0)


def _find_kind(run: tuple[_Word, ...]) -> Kind:
    first = run[0].role
    if len(run) == 1:
        return find_kind(run[0].text, run[0].use)
    if first is INITIAL and all(word.role in (INITIAL, SUFFIX) for word in run):
        return Kind.ABBREVIATION
    is_institution = first in (NAME, PERSON, LATIN) and run[-1].text in load_lists().institutions
    return Kind.NAME if is_institution else Kind.PHRASE


class _Sides:
    """What stands on both sides of a border on the cheapest way through a stretch."""

    def __init__(self, key: str, lattice: Lattice) -> None:
        self._left: dict[int, Role] = {}
        self._right: dict[int, Role] = {}
        self._splits = [1.0] * len(lattice.slack)
        for (start, stop), use in zip(pairwise(lattice.best), lattice.best_uses, strict=True):
            role = find_role(key[start:stop], use)
            self._right[start] = self._left[stop] = role
            for inside in range(start + 1, stop):
                is_person = role is PERSON
                self._splits[inside] = _ODD if is_person else _SPLIT.get(stop - start, 1.0)

    def weigh(self, found: Found) -> float:
        """Return how far the words at the borders of a candidate let it stand alone."""
        start, stop, kind, _ = found
        weight = self._splits[start] * self._splits[stop]
        for border in (start, stop):
            if self._left.get(border) is INITIAL is self._right.get(border):
                weight *= _ODD
        if kind is Kind.NAME:
            return weight
        left, right = self._left.get(start), self._right.get(stop)
        if left is not None and left.first and left not in (VERB, MEASURE):
            weight *= _CUT_BEFORE
        if right is SUFFIX:
            weight *= _CUT_SUFFIX
        elif right is not None and right.last and right not in (PERSON, VERB):
            weight *= _CUT_BEHIND
        return weight
