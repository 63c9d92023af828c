"""Segments → embeddings: any encoder behind one protocol, overlaps for every run of segments.

Models are loaded when an encoder is first used, never at import.
"""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

MAX_RUN = 7
"""Longest run of segments on one side of a bead."""

_LEAST_NORM = 1e-4


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


def embed_overlaps(
    encoder: Encoder, texts: Sequence[str], *, joiner: str = " ", max_run: int = MAX_RUN
) -> Vectors:
    """Embed every run of 1 to max_run consecutive texts.

    An encoder that pools does it in one pass; any other encodes the joined text of each run.

    Args:
        encoder: the model.
        texts: n segments, in order.
        joiner: what stands between two segments of a run.
        max_run: the longest run, in segments.

    Returns:
        (max_run, n, dim) float32, see `PoolingEncoder.encode_overlaps`.
    """
    if isinstance(encoder, PoolingEncoder):
        return encoder.encode_overlaps(texts, max_run)
    first = encoder.encode(texts)
    overlaps = np.zeros((max_run, *first.shape), dtype=np.float32)
    overlaps[0] = first
    for size in range(2, min(max_run, len(texts)) + 1):
        runs = [joiner.join(texts[i : i + size]) for i in range(len(texts) - size + 1)]
        overlaps[size - 1, : len(runs)] = encoder.encode(runs)
    return overlaps


_FEW_SEGMENTS = 5
"""In a text of this many segments half of the mean is taken off."""


def centre(overlaps: Vectors) -> Vectors:
    """Take the mean of the single-segment vectors off all runs and renormalise.

    Sentences of one text share its subject; what is left tells them apart. The mean of a few
    segments says more of them than of their subject, so it counts by how many there are.

    Args:
        overlaps: (max_run, n, dim) float32, one document side.

    Returns:
        An array of the same shape, rows unit-norm; rows of zeros stay zeros.

    Source: measured with Universal Sentence Encoder vectors as .005–.01 F1 on whole texts; on
        texts of two to five sentences the part of the mean is worth .02–.05.
    """
    mean = overlaps[0].sum(axis=0) / (overlaps.shape[1] + _FEW_SEGMENTS)
    present = np.any(overlaps, axis=2, keepdims=True)
    shifted = np.where(present, overlaps - mean, 0.0)
    norms = np.linalg.norm(shifted, axis=2, keepdims=True)
    # What is left of a segment that equals the mean is rounding error, not a direction.
    kept = norms > _LEAST_NORM
    return np.where(kept, shifted / np.where(kept, norms, 1.0), 0.0).astype(np.float32)
