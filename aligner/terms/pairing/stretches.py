"""Candidates as runs of atoms, and what is found out of runs: their best links, what is beside."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aligner.terms.pairing.atoms import Atoms
from aligner.terms.pairing.links import Links

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_FARTHEST = 3
"""How many atoms on a neighbour may stand."""


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


def find_neighbours(atoms: Atoms) -> tuple[Ints, Ints]:
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


def find_nested(stretches: Stretches) -> tuple[Ints, Ints]:
    """Return the numbers of candidates in ascending order, and of a longer one around each."""
    firsts, behinds = stretches.firsts, stretches.behinds
    sizes = behinds - firsts
    is_around = (firsts[:, None] >= firsts) & (behinds[:, None] <= behinds)
    is_around &= sizes[:, None] < sizes
    inner, outer = np.nonzero(is_around)
    return inner, outer


def find_best(links: Floats, firsts: Ints, behinds: Ints) -> tuple[Floats, Floats]:
    """Return the strongest link of each atom into, and out of, each run of columns.

    Args:
        links: (n, m).
        firsts, behinds: (l,) of the runs.

    Returns:
        (n, l) and (n, l).
    """
    rows = len(links)
    inside = reduce_runs(np.maximum, links.T, firsts, behinds).T
    empty = np.zeros((rows, 1), dtype=np.float32)
    before = np.hstack([empty, np.maximum.accumulate(links, axis=1)])
    after = np.hstack([np.maximum.accumulate(links[:, ::-1], axis=1)[:, ::-1], empty])
    return inside, np.maximum(before[:, firsts], after[:, behinds])


def reduce_runs(ufunc: np.ufunc, values: Floats, firsts: Ints, behinds: Ints) -> Floats:
    """Reduce runs of rows; (k, width)."""
    if not len(firsts):
        return np.zeros((0, values.shape[1]), dtype=np.float32)
    padded = np.vstack([values, values[:1]])
    borders = np.stack([firsts, behinds], axis=1).ravel()
    return np.asarray(ufunc.reduceat(padded, borders, axis=0)[::2], dtype=np.float32)


def count_atoms(flags: Flags, stretches: Stretches) -> Ints:
    """Count the atoms of each candidate that have a flag; (k,)."""
    sums = np.concatenate([[0], np.cumsum(flags)])
    return np.asarray(sums[stretches.behinds] - sums[stretches.firsts])
