"""The records that flow through the package: Document → Segment → Bead → Alignment.

All are frozen; every stage takes records and returns new ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from aligner.settings import DEFAULTS, Settings
from tmx.language import is_chinese
from tmx.version import __version__


class Kind(StrEnum):
    """What a paragraph is in its document."""

    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    DATELINE = "dateline"
    BYLINE = "byline"
    NOTICE = "notice"
    FOOTNOTE = "footnote"


SPLIT_KINDS = frozenset({Kind.BODY, Kind.FOOTNOTE})
"""Kinds that are split into sentences; a paragraph of any other kind is one segment."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as printed.

    Args:
        text: the characters of the file, without the line break that ends the paragraph.
        line: number of its first line in the file, counted from 1; in a format without lines, of
            the paragraph, or of what stands for one there, such as a row or a caption.
        kind: what it is; everything but SPLIT_KINDS is one segment and never split.
        language: BCP 47 tag that the format states; "" where it states none.
        row: number of the row of a table, or of the pair or unit, that holds it together with its
            counterpart, if it has one there; None where nothing is paired.
        damage: (start, stop) of each passage destroyed before, in characters, increasing.
    """

    text: str
    line: int = 1
    kind: Kind = Kind.BODY
    language: str = ""
    row: int | None = None
    damage: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; "" where it does not.

    Args:
        title: of the text, not of the site or the series.
        author: who wrote it; several joined with ", ".
        translator: who translated or adapted it.
        date: of publication, ISO 8601 (2025-03-11 or 2025-03-11T04:30:59+00:00).
        source: name or address of the publication.
        variety: BCP 47 tag that says more than the language tag, such as "yue-Hant-HK".
    """

    title: str = ""
    author: str = ""
    translator: str = ""
    date: str = ""
    source: str = ""
    variety: str = ""


NO_METADATA = Metadata()
"""What a document says that says nothing of itself."""


@dataclass(frozen=True, slots=True)
class Document:
    """One language version of a text.

    Args:
        paragraphs: in the order of the file.
        language: BCP 47 tag, such as "zh-HK"; "und" where nobody said and the text does not tell.
        name: file name without its folder.
        encoding: the encoding the file was read in, as Python names it.
        metadata: what it says of itself.
        units: the rows of its paragraphs are translation units, to be taken as they are.
    """

    paragraphs: tuple[Paragraph, ...]
    language: str = "und"
    name: str = ""
    encoding: str = "utf-8"
    metadata: Metadata = NO_METADATA
    units: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, heading or other unit of alignment.

    Args:
        text: as printed; `document.paragraphs[paragraph].text[start:start + len(text)]`.
        paragraph: index of its paragraph in the document.
        start: offset in the paragraph, in characters.
        kind: kind of its paragraph.
        is_damaged: whether a passage in it was destroyed before.
        edit: what a person put in the place of the text; None: nothing.
    """

    text: str
    paragraph: int
    start: int = 0
    kind: Kind = Kind.BODY
    is_damaged: bool = False
    edit: str | None = None

    @property
    def current(self) -> str:
        """The text as it stands: the edit if there is one, else as printed."""
        return self.text if self.edit is None else self.edit

    @property
    def stop(self) -> int:
        """Offset behind the last character in the paragraph."""
        return self.start + len(self.text)


def mark_damage(segment: Segment, paragraph: Paragraph) -> Segment:
    """Mark a segment of a paragraph in which a passage was destroyed before."""
    inside = (start < segment.stop and segment.start < stop for start, stop in paragraph.damage)
    return replace(segment, is_damaged=True) if any(inside) else segment


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an alignment: a document and its segments, in order."""

    document: Document
    segments: tuple[Segment, ...]

    def text_of(self, numbers: Sequence[int]) -> str:
        """Return the text of a run of segments as printed, or as a person edited it.

        Segments of one paragraph come with what stands between them; where a paragraph ends,
        Chinese is joined directly and any other language with a space.

        Args:
            numbers: segment numbers, increasing; none gives the empty text.
        """
        pieces: list[str] = []
        previous: Segment | None = None
        for segment in (self.segments[number] for number in numbers):
            if previous is not None:
                pieces.append(self._between(previous, segment))
            pieces.append(segment.current)
            previous = segment
        return "".join(pieces)

    def _between(self, left: Segment, right: Segment) -> str:
        if left.paragraph == right.paragraph:
            return self.document.paragraphs[left.paragraph].text[left.stop : right.start]
        return self.joiner

    @property
    def joiner(self) -> str:
        """What stands between segments of two paragraphs: nothing in Chinese, else a space."""
        return "" if is_chinese(self.document.language) else " "


@dataclass(frozen=True, slots=True)
class Bead:
    """An n–m link: segments of the source and the segments that translate them.

    Args:
        source: numbers of the source segments, increasing; empty for an insertion.
        target: numbers of the target segments, increasing; empty for a deletion.
        confidence: calibrated probability, 0 to 1, that exactly this bead is right.
        is_accepted: whether a person has looked at it and said that it is right.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 1.0
    is_accepted: bool = False

    @property
    def is_null(self) -> bool:
        """Whether one side is empty."""
        return not (self.source and self.target)

    @property
    def type(self) -> str:
        """The bead type, such as "1-2"."""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two sides, the beads between them, and what made them.

    Args:
        source: the side translated from.
        target: the side translated into.
        beads: in order; every segment of either side is in exactly one bead.
        settings: what the user set.
        encoder: signature of the encoder.
        model: version of the weights.
        notes: what was assumed or changed on the way, a sentence each.
        version: of the duizhao that made it.
    """

    source: Side
    target: Side
    beads: tuple[Bead, ...]
    settings: Settings = DEFAULTS
    encoder: str = ""
    model: str = ""
    notes: tuple[str, ...] = ()
    version: str = __version__

    @property
    def signature(self) -> str:
        """Everything needed to get the same beads again from the same texts."""
        return (
            f"duizhao/{self.version} encoder={self.encoder} model={self.model} "
            f"settings={self.settings.signature}"
        )

    def is_confident(self, bead: Bead) -> bool:
        """Whether a bead goes into memories: a whole pair that is accepted or sure enough."""
        if bead.is_null or bead.is_accepted:
            return not bead.is_null
        return bead.confidence >= self.settings.min_confidence and not self.is_damaged(bead)

    def is_damaged(self, bead: Bead) -> bool:
        """Whether a passage in a bead was destroyed before."""
        return any(
            side.segments[number].is_damaged
            for side, numbers in ((self.source, bead.source), (self.target, bead.target))
            for number in numbers
        )
