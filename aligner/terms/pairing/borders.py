"""Whether candidates are whole: what dictionary, capitals and sounds say of their borders."""

import numpy as np
from numpy.typing import NDArray

from aligner.terms.pairing.stretches import (
    Signs,
    Stretches,
    find_best,
    find_neighbours,
    reduce_runs,
)

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_TORN_WORDS = 2
"""How many words on either side may belong to what the dictionary says."""
_KNOWN = 0.4


class Said:
    """How far the English says what the dictionary has for the Chinese.

    Of a word that is said by two, such as "prisoner of war", each has a weight of 1/√2, and says
    half of it.

    Args:
        chinese: k candidates.
        english: l candidates.
        dictionary: (n, m) see `Reading`.
    """

    def __init__(self, chinese: Stretches, english: Stretches, dictionary: Floats) -> None:
        self._chinese, self._english = chinese, english
        self._dictionary = dictionary
        self._sums = np.zeros((len(dictionary), len(english.atoms) + 1), dtype=np.float32)
        np.cumsum(dictionary**2, axis=1, out=self._sums[:, 1:])

    def find_complete(self) -> Floats:
        """Return how far the English says all of the Chinese; (k, l)."""
        return self._measure(self._english.firsts, self._english.behinds)

    def find_torn(self) -> Floats:
        """Return how far the English with a word more on either side does; (k, l)."""
        before, after = find_neighbours(self._english.atoms)
        firsts, behinds = self._english.firsts, self._english.behinds
        for _ in range(_TORN_WORDS):
            firsts = np.where(before[firsts] >= 0, before[firsts], firsts)
            lasts = after[behinds - 1]
            behinds = np.where(lasts >= 0, lasts + 1, behinds)
        return self._measure(firsts, behinds)

    def _measure(self, firsts: Ints, behinds: Ints) -> Floats:
        said = np.minimum(self._sums[:, behinds] - self._sums[:, firsts], 1)
        totals = np.zeros((len(said) + 1, said.shape[1]), dtype=np.float32)
        np.cumsum(said, axis=0, out=totals[1:])
        sizes = (self._chinese.behinds - self._chinese.firsts)[:, None]
        return np.asarray(
            (totals[self._chinese.behinds] - totals[self._chinese.firsts]) / sizes,
            dtype=np.float32,
        )

    def find_exact(self) -> Floats:
        """Return `find_complete` where the dictionary has each word of the English, else 0."""
        known = reduce_runs(
            np.maximum, self._dictionary, self._chinese.firsts, self._chinese.behinds
        )
        is_unknown = (known < _KNOWN) & self._english.atoms.is_content
        counts = np.zeros((len(known), is_unknown.shape[1] + 1), dtype=np.int64)
        np.cumsum(is_unknown, axis=1, out=counts[:, 1:])
        unknown = counts[:, self._english.behinds] - counts[:, self._english.firsts]
        return np.where(unknown == 0, self.find_complete(), np.float32(0))


def find_cuts(chinese: Stretches, english: Stretches, signs: Signs) -> Floats:
    """Return on how many sides a run of capitals goes on that nothing else explains; (k, l).

    Of "New York Yacht Club" the words "York Yacht Club" are cut out. Not cut out are "German" of
    "German Chancellor", where another word of the Chinese says "Chancellor", and surnames, which
    sound like all of the Chinese.
    """
    outside = find_best(signs.links.both.T, chinese.firsts, chinese.behinds)[1]
    atoms = english.atoms
    is_upper = np.array([each[0].isupper() for each in atoms.printed])
    joined = np.append(atoms.is_joined, False)
    # A function word with a capital begins a sentence, unless it stands inside a run of them.
    is_run = is_upper & (atoms.is_content | atoms.is_joined)
    free = np.vstack([(1 - outside) * is_run[:, None], np.zeros((1, outside.shape[1]))])
    before = np.where(joined[english.firsts] & is_upper[english.firsts], english.firsts - 1, -1)
    behind = english.behinds
    goes_on = joined[behind] & is_upper[behind - 1]
    cuts = free[before] + free[np.where(goes_on, behind, -1)]
    return np.asarray(cuts.T * (1 - signs.sounds), dtype=np.float32)


def compare_nested(english: Stretches, sounds: Floats) -> Floats:
    """Return how much better a part of the English sounds like the Chinese than all of it; (k, l).

    "Baerbock", and not "Annalena Baerbock", sounds like 貝爾伯克.
    """
    better = np.zeros_like(sounds)
    rows = np.nonzero(sounds.any(axis=1))[0]
    if not len(rows):
        return better
    firsts, behinds = english.firsts, english.behinds
    is_inside = (firsts >= firsts[:, None]) & (behinds <= behinds[:, None])
    inner = np.where(is_inside[None], sounds[rows][:, None, :], 0).max(axis=2)
    better[rows] = inner - sounds[rows]
    return better
