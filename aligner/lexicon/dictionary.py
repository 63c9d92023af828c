"""The Chinese–English dictionary that the package ships, prepared from CC-CEDICT.

`scripts/prepare_lexicon` makes the file; its licence, CC BY-SA 4.0, lies beside it. Beside what the
glosses say a word can be translated by the English words whose vectors are near to its own.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

LONGEST_WORD = 8
"""Most characters of a word of the package's dictionary that is looked for."""
FULL_WEIGHT = 200
"""How a weight of 1 is written in the file."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Chinese words and the stems they can be translated by.

    Args:
        numbers: number of each word, by its matching key.
        stems: all stems.
        starts: (words + 1,) int32, where the glosses of each word start.
        glosses: (entries,) int32, numbers of stems.
        weights: (entries,) float32, the larger of 1/√(stems in the sense), the best over senses,
            and of how near the vectors of the two words are.
        pinyin: syllable of each character, without tone.
        longest: most characters of a word that is looked for.
    """

    numbers: dict[str, int]
    stems: list[str]
    starts: NDArray[np.int32]
    glosses: NDArray[np.int32]
    weights: NDArray[np.float32]
    pinyin: dict[str, str]
    longest: int = LONGEST_WORD

    def find_words(self, text: str) -> list[str]:
        """Cut a text into words, taking the longest entry at each place.

        Args:
            text: matching key of a text.

        Returns:
            The words that are entries; what is not in the dictionary is passed over.
        """
        words = []
        place = 0
        while place < len(text):
            word = self._longest_at(text, place)
            if word:
                words.append(word)
            place += len(word) or 1
        return words

    def _longest_at(self, text: str, place: int) -> str:
        for length in range(min(self.longest, len(text) - place), 0, -1):
            word = text[place : place + length]
            if word in self.numbers:
                return word
        return ""

    def glosses_of(self, word: str) -> dict[str, float]:
        """Return the stems a word can be translated by, with weights in (0, 1]."""
        number = self.numbers[word]
        entries = slice(self.starts[number], self.starts[number + 1])
        stems = [self.stems[stem] for stem in self.glosses[entries]]
        return dict(zip(stems, self.weights[entries].tolist(), strict=True))


@cache
def load_dictionary() -> Dictionary:
    """Load the dictionary of the package, once a process."""
    with (resources.files("aligner.lexicon") / "data" / "cedict.npz").open("rb") as file:
        return read_dictionary(file)


def read_dictionary(file: IO[bytes] | Path) -> Dictionary:
    """Read a dictionary that `scripts/prepare_lexicon` wrote."""
    with np.load(file, allow_pickle=False) as arrays:
        words, stems, characters, syllables = (
            arrays[name].tobytes().decode("utf-8").split("\n")
            for name in ("words", "stems", "characters", "syllables")
        )
        return Dictionary(
            dict(zip(words, range(len(words)), strict=True)),
            stems,
            np.concatenate([[0], np.cumsum(arrays["counts"], dtype=np.int32)]).astype(np.int32),
            arrays["glosses"].astype(np.int32),
            arrays["weights"].astype(np.float32) / np.float32(FULL_WEIGHT),
            dict(zip(characters, syllables, strict=True)),
        )
