"""How far a pair of texts is a term of a field, and no common word.

`rating` says it of each pair, `nesting` makes one of pairs that are one row, `ranking` puts the
best first.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aligner.terms.records import Passage, TermPair

if TYPE_CHECKING:
    from aligner.terms.termhood.frequencies import Frequencies
    from aligner.terms.termhood.seeds import Seeds

__all__ = ["hide_nested", "load_frequencies", "rank_pairs", "rate_termhood"]


def rate_termhood(
    pairs: Sequence[TermPair], passages: Iterable[Passage], seeds: "Seeds | None" = None
) -> list[float]:
    """Rate how far pairs are terms rather than common words, each in [0, 1]; see `rating`."""
    from aligner.terms.termhood import rating

    return rating.rate_termhood(pairs, passages, seeds)


def rank_pairs(
    pairs: Sequence[TermPair], passages: Iterable[Passage], seeds: "Seeds | None" = None
) -> list[TermPair]:
    """Order pairs, the best first; see `ranking`."""
    from aligner.terms.termhood import ranking

    return ranking.rank_pairs(pairs, passages, seeds)


def hide_nested(pairs: Sequence[TermPair], seeds: "Seeds | None" = None) -> list[TermPair]:
    """Leave out what other pairs hold; see `nesting`."""
    from aligner.terms.termhood import nesting

    return nesting.hide_nested(pairs, seeds)


def load_frequencies() -> "Frequencies":
    """Load how often words are used in general language; see `frequencies`."""
    from aligner.terms.termhood import frequencies

    return frequencies.load_frequencies()
