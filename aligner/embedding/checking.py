"""What every encoder is held to: a finite, non-zero row of one dimension for each text.

The one place where vectors are checked, whoever made them. Texts are made safe on the way in,
equal texts are encoded once, and rows come out unit-norm.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.embedding import (
    DenseOverlaps,
    Encoder,
    Overlaps,
    PoolingEncoder,
    StreamingEncoder,
    Vectors,
)
from aligner.embedding.parts import Divide, Ends, embed_ends
from aligner.errors import AlignerError

_TOLERANCE = 1e-3
"""Norms this near to 1 are left alone."""
_LEAST_NORM = 1e-12
_SHOWN = 40
"""Characters of a text that a message shows."""


def check_encoder(encoder: Encoder) -> Encoder:
    """Wrap an encoder so that what it gives is checked; one that pools still pools."""
    if isinstance(encoder, CheckedEncoder | CheckedPooler):
        return encoder
    if isinstance(encoder, StreamingEncoder | PoolingEncoder):
        return CheckedPooler(encoder)
    return CheckedEncoder(encoder)


class CheckedEncoder:
    """An encoder whose texts are made safe and distinct, and whose vectors are checked.

    Args:
        encoder: gives one row a text, of any length.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._dimension: int | None = None

    @property
    def signature(self) -> str:
        """That of the encoder, and the dimension of its vectors as soon as one was seen."""
        dimension = f"/{self._dimension}" if self._dimension else ""
        return self._encoder.signature + dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed texts, equal ones once; (n, dim) float32, rows unit-norm.

        Raises:
            AlignerError: the encoder fails, or gives something else than a finite row a text.
        """
        if not texts:
            return np.zeros((0, self._dimension or 0), dtype=np.float32)
        safe = [clean_text(text) for text in texts]
        numbers = {text: number for number, text in enumerate(dict.fromkeys(safe))}
        vectors = check_vectors(list(numbers), self._encoder.encode(list(numbers)), self._encoder)
        self._check_dimension(vectors.shape[1])
        return np.asarray(vectors[[numbers[text] for text in safe]])

    def _check_dimension(self, dimension: int) -> None:
        if self._dimension not in {None, dimension}:
            raise AlignerError(
                f"encoder {self._encoder.signature}: gave vectors of {dimension} numbers, and of "
                f"{self._dimension} before: it must be one model throughout"
            )
        self._dimension = dimension


class CheckedPooler:
    """The same for an encoder that pools; its vectors keep their full precision.

    Args:
        encoder: gives the vectors of runs, all at once or a window at a time.
    """

    def __init__(self, encoder: StreamingEncoder | PoolingEncoder) -> None:
        self._encoder = encoder

    @property
    def signature(self) -> str:
        """That of the encoder."""
        return self._encoder.signature

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed texts; (n, dim) float32, rows unit-norm.

        Raises:
            AlignerError: a row is zero, infinite or not a number, or rows are missing.
        """
        vectors = self._encoder.encode(texts)
        overlaps = CheckedOverlaps(DenseOverlaps(vectors[None]), texts, self)
        return np.asarray(overlaps.window(0, len(texts))[0])

    def load(self) -> None:
        """Load the weights ahead of the first use, if the encoder can."""
        if load := getattr(self._encoder, "load", None):
            load()

    def pool_overlaps(
        self, texts: Sequence[str], max_run: int, divide: Divide | None = None
    ) -> Overlaps:
        """Prepare the vectors of every run; see `StreamingEncoder.pool_overlaps`.

        Raises:
            AlignerError: rows are missing.
        """
        if isinstance(self._encoder, StreamingEncoder):
            overlaps = self._encoder.pool_overlaps(texts, max_run, divide)
        else:
            ends = embed_ends(self.encode, texts, divide) if divide else None
            overlaps = DenseOverlaps(self._encoder.encode_overlaps(texts, max_run), ends)
        return CheckedOverlaps(overlaps, texts, self, max_run=max_run)


