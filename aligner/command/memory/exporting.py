"""`duizhao tm export`: units of a memory into files of any format."""

from collections.abc import Sequence
from pathlib import Path

from aligner.command.console import report
from aligner.command.converting import check_names, summarise
from aligner.command.memory.opening import open_for_reading
from tmx.converting import ConvertOptions, convert
from tmx.formats import UnitSource
from tmx.memory.records import UnitFilter
from tmx.memory.transfer.exporting import MemoryUnits
from tmx.memory.transfer.rescuing import RescuedUnits
from tmx.memory.transfer.stating import ContextUnits


def run(tm: Path, outs: Sequence[Path], units: UnitFilter, options: ConvertOptions) -> None:
    """Write the units that pass a filter into each output, and say what was written."""
    check_names(options)
    # Each output is a pass over the units: all of them are to see the same.
    with open_for_reading(tm) as memory, memory.read():
        is_plain = options.dialect == "plain"
        source: UnitSource = (
            MemoryUnits(memory, units)
            if is_plain
            else ContextUnits(memory, units, dialect=options.dialect)
        )
        done = convert([tm], outs, options, source=source, progress=_show_progress)
    for line in summarise(str(tm), done):
        report(line)


def rescue(tm: Path, outs: Sequence[Path], units: UnitFilter, options: ConvertOptions) -> None:
    """Do the same with what can still be read of a damaged memory."""
    check_names(options)
    source = RescuedUnits(tm, units)
    done = convert([tm], outs, options, source=source, progress=_show_progress)
    for line in summarise(str(tm), done):
        report(line)


def _show_progress(units: int) -> None:
    report(f"{units:,} units …")
