"""What a search in the index is given and gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

from tmx.memory.records import Side

Row: TypeAlias = tuple[int, bytes]
"""A row of the index: its key, and the places of pairs in its segment."""

MEMBERS = 4
"""Pairs that are taken of those with one signature, which nearly always have one key; more where
there are few signatures."""
REACH = 4
"""How much farther pairs are looked for where too few signatures differ."""


class Asked(NamedTuple):
    """A key that others are compared with.

    Args:
        key: folded, not empty.
        side: where others are looked for.
        bits: signature of the key, see `tmx.memory.index.single.make_signature`.
    """

    key: str
    side: Side
    bits: int


class Nearest(Protocol):
    """Finds pairs with the nearest signatures, of half to double the length of a query."""

    def gather(self, rows: Sequence[Row]) -> None:
        """Choose from the pairs in rows of the index."""

    def gather_all(self) -> None:
        """Choose from all pairs that are indexed."""

    def find(self, count: int) -> list[int]:
        """Find pairs of so many different signatures: ids in order, of each signature the newest.

        What is gathered comes first.
        """

    def find_sharing(self, rows: Sequence[Row], count: int) -> list[int]:
        """Find the pairs that are in most of some rows of the index: ids, best first.

        Args:
            rows: of grams that the query has.
            count: how many, at most. Of pairs in as many rows, the nearest signatures.
        """

    def measure_likeness(self, pairs: Sequence[int]) -> list[float]:
        """Guess how much of their grams the query and each pair share: in [0, 1], 1: not known."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A key that may be near to that of a query.

    Args:
        key: folded text, see `tmx.memory.folding`.
        pairs: ids of pairs with this key on the side that was searched, newest first: at least one,
            not always all; `tmx.memory.folding.find_print_range` leads to the others.
        similarity: of the key to that of the query, see `tmx.memory.rating.rate_keys`.
        likeness: about how much of their grams the two have in common, in [0, 1], whatever stands
            where; 1 where nobody can say.
    """

    key: str
    pairs: tuple[int, ...]
    similarity: float
    likeness: float = 1.0

    @property
    def pair(self) -> int:
        """The first of the pairs."""
        return self.pairs[0]
