"""An encoder that asks another one only for what is not in the cache."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from aligner.caching import VectorCache
from aligner.embedding import Encoder, Vectors
from aligner.embedding.checking import check_vectors, widen
from aligner.embedding.reporting import Report, keep_quiet
from aligner.errors import AlignerError

_TEXTS_A_ROUND = 256
"""After so many texts their vectors are kept, so that an interrupted run loses little."""
_LONG_WORK = 4 * _TEXTS_A_ROUND
_HALF = np.dtype("<f2")


class CachedEncoder:
    """Any encoder behind the cache; with or without what is cached, vectors are the same.

    Args:
        encoder: asked for what is not there.
        cache: keeps what the encoder gave, at half precision; None: nothing is kept.
        report: told how far long work is.
    """

    def __init__(
        self, encoder: Encoder, cache: VectorCache | None, *, report: Report = keep_quiet
    ) -> None:
        self._encoder = encoder
        self._cache = cache
        self._report = report

    @property
    def signature(self) -> str:
        """That of the encoder."""
        return self._encoder.signature

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed texts; (n, dim) float32, rows unit-norm.

        Raises:
            AlignerError: the encoder fails, or its vectors have another dimension than those kept.
        """
        distinct = list(dict.fromkeys(texts))
        signature = self._encoder.signature
        found = self._cache.get_vectors(signature, distinct) if self._cache else {}
        vectors = {text: row for text, data in found.items() if (row := _unpack(data)) is not None}
        missing = [text for text in distinct if text not in vectors]
        for start in range(0, len(missing), _TEXTS_A_ROUND):
            some = missing[start : start + _TEXTS_A_ROUND]
            vectors.update(self._encode_anew(signature, some))
            if len(missing) >= _LONG_WORK:
                self._report(f"encoding … {start + len(some)} of {len(missing)} texts")
        return self._stack([vectors[text] for text in texts])

    def _encode_anew(self, signature: str, texts: list[str]) -> dict[str, Vectors]:
        rows = check_vectors(texts, self._encoder.encode(texts), self._encoder)
        # Unit rows of half precision come back from it unchanged.
        halves = rows.astype(_HALF)
        packed = {text: half.tobytes() for text, half in zip(texts, halves, strict=True)}
        if self._cache:
            self._cache.put_vectors(signature, packed)
        return dict(zip(texts, widen(halves), strict=True))

    def _stack(self, rows: list[Vectors]) -> Vectors:
        lengths = sorted({len(row) for row in rows})
        if len(lengths) > 1:
            raise AlignerError(
                f"encoder {self.signature}: gave vectors of {lengths[0]} and of {lengths[1]} "
                "numbers: the model behind that name has changed since some were kept: duizhao "
                "cache clear"
            )
        return np.array(rows, dtype=np.float32).reshape(len(rows), lengths[0] if lengths else 0)


def _unpack(data: bytes) -> Vectors | None:
    """Return a kept vector; None if it is not what was kept."""
    if len(data) % _HALF.itemsize:
        return None
    halves: NDArray[np.float16] = np.frombuffer(data, dtype=_HALF).astype(np.float16)
    norm = float(np.linalg.norm(halves.astype(np.float64)))
    if not abs(norm - 1) < 0.01:
        return None
    return np.asarray(widen(halves[None])[0])
