"""Units of a source → lots of them with the prints of their texts, which are made together.

That is several times faster than to make the prints of each unit when it is divided.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tmx.formats.records import UnitSource
from tmx.memory.folding import join_print
from tmx.memory.index.keys import fold_to_keys
from tmx.memory.units.dividing import find_side
from tmx.records import TranslationUnit

_UNITS = 256
_CHARACTERS = 1 << 17
"""Characters after which a lot is full, so that long texts do not take much memory."""


class Placed(NamedTuple):
    """A unit of a source.

    Args:
        number: of the unit in the source, from 1.
        unit: as it was read.
        place: where it begins, such as "line 12"; "" if the source does not say.
    """

    number: int
    unit: TranslationUnit
    place: str


class Lot(NamedTuple):
    """Units that follow each other in a source.

    Args:
        units: at least one.
        prints: of their texts in the languages of the memory.
    """

    units: list[Placed]
    prints: Mapping[str, int]


def read_lots(source: UnitSource, languages: tuple[str, str]) -> Iterator[Lot]:
    """Go through a source.

    Args:
        source: read ahead by less than a lot.
        languages: primary subtags of the first and the second side.
    """
    units: list[Placed] = []
    texts: dict[str, None] = {}
    size = 0
    for number, unit in enumerate(source, start=1):
        units.append(Placed(number, unit, _find_place(source)))
        for variant in unit.variants:
            text = variant.text
            size += len(text)
            if find_side(variant.language, languages) is not None:
                texts[text] = None
        if len(units) == _UNITS or size > _CHARACTERS:
            yield Lot(units, make_prints(list(texts)))
            units, texts, size = [], {}, 0
    if units:
        yield Lot(units, make_prints(list(texts)))


def make_prints(texts: list[str]) -> dict[str, int]:
    """Make the prints of different texts; see `tmx.memory.folding.make_print`."""
    keys = fold_to_keys(texts)
    return {text: join_print(text, key) for text, key in zip(texts, keys, strict=True)}


def _find_place(source: UnitSource) -> str:
    place = getattr(source, "place", None)
    return place if isinstance(place, str) else ""
