"""What words translate each other in the passages at hand, learned by their standing together.

A lexicon is learned by expectation maximisation from either side (IBM model 1), begun at what the
dictionary says, so that a few passages are enough.

Source: Brown et al., The Mathematics of Statistical Machine Translation, 1993.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_ROUNDS = 4
_PRIOR, _FLOOR = 3.0, 0.02
_NOWHERE = 0.05


@dataclass(frozen=True, slots=True)
class Grid:
    """The words of a passage: all pairs of a Chinese and an English one.

    Args:
        chinese: (n,) numbers of the Chinese words.
        english: (m,) numbers of the English words.
        known: (n, m) what the dictionary says of each pair, in [0, 1].
    """

    chinese: Ints
    english: Ints
    known: Floats


@dataclass(frozen=True, slots=True)
class _Flat:
    """All grids in one: for each pair its type, and its row and column among all."""

    types: Ints
    rows: Ints
    columns: Ints
    priors: NDArray[np.float64]
    owners: tuple[Ints, Ints]


def learn_links(grids: Sequence[Grid]) -> list[Floats]:
    """Learn how probable it is that words of passages translate each other.

    Args:
        grids: of the passages.

    Returns:
        For each (n, m) in [0, 1]: the geometric mean of both directions.
    """
    sizes = [grid.known.size for grid in grids]
    if not sum(sizes):
        return [np.zeros(grid.known.shape, dtype=np.float32) for grid in grids]
    flat = _flatten(grids)
    one = _learn(flat, flat.rows, flat.owners[1])
    other = _learn(flat, flat.columns, flat.owners[0])
    both = np.split(np.sqrt(one * other).astype(np.float32), np.cumsum(sizes)[:-1])
    return [part.reshape(grid.known.shape) for part, grid in zip(both, grids, strict=True)]


def _flatten(grids: Sequence[Grid]) -> _Flat:
    width = 1 + max(int(grid.english.max(initial=0)) for grid in grids)
    codes, rows, columns = [], [], []
    row = column = 0
    for grid in grids:
        n, m = grid.known.shape
        codes.append((grid.chinese[:, None] * width + grid.english[None, :]).ravel())
        rows.append(np.repeat(np.arange(row, row + n), m))
        columns.append(np.tile(np.arange(column, column + m), n))
        row, column = row + n, column + m
    kinds, types = np.unique(np.concatenate(codes), return_inverse=True)
    known = np.zeros(len(kinds))
    np.maximum.at(known, types, np.concatenate([grid.known.ravel() for grid in grids]))
    return _Flat(
        types,
        np.concatenate(rows),
        np.concatenate(columns),
        _FLOOR + _PRIOR * known,
        (kinds // width, kinds % width),
    )


def _learn(flat: _Flat, places: Ints, givers: Ints) -> NDArray[np.float64]:
    """Return the share of each place that goes to each pair, where `givers` make the places.

    Args:
        flat: all pairs.
        places: for each pair the place that is explained by one word of the other text.
        givers: for each type the word that explains.
    """
    table = flat.priors / np.bincount(givers, flat.priors)[givers]
    for _ in range(_ROUNDS):
        shares = _share(flat, places, table)
        counts = np.bincount(flat.types, shares, len(table)) + flat.priors
        table = counts / np.bincount(givers, counts)[givers]
    return _share(flat, places, table)


def _share(flat: _Flat, places: Ints, table: NDArray[np.float64]) -> NDArray[np.float64]:
    values = table[flat.types]
    sums = np.bincount(places, values) + _NOWHERE
    return np.asarray(values / sums[places])
