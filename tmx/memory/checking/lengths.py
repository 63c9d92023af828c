"""How long a translation usually is, as a memory itself shows."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType

_USUAL = (1.2, 0.35)
"""Median and spread of ln(English / Chinese characters), measured on our development corpora."""

_LEAST_SAMPLE = 100
_TOLERANCE = 4.0
_LEAST_FACTOR = 2.0
_LEAST_LENGTH = 20
_DEVIATION_OF_MAD = 1.4826
_MOST_BANDS = 10


@dataclass(frozen=True, slots=True)
class Lengths:
    """What lengths are usual.

    Args:
        bands: median and spread of ln(second / first) by band of length, see `_find_band`; a band
            with few pairs is missing.
        usual: those of a band that is missing.
    """

    bands: Mapping[int, tuple[float, float]]
    usual: tuple[float, float]

    def is_odd(self, first: str, second: str) -> bool:
        """Whether one text is much longer than the other suggests: over twice, and rarely so."""
        if max(len(first), len(second)) < _LEAST_LENGTH:
            return False
        ratio = _measure(len(first), len(second))
        middle, spread = self.bands.get(_find_band(len(first), len(second)), self.usual)
        return abs(ratio - middle) > max(_TOLERANCE * spread, math.log(_LEAST_FACTOR))


def learn_lengths(sizes: Iterable[tuple[int, int]], *, is_chinese_english: bool) -> Lengths:
    """Learn what is usual from a sample.

    Args:
        sizes: characters of both texts of each pair, at least 1.
        is_chinese_english: whether what is known of these languages stands in for what is missing.

    >>> lengths = learn_lengths([(20, 60)] * 200, is_chinese_english=True)
    >>> lengths.is_odd("字" * 20, "x" * 60), lengths.is_odd("字" * 20, "x" * 200)
    (False, True)
    """
    bands: dict[int, list[float]] = {}
    for first, second in sizes:
        bands.setdefault(_find_band(first, second), []).append(_measure(first, second))
    everything = [ratio for ratios in bands.values() for ratio in ratios]
    usual = _USUAL if is_chinese_english else (0.0, math.log(_LEAST_FACTOR))
    if len(everything) >= _LEAST_SAMPLE:
        usual = _describe(everything)
    learnt = {band: _describe(r) for band, r in bands.items() if len(r) >= _LEAST_SAMPLE}
    return Lengths(MappingProxyType(learnt), usual)


def _describe(ratios: list[float]) -> tuple[float, float]:
    middle = median(ratios)
    return middle, _DEVIATION_OF_MAD * median(abs(ratio - middle) for ratio in ratios)


def _measure(first: int, second: int) -> float:
    return math.log((second + 1) / (first + 1))


def _find_band(first: int, second: int) -> int:
    """Group pairs of about the same length, for short texts vary more."""
    return min(int(math.log2(first + second + 1)), _MOST_BANDS)
