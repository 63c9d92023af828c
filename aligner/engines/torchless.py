"""Import a package that wants torch, where there is none and numpy will do.

Of torch, Bertalign's algorithm uses one search: the most similar rows of a matrix product. Of
sentence-transformers it uses nothing once it is given vectors.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.errors import AlignerError

_ROWS_AT_ONCE = 512


def import_without_torch(name: str) -> Any:  # noqa: ANN401 — a module without types
    """Import a package, with stand-ins for torch and sentence-transformers if they are missing.

    The stand-ins are gone from the list of modules afterwards, so that nothing else meets them.

    Raises:
        AlignerError: the package cannot be imported.
    """
    if name in sys.modules:
        return sys.modules[name]
    missing = {each: make for each, make in _STANDINS.items() if find_spec(each) is None}
    try:
        with _stand_in({each: make() for each, make in missing.items()}):
            return import_module(name)
    except (ImportError, OSError, SyntaxError, AttributeError) as error:
        raise AlignerError(
            f"{name}: is installed but cannot be imported ({error}): install it again"
        ) from error


@contextmanager
def _stand_in(modules: dict[str, ModuleType]) -> Iterator[None]:
    sys.modules.update(modules)
    try:
        yield
    finally:
        for name in modules:
            sys.modules.pop(name, None)


def _make_torch() -> ModuleType:
    torch = ModuleType("torch")
    parts = {
        "cuda": SimpleNamespace(is_available=lambda: False),
        "from_numpy": Matrix,
        "topk": find_top,
    }
    torch.__dict__.update(parts)
    return torch


def _make_transformers() -> ModuleType:
    package = ModuleType("sentence_transformers")
    package.__dict__["SentenceTransformer"] = object
    return package


_STANDINS = {"torch": _make_torch, "sentence_transformers": _make_transformers}


@dataclass(frozen=True, slots=True)
class Product:
    """A matrix product that is not yet computed: (n, dim) times (dim, m)."""

    left: NDArray[Any]
    right: NDArray[Any]


@dataclass(frozen=True, slots=True)
class Matrix:
    """What of a tensor is used: moving it, transposing it, multiplying it."""

    values: NDArray[Any]

    def to(self, device: str) -> "Matrix":
        """Return the same."""
        return self

    def cpu(self) -> "Matrix":
        """Return the same."""
        return self

    def numpy(self) -> NDArray[Any]:
        """Return the array."""
        return self.values

    @property
    def T(self) -> "Matrix":  # noqa: N802 — torch's name
        """The transposed matrix."""
        return Matrix(self.values.T)

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows and columns."""
        return self.values.shape

    def __matmul__(self, other: "Matrix") -> Product:
        return Product(self.values, other.values)


def find_top(product: Product, k: int, dim: int = 1) -> tuple[Matrix, Matrix]:
    """Find the largest k values of each row of a product and their columns, largest first.

    The product is computed some rows at a time, so that memory grows with n + m.
    """
    values, columns = [], []
    for start in range(0, len(product.left), _ROWS_AT_ONCE):
        rows = product.left[start : start + _ROWS_AT_ONCE] @ product.right
        best = np.argsort(-rows, axis=1, kind="stable")[:, :k]
        columns.append(best)
        values.append(np.take_along_axis(rows, best, axis=1))
    return Matrix(np.concatenate(values)), Matrix(np.concatenate(columns))
