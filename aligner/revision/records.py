"""The records of a revision: rows of segments, and changes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from aligner.errors import AlignerError
from aligner.records import Segment


class RevisionError(AlignerError):
    """A change that the alignment, as it stands, does not allow.

    Args:
        message: what, where and what to try, in English.
        key: of the text in which a page says the same in its language, without "error_" before
            it; "" where there is none.
        values: what stands in the places of that text.
    """

    def __init__(self, message: str, key: str = "", **values: object) -> None:
        super().__init__(message)
        self.key = key
        self.values: Mapping[str, Any] = values


class SideName(StrEnum):
    """Which side of an alignment."""

    SOURCE = "source"
    TARGET = "target"

    @property
    def other(self) -> "SideName":
        """The side across."""
        return SideName.TARGET if self is SideName.SOURCE else SideName.SOURCE


class Direction(StrEnum):
    """Towards the beginning of the texts, or towards their end."""

    UP = "up"
    DOWN = "down"


class RowStatus(StrEnum):
    """What a person has decided of a row."""

    OPEN = "open"
    ACCEPTED = "accepted"


class RowFlags(NamedTuple):
    """What a person has said of a row, apart from its grouping; a tuple, for there may be many."""

    status: RowStatus
    is_marked: bool


@cache
def make_flags(status: RowStatus, is_marked: bool) -> RowFlags:
    """Return flags; there are four kinds, and a change may hold thousands of them."""
    return RowFlags(status, is_marked)


@dataclass(frozen=True, slots=True)
class Row:
    """A bead under revision: segments of both sides that belong together.

    Args:
        id: a number that the row keeps as long as it is there; rows of the aligner have the number
            of their bead, later ones the next that is free.
        source: identifiers of the source segments, in the order of the text.
        target: the same of the target side; at least one of the two is not empty.
        confidence: calibrated probability, 0 to 1, that exactly this bead is right.
        status: what was decided of it.
        is_manual: whether a person made the grouping.
        is_marked: whether a person wants to come back to it.
    """

    id: int
    source: tuple[str, ...]
    target: tuple[str, ...]
    confidence: float = 1.0
    status: RowStatus = RowStatus.OPEN
    is_manual: bool = False
    is_marked: bool = False

    @property
    def is_null(self) -> bool:
        """Whether one side is empty."""
        return not (self.source and self.target)

    @property
    def type(self) -> str:
        """The bead type, such as "1-2"."""
        return f"{len(self.source)}-{len(self.target)}"

    @property
    def flags(self) -> RowFlags:
        """What a person has said of it."""
        return make_flags(self.status, self.is_marked)

    def get_side(self, side: SideName) -> tuple[str, ...]:
        """Return the identifiers of one side."""
        return self.source if side is SideName.SOURCE else self.target


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a revision, which can be applied and taken back.

    Rows and segments are kept as they were and as they are then, so that taking a change back
    needs nothing else. Large decisions, such as to accept all rows above, keep the flags alone.

    Args:
        kind: what was done, such as "merge"; a name for people and programs.
        at: place of the first row that is replaced, from 0.
        before: the rows that stand there before, one behind the other.
        after: the rows that stand there afterwards.
        segments_before: segments that change, by identifier; None: not there before.
        segments_after: the same afterwards.
        flags_before: flags that change, by identifier of the row.
        flags_after: the same afterwards.
        focus: identifier of the row that was worked on, as it is called afterwards; None: none.
    """

    kind: str
    at: int = 0
    before: tuple[Row, ...] = ()
    after: tuple[Row, ...] = ()
    segments_before: Mapping[str, Segment | None] = field(default_factory=dict)
    segments_after: Mapping[str, Segment | None] = field(default_factory=dict)
    flags_before: Mapping[int, RowFlags] = field(default_factory=dict)
    flags_after: Mapping[int, RowFlags] = field(default_factory=dict)
    focus: int | None = None

    @property
    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return Change(
            self.kind,
            self.at,
            self.after,
            self.before,
            self.segments_after,
            self.segments_before,
            self.flags_after,
            self.flags_before,
            self.before[0].id if self.before else self.focus,
        )
