"""What a translator gets to work on: documents in segments, filled as far as a memory goes.

The records that XLIFF is written from where there are no translation units yet; `xliff_jobs`
writes them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from tmx.records import Variant

BODY = "body"
"""The kind of a paragraph that is nothing special."""


class Filling(Enum):
    """What stands in the target of a segment."""

    EMPTY = "empty"
    """Nothing: it is to be translated."""
    COPIED = "copied"
    """The source again, for tools that show the target as what is to be translated."""
    FUZZY = "fuzzy"
    """The translation of another text that is alike."""
    LEVERAGED = "leveraged"
    """The translation of the same text, which a person must see all the same."""
    EXACT = "exact"
    """The translation of the same text."""
    APPROVED = "approved"
    """The translation of the same text in the same context, which a reviewer has approved."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A match as a translator sees it.

    Args:
        rate: 0–102; over 100 where the context agrees.
        similarity: of the two texts, in [0, 1]; of a semantic match, the cosine in [-1, 1].
        kind: "context", "exact", "fuzzy" or "semantic".
        source: the text of the memory that is like the segment.
        target: its translation.
        origin: name of the memory, and of the document in it where it is known.
        filling: what it is, or would be, in the target.
        remark: what differs and why points were taken off, for people; "" for nothing.
    """

    rate: int
    similarity: float
    kind: str
    source: Variant
    target: Variant
    origin: str
    filling: Filling
    remark: str = ""


@dataclass(frozen=True, slots=True)
class JobSegment:
    """A segment to translate.

    Args:
        source: its text as printed, without white space around it.
        before: what stands between it and the segment before it in the paragraph, or the start.
        target: its translation so far; "" where there is none.
        filling: what the target is.
        suggestions: the best first, with that which filled the target.
        remarks: what a translator should know of it, a sentence each.
    """

    source: str
    before: str = ""
    target: str = ""
    filling: Filling = Filling.EMPTY
    suggestions: tuple[Suggestion, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JobParagraph:
    """A paragraph to translate.

    Args:
        number: its place in the document, from 1.
        line: number of its first line in the file, from 1.
        segments: at least one, in order.
        kind: BODY, "heading", "caption", "footnote" or another word.
        behind: what stands behind the last segment.
        remarks: what a translator should know of it, a sentence each.
    """

    number: int
    line: int
    segments: tuple[JobSegment, ...]
    kind: str = BODY
    behind: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JobFile:
    """A document to translate.

    Args:
        name: of the file, without its folder.
        paragraphs: in order; they are gone through once.
    """

    name: str
    paragraphs: Iterable[JobParagraph]


@dataclass(frozen=True, slots=True)
class Job:
    """Documents to translate from one language into another.

    Args:
        source_language: BCP 47 tag of all documents.
        target_language: the same of the translations.
        files: at least one; they are gone through once.
        notes: what was done to them, a sentence each.
    """

    source_language: str
    target_language: str
    files: Iterable[JobFile]
    notes: tuple[str, ...] = ()
