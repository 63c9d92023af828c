"""Pairs of candidates that translate each other, with a probability and what speaks for it.

Of a passage both texts become atoms (`atoms`), which dictionary, sounds, co-occurrence and vectors
link (`lexical`, `sounds`, `learned`, `links`); how links and vectors fit a pair of candidates and
its borders is a row of numbers (`features`), which a small model weighs (`model`). `finding` puts
the passages together. `scripts/train_terms` fits and measures the model.
"""

from collections.abc import Callable, Sequence

from aligner.terms.records import Candidate, Passage, TermPair

__all__ = ["pair_terms"]


def pair_terms(
    passages: Sequence[Passage],
    chinese: Sequence[Sequence[Candidate]],
    english: Sequence[Sequence[Candidate]],
    *,
    progress: Callable[[str], None] | None = None,
) -> list[TermPair]:
    """Find which candidates translate each other.

    Loads the encoder and the dictionary, in about a second, when first called.

    Args:
        passages: texts that translate each other.
        chinese: the candidates of each Chinese text.
        english: the candidates of each English text.
        progress: told how far it is, from time to time.

    Returns:
        The pairs from a probability of some hundredths on, the probablest first.
    """
    from aligner.terms.pairing.finding import load_pairer

    return load_pairer().pair(passages, chinese, english, progress=progress)
