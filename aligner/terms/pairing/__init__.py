"""Pairs of candidates that translate each other, with a probability and what speaks for it.

Of a passage both texts become atoms (`atoms`), which dictionary, sounds, co-occurrence and vectors
link (`lexical`, `sounds`, `learned`, `links`); how links and vectors fit a pair of candidates and
its borders is a row of numbers (`features`), which a small model weighs (`model`). What may be a
pair is a row of a sheet (`sheets`); of all sheets pairs of terms are made (`gathering`, `making`).
`scripts/train_terms` fits and measures the model.
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
    from aligner.terms.pairing.counting import count_buckets
    from aligner.terms.pairing.finding import load_pairer, make_batches, pair_sheets

    pairer, buckets = load_pairer(), count_buckets(len(passages))
    batches = make_batches(passages, chinese, english)
    sheets = (pairer.sight(jobs, buckets) for jobs in batches)
    return pair_sheets(sheets, passages, progress=progress)
