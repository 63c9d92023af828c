"""The words of the field, written by hand: what holds one of them is rather a term."""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypeVar

from aligner.lexicon.english import find_words, stem_words
from tmx.memory.folding import fold_text

_LONGEST = 12
"""Most characters or words of a seed."""
_Text = TypeVar("_Text", str, tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Seeds:
    """Words and phrases of a field.

    Args:
        chinese: by their keys, in simplified characters.
        english: by their keys.
        stems: those of each English one, in order.
    """

    chinese: frozenset[str]
    english: frozenset[str]
    stems: frozenset[tuple[str, ...]]

    def find_chinese(self, key: str) -> str:
        """Return the longest Chinese seed in a key, "" if there is none."""
        return max(_cut_runs(key) & self.chinese, key=lambda seed: (len(seed), seed), default="")

    def find_english(self, text: str) -> tuple[str, ...]:
        """Return the stems of the longest English seed in a text, () if there is none.

        >>> load_seeds().find_english("two fragile buffer states")
        ('buffer', 'state')
        """
        runs = _cut_runs(tuple(stem_words(find_words(text))))
        return max(runs & self.stems, key=lambda seed: (len(seed), seed), default=())


def _cut_runs(text: _Text) -> set[_Text]:
    """Return all runs of characters or words of a text that may be a seed."""
    stops = range(1, len(text) + 1)
    return {text[start:stop] for stop in stops for start in range(max(0, stop - _LONGEST), stop)}


@cache
def load_seeds() -> Seeds:
    """Load the words of international politics, once a process."""
    path = resources.files(__package__) / "seeds" / "geopolitics.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return Seeds(
        frozenset(fold_text(chinese) for chinese, _ in rows),
        frozenset(fold_text(english) for _, english in rows),
        frozenset(tuple(stem_words(find_words(english))) for _, english in rows),
    )
