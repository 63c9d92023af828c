"""How often the words of terms are found in the passages that the terms come from."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aligner.terms.records import Passage, TermPair
from aligner.terms.termhood.cutting import cut_chinese, cut_english
from tmx.memory.folding import fold_text

_LATIN_WORD = re.compile("[^\\W\\d_]+")
_CHARACTERS_A_WORD = 1.6


@dataclass(frozen=True, slots=True)
class Counts:
    """How often words are found in texts of one language.

    Args:
        found: of each word that was looked for, by its key; what was not found is missing.
        words: of all texts together; of Chinese an estimate.
    """

    found: Mapping[str, int]
    words: float


def count_words(pairs: Sequence[TermPair], passages: Iterable[Passage]) -> tuple[Counts, Counts]:
    """Count the words of terms in the Chinese and in the English of passages."""
    chinese = _ChineseCounter({word for pair in pairs for word in cut_chinese(pair.chinese).words})
    english = _EnglishCounter({word for pair in pairs for word in cut_english(pair.english).words})
    for passage in passages:
        chinese.read(passage.chinese)
        english.read(passage.english)
    return (
        Counts(chinese.found, chinese.characters / _CHARACTERS_A_WORD),
        Counts(english.found, english.words),
    )


class _ChineseCounter:
    def __init__(self, wanted: set[str]) -> None:
        self._wanted = wanted
        self._lengths = {len(word) for word in wanted}
        self.found: Counter[str] = Counter()
        self.characters = 0

    def read(self, text: str) -> None:
        key = fold_text(text)
        self.characters += len(key)
        for length in self._lengths:
            runs = (key[k : k + length] for k in range(len(key) - length + 1))
            self.found.update(filter(self._wanted.__contains__, runs))


class _EnglishCounter:
    def __init__(self, wanted: set[str]) -> None:
        self._wanted = wanted
        self.found: Counter[str] = Counter()
        self.words = 0

    def read(self, text: str) -> None:
        words = _LATIN_WORD.findall(text.lower())
        self.words += len(words)
        self.found.update(filter(self._wanted.__contains__, words))
