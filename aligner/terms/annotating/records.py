"""What annotation gives: marks in texts, and the concepts that they stand for."""

from dataclasses import dataclass

from aligner.records import Document
from tmx.glossary.records import Glossary


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text.

    Args:
        document: number of its document, from 0.
        paragraph: number of its paragraph there, from 0.
        start: of its first character.
        stop: behind its last.
    """

    document: int
    paragraph: int
    start: int
    stop: int

    def holds(self, other: "Place") -> bool:
        """Whether another stretch is a part of it, or the same."""
        return self.start <= other.start and other.stop <= self.stop and self.is_beside(other)

    def overlaps(self, other: "Place") -> bool:
        """Whether they share a character."""
        return self.start < other.stop and other.start < self.stop and self.is_beside(other)

    def is_beside(self, other: "Place") -> bool:
        """Whether they are in one paragraph."""
        return (self.document, self.paragraph) == (other.document, other.paragraph)


@dataclass(frozen=True, slots=True)
class Mark:
    """A term in a text.

    Args:
        place: where it stands.
        concepts: numbers of the concepts that it can stand for; several if a glossary has it more
            than once.
    """

    place: Place
    concepts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Annotation:
    """Texts with their terms.

    Args:
        documents: that were annotated.
        glossary: the known concepts that were found, with counts, in the order of their glossary;
            then what is proposed, best first.
        known: how many concepts are known.
        marks: in the order of the texts; none stands inside another.
    """

    documents: tuple[Document, ...]
    glossary: Glossary
    known: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class AnnotateOptions:
    """What is proposed.

    Args:
        min_termhood: what is rated lower stays out, in [0, 1].
        limit: proposals at most; None: all.
        has_examples: whether each term gets a sentence that holds it.
    """

    min_termhood: float = 0.6
    limit: int | None = None
    has_examples: bool = True


DEFAULTS = AnnotateOptions()
