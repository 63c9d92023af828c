"""The tables of words and patterns beside the modules of the reading stage."""

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_table(name: str) -> dict[str, Any]:
    """Load a table of `aligner/reading/data`; it stays loaded.

    Args:
        name: of the file without its suffix, such as "vocabulary".
    """
    data = resources.files("aligner.reading").joinpath(f"data/{name}.json")
    table: dict[str, Any] = json.loads(data.read_text(encoding="utf-8"))
    return table
