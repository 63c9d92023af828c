"""Divided units in the order of their file → the same with the prints of their neighbours."""

from collections.abc import Iterable, Iterator, Mapping

from tmx.contexts import Context
from tmx.memory.records import UNKNOWN_PRINTS, Prints
from tmx.memory.transfer.adding import find_prints
from tmx.memory.units.dividing import Divided, NewUnit, Texts

Entry = tuple[Divided, Context | Prints | None]
"""A unit of a file, and what it states of its neighbours."""

_NONE = Texts({}, {})


PlacedUnit = tuple[NewUnit, Prints]
"""A divided unit, and the prints of its neighbours."""


def find_places(entries: Iterable[Entry]) -> Iterator[list[PlacedUnit]]:
    """Find the prints of the neighbours of units.

    What a unit states itself comes first; where it does not, and names its document, its
    neighbours are those of the file.

    Args:
        entries: taken one at a time; two besides the given one are held.

    Yields:
        The units of each entry.
    """
    before: Divided | None = None
    current: Entry | None = None
    for entry in entries:
        if current is not None:
            yield _place(before, current, entry[0])
            before = current[0]
        current = entry
    if current is not None:
        yield _place(before, current, None)


def _place(before: Divided | None, entry: Entry, behind: Divided | None) -> list[PlacedUnit]:
    divided, context = entry
    if divided.document is None:
        return [(new, find_prints(new, context)) for new in divided.units]
    near = _read_neighbours(divided, before), _read_neighbours(divided, behind)
    if context is None:
        return [(new, _find_near(new, *near)) for new in divided.units]
    return [
        (new, _complete(find_prints(new, context), _find_near(new, *near))) for new in divided.units
    ]


def _read_neighbours(divided: Divided, other: Divided | None) -> Texts:
    """Return the texts of a neighbour; none at all where the document begins or ends."""
    return other.texts if other is not None and other.document == divided.document else _NONE


def _find_near(new: NewUnit, before: Texts, behind: Texts) -> Prints:
    variants, source = new.unit.variants, new.source
    first, second = variants[source].language, variants[1 - source].language
    return Prints(
        _find_print(before, before.first, first),
        _find_print(behind, behind.first, first),
        _find_print(before, before.second, second),
        _find_print(behind, behind.second, second),
    )


def _find_print(texts: Texts, side: Mapping[str, int | None], tag: str) -> int | None:
    """Find the text in the same language, else the first of the same side."""
    if texts is _NONE:
        return 0
    return side[tag] if tag in side else next(iter(side.values()), None)


def _complete(stated: Prints, near: Prints) -> Prints:
    if stated == UNKNOWN_PRINTS:
        return near
    both = zip(stated, near, strict=True)
    return Prints(*(each if each is not None else other for each, other in both))
