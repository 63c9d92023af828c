"""Characters of symbol fonts → the characters they show."""

from collections.abc import Mapping
from functools import cache

from aligner.resources import read_table


def map_symbols(text: str, font: str) -> str:
    r"""Map the codes of a symbol font to the characters that it shows.

    Args:
        text: codes of the font, as they are or moved to U+F000; others stay as they are.
        font: its name; a font that is not known leaves the text unchanged.

    Returns:
        The text; ornaments that have no usual character are left out.

    >>> map_symbols("\uf061", "Symbol"), map_symbols("\uf0e0", "Wingdings"), map_symbols("é", "")
    ('α', '→', 'é')
    """
    table = _load_fonts().get(font.strip().lower())
    if table is None:
        return text
    return "".join(table.get(ord(c) & 0xFF, "") if _is_code(c) else c for c in text)


def _is_code(character: str) -> bool:
    return "\x21" <= character <= "\xff" or "\uf021" <= character <= "\uf0ff"


@cache
def _load_fonts() -> Mapping[str, Mapping[int, str]]:
    table = read_table("aligner.reading.formats.office", "symbols")["fonts"]
    return {
        font: {int(start, 16) + i: c for start, run in runs.items() for i, c in enumerate(run)}
        for font, runs in table.items()
    }
