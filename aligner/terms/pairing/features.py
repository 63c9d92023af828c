"""Pairs of candidates of a passage → numbers that the model weighs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.terms.pairing.atoms import Atoms
from aligner.terms.pairing.links import Links

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NAMES = (
    *("cosine", "lead", "chinese_inside", "chinese_outside", "english_inside", "english_outside"),
    *("chinese_worst", "english_worst", "chinese_edges", "english_edges"),
    *("chinese_beside", "english_beside", "chinese_hole", "english_hole"),
    *("long", "short", "chinese_known", "english_known", "sound", "same"),
    *("chinese_weight", "english_weight", "names", "one_name", "stop_words", "single", "place"),
    *("letters", "determiner", "complete"),
)
"""The columns, in their order."""

_WORDS_A_CHARACTER = 0.55
_SMOOTHING = 0.3
_NEIGHBOURS = 3
_FARTHEST = 3
"""How many atoms on a neighbour may stand."""
_DETERMINERS = frozenset("两各诸该此本某每几多")


@dataclass(frozen=True, slots=True)
class Stretches:
    """The candidates of one text, as runs of its atoms.

    Args:
        atoms: of the text.
        firsts: (k,) the first atom of each candidate.
        behinds: (k,) the one behind its last, greater than the first.
        weights: (k,) of the candidates.
        is_name: (k,) whether it is a name or an abbreviation.
    """

    atoms: Atoms
    firsts: Ints
    behinds: Ints
    weights: Floats
    is_name: Flags


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of the candidates of a passage.

    Args:
        links: of n and m atoms.
        dictionary, same: (n, m) see `Reading`.
        cosines: (k, l) of candidates.
        sounds: (k, l) how much candidates sound alike.
    """

    links: Links
    dictionary: Floats
    same: Floats
    cosines: Floats
    sounds: Floats


def find_features(chinese: Stretches, english: Stretches, signs: Signs) -> Floats:
    """Return the features of all pairs of candidates, (k, l, len(NAMES))."""
    mine = _Side(chinese, english, signs.links.both)
    theirs = _Side(english, chinese, signs.links.both.T)
    my_neighbours = _Side(chinese, english, signs.links.chinese)
    their_neighbours = _Side(english, chinese, signs.links.english.T)
    ratio = _compare_sizes(chinese, english)
    columns = (
        signs.cosines,
        signs.cosines - _find_rivals(signs.cosines),
        *_interleave(mine.share(), theirs.share()),
        mine.find_worst(),
        theirs.find_worst().T,
        mine.find_edges(),
        theirs.find_edges().T,
        *_interleave_beside(my_neighbours.look_beside(), their_neighbours.look_beside()),
        np.maximum(ratio, 0),
        np.maximum(-ratio, 0),
        _Side(chinese, english, signs.dictionary).share()[0],
        _Side(english, chinese, signs.dictionary.T).share()[0].T,
        signs.sounds,
        _Side(chinese, english, signs.same).share()[0],
        *_describe_kinds(chinese, english),
        _compare_places(chinese, english),
        _count_letters(chinese, english),
        _find_determiners(chinese, english),
        _find_complete(chinese, english, signs.dictionary),
    )
    return np.stack(columns, axis=2, dtype=np.float32)


def _interleave(mine: tuple[Floats, Floats], theirs: tuple[Floats, Floats]) -> tuple[Floats, ...]:
    return mine[0], mine[1], theirs[0].T, theirs[1].T


def _interleave_beside(
    mine: tuple[Floats, Floats], theirs: tuple[Floats, Floats]
) -> tuple[Floats, ...]:
    return mine[0], theirs[0].T, mine[1], theirs[1].T


