"""What a glossary holds: concepts, each with terms in several languages and regions."""

from dataclasses import dataclass
from enum import StrEnum

from tmx.losses import Loss


class TermStatus(StrEnum):
    """How a term of a concept is to be used, as TBX names it (ISO 12620: administrativeStatus)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"


class Provenance(StrEnum):
    """Where a term comes from; what nobody wrote is marked as such."""

    CORPUS = "corpus"
    CLDR = "cldr"
    DICTIONARY = "dictionary"
    CONVERSION = "conversion"
    USER = "user"


class Review(StrEnum):
    """What a person said of a concept; PROPOSED: nobody has looked at it."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Term:
    """A term as it is printed.

    Args:
        language: BCP 47 tag, with a region where the term belongs to one.
        text: its surface form, never "".
        status: None: not said.
        provenance: None: not said.
        count: how often it was found in what the glossary was made of; None: not counted.
        example: a sentence that holds it, or "".
        part_of_speech: "noun", "properNoun" and so on, as TBX-Basic names it, or "".
        note: for people, or "".
    """

    language: str
    text: str
    status: TermStatus | None = None
    provenance: Provenance | None = None
    count: int | None = None
    example: str = ""
    part_of_speech: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """What terms of several languages mean.

    Args:
        terms: at least one, Chinese first, then English, the preferred one of a language first.
        id: identifier in its file, or "".
        review: what a person said of it.
        probability: that its terms mean the same, in [0, 1]; None: not known.
        count: passages in which its terms were found beside each other; None: not counted.
        evidence: what speaks for it, by name, each in its own measure; () if it was not extracted.
        subject: its field, or "".
        definition: or "".
        note: for people, or "".
    """

    terms: tuple[Term, ...]
    id: str = ""
    review: Review = Review.PROPOSED
    probability: float | None = None
    count: int | None = None
    evidence: tuple[tuple[str, float], ...] = ()
    subject: str = ""
    definition: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Concepts in the order of their file.

    Args:
        concepts: any number.
        title: of the glossary, or "".
    """

    concepts: tuple[Concept, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class GlossaryReading:
    """A glossary as it was read.

    Args:
        glossary: what the file holds.
        losses: what of it could not be taken, with places such as "line 7" or "row 7, column B".
    """

    glossary: Glossary
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class GlossaryWriting:
    """A glossary as it was written.

    Args:
        concepts: how many the file holds.
        losses: what the format does not hold of them, with places such as "concept 7".
    """

    concepts: int
    losses: tuple[Loss, ...] = ()
