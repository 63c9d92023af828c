"""The tables that packages ship as JSON beside their modules: the one place that reads them."""

import json
from importlib import resources
from typing import Any


def read_table(package: str, name: str) -> dict[str, Any]:
    """Read a table from the folder `data` of a package; callers keep what they make of it.

    Args:
        package: name of the package, such as "aligner.reading".
        name: of the file in `data/`, without its suffix.
    """
    text = resources.files(package).joinpath(f"data/{name}.json").read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(text)
    return table
