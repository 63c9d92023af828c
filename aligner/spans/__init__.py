"""Where the translation of a word or phrase stands: for the hits of the concordance.

Of a Chinese and an English text that translate each other and a stretch of one, the candidates in
the other (`units`) are scored by the token vectors of the default encoder and by dictionary,
numbers and names (`lexical`, `features`); a small model (`model`) chooses one, or none where it is
unsure. `scripts/train_spans` fits and measures it.
"""

from collections.abc import Sequence

from tmx.memory.records import Span, SpanQuestion

__all__ = ["find_spans"]


def find_spans(questions: Sequence[SpanQuestion]) -> list[tuple[Span, ...]]:
    """Find where translations stand; a `tmx.memory.records.SpanFinder`.

    Loads the encoder and the dictionary, in about a second, when first called.

    Args:
        questions: a stretch of a text each; one of the two texts has to be Chinese, the other in
            another script.

    Returns:
        For each question the stretches of the other text, in order; () where the model is unsure.
    """
    if not questions:
        return []
    from aligner.spans.finding import load_finder

    return load_finder().find(questions)
