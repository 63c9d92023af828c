"""What a store of terms is to the page: concepts with names, and what can be done with them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from tmx.glossary.records import Concept, Review
from tmx.memory.glossary.changing import ConceptEdit


@dataclass(frozen=True, slots=True)
class KeptConcept:
    """A concept of a store.

    Args:
        id: names it in the store for as long as it is there.
        concept: what it is.
        former: what it was before people edited it, which is not to be proposed again.
    """

    id: str
    concept: Concept
    former: tuple[Concept, ...] = ()


Chosen: TypeAlias = str | Concept
"""A concept of a store by its name, or one that was found and that the store takes in first."""


class TermStore(Protocol):
    """Keeps concepts and what people decide of them.

    Each change is on disk when its method returns, and none of it where one raises. All methods
    raise TmxError where the store cannot be read or written, or there is no such concept.
    """

    @property
    def name(self) -> str:
        """What people call it: the name of its file."""

    @property
    def revision(self) -> Hashable:
        """Differs after what it holds has changed, by us or by others."""

    @property
    def can_undo(self) -> bool:
        """Whether a change of this store can be taken back."""

    def list_concepts(self) -> Sequence[KeptConcept]:
        """List what it holds, rejected concepts too; nothing where its file is not there yet."""

    def list_losses(self) -> Sequence[str]:
        """Say what of its file is not taken, and goes with the next change; a line each."""

    def decide(self, chosen: Sequence[Chosen], review: Review) -> list[str]:
        """Accept or reject concepts, or take that back; return their names."""

    def edit(self, chosen: Chosen, edit: ConceptEdit) -> str:
        """Change a concept, which is accepted by that if it was proposed; return its name.

        What it was stays known, as rejected or as former: it is not to be proposed again.
        """

    def merge(self, chosen: Sequence[Chosen]) -> str:
        """Make one concept of several, under the name of the first, which is returned."""

    def undo(self) -> list[str]:
        """Take the last change of this process back; return the names of its concepts."""
