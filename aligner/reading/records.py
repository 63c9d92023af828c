"""What the reading stage hands on beside documents: a document with notes for the reader."""

from dataclasses import dataclass

from aligner.records import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read, and what the user should be told about it.

    Args:
        document: the text in paragraphs.
        notes: one line each, without the file's name; empty if nothing was guessed or removed.
    """

    document: Document
    notes: tuple[str, ...] = ()
