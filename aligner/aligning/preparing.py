"""Two sides with segments → what the model needs to know of them."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from aligner.aligning.pair import MAX_BEAD, Pair, Text
from aligner.embedding import Encoder, Overlaps, centre, embed_overlaps
from aligner.embedding.scaling import find_scale
from aligner.hints import NO_HINTS, Hints, Terms
from aligner.lexicon import find_evidence, has_dictionary
from aligner.lexicon.evidence import LexicalEvidence
from aligner.records import Kind, Side
from aligner.splitting.clauses import find_clauses
from tmx.language import is_chinese, primary

_LATIN_FOR_HAN = 3.0
"""Characters of a translation in Latin script for one of Chinese: 2.4 to 4.3 in whole texts."""

# One and the same each time, for an encoder may remember what it was asked with.
_DIVIDE_ENGLISH = partial(find_clauses, english=True)
_KINDS = {kind: number for number, kind in enumerate(Kind)} | {Kind.FOOTNOTE: 0}
"""A footnote is running text: one version of a text may print it where the other has a bracket."""


def prepare_pair(left: Side, right: Side, encoder: Encoder, hints: Hints = NO_HINTS) -> Pair:
    """Encode two sides and find what they share.

    Args:
        left: the Chinese side, if there is one.
        right: the other side.
        encoder: gives the vectors.
        hints: what is known beside.
    """
    languages = (left.document.language, right.document.language)
    with ThreadPoolExecutor(1) as pool:
        # Words are looked up while the encoder loads and multiplies.
        evidence = pool.submit(_find_evidence, left, right, hints.terms)
        scale = find_scale(encoder)
        texts = [
            prepare_text(side, encoder, scale=scale, has_paragraphs=hints.has_paragraphs)
            for side in (left, right)
        ]
        lexical = evidence.result()
    usual = _LATIN_FOR_HAN if is_chinese(languages[0]) and not is_chinese(languages[1]) else 1.0
    return Pair(texts[0], texts[1], lexical, usual)


def _find_evidence(left: Side, right: Side, terms: Terms) -> LexicalEvidence | None:
    if not has_dictionary(left.document.language, right.document.language):
        return None
    return find_evidence(_texts_of(left), _texts_of(right), terms)


def prepare_text(side: Side, encoder: Encoder, *, scale: float, has_paragraphs: bool) -> Text:
    """Encode one side; see `Text` for what is in it, and `find_scale` for the scale."""
    texts = _texts_of(side)
    paragraphs = [segment.paragraph for segment in side.segments]
    opens = np.diff(paragraphs, prepend=-1) != 0
    return Text(
        centre(embed_side(side, encoder), scale),
        np.array([len("".join(text.split())) for text in texts], dtype=np.float32),
        (opens & has_paragraphs).astype(np.float32),
        np.array([_KINDS[segment.kind] for segment in side.segments], dtype=np.int64),
    )


def embed_side(side: Side, encoder: Encoder) -> Overlaps:
    """Encode the segments of one side, with all that `prepare_pair` asks of them."""
    divide = _DIVIDE_ENGLISH if primary(side.document.language) == "en" else find_clauses
    texts = _texts_of(side)
    return embed_overlaps(encoder, texts, joiner=side.joiner, max_run=MAX_BEAD, divide=divide)


def _texts_of(side: Side) -> Sequence[str]:
    return [segment.text for segment in side.segments]