class _Side:
    """How the atoms of one side's candidates are linked into and out of those of the other.

    Args:
        mine: k candidates.
        other: l candidates.
        links: (my atoms, other atoms).
    """

    def __init__(self, mine: Stretches, other: Stretches, links: Floats) -> None:
        self._mine = mine
        self._content = mine.atoms.is_content.astype(np.float32)
        inside, outside = find_best(links, other.firsts, other.behinds)
        self._inside, self._outside = inside, outside

    def share(self) -> tuple[Floats, Floats]:
        """Return the mean link of a candidate's atoms into, and out of, the other; (k, l)."""
        return self._mean(self._inside), self._mean(np.maximum(self._outside - self._inside, 0))

    def _mean(self, values: Floats) -> Floats:
        sums = np.zeros((len(values) + 1, values.shape[1]), dtype=np.float32)
        np.cumsum(values * self._content[:, None], axis=0, out=sums[1:])
        counts = np.concatenate([[0], np.cumsum(self._content)]).astype(np.float32)
        sizes = counts[self._mine.behinds] - counts[self._mine.firsts]
        totals = sums[self._mine.behinds] - sums[self._mine.firsts]
        return np.asarray(totals / np.maximum(sizes, 1)[:, None])

    def find_worst(self) -> Floats:
        """Return the worst balance of links into and out of the other of any atom; (k, l)."""
        balance = np.where(self._content[:, None] > 0, self._inside - self._outside, 1)
        return _reduce(np.minimum, balance, self._mine.firsts, self._mine.behinds)

    def find_edges(self) -> Floats:
        """Return the worse link of the first and the last atom into the other; (k, l)."""
        inside = np.where(self._content[:, None] > 0, self._inside, 0)
        return np.minimum(inside[self._mine.firsts], inside[self._mine.behinds - 1])

    def look_beside(self) -> tuple[Floats, Floats]:
        """Return how far the atoms beside a candidate are linked into the other, or not at all.

        Returns:
            (k, l) the strongest link into the other; (k, l) how many have no link elsewhere.
        """
        linked = np.maximum(self._inside, self._outside)
        beside, holes = np.zeros((2, len(self._mine.firsts), linked.shape[1]), dtype=np.float32)
        before, after = _find_neighbours(self._mine.atoms)
        for places in (before[self._mine.firsts], after[self._mine.behinds - 1]):
            is_there = (places >= 0)[:, None]
            np.maximum(beside, np.where(is_there, self._inside[places], 0), out=beside)
            holes += np.where(is_there, 1 - linked[places], 0)
        return beside, holes


def _find_neighbours(atoms: Atoms) -> tuple[Ints, Ints]:
    """Return the atom with meaning that stands before, and behind, each atom; -1 for none.

    Words such as "of" may stand between the two, marks may not.
    """
    before, after = np.full((2, len(atoms)), -1, dtype=np.int64)
    joined, content = atoms.is_joined.tolist(), atoms.is_content.tolist()
    last = -1
    for place in range(len(atoms)):
        last = last if joined[place] and place - last <= _FARTHEST else -1
        before[place] = last
        last = place if content[place] else last
    for place in np.nonzero((before >= 0) & atoms.is_content)[0].tolist():
        after[before[place] : place] = place
    return before, after


def find_best(links: Floats, firsts: Ints, behinds: Ints) -> tuple[Floats, Floats]:
    """Return the strongest link of each atom into, and out of, each run of columns.

    Args:
        links: (n, m).
        firsts, behinds: (l,) of the runs.

    Returns:
        (n, l) and (n, l).
    """
    rows = len(links)
    inside = _reduce(np.maximum, links.T, firsts, behinds).T
    empty = np.zeros((rows, 1), dtype=np.float32)
    before = np.hstack([empty, np.maximum.accumulate(links, axis=1)])
    after = np.hstack([np.maximum.accumulate(links[:, ::-1], axis=1)[:, ::-1], empty])
    return inside, np.maximum(before[:, firsts], after[:, behinds])


