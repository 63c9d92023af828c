"""Units of a memory that say what stands around them, for tools that match in context.

A memory knows neighbours by their prints, whatever brought the units in. Where the text of a
neighbour is in the memory, it is stated in the way of a CAT tool (`tmx.dialects`).
"""

from collections.abc import Iterator
from functools import lru_cache

from tmx.contexts import Context
from tmx.dialects import check_dialect, find_context, state_context
from tmx.memory.queries.units import select_texts_between_prints
from tmx.memory.records import ALL, Prints, Side, StoredUnit, UnitFilter
from tmx.memory.store import Memory
from tmx.memory.transfer.exporting import MemoryUnits, find_units
from tmx.records import Header, ReadReport, TranslationUnit

_REMEMBERED = 4096
"""Texts of neighbours that are kept: that of a unit is soon asked for."""


class ContextUnits:
    """Units of a memory, each with its neighbours where they are known and it states none.

    Hold `memory.read()` while it is gone through.

    Args:
        memory: stays open.
        units: which ones.
        dialect: the CAT tool in whose way neighbours are stated.

    Raises:
        TmxError: there is no such dialect, or a tag or script of the filter is none.
    """

    def __init__(self, memory: Memory, units: UnitFilter = ALL, *, dialect: str) -> None:
        check_dialect(dialect)
        self._memory = memory
        self._filter = units
        self._dialect = dialect
        self._units = MemoryUnits(memory, units)

    @property
    def header(self) -> Header:
        """The header of the file that all units came with, else one that is true of all."""
        return self._units.header

    @property
    def report(self) -> ReadReport:
        """Report of the last pass."""
        return self._units.report

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a pass."""
        neighbours = _Neighbours(self._memory)
        stored = find_units(self._memory, self._filter)
        for unit, known in zip(self._units, stored, strict=True):
            if known.prints == Prints() or find_context(unit, self.header) is not None:
                yield unit
            else:
                yield state_context(unit, neighbours.find(known), self._dialect)


class _Neighbours:
    """Finds texts by their prints."""

    def __init__(self, memory: Memory) -> None:
        self._connection = memory.connection
        self._find_text = lru_cache(_REMEMBERED)(self._select_text)

    def find(self, stored: StoredUnit) -> Context:
        """Find what stands around a unit; what is not in the memory is not known."""
        sides = stored.prints[:2], stored.prints[2:]
        source, target = stored.source, stored.source.other
        previous, following = (self._find_text(source, each) for each in sides[source])
        return Context(previous, following, self._find_text(target, sides[target][0]))

    def _select_text(self, side: Side, print_: int | None) -> str | None:
        if not print_:
            return None if print_ is None else ""
        found = select_texts_between_prints(self._connection, side, print_, print_)
        return found[0][1] if found else None