class CheckedOverlaps:
    """The vectors of runs, checked a window at a time.

    Args:
        overlaps: as the encoder gave them.
        texts: the segments.
        encoder: named in messages.
        max_run: the longest run that was asked for.

    Raises:
        AlignerError: rows are missing.
    """

    def __init__(
        self, overlaps: Overlaps, texts: Sequence[str], encoder: Encoder, *, max_run: int = 1
    ) -> None:
        if overlaps.shape[:2] != (max_run, len(texts)):
            raise AlignerError(
                f"encoder {encoder.signature}: gave an array of shape {overlaps.shape} for "
                f"{len(texts)} texts and runs of up to {max_run}"
            )
        self._overlaps = overlaps
        self._texts = texts
        self._encoder = encoder

    @property
    def shape(self) -> tuple[int, int, int]:
        """Longest run, number of segments, dimension."""
        return self._overlaps.shape

    @property
    def ends(self) -> Ends:
        """The vectors of beginnings and ends of segments."""
        return self._overlaps.ends

    @property
    def single(self) -> Vectors:
        """(n, dim) float32, the vectors of the segments one by one, checked."""
        rows = self._overlaps.single
        _check_unit(rows, self._texts, self._encoder)
        return rows

    def window(self, start: int, length: int) -> Vectors:
        """Return the vectors of the runs that begin in a window; see `Overlaps.window`.

        Raises:
            AlignerError: a row is zero, infinite or not a number.
        """
        window = self._overlaps.window(start, length)
        for size, rows in enumerate(window, 1):
            first, stop = max(-start, 0), min(length, len(self._texts) - size + 1 - start)
            if stop > first:
                texts = self._texts[start + first : start + stop]
                _check_unit(rows[first:stop], texts, self._encoder)
        return window


def _check_unit(rows: Vectors, texts: Sequence[str], encoder: Encoder) -> None:
    """Check rows, and bring those to unit norm that are far from it."""
    norms = _check_norms(texts, np.sqrt(np.einsum("ij,ij->i", rows, rows)), encoder)
    if np.any(np.abs(norms - 1) > _TOLERANCE):
        rows /= norms[:, None]


def clean_text(text: str) -> str:
    r"""Replace what no encoder can take: lone surrogates, which are no UTF-8, and NUL.

    >>> clean_text("a\ud800b\x00c")
    'a?b c'
    """
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def check_vectors(texts: Sequence[str], vectors: object, encoder: Encoder) -> Vectors:
    """Check what an encoder gave and bring it to unit norm and half precision.

    Half precision is what the cache keeps: so a vector is the same whether it was cached or not.
    It moves a cosine by some 1e-5. Checking twice changes nothing more (of 64 numbers and up).

    Args:
        texts: n texts that were encoded.
        vectors: what came back; (n, dim) if all is well, rows of any length.
        encoder: named in messages.

    Returns:
        (n, dim) float32, rows unit-norm.

    Raises:
        AlignerError: it is no array of that shape, or a row is zero, infinite or not a number.
    """
    rows = _as_rows(len(texts), vectors, encoder)
    norms = _check_norms(texts, np.linalg.norm(rows, axis=1), encoder)
    far = np.abs(norms - 1) > _TOLERANCE
    rows = rows / np.where(far, norms, 1.0)[:, None]
    return widen(rows.astype(np.float16))


def widen(halves: NDArray[np.float16]) -> Vectors:
    """Turn rows of half precision into unit rows; (n, dim) float32."""
    rows = halves.astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def _as_rows(count: int, vectors: object, encoder: Encoder) -> NDArray[np.float64]:
    try:
        rows = np.asarray(vectors, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise AlignerError(
            f"encoder {encoder.signature}: gave vectors of different lengths, or no numbers "
            f"({error}): check that it is an embedding model"
        ) from error
    if rows.ndim != 2 or len(rows) != count or not rows.shape[1]:
        raise AlignerError(
            f"encoder {encoder.signature}: gave an array of shape {rows.shape} for {count} texts: "
            "expected a row of numbers for each"
        )
    return rows


def _check_norms(
    texts: Sequence[str], norms: NDArray[np.floating], encoder: Encoder
) -> NDArray[np.floating]:
    """Return the norms if every one is finite and more than zero; NaN and infinity show in them."""
    good = np.isfinite(norms) & (norms > _LEAST_NORM)
    if not good.all():
        worst = int(np.argmin(good))
        fault = "zeros alone" if np.isfinite(norms[worst]) else "NaN or infinity"
        raise AlignerError(
            f"encoder {encoder.signature}: gave a vector of {fault} for {_show(texts[worst])}, and "
            f"for {np.count_nonzero(~good) - 1} other texts: another encoder, or another version "
            "of this model, may do better"
        )
    return norms


def _show(text: str) -> str:
    shown = " ".join(text.split())
    return f"“{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}”"