def _reduce(ufunc: np.ufunc, values: Floats, firsts: Ints, behinds: Ints) -> Floats:
    """Reduce runs of rows; (k, width)."""
    if not len(firsts):
        return np.zeros((0, values.shape[1]), dtype=np.float32)
    padded = np.vstack([values, values[:1]])
    borders = np.stack([firsts, behinds], axis=1).ravel()
    return np.asarray(ufunc.reduceat(padded, borders, axis=0)[::2], dtype=np.float32)


def _find_rivals(cosines: Floats) -> Floats:
    """Return the mean of the best cosines of both candidates of each pair."""
    if not cosines.size:
        return cosines
    rows = -np.sort(-cosines, axis=1)[:, :_NEIGHBOURS].mean(axis=1)
    columns = -np.sort(-cosines, axis=0)[:_NEIGHBOURS].mean(axis=0)
    return np.asarray((rows[:, None] + columns) / 2)


def _compare_sizes(chinese: Stretches, english: Stretches) -> Floats:
    """Return the logarithm of English words by those expected of the Chinese characters."""
    expected = (chinese.behinds - chinese.firsts) * _WORDS_A_CHARACTER + _SMOOTHING
    words = _count(english.atoms.is_content, english) + _SMOOTHING
    return np.asarray(np.log(words[None, :] / expected[:, None]), dtype=np.float32)


def _count(flags: Flags, stretches: Stretches) -> Ints:
    sums = np.concatenate([[0], np.cumsum(flags)])
    return np.asarray(sums[stretches.behinds] - sums[stretches.firsts])


def _describe_kinds(chinese: Stretches, english: Stretches) -> tuple[Floats, ...]:
    shape = len(chinese.firsts), len(english.firsts)
    both = chinese.is_name[:, None] & english.is_name
    either = chinese.is_name[:, None] | english.is_name
    stop_words = _count(~english.atoms.is_content, english)
    is_single = (chinese.behinds - chinese.firsts == 1)[:, None]
    return (
        _spread(np.log(chinese.weights)[:, None], shape),
        _spread(np.log(english.weights), shape),
        _spread(both, shape),
        _spread(either & ~both, shape),
        _spread(stop_words, shape),
        _spread(is_single, shape),
    )


def _spread(values: Floats | Ints | Flags, shape: tuple[int, int]) -> Floats:
    return np.broadcast_to(values.astype(np.float32), shape)


def _compare_places(chinese: Stretches, english: Stretches) -> Floats:
    one = (chinese.firsts + chinese.behinds) / (2 * len(chinese.atoms))
    other = (english.firsts + english.behinds) / (2 * len(english.atoms))
    return np.asarray(np.abs(one[:, None] - other))


def _count_letters(chinese: Stretches, english: Stretches) -> Floats:
    """Return how many atoms both have; borders of longer candidates are wrong more often."""
    return np.asarray(
        (chinese.behinds - chinese.firsts)[:, None] / 2 + (english.behinds - english.firsts)
    )


def _find_determiners(chinese: Stretches, english: Stretches) -> Floats:
    """Return whether a Chinese candidate begins with "both", "each" or the like."""
    found = [chinese.atoms.keys[first] in _DETERMINERS for first in chinese.firsts.tolist()]
    return _spread(np.array(found)[:, None], (len(found), len(english.firsts)))


def _find_complete(chinese: Stretches, english: Stretches, dictionary: Floats) -> Floats:
    """Return how far the English says all that the dictionary has for the Chinese; (k, l).

    Of a word that is said by two, such as "prisoner of war", each has a weight of 1/√2, and says
    half of it.
    """
    sums = np.zeros((len(dictionary), len(english.atoms) + 1), dtype=np.float32)
    np.cumsum(dictionary**2, axis=1, out=sums[:, 1:])
    said = np.minimum(sums[:, english.behinds] - sums[:, english.firsts], 1)
    totals = np.zeros((len(said) + 1, said.shape[1]), dtype=np.float32)
    np.cumsum(said, axis=0, out=totals[1:])
    sizes = (chinese.behinds - chinese.firsts)[:, None]
    return np.asarray((totals[chinese.behinds] - totals[chinese.firsts]) / sizes)
