"""How fast `duizhao convert` is, and whether its memory grows with the file.

Each conversion runs in a process of its own, on memories of N and of ten times N units.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benching.made_memories import SOURCE, TARGET, make_header, make_units
from benching.memory_peers import write_with_lxml
from benching.tables import make_table

FORMATS = ("jsonl", "tsv", "csv", "xlsx", "moses")
"""Formats that are written and read, by the suffix of a file; Moses is a pair of files."""

GROWTH = 1.25
"""How much more memory ten times the units may take: buffers fill up."""

MOST_BYTES = 64
"""How much memory a further unit may take even so: fingerprints of tuids, but no texts."""

_TIMES = 10
_RUNNER = Path(__file__).parent / "conversion_runner.py"
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class ConversionTime:
    """One conversion.

    Args:
        units: how many were converted.
        seconds: of CPU time of the whole process, for others may be busy as well.
        peak: bytes; None where the system does not tell.
    """

    units: int
    seconds: float
    peak: int | None


def measure(folder: Path, count: int, formats: Sequence[str] | None) -> str:
    """Convert made memories to each format and back, and return a table.

    Args:
        folder: for the files.
        count: units of the smaller memory.
        formats: suffixes; None: all of `FORMATS`.

    Raises:
        SystemExit: a conversion failed, or lost units.
    """
    small = list(_convert_all(folder / "small", count, formats or FORMATS))
    large = list(_convert_all(folder / "large", count * _TIMES, formats or FORMATS))
    header = ["conversion"]
    for units in (count, count * _TIMES):
        header += [f"{units:,}: CPU s", "units/s", "peak MB"]
    rows = [
        [name, *_figures(one), *_figures(ten), judge_growth(one, ten)]
        for (name, one), (_, ten) in zip(small, large, strict=True)
    ]
    return make_table([*header, "memory"], rows)


def _convert_all(
    folder: Path, count: int, formats: Sequence[str]
) -> Iterator[tuple[str, ConversionTime]]:
    folder.mkdir()
    memory = folder / "made.tmx"
    with memory.open("wb") as stream:
        write_with_lxml(stream, make_units(count), make_header(), pretty=True)
    for suffix in formats:
        files, back = _files(folder, suffix), folder / f"{suffix}.tmx"
        yield f"TMX → {suffix}", _convert(count, [memory], files)
        yield f"{suffix} → TMX", _convert(count, files, [back])
        if (found := count_units(back)) != count:
            raise SystemExit(f"{suffix} → TMX: {found} units of {count} came back")
        for path in (*files, back):
            path.unlink()


def _files(folder: Path, suffix: str) -> list[Path]:
    if suffix == "moses":
        return [folder / f"corpus.{tag}" for tag in (SOURCE, TARGET)]
    return [folder / f"converted.{suffix}"]


def _convert(count: int, inputs: Sequence[Path], outputs: Sequence[Path]) -> ConversionTime:
    arguments = [*map(str, inputs), *(part for path in outputs for part in ("-o", str(path)))]
    stated = ["--source", SOURCE, "--target", TARGET] if len(inputs) + len(outputs) > 2 else []
    done = subprocess.run(
        [sys.executable, str(_RUNNER), "convert", *arguments, *stated],
        env={**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"duizhao convert {' '.join(arguments)}: {done.stderr.strip()}")
    found = json.loads(done.stdout.splitlines()[-1])
    return ConversionTime(count, found["seconds"], found["peak"])


def count_units(path: Path) -> int:
    """Count the units of a TMX file that our writer made, in memory that does not grow."""
    with path.open("rb") as stream:
        return sum(line.count(b"<tu>") + line.count(b"<tu ") for line in stream)


def _figures(time: ConversionTime) -> list[str]:
    peak = "–" if time.peak is None else f"{time.peak / 1e6:.0f}"
    return [f"{time.seconds:.1f}", f"{time.units / max(time.seconds, 1e-9):,.0f}", peak]


def judge_growth(small: ConversionTime, large: ConversionTime) -> str:
    """Say whether memory stays when the file grows.

    >>> judge_growth(ConversionTime(1000, 1.0, 100_000), ConversionTime(10_000, 9.0, 120_000))
    '1.20 ×, 2 bytes a unit: pass'
    """
    if small.peak is None or large.peak is None:
        return "not told"
    growth = large.peak / small.peak
    each = max(large.peak - small.peak, 0) / (large.units - small.units)
    verdict = "pass" if growth <= GROWTH or each <= MOST_BYTES else "FAIL"
    return f"{growth:.2f} ×, {each:.0f} bytes a unit: {verdict}"
