"""How often words are used in general language, and how far they belong to the field.

`scripts/prepare_frequencies` makes the file; its licence, CC BY-SA 4.0, lies beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

LONGEST_WORD = 6
"""Most characters of a Chinese word in the table."""
ZIPF_STEPS = 20
"""How a Zipf value of 1 is written in the file."""
FIELD_STEPS = 15
"""How a word that wholly belongs to the field is written in the file."""

UNKNOWN_FIELD = 0.5
_BELOW = 0.5
"""How much rarer than the rarest word of the table, in Zipf values, a word is that it lacks."""
_UNKNOWN_CHARACTER = 9.0
"""What an unknown character costs when a text is cut: more than any word of the table."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language by their keys: small letters, simplified characters.

    Args:
        zipf: base-10 logarithm of how often a word is found among a billion; common words have
            5 and more, words that few texts hold 3.
        fields: how far a word belongs to international politics, in [0, 1].
        floor: the Zipf value of words that the table lacks.

    Source: van Heuven et al. 2014, SUBTLEX-UK (the Zipf scale).
    """

    zipf: Mapping[str, float]
    fields: Mapping[str, float]
    floor: float

    def find_zipf(self, word: str) -> float:
        """Return the Zipf value of a word; `floor` if the table lacks it."""
        return self.zipf.get(word, self.floor)

    def find_field(self, word: str) -> float:
        """Return how far a word belongs to the field, in [0, 1]; the middle if nobody knows."""
        return self.fields.get(word, UNKNOWN_FIELD)


@dataclass(frozen=True, slots=True)
class Frequencies:
    """The words of both languages."""

    chinese: Words
    english: Words

    def cut_chinese(self, key: str) -> list[str]:
        """Cut a Chinese key into the words that are together the most frequent.

        Args:
            key: in simplified characters; "" has no words.

        Returns:
            Its words in order; neighbouring characters that no word holds may stay together.

        >>> load_frequencies().cut_chinese("国际刑事法院")
        ['国际', '刑事', '法院']
        """
        best: list[tuple[float, int]] = [(0.0, 0)]
        for stop in range(1, len(key) + 1):
            starts = range(max(0, stop - LONGEST_WORD), stop)
            best.append(min((best[k][0] + self._cost(key[k:stop]), k) for k in starts))
        return _follow(key, [start for _, start in best])

    def _cost(self, word: str) -> float:
        """Return how much rarer a word is than all words together, as a logarithm."""
        zipf = self.chinese.zipf.get(word)
        return _UNKNOWN_CHARACTER * len(word) if zipf is None else 9 - zipf


def _follow(key: str, starts: list[int]) -> list[str]:
    words = []
    stop = len(key)
    while stop:
        words.append(key[starts[stop] : stop])
        stop = starts[stop]
    return words[::-1]


@cache
def load_frequencies() -> Frequencies:
    """Load the words of the package, once a process."""
    path = resources.files(__package__) / "data" / "frequencies.npz"
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return Frequencies(*(_read_words(arrays, name) for name in ("chinese", "english")))


def _read_words(arrays: Mapping[str, np.ndarray], name: str) -> Words:
    words = arrays[f"{name}_words"].tobytes().decode("utf-8").split("\n")
    zipf = (arrays[f"{name}_zipf"] / ZIPF_STEPS).tolist()
    fields = (arrays[f"{name}_field"] / FIELD_STEPS).tolist()
    return Words(
        dict(zip(words, zipf, strict=True)),
        dict(zip(words, fields, strict=True)),
        min(zipf) - _BELOW,
    )
