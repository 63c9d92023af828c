"""What the glossary of a memory knows of its concepts beyond what they are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tmx.glossary.records import Concept, Review
from tmx.losses import Loss


@dataclass(frozen=True, slots=True)
class StoredConcept:
    """A concept of the glossary of a memory.

    Args:
        number: by which people name it; it is never used again.
        concept: what it is; its id is that of the file it came with, or "".
        author: who decided or changed it last; None: not known.
        changed: when, with a time zone; None: it is as it was found.
    """

    number: int
    concept: Concept
    author: str | None = None
    changed: datetime | None = None


class ConceptAction(StrEnum):
    """What was done with a concept."""

    ACCEPT = "accept"
    REJECT = "reject"
    PROPOSE = "propose"
    """It was given back its place among what nobody has decided."""
    EDIT = "edit"
    IMPORT = "import"
    """A glossary file said something else of it."""
    MERGE = "merge"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class ConceptChange:
    """A former state of a concept.

    Args:
        number: of the concept that has it in its history.
        moment: when it was changed, with a time zone.
        author: who changed it, or None.
        action: what was done.
        before: the concept as it was, under the number that it had.
    """

    number: int
    moment: datetime
    author: str | None
    action: ConceptAction
    before: StoredConcept


@dataclass(frozen=True, slots=True)
class ConceptFilter:
    """Which concepts are meant; what is not given asks for nothing.

    Args:
        reviews: what people said of them.
        contains: a term holds it, in whatever script, case and punctuation.
    """

    reviews: tuple[Review, ...] = ()
    contains: str = ""


@dataclass(frozen=True, slots=True)
class StoringReport:
    """What became of concepts that were given to a memory.

    Args:
        created: that are new.
        merged: that the memory had, and that know more now, or the same.
        rejected: that were left out because people had rejected them.
        losses: what cannot be held, with places such as "concept 7".
    """

    created: int = 0
    merged: int = 0
    rejected: int = 0
    losses: tuple[Loss, ...] = ()


Progress = Callable[[int], None]
"""Told how many concepts were taken in."""
