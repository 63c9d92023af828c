"""What a word of an English text does in a noun phrase."""

from dataclasses import dataclass
from enum import StrEnum

from aligner.terms.candidates.english_words import Word

DOUBT = 0.5
"""Certainty of a role that may as well be another."""


class Role(StrEnum):
    """What a word does in a noun phrase."""

    BORDER = "B"
    """It is in none."""
    NOUN = "N"
    MODIFIER = "M"
    """It stands before a noun only."""
    NAME = "P"
    DEMONYM = "D"
    """A modifier in a name, or with a capital."""
    OF = "O"
    AND = "A"
    ARTICLE = "T"
    LINK = "X"
    """Another preposition."""


NOMINAL = frozenset((Role.NOUN, Role.NAME))
"""What a phrase can end with."""
NAMED = frozenset((Role.NAME, Role.DEMONYM))
PHRASAL = NOMINAL | NAMED | {Role.MODIFIER}

Judgement = tuple[Role, float]
"""A role and the certainty of it, in (0, 1]."""
OUTSIDE: Judgement = (Role.BORDER, 1.0)


@dataclass(frozen=True, slots=True)
class Part:
    """A word in its role.

    Args:
        word: itself.
        role: in its noun phrase.
        certainty: that the role is right, in (0, 1].
        joined: whether the word before can be in the same phrase.
    """

    word: Word
    role: Role
    certainty: float
    joined: bool
