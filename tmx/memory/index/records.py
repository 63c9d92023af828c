"""What a search in the index gives."""

from dataclasses import dataclass


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
