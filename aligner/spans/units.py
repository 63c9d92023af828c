"""The smallest parts of a text that a translation is made of, and the candidates made of them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from aligner.lexicon.dictionary import LONGEST_WORD, Dictionary
from tmx.key import matching_key

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_NUMBER = r"\d+(?:[.,，．]\d+)*[%％]?"
_WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|[$€£¥]?{_NUMBER}(?:['’‑-]?[^\W_]+)*"
    r"|[^\W_]+(?:['’.‑-][^\W_]+)*"
)
_CHINESE_UNIT = re.compile(rf"{_NUMBER}|[A-Za-z\u00c0-\u024f]+|[^\W_]")
_BREAK = re.compile("[，。！？；：,;:!?]")


@dataclass(frozen=True, slots=True)
class UnitText:
    """A text as units: words, in Chinese those of the dictionary and else single characters.

    Args:
        text: as printed.
        is_chinese: whether it is.
        starts: (n,) where each unit begins.
        stops: (n,) where it stops.
        is_joined: (n,) whether no break such as a comma stands between a unit and the one before.
    """

    text: str
    is_chinese: bool
    starts: Ints
    stops: Ints
    is_joined: NDArray[np.bool_]

    def list_units(self) -> list[str]:
        """Return the text of each unit."""
        borders = zip(self.starts.tolist(), self.stops.tolist(), strict=True)
        return [self.text[start:stop] for start, stop in borders]


def find_units(text: str, dictionary: Dictionary, *, is_chinese: bool) -> UnitText:
    """Divide a text into units."""
    found = list(_cut_chinese(text, dictionary) if is_chinese else _cut_words(text))
    starts, stops = np.array(found, dtype=np.int64).reshape(-1, 2).T
    gaps = [text[left:right] for left, right in zip(stops[:-1], starts[1:], strict=True)]
    is_joined = [False, *(not _BREAK.search(gap) for gap in gaps)][: len(found)]
    return UnitText(text, is_chinese, starts, stops, np.array(is_joined, dtype=np.bool_))


def _cut_words(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _WORD.finditer(text))


def _cut_chinese(text: str, dictionary: Dictionary) -> Iterator[tuple[int, int]]:
    key = "".join(map(_fold_character, text))
    at = 0
    while found := _CHINESE_UNIT.search(text, at):
        start, stop = found.span()
        if stop - start == 1 and not text[start].isascii():
            stop = start + _measure_word(key, start, dictionary)
        yield start, stop
        at = stop


@cache
def _fold_character(character: str) -> str:
    """Return the one character that a character is in the keys of the dictionary, or a space."""
    key = matching_key(character)
    return key if len(key) == 1 else unicodedata.normalize("NFKC", character)[:1] or " "


def _measure_word(key: str, start: int, dictionary: Dictionary) -> int:
    for length in range(LONGEST_WORD, 1, -1):
        word = key[start : start + length]
        if len(word) == length and word in dictionary.numbers:
            return length
    return 1


def is_chinese(text: str) -> bool:
    """Whether a text has at least as many Chinese characters as words in Latin letters."""
    han = len(_HAN.findall(text))
    return han > 0 and han >= len(_LATIN.findall(text))


@dataclass(frozen=True, slots=True)
class Candidates:
    """Runs of units that may be a translation.

    Args:
        firsts: (k,) the first unit of each.
        lasts: (k,) the last unit of each.
        starts: (k,) where each begins in the text.
        stops: (k,) where each stops.
    """

    firsts: Ints
    lasts: Ints
    starts: Ints
    stops: Ints

    def __getitem__(self, kept: Ints) -> "Candidates":
        return Candidates(*(getattr(self, name)[kept] for name in self.__slots__))


def list_candidates(units: UnitText, longest: int) -> Candidates:
    """List the runs of units that no break divides.

    Args:
        units: of a text.
        longest: most units of a run.
    """
    count = len(units.starts)
    # How many units go on behind each without a break.
    behind = np.zeros(count + 1, dtype=np.int64)
    for place in range(count - 1, -1, -1):
        behind[place] = behind[place + 1] + 1 if units.is_joined[place] else 0
    sizes = np.minimum(behind[1:] + 1, longest)[:count]
    firsts = np.repeat(np.arange(count), sizes)
    lasts = firsts + np.arange(len(firsts)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return Candidates(firsts, lasts, units.starts[firsts], units.stops[lasts])


def sum_runs(values: Floats, candidates: Candidates) -> Floats:
    """Add up a value of each unit over each candidate; (k,)."""
    sums = np.concatenate([[0.0], np.cumsum(values, axis=0)])
    return np.asarray(sums[candidates.lasts + 1] - sums[candidates.firsts])


def max_runs(values: Floats, candidates: Candidates) -> Floats:
    """Return the most of rows of values over each candidate.

    Args:
        values: (rows, n), at least 0.
        candidates: k runs; those of one first unit stand together, the shorter before the longer.

    Returns:
        (rows, k).
    """
    if not values.shape[0] or not len(candidates.firsts):
        return np.zeros((values.shape[0], len(candidates.firsts)))
    best = values[:, candidates.lasts].copy()
    longer = candidates.lasts > candidates.firsts
    for _ in range(int((candidates.lasts - candidates.firsts).max(initial=0))):
        before = np.concatenate([best[:, :1], best[:, :-1]], axis=1)
        best = np.where(longer, np.maximum(best, before), best)
    return best
