"""Segments → embeddings: any encoder behind one protocol, overlaps for every run of segments.

Models are loaded when an encoder is first used, never at import.
"""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np

from aligner.embedding.overlaps import (
    CentredOverlaps,
    DenseOverlaps,
    Overlaps,
    centre,
)
from aligner.embedding.parts import Divide, Vectors, embed_ends

__all__ = [
    "MAX_RUN",
    "CentredOverlaps",
    "DenseOverlaps",
    "Divide",
    "Encoder",
    "Overlaps",
    "PoolingEncoder",
    "StreamingEncoder",
    "Vectors",
    "centre",
    "embed_overlaps",
]

MAX_RUN = 7
"""Longest run of segments on one side of a bead."""


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into vectors whose cosine says how near their meanings are."""

    @property
    def signature(self) -> str:
        """Name and version of the model, enough to get the same vectors again."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed texts.

        Returns:
            (n, dim) float32, rows unit-norm.
        """


@runtime_checkable
class PoolingEncoder(Encoder, Protocol):
    """An encoder that embeds runs of segments from what it computed once a segment."""

    def encode_overlaps(self, texts: Sequence[str], max_run: int) -> Vectors:
        """Embed every run of 1 to max_run texts.

        Returns:
            (max_run, n, dim) float32; [k - 1, i] is the unit vector of texts i … i + k - 1,
            zeros where the run would pass the end.
        """


@runtime_checkable
class StreamingEncoder(Encoder, Protocol):
    """An encoder that pools, and makes the vectors of runs when they are asked for."""

    def pool_overlaps(
        self, texts: Sequence[str], max_run: int, divide: Divide | None = None
    ) -> Overlaps:
        """Prepare the vectors of every run of 1 to max_run texts; a few KB a text are kept.

        Args:
            texts: the segments.
            max_run: longest run, in texts.
            divide: finds where a text may be divided, for the vectors of its beginnings and ends.
        """


def embed_overlaps(
    encoder: Encoder,
    texts: Sequence[str],
    *,
    joiner: str = " ",
    max_run: int = MAX_RUN,
    divide: Divide | None = None,
) -> Overlaps:
    """Embed every run of 1 to max_run consecutive texts, and the beginnings and ends of texts.

    An encoder that pools does it in one pass; any other encodes the joined text of each run.
    Only one that streams does not hold the vectors of all runs in memory.

    Args:
        encoder: the model.
        texts: n segments, in order.
        joiner: what stands between two segments of a run.
        max_run: the longest run, in segments.
        divide: finds where a text may be divided; None: beginnings and ends are not needed.

    Returns:
        The vectors, (max_run, n, dim) float32 in all, a window at a time.
    """
    if isinstance(encoder, StreamingEncoder):
        return encoder.pool_overlaps(texts, max_run, divide)
    ends = embed_ends(encoder.encode, texts, divide) if divide else None
    if isinstance(encoder, PoolingEncoder):
        return DenseOverlaps(encoder.encode_overlaps(texts, max_run), ends)
    return DenseOverlaps(_encode_runs(encoder, texts, joiner, max_run), ends)


def _encode_runs(encoder: Encoder, texts: Sequence[str], joiner: str, max_run: int) -> Vectors:
    first = encoder.encode(texts)
    overlaps = np.zeros((max_run, *first.shape), dtype=np.float32)
    overlaps[0] = first
    for size in range(2, min(max_run, len(texts)) + 1):
        runs = [joiner.join(texts[i : i + size]) for i in range(len(texts) - size + 1)]
        overlaps[size - 1, : len(runs)] = encoder.encode(runs)
    return overlaps
