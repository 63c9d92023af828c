"""Which blocks of a PDF are headings, by their print."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from aligner.reading.formats.pdf.records import Block, Line
from aligner.reading.scripts import count_han, count_latin_words
from aligner.records import Kind

_CLOSED = re.compile(r"[.。,，;；:：、!！…]['\"”’」』）)]*$")
# A size that so much of the text has is one of the text.
_BODY_SHARE = 0.2
_LARGER = 1.12
_HEADING_HAN, _HEADING_WORDS, _HEADING_LINES = 60, 30, 4
_SHORT_HAN, _SHORT_WORDS = 30, 14


@dataclass(frozen=True, slots=True)
class BodySizes:
    """The sizes of the font in which the running text is printed, smallest and largest."""

    smallest: float
    largest: float


def measure_body(lines: Iterable[Line]) -> BodySizes:
    """Measure which sizes most of the text has.

    Args:
        lines: of the whole document, at least one.
    """
    counts: Counter[float] = Counter()
    for line in lines:
        counts[line.size] += len(line.text)
    total = sum(counts.values())
    body = [size for size, count in counts.items() if count >= _BODY_SHARE * total]
    body = body or [counts.most_common(1)[0][0]]
    return BodySizes(min(body), max(body))


def tell_kind(block: Block, body: BodySizes) -> Kind:
    """Tell headings from body text.

    Args:
        block: a whole paragraph.
        body: see `measure_body`.
    """
    text = " ".join(line.text for line in block.lines)
    if block.cell is not None or not any(character.isalpha() for character in text):
        return Kind.BODY
    size = count_han(text), count_latin_words(text)
    is_brief = size[0] <= _HEADING_HAN and size[1] <= _HEADING_WORDS
    is_large = block.size >= _LARGER * body.largest
    if is_large and is_brief and len(block.lines) <= _HEADING_LINES:
        # A larger lead is running text; a title seldom ends in a full stop.
        return Kind.BODY if _CLOSED.search(text) and len(block.lines) > 1 else Kind.HEADING
    is_short = size[0] <= _SHORT_HAN and size[1] <= _SHORT_WORDS
    is_bold_line = block.is_bold and len(block.lines) == 1 and block.size >= body.smallest
    if is_bold_line and is_short and not _CLOSED.search(text):
        return Kind.HEADING
    return Kind.BODY
