"""The tables of words and patterns beside the modules of the reading stage."""

from functools import cache
from typing import Any

from aligner.resources import read_table


@cache
def load_table(name: str) -> dict[str, Any]:
    """Load a table of `aligner/reading/data`; it stays loaded.

    Args:
        name: of the file without its suffix, such as "vocabulary".
    """
    return read_table("aligner.reading", name)
