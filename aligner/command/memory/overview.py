"""`duizhao tm stats`: what a memory holds."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from aligner.command.columns import (
    DIM,
    STRONG,
    Terminal,
    count_of,
    cut,
    find_terminal,
    make_visible,
)
from aligner.command.console import show
from aligner.command.memory.describing import describe_stats, dump
from aligner.command.memory.opening import open_for_reading
from aligner.command.memory.showing import show_all
from tmx.memory.describing import describe_memory
from tmx.memory.records import Stats

_MEGABYTE = 1e6
_SHOWN = 12
_WIDTH = 100
_COUNT = 12


def run(tm: Path, *, as_json: bool = False) -> None:
    """Show what a memory holds."""
    with open_for_reading(tm) as memory:
        stats = describe_memory(memory)
    if as_json:
        show(dump(describe_stats(str(tm), stats)))
    else:
        show_all(lay_out_stats(str(tm), stats, find_terminal()))


def lay_out_stats(name: str, stats: Stats, terminal: Terminal) -> Iterator[str]:
    """Yield what a memory holds: the whole first, then a table of each kind.

    Args:
        name: of the memory.
        stats: what it holds.
        terminal: tells the width, and whether there are colours.
    """
    yield terminal.paint(f"{name}: {'–'.join(stats.languages)}", STRONG)
    yield f"{stats.units:>{_COUNT},}  units"
    yield f"{stats.pairs:>{_COUNT},}  different pairs of texts"
    yield f"{stats.changes:>{_COUNT},}  former states in the history"
    yield f"{stats.size / _MEGABYTE:>{_COUNT},.1f}  MB, schema {stats.schema}"
    if stats.first_change is not None and stats.last_change is not None:
        yield f"changed from {stats.first_change:%Y-%m-%d} to {stats.last_change:%Y-%m-%d}"
    tables = {
        "languages": {tags.replace(" ", " – "): n for tags, n in stats.tags.items()},
        "status": stats.statuses,
        "documents": stats.documents,
        "origins": stats.origins,
        "vectors": stats.vectors,
        "concepts of the glossary": stats.concepts,
    }
    for title, counts in tables.items():
        if counts:
            yield from _lay_out_table(title, counts, terminal)


def _lay_out_table(title: str, counts: Mapping[str, int], terminal: Terminal) -> Iterator[str]:
    yield ""
    yield terminal.paint(title, STRONG)
    width = (terminal.width or _WIDTH) - _COUNT - 2
    for name, count in list(counts.items())[:_SHOWN]:
        shown = cut(make_visible(name), width) if name else terminal.paint("none", DIM)
        yield f"{count:>{_COUNT},}  {shown}"
    hidden = list(counts.values())[_SHOWN:]
    if hidden:
        yield f"{sum(hidden):>{_COUNT},}  in {count_of(len(hidden), 'other')}; --json has all"
