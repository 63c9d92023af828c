"""What was shown and what is shown now → which rows of the page are replaced."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_ROWS = 200
"""Rows that an answer replaces at most; over that the page loads its rows again."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A run of shown rows that gives way to another.

    Args:
        at: place among the shown rows where it begins, from 0.
        removed: identifiers of the rows that go.
        added: identifiers of the rows that come.
    """

    at: int
    removed: tuple[int, ...]
    added: tuple[int, ...]

    @property
    def is_large(self) -> bool:
        """Whether loading the rows again is less work than to replace them."""
        return max(len(self.removed), len(self.added)) > MOST_ROWS


def find_replacement(
    before: Sequence[tuple[int, object]], after: Sequence[tuple[int, object]]
) -> Replacement:
    """Find the shortest run outside of which two lists are equal.

    Args:
        before, after: identifier of each shown row with what it looks like.

    >>> find_replacement([(1, "a"), (2, "b"), (3, "c")], [(1, "a"), (2, "x"), (3, "c")])
    Replacement(at=1, removed=(2,), added=(2,))
    """
    least = min(len(before), len(after))
    start = next((i for i in range(least) if before[i] != after[i]), least)
    least -= start
    tail = next((i for i in range(least) if before[-1 - i] != after[-1 - i]), least)
    return Replacement(
        start,
        tuple(row for row, _ in before[start : len(before) - tail]),
        tuple(row for row, _ in after[start : len(after) - tail]),
    )
