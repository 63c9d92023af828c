"""What is nearest to a query, found by comparing it with everything: RapidFuzz on folded keys.

It is slow, misses nothing, and knows nothing of clauses: the measure that the memory is held to.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from tmx.memory.folding import fold_text

_AT_ONCE = 20_000
_TIMED = 5


@dataclass(frozen=True, slots=True)
class Truth:
    """The best of everything for each of some queries.

    Args:
        best: Levenshtein similarity of the nearest key, in [0, 1], a figure a query.
        milliseconds: that one query takes on one core, the median of a few.
    """

    best: NDArray[np.float32]
    milliseconds: float


def find_truth(queries: Sequence[str], texts: Sequence[str], *, workers: int = -1) -> Truth:
    """Compare each query with each text.

    Args:
        queries: segments.
        texts: one side of all pairs.
        workers: threads; -1: a core each.
    """
    keys, asked = [fold_text(text) for text in texts], [fold_text(text) for text in queries]
    best = np.zeros(len(asked), np.float32)
    for start in range(0, len(keys), _AT_ONCE):
        part = _compare(asked, keys[start : start + _AT_ONCE], workers)
        np.maximum(best, part.max(axis=1), out=best)
    return Truth(best, _time(asked[:: max(1, len(asked) // _TIMED)][:_TIMED], keys))


def find_similarity(query: str, text: str) -> float:
    """Return the similarity of two texts as `find_truth` sees them, in [0, 1].

    >>> find_similarity("第１２條", "第15条")
    0.75
    """
    return Levenshtein.normalized_similarity(fold_text(query), fold_text(text))


def _compare(queries: Sequence[str], keys: Sequence[str], workers: int) -> NDArray[np.float32]:
    return cdist(
        queries,
        keys,
        scorer=Levenshtein.normalized_similarity,
        dtype=np.float32,
        workers=workers,
    )


def _time(queries: Sequence[str], keys: Sequence[str]) -> float:
    found = []
    for query in queries:
        start = time.perf_counter()
        _compare([query], keys, 1)
        found.append(1000 * (time.perf_counter() - start))
    return median(found) if found else 0.0
