"""The word lists and tables in `data/`, each read when a rule first needs it."""

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_table(name: str) -> dict[str, Any]:
    """Load a JSON file of `data/`; it is shared and must not be changed.

    Args:
        name: of the file, without suffix.
    """
    data = resources.files("aligner.cleaning").joinpath(f"data/{name}.json")
    table: dict[str, Any] = json.loads(data.read_text(encoding="utf-8"))
    return table
