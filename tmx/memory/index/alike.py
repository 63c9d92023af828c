"""Many keys → those that are alike, without comparing each with each.

Keys are hashed in bands, each by the least of several hashes of their grams: the more grams two
keys share, the more probably a band is the same in both. Such keys are then compared by their
signatures, and what is left by whoever has the texts.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tmx.memory.index.grams import Grams, find_grams, find_words
from tmx.memory.index.keys import Keys
from tmx.memory.index.signatures import Bits, Distances, measure_each

BANDS, ROWS = 24, 5
"""Two keys that share .7 of their grams are found with a probability of .99, .6 with .86, .2 with
.008."""
REACH = 8
"""With how many others of a band a key is compared, so that a thousand of one pattern are no
million."""
_BITS_AN_EDIT = 4
_SLACK = 2
_CHUNK = 1 << 20
_SEED = 20_261_122

Bands = NDArray[np.uint32]
Pairs = NDArray[np.int64]
Lengths = NDArray[np.int64]


def make_bands(keys: Keys) -> Bands:
    """Hash keys in bands.

    Returns:
        (keys, BANDS); those of empty keys are alike.
    """
    grams = find_grams(keys, find_words(keys))
    order = np.argsort(grams.owners, kind="stable")
    owners, starts = np.unique(grams.owners[order], return_index=True)
    bands = np.ones((len(keys.lengths), BANDS), np.uint32)
    if len(owners):
        bands[owners] = _hash_bands(Grams(grams.numbers[order], grams.owners[order]), starts)
    return bands


def _hash_bands(grams: Grams, starts: NDArray[np.int64]) -> Bands:
    random = np.random.default_rng(_SEED)
    factors = random.integers(1, 1 << 63, BANDS * ROWS, dtype=np.uint64) << np.uint64(1)
    bands = np.empty((len(starts), BANDS), np.uint32)
    mixed = (grams.numbers + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(32)
    for band in range(BANDS):
        joined = np.zeros(len(starts), np.uint64)
        for factor in factors[band * ROWS : (band + 1) * ROWS]:
            # The upper half alone is mixed well enough to be ordered by.
            hashed = (mixed * (factor | np.uint64(1))) >> np.uint64(32)
            joined = (joined * np.uint64(0xD1342543DE82EF95)) ^ np.minimum.reduceat(hashed, starts)
        bands[:, band] = joined >> np.uint64(32)
    return bands


def find_alike(bands: Bands, bits: Bits, lengths: Lengths, least: float) -> Pairs:
    """Find keys that may be alike.

    Args:
        bands: (n, BANDS) of keys that differ and are not empty.
        bits: (n, 2) of their signatures.
        lengths: (n,) in characters.
        least: similarity that is asked for; what is surely below it is left out.

    Returns:
        (m, 2) places of keys, the smaller first, in order and each once.
    """
    found = [np.zeros(0, np.int64)]
    for band in range(BANDS):
        # Those that share the next band as well come to stand together.
        order = np.lexsort((bands[:, (band + 1) % BANDS], bands[:, band]))
        for pairs in _pair(order, bands[order, band]):
            kept = pairs[_may_be_near(pairs, bits, lengths, least)]
            found.append(np.unique(kept.min(axis=1) * len(bands) + kept.max(axis=1)))
    codes = np.unique(np.concatenate(found))
    return np.stack((codes // max(len(bands), 1), codes % max(len(bands), 1)), axis=1)


def _pair(order: Pairs, hashes: Bands) -> Iterator[Pairs]:
    for step in range(1, REACH + 1):
        places = np.flatnonzero(hashes[:-step] == hashes[step:])
        for start in range(0, len(places), _CHUNK):
            some = places[start : start + _CHUNK]
            yield np.stack((order[some], order[some + step]), axis=1)


def _may_be_near(pairs: Pairs, bits: Bits, lengths: Lengths, least: float) -> NDArray[np.bool_]:
    first, second = pairs[:, 0], pairs[:, 1]
    longest = np.maximum(lengths[first], lengths[second])
    edits = np.floor((1 - least) * longest + 1e-9)
    distances: Distances = measure_each(bits[first], bits[second])
    fits = np.abs(lengths[first] - lengths[second]) <= edits
    near: NDArray[np.bool_] = fits & (distances <= _BITS_AN_EDIT * edits + _SLACK)
    return near
