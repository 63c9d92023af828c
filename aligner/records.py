"""The records that flow through the package: Document → Segment → Bead → Alignment.

All are frozen; every stage takes records and returns new ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as printed.

    Args:
        text: the characters of the file, without the line break that ends the paragraph.
        line: number of its first line in the file, counted from 1.
        kind: what it is; everything but BODY is one segment and never split.
    """

    text: str
    line: int = 1
    kind: Kind = Kind.BODY


@dataclass(frozen=True, slots=True)
class Document:
    """One language version of a text.

    Args:
        paragraphs: in the order of the file.
        language: BCP 47 tag, such as "zh-HK"; "und" where nobody said and the text does not tell.
        name: file name without its folder.
        encoding: the encoding the file was read in, as Python names it.
    """

    paragraphs: tuple[Paragraph, ...]
    language: str = "und"
    name: str = ""
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, heading or other unit of alignment.

    Args:
        text: as printed; `document.paragraphs[paragraph].text[start:start + len(text)]`.
        paragraph: index of its paragraph in the document.
        start: offset in the paragraph, in characters.
        kind: kind of its paragraph.
    """

    text: str
    paragraph: int
    start: int = 0
    kind: Kind = Kind.BODY

    @property
    def stop(self) -> int:
        """Offset behind the last character in the paragraph."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an alignment: a document and its segments, in order."""

    document: Document
    segments: tuple[Segment, ...]

    def text_of(self, numbers: Sequence[int]) -> str:
        """Return the text of a run of segments as printed.

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
            pieces.append(segment.text)
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
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 1.0

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
        """Whether a bead goes into memories: a pair at or over the minimum confidence."""
        return not bead.is_null and bead.confidence >= self.settings.min_confidence
