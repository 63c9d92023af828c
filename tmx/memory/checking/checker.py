"""A memory → what is wrong with the file, with each unit, and with the TMX that it would make."""

import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from tmx.checking import Finding, Place, Severity, check_tmx
from tmx.checking.findings import shorten
from tmx.checking.records import SHOWN_PLACES
from tmx.errors import TmxError
from tmx.language import is_chinese
from tmx.memory.checking.lengths import Lengths, learn_lengths
from tmx.memory.checking.rules import MEMORY_RULES
from tmx.memory.checking.texts import find_broken
from tmx.memory.errors import is_damage, name_damage
from tmx.memory.queries.checks import find_damage, select_sizes
from tmx.memory.records import ALL, Side, StoredUnit, UnitFilter
from tmx.memory.store import Memory
from tmx.memory.transfer.exporting import MemoryUnits, find_units
from tmx.records import Header, TranslationUnit
from tmx.repairing import Repair
from tmx.writing import write_tmx

PROGRESS_STEP = 10_000
"""Units between two reports of progress."""

_SAMPLE = 20_000
_SPACELESS = frozenset({"zh", "yue", "ja", "ko"})
_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class MemoryReport:
    """What is wrong with a memory.

    Args:
        units: how many were looked at.
        findings: by severity, then by code; the unit of a place is its number in the memory.
    """

    units: int
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(each.rule.severity is Severity.ERROR for each in self.findings)


def check_memory(
    memory: Memory, units: UnitFilter = ALL, *, progress: Callable[[int], None] | None = None
) -> MemoryReport:
    """Check a memory: whether its file is sound, and what is odd about its units.

    The units are written to a temporary TMX file, which the rules of `tmx.checking` are applied
    to; numbers, lengths, scripts and codes of both sides are compared besides. Where the file is
    damaged, units behind the damage may not be looked at.

    Args:
        memory: open for reading at least.
        units: which of them.
        progress: is told how many have been looked at, now and then.

    Raises:
        TmxError: there is no room for the temporary file, or a filter is none.
    """
    counter = _Counter()
    with memory.read() as connection:
        for damage in find_damage(connection):
            counter.add("MEM001", Place(None, value=shorten(damage)))
        checker = _Checker(memory, counter, progress)
        try:
            findings = checker.run(units)
        except TmxError as error:
            if not is_damage(error.__cause__):
                raise
            # The units behind the damage cannot be come by.
            counter.add("MEM001", Place(None, value=shorten(name_damage(error.__cause__))))
            findings = list(counter.list_findings())
    ordered = sorted(findings, key=lambda f: (_ORDER.index(f.rule.severity), f.rule.code))
    return MemoryReport(checker.units, tuple(ordered))


class _Counter:
    """Counts what breaks the rules of memories; the first places are kept."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._places: dict[str, list[Place]] = {}

    def add(self, code: str, place: Place) -> None:
        self._counts[code] = self._counts.get(code, 0) + 1
        places = self._places.setdefault(code, [])
        if len(places) < SHOWN_PLACES:
            places.append(place)

    def list_findings(self) -> Iterator[Finding]:
        for code, count in self._counts.items():
            yield Finding(MEMORY_RULES[code], count, tuple(self._places[code]))


class _Checker:
    """Goes through the units once: they are judged while they are written."""

    def __init__(
        self, memory: Memory, counter: _Counter, progress: Callable[[int], None] | None
    ) -> None:
        self.units = 0
        self.ids = array("q")
        self._memory = memory
        self._counter = counter
        self._progress = progress
        first, second = memory.languages
        self._is_chinese = is_chinese(first) and second not in _SPACELESS
        sizes = select_sizes(memory.connection, _SAMPLE)
        self._lengths: Lengths = learn_lengths(
            sizes, is_chinese_english=(first, second) == ("zh", "en")
        )

    def run(self, wanted: UnitFilter) -> list[Finding]:
        header = Repair(MemoryUnits(self._memory, wanted).header).header
        try:
            with tempfile.TemporaryFile() as stream:
                write_tmx(stream, self._watch(find_units(self._memory, wanted), header), header)
                stream.seek(0)
                found = check_tmx(stream, name=f"{self._memory.path}.tmx").findings
        except OSError as error:
            raise TmxError(
                f"{self._memory.path}: there is no room for a temporary copy"
                f" ({error.strerror or error}); free space, or name a folder in TMPDIR"
            ) from error
        # The header is of the temporary file, and not of the memory.
        of_units = (each for each in found if any(place.unit for place in each.places))
        return [*map(self._place, of_units), *self._counter.list_findings()]

    def _watch(self, units: Iterable[StoredUnit], header: Header) -> Iterator[TranslationUnit]:
        repair = Repair(header)
        for self.units, stored in enumerate(units, start=1):
            self._judge(stored)
            made = repair.repair(stored.unit)
            if made != (stored.unit,):
                self._add("MEM106", stored, "")
            self.ids.extend(stored.id for _ in made)
            if self._progress is not None and self.units % PROGRESS_STEP == 0:
                self._progress(self.units)
            yield from made

    def _judge(self, stored: StoredUnit) -> None:
        first, second = (stored.get_variant(side) for side in Side)
        for code, value in find_broken(first, second, self._lengths, is_chinese=self._is_chinese):
            self._add(code, stored, value)

    def _add(self, code: str, stored: StoredUnit, value: str) -> None:
        place = Place(None, unit=stored.id, tuid=stored.unit.tuid, value=shorten(value))
        self._counter.add(code, place)

    def _place(self, finding: Finding) -> Finding:
        """Name the units of a finding by their numbers in the memory."""
        places = tuple(
            replace(
                each,
                line=None,
                column=None,
                unit=None if each.unit is None else self.ids[each.unit - 1],
            )
            for each in finding.places
        )
        return replace(finding, places=places)
