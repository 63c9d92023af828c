"""Vectors of runs made once, so that the aligner and its peers work on the same ones."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from aligner.embedding import DenseOverlaps, Divide, Encoder, Overlaps, Vectors, embed_overlaps
from aligner.embedding.parts import Ends
from aligner.reading import propose_language
from aligner.splitting.clauses import find_clauses
from tmx.language import primary

PEER_RUNS = 8
"""Longest run that a peer asks for: Vecalign's by default."""


@dataclass(frozen=True, slots=True)
class EncodedText:
    """A text and the vectors of its runs.

    Args:
        texts: n segments.
        vectors: (max_run, n, dim) float32; [k - 1, i] is that of the k segments from i on.
        padding: (dim,) float32, of the text "PAD", that peers put before the beginning.
        seconds: what making the vectors took, by run length, as far as lengths are made apart.
        ends: beginnings and ends of segments, for the aligner alone.
    """

    texts: tuple[str, ...]
    vectors: Vectors
    padding: Vectors
    seconds: tuple[float, ...]
    ends: Ends

    def by_end(self) -> Vectors:
        """Return the vectors as peers number them: [k - 1, i] ends with segment i."""
        turned = np.empty_like(self.vectors)
        for runs in range(len(turned)):
            turned[runs, :runs] = self.padding
            turned[runs, runs:] = self.vectors[runs, : max(0, len(self.texts) - runs)]
        return turned


def encode_pooled(texts: Sequence[str], encoder: Encoder) -> EncodedText:
    """Encode as the aligner does: each segment once, and runs pooled from it."""
    start = time.perf_counter()
    overlaps = embed_overlaps(encoder, texts, max_run=PEER_RUNS, divide=_divide_as(texts))
    vectors = overlaps.window(0, len(texts))
    seconds = time.perf_counter() - start
    return EncodedText(tuple(texts), vectors, _pad(encoder), (seconds,), overlaps.ends)


def encode_joined(texts: Sequence[str], encoder: Encoder) -> EncodedText:
    """Encode as peers do: the text of each run, joined with a space in every language."""
    padding = _pad(encoder)
    vectors = np.zeros((PEER_RUNS, len(texts), len(padding)), dtype=np.float32)
    seconds = []
    for size in range(1, PEER_RUNS + 1):
        start = time.perf_counter()
        runs = [" ".join(texts[i : i + size]) for i in range(len(texts) - size + 1)]
        if runs:
            vectors[size - 1, : len(runs)] = encoder.encode(runs)
        seconds.append(time.perf_counter() - start)
    # Of the joined runs the peers know no beginnings and ends; ours are pooled, as always.
    ends = embed_overlaps(encoder, texts, max_run=1, divide=_divide_as(texts)).ends
    return EncodedText(tuple(texts), vectors, padding, tuple(seconds), ends)


def _divide_as(texts: Sequence[str]) -> Divide:
    """Return what divides segments of the language of these."""
    language = propose_language("\n".join(texts)).tag
    return partial(find_clauses, english=primary(language) == "en")


def _pad(encoder: Encoder) -> Vectors:
    return np.asarray(encoder.encode(["PAD"])[0])


class StoredVectors:
    """An encoder that gives vectors made before.

    Args:
        stored: the texts it knows.
        signature: of the encoder that made them.
    """

    def __init__(self, stored: Sequence[EncodedText], signature: str) -> None:
        self._stored = {each.texts: each for each in stored}
        self.signature = signature

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of the segments of one of the texts; (n, dim) float32."""
        return self._stored[tuple(texts)].vectors[0].copy()

    def pool_overlaps(
        self, texts: Sequence[str], max_run: int, divide: Divide | None = None
    ) -> Overlaps:
        """Return the vectors of all runs of one of the texts, and of beginnings and ends."""
        stored = self._stored[tuple(texts)]
        return DenseOverlaps(stored.vectors[:max_run].copy(), stored.ends if divide else None)
