"""Import and export: time and memory, in processes of their own, at two sizes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benching.conversions import count_units
from benching.memory.clauses import Pair
from benching.memory.made import write_pairs
from benching.memory.processes import Cost, format_bytes, run_command
from benching.tables import make_table

TARGET_SECONDS, TARGET_BYTES = 180, 500e6
"""What the import of a million units may take."""

_GROWTH = 24e6
"""Bytes by which memory may grow with ten times the units: SQLite's own cache fills up."""


@dataclass(frozen=True, slots=True)
class MadeMemory:
    """A memory that the command line has imported.

    Args:
        path: its file.
        tmx: what it was imported from.
        units: how many.
        cost: of the import.
    """

    path: Path
    tmx: Path
    units: int
    cost: Cost


def import_pairs(folder: Path, pairs: Sequence[Pair]) -> MadeMemory:
    """Write pairs as TMX and import it with `duizhao tm import`.

    Raises:
        SystemExit: the command failed.
    """
    folder.mkdir(parents=True)
    path, tmx = folder / "made.tmdb", folder / "made.tmx"
    write_pairs(tmx, pairs)
    cost = run_command("tm", "import", tmx, "--tm", path)
    return MadeMemory(path, tmx, len(pairs), cost)


def measure_transfer(folder: Path, memory: MadeMemory, small: MadeMemory) -> str:
    """Import again and export, and return a table of what each took.

    Args:
        folder: for files.
        memory: the whole one.
        small: one of fewer units, which shows whether memory grows.

    Raises:
        SystemExit: a command failed, or units are missing from what was exported.
    """
    rows = [_row("import", each, each.cost) for each in (small, memory)]
    rows += [_row("import again", each, _import_again(each)) for each in (small, memory)]
    exports = [_export(folder, each) for each in (small, memory)]
    rows += [
        _row("export", each, cost) for each, cost in zip((small, memory), exports, strict=True)
    ]
    table = make_table(
        ["what", "units", "seconds", "CPU s", "units/s", "peak MB", "private MB", "file MB"], rows
    )
    return "\n".join([table, "", *_judge(memory, *exports)])


def _import_again(memory: MadeMemory) -> Cost:
    return run_command("tm", "import", memory.tmx, "--tm", memory.path)


def _export(folder: Path, memory: MadeMemory) -> Cost:
    out = folder / f"{memory.units}.tmx"
    cost = run_command("tm", "export", "--tm", memory.path, "-o", out)
    found = count_units(out)
    out.unlink()
    if found != memory.units:
        raise SystemExit(f"export: {found} units of {memory.units} came back")
    return cost


def _row(what: str, memory: MadeMemory, cost: Cost) -> list[str]:
    size = memory.path.stat().st_size / 1e6
    rate = memory.units / max(cost.seconds, 1e-9)
    figures = [f"{memory.units:,}", f"{cost.seconds:.1f}", f"{cost.cpu:.1f}", f"{rate:,.0f}"]
    return [what, *figures, *map(format_bytes, (cost.peak, cost.private)), f"{size:.1f}"]


def _judge(memory: MadeMemory, small: Cost, large: Cost) -> list[str]:
    if small.private is None or large.private is None or memory.cost.peak is None:
        return ["memory is not told here"]
    within = memory.cost.seconds <= TARGET_SECONDS and memory.cost.peak <= TARGET_BYTES
    # Pages of the memory's own file are the system's, which takes them back as it likes.
    growth = large.private - small.private
    return [
        f"import in {TARGET_SECONDS} s and {TARGET_BYTES / 1e6:.0f} MB: {verdict(within)}",
        f"export in constant memory ({growth / 1e6:+.0f} MB): {verdict(growth <= _GROWTH)}",
    ]


def verdict(passes: bool) -> str:
    """Say whether a target is met.

    >>> verdict(True), verdict(False)
    ('pass', 'FAIL')
    """
    return "pass" if passes else "FAIL"
