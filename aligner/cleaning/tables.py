"""The word lists and tables in `data/`, each read when a rule first needs it."""

from functools import cache
from typing import Any

from aligner.resources import read_table


@cache
def load_table(name: str) -> dict[str, Any]:
    """Load a JSON file of `data/`; it is shared and must not be changed.

    Args:
        name: of the file, without suffix.
    """
    return read_table("aligner.cleaning", name)
