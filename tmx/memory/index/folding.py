"""Texts → keys, with NumPy where it is loaded or worth it."""

import sys
from collections.abc import Sequence

from tmx.memory.folding import fold_text

MANY = 2000
"""Texts whose keys take as long without NumPy as NumPy takes to load."""


def is_loaded() -> bool:
    """Whether NumPy is loaded, which takes as long as thirty searches."""
    return "numpy" in sys.modules


def fold_to_keys(texts: Sequence[str]) -> list[str]:
    """Fold texts to keys.

    >>> fold_to_keys(["「第１２條」：The U.S. policy …", ""])
    ['第12条the u s policy', '']
    """
    if len(texts) < MANY and not is_loaded():
        return list(map(fold_text, texts))
    from tmx.memory.index import keys

    return keys.fold_to_keys(texts)
