"""What a rule is, what it finds, and what is left."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from aligner.reading.records import Change
from aligner.records import Paragraph


@dataclass(frozen=True, slots=True)
class Find:
    """A passage that a rule removes, changes or flags.

    Args:
        paragraph: index of the paragraph.
        start, stop: of the passage in its text, in characters, start < stop.
        replacement: what is to stand there; "" removes the passage, and a paragraph that nothing
            visible is left of goes; None leaves the text and flags the passage as destroyed.
    """

    paragraph: int
    start: int
    stop: int
    replacement: str | None = ""


FindPassages = Callable[[Sequence[Paragraph]], Iterable[Find]]
"""Pure: paragraphs in order → finds in order, none overlapping another."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of cleaning.

    Args:
        name: in small letters with hyphens, such as "empty-image-links"; `--keep` takes it.
        reason: why its finds do not belong to the text: one clause, for the log.
        find: finds them.
    """

    name: str
    reason: str
    find: FindPassages


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What cleaning leaves.

    Args:
        paragraphs: in order, none of them blank.
        changes: what was removed, changed or flagged, rule by rule.
    """

    paragraphs: tuple[Paragraph, ...]
    changes: tuple[Change, ...] = ()


def find_whole(paragraph: Paragraph, index: int) -> Find:
    """Make the find that removes a whole paragraph, which must not be empty."""
    return Find(index, 0, len(paragraph.text))
