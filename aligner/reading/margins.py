"""What stands before a text has begun and behind its end, lines of the page among it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from aligner.reading.scripts import is_blank, measure_words
from aligner.records import Kind, Paragraph

# Words: a paragraph of body text as long as this is running text. The head of a text ends with
# the third, its title and the name below it stand before the first.
_LONG = 25.0
_LONG_IN_HEAD = 3
_LONGEST_HEAD = 20
_TAIL = 6
_PAGE_LINES = 4
_TODAY = re.compile("今天|今日|現在|现在|(?i:today|now)")


def is_today(text: str) -> bool:
    """Whether a line tells the day on which the page was read.

    >>> is_today("今天是2024年5月6日"), is_today("2024年5月6日")
    (True, False)
    """
    return bool(_TODAY.search(text))


@dataclass(frozen=True, slots=True)
class View:
    """A text by its parts that may say something of it.

    Args:
        paragraphs: of the text, without blank ones.
        start: number of the first long paragraph of running text; all of them if none is.
        head: paragraphs before and about the beginning, lines of the page among them.
        tail: the last paragraphs, and lines of the page behind them.
        chinese: whether the text is Chinese.
    """

    paragraphs: Sequence[Paragraph]
    start: int
    head: Sequence[Paragraph]
    tail: Sequence[Paragraph]
    chinese: bool

    @property
    def has_body(self) -> bool:
        """Whether there is running text at all."""
        return self.start < len(self.paragraphs)

    @classmethod
    def of(
        cls, paragraphs: Sequence[Paragraph], raw: Sequence[Paragraph], *, chinese: bool
    ) -> "View":
        """Find the head and the tail of a text.

        Args:
            paragraphs: of the text, in order, none of them blank.
            raw: of the whole file before cleaning; may be empty.
            chinese: whether the text is Chinese.
        """
        long = list(islice((i for i, p in enumerate(paragraphs) if _is_long(p)), _LONG_IN_HEAD))
        start = long[0] if long else len(paragraphs)
        # With little running text, what stands behind it is the tail.
        begun = long[-1] if long else len(paragraphs)
        stop = min(begun, _LONGEST_HEAD, len(paragraphs))
        ours = paragraphs[:stop]
        tail = paragraphs[max(stop, len(paragraphs) - _TAIL) :]
        before, behind = _find_page_lines(raw, paragraphs, ours[-1].line if ours else 0)
        head = sorted([*before, *ours], key=lambda p: p.line)
        return cls(paragraphs, start, head, [*tail, *behind], chinese)


def _is_long(paragraph: Paragraph) -> bool:
    return paragraph.kind is Kind.BODY and measure_words(paragraph.text) >= _LONG


def _find_page_lines(
    raw: Sequence[Paragraph], paragraphs: Sequence[Paragraph], head_end: int
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Find the lines of the page that stand among the head of a text, and behind its end."""
    lines = {p.line for p in paragraphs}
    first, last = min(lines), max(lines)
    others = [p for p in raw if p.line not in lines and not is_blank(p.text)]
    above = [p for p in others if p.line < first][-1:]
    among = [p for p in others if first < p.line <= head_end]
    behind = [p for p in others if p.line > last][:_PAGE_LINES]
    return [*(p for p in above if not is_today(p.text)), *among], behind
