"""What a memory asks of an encoder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Vectors: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class VectorModel:
    """An encoder as a memory uses it.

    Args:
        signature: its name and version; vectors of different signatures are never compared.
        encode: n texts → (n, dimension) float32, rows unit-norm.
    """

    signature: str
    encode: Callable[[Sequence[str]], Vectors]
