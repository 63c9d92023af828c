"""Alignments → a memory: of `duizhao align --tm`, and of .duizhao files that are imported."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from aligner.command.columns import count_of
from aligner.command.memory.opening import name_languages, open_to_fill
from aligner.exporting import load_alignment
from aligner.exporting.placing import PlacedUnit, PlacedUnits, place_units
from aligner.exporting.units import make_header
from aligner.records import Alignment
from tmx import Header, Loss, ReadReport, TmxError, TranslationUnit
from tmx.language import primary
from tmx.losses import LossCounter
from tmx.memory.folding import make_print
from tmx.memory.places import find_free_place
from tmx.memory.records import Prints
from tmx.memory.store import open_memory, orient
from tmx.memory.transfer.importing import ImportOptions, import_units


class PlacedSource:
    """The units of alignments as a source of an import, with what stands around each.

    Args:
        alignments: at least one, in the order of their units.
        moment: when they were aligned, with a time zone.
    """

    def __init__(self, alignments: Sequence[Alignment], moment: datetime) -> None:
        placed = [place_units(each, moment) for each in alignments]
        self._placed = [unit for each in placed for unit in each.units]
        self._header = make_header(alignments, moment)
        self._around = {id(each.unit): each for each in self._placed}
        self._report = ReadReport(len(self._placed), _list_losses(placed))

    @property
    def header(self) -> Header | None:
        """What holds for all units: the signatures."""
        return self._header

    @property
    def report(self) -> ReadReport:
        """What was left out of the alignments."""
        return self._report

    def __iter__(self) -> Iterator[TranslationUnit]:
        """Start a pass."""
        return iter([each.unit for each in self._placed])

    def get_prints(self, unit: TranslationUnit) -> Prints | None:
        """Return what stands around one of the units on both sides of a memory."""
        placed = self._around.get(id(unit))
        return None if placed is None else _make_prints(placed)


def _list_losses(placed: Sequence[PlacedUnits]) -> tuple[Loss, ...]:
    losses = LossCounter()
    for each in placed:
        for reason, count in each.left_out.items():
            losses.add(f"beads left out: {reason}", count=count)
        if each.characters_removed:
            losses.add("characters that XML does not allow", count=each.characters_removed)
    return losses.losses


def _make_prints(placed: PlacedUnit) -> Prints:
    """Make the prints of the neighbours, those of the first side first."""
    source, target = (variant.language for variant in placed.unit.variants)
    contexts = [placed.source, placed.target]
    if primary(source) != orient((source, target))[0]:
        contexts.reverse()
    return Prints(*(_print(text) for each in contexts for text in (each.previous, each.following)))


def _print(text: str | None) -> int | None:
    return None if text is None else make_print(text) if text else 0


def check_memory(tm: Path, languages: tuple[str, str] | None = None) -> None:
    """Check, before the work begins, that units could be added to a memory in the end.

    Args:
        tm: its file, which need not be there yet.
        languages: tags of the source and the target; None: not known yet.

    Raises:
        TmxError: it cannot be opened or made, or is of other languages.
    """
    if not tm.exists():
        find_free_place(tm)
        if languages is not None:
            orient(languages)
        return
    with open_memory(tm, is_writable=True) as memory:
        if languages is not None and orient(languages) != memory.languages:
            raise TmxError(
                f"{tm}: holds {name_languages(memory)}, and the texts are"
                f" {' and '.join(languages)}; name another memory"
            )


def add_alignments(tm: Path, alignments: Sequence[Alignment], moment: datetime) -> Iterator[str]:
    """Add pairs to a memory, see `fill_memory`, and say what became of them, a line each."""
    created, merged = fill_memory(tm, alignments, moment)
    yield f"{tm}: {count_of(created, 'unit')} created, {merged:,} merged"


def fill_memory(tm: Path, alignments: Sequence[Alignment], moment: datetime) -> tuple[int, int]:
    """Add the confident pairs of alignments to a memory, all of them or none.

    Args:
        tm: the memory; it is made if it is not there.
        alignments: at least one.
        moment: when they were aligned, with a time zone.

    Returns:
        How many units were created, and how many merged with those that are there.

    Raises:
        TmxError: the memory cannot be used, or is of other languages.
    """
    first = alignments[0]
    languages = first.source.document.language, first.target.document.language
    created = merged = 0
    with open_to_fill(tm, languages) as memory, memory.write():
        for alignment in alignments:
            source = PlacedSource([alignment], moment)
            options = ImportOptions(
                origin=_name(alignment), moment=moment, context_of=source.get_prints
            )
            done = import_units(memory, source, options)
            created, merged = created + done.created, merged + done.merged
    return created, merged


def _name(alignment: Alignment) -> str:
    names = (alignment.source.document.name, alignment.target.document.name)
    return " | ".join(dict.fromkeys(names))


def open_alignment(path: Path, moment: datetime) -> PlacedSource:
    """Open a .duizhao file as a source of units.

    Raises:
        AlignerError: it cannot be read, or is no alignment.
    """
    return PlacedSource([load_alignment(path)], moment)
