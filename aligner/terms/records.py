"""What terminology extraction works on: passages, candidates in them, pairs of candidates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MOST_CHARACTERS = 8_000
"""Of either text of a passage: in longer ones too much may translate too much."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Two texts that translate each other: a bead of an alignment, or a unit of a memory.

    Args:
        chinese: as printed, simplified or traditional.
        english: as printed.
        probability: that they do translate each other, in [0, 1].
        tags: BCP 47 tags of the Chinese and the English.
    """

    chinese: str
    english: str
    probability: float = 1.0
    tags: tuple[str, str] = ("zh", "en")

    @property
    def is_too_long(self) -> bool:
        """Whether no terms are looked for in it."""
        return max(len(self.chinese), len(self.english)) > MOST_CHARACTERS


class Kind(StrEnum):
    """Why a candidate is one; the strongest reason of several."""

    NAME = "name"
    """Of a person, place, organisation, treaty, work."""
    ABBREVIATION = "abbreviation"
    QUOTED = "quoted"
    """In quotation marks, as coinages and titles are."""
    PHRASE = "phrase"
    """Several words."""
    WORD = "word"
    """One word of the dictionary, or one English word."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a text that may be a term.

    Args:
        start: of its first character.
        stop: behind its last.
        kind: why it is one.
        weight: how sure its borders are, in (0, 1]: 1 where marks, a dictionary or repetition say
            so, less where words were only put together.
    """

    start: int
    stop: int
    kind: Kind
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class TermPair:
    """A Chinese and an English term that probably mean the same.

    Args:
        chinese: the surface form that is found most, without quotation marks.
        english: likewise, in the number and case in which it stands for itself: "buffer states" if
            only that was printed, no capital of a sentence's beginning.
        places: number of each passage in which the two stand for each other, with the start and
            stop of the Chinese and of the English: (passage, (start, stop), (start, stop)).
        probability: that they mean the same, both borders right, in [0, 1].
        evidence: what speaks for it by name, each in its own measure.
        kind: of the Chinese or English candidate, the stronger.
        variants: other surface forms of either side at these places, with their counts.
        unlisted: how many more places there are, where they are too many to list.
    """

    chinese: str
    english: str
    places: tuple[tuple[int, tuple[int, int], tuple[int, int]], ...]
    probability: float
    evidence: Mapping[str, float]
    kind: Kind
    variants: Mapping[str, int] = field(default_factory=dict)
    unlisted: int = 0

    @property
    def count(self) -> int:
        """In how many places the two stand for each other."""
        return len(self.places) + self.unlisted
