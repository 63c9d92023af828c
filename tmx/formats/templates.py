"""Templates of files that are written: pages and package parts with $names to fill in."""

import re
from functools import lru_cache
from importlib.resources import files

_NAME = re.compile(r"\$([a-z_]+)")


@lru_cache(maxsize=64)
def load_text(name: str) -> str:
    """Load a file of `tmx/formats/data`, with line feeds for line breaks.

    Args:
        name: such as "html/memory.css".
    """
    path = files("tmx.formats").joinpath("data", *name.split("/"))
    return path.read_text(encoding="utf-8")


def fill(name: str, /, **values: str | int) -> str:
    """Fill in a template.

    Args:
        name: such as "docx/styles.xml"; its last line break is the editor's and is left out.
        values: for each $name, escaped; more may be given than it has.
    """
    return _compile(name) % values


@lru_cache(maxsize=64)
def _compile(name: str) -> str:
    # string.Template searches the text anew for every row; this is ten times faster.
    text = load_text(name).removesuffix("\n")
    return _NAME.sub(r"%(\1)s", text.replace("%", "%%"))
