"""Names of styles → kinds of paragraphs, in the languages that word processors are sold in."""

import re
from functools import cache

from aligner.records import Kind
from aligner.resources import read_table

_NUMBER = re.compile(r"[\s\d]+$")
# OpenDocument writes a character that a name may not hold as its number: Heading_20_1.
_ESCAPE = re.compile("_([0-9a-f]{2})_")


def find_style_kind(name: str) -> Kind | None:
    """Find the kind of paragraph that the name of a style stands for.

    Args:
        name: as stored in the file or as shown to the user, with or without a level.

    Returns:
        The kind; None if the name says nothing of it.

    >>> find_style_kind("Heading_20_1"), find_style_kind("题注"), find_style_kind("Normal")
    (<Kind.HEADING: 'heading'>, <Kind.CAPTION: 'caption'>, None)
    """
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), name)
    return _load_styles().get(_NUMBER.sub("", plain.strip().lower()))


@cache
def _load_styles() -> dict[str, Kind]:
    table: dict[str, list[str]] = read_table("aligner.reading.formats.office", "styles")["kinds"]
    return {name: Kind(kind) for kind, names in table.items() for name in names}
