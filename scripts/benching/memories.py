"""`bench tmx`: reading, writing and converting translation memories, beside what others use.

Readers and writers take turns in one process, on one made file, and medians of CPU time are
compared. Conversions run in a process each, at two sizes, which shows whether memory grows.
"""

import argparse
import io
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benching import conversions
from benching.contests import Contest, hold_contest
from benching.made_memories import make_header, make_units
from benching.memory_peers import (
    find_installed_readers,
    read_records_with_lxml,
    read_with_elementtree,
    read_with_expat,
    read_with_lxml,
    write_with_lxml,
)
from benching.tables import describe_machine, make_table
from tmx import read_tmx, write_tmx

OURS = "duizhao"
LXML, EXPAT, XMLFILE = "lxml iterparse", "expat callbacks", "lxml xmlfile"
READ_TARGETS = {LXML: 1.0, EXPAT: 2.0}
WRITE_TARGETS = {XMLFILE: 1.0}
_PARTS = ("read", "write", "convert")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the subcommand."""
    parser.add_argument("--units", type=_count, default=20_000, metavar="N")
    parser.add_argument("--rounds", type=_count, default=5, metavar="R")
    parser.add_argument("--only", choices=_PARTS, action="append", help="may be repeated")
    parser.add_argument("--formats", nargs="+", metavar="SUFFIX", help="to convert to; all if none")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text}: give a whole number, at least 1")
    return int(text)


def run(options: argparse.Namespace) -> None:
    """Measure and print a table a part; a target that is missed is named."""
    parts = options.only or _PARTS
    print(f"{options.units:,} units, {options.rounds} rounds ({describe_machine()})")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "made.tmx"
        if "read" in parts:
            write_memory(path, options.units)
            print(f"\nReading {path.stat().st_size / 1e6:.1f} MB\n")
            print(_contest_table(compare_readers(path, options.rounds), options, READ_TARGETS))
        if "write" in parts:
            print("\nWriting\n")
            contest = compare_writers(options.units, options.rounds)
            print(_contest_table(contest, options, WRITE_TARGETS))
        if "convert" in parts:
            print("\nConverting, a process each\n")
            print(conversions.measure(Path(name), options.units, options.formats))


def write_memory(path: Path, count: int) -> None:
    """Write a made memory, indented as most tools indent theirs."""
    with path.open("wb") as stream:
        write_with_lxml(stream, make_units(count), make_header(), pretty=True)


def compare_readers(path: Path, rounds: int) -> Contest:
    """Time readers on a file, each opening it anew.

    Raises:
        SystemExit: two do not find the same number of texts, so that their times say nothing.
    """
    readers: dict[str, Callable[[Path], int]] = {
        OURS: partial(_read_stream, _read_ours),
        LXML: partial(_read_stream, read_with_lxml),
        EXPAT: partial(_read_stream, read_with_expat),
        "lxml iterparse, all fields": partial(_read_stream, _read_records),
        "ElementTree iterparse": partial(_read_stream, read_with_elementtree),
        **find_installed_readers(),
    }
    counts = {name: reader(path) for name, reader in readers.items()}
    if len(set(counts.values())) > 1:
        raise SystemExit(f"the readers do not find the same number of texts: {counts}")
    return hold_contest({name: partial(each, path) for name, each in readers.items()}, rounds)


def _read_stream(reader: Callable[[io.BufferedReader], int], path: Path) -> int:
    with path.open("rb") as stream:
        return reader(stream)


def _read_ours(stream: io.BufferedReader) -> int:
    return sum(len(unit.variants) for unit in read_tmx(stream))


def _read_records(stream: io.BufferedReader) -> int:
    return sum(len(unit.variants) for unit in read_records_with_lxml(stream))


def compare_writers(count: int, rounds: int) -> Contest:
    """Time writers on the same units, which are made before."""
    units, header = list(make_units(count)), make_header()
    writers = {
        OURS: lambda: write_tmx(io.BytesIO(), units, header),
        XMLFILE: lambda: write_with_lxml(io.BytesIO(), units, header),
    }
    return hold_contest(writers, rounds)


def _contest_table(contest: Contest, options: argparse.Namespace, targets: dict[str, float]) -> str:
    header = ["with", "seconds", "units/s", f"{OURS} needs", "target"]
    return make_table(
        header, [_row(contest, name, options.units, targets.get(name)) for name in contest.seconds]
    )


def _row(contest: Contest, name: str, count: int, target: float | None) -> Sequence[str]:
    seconds = contest.median_of(name)
    figures = [name, f"{seconds:.3f}", f"{count / max(seconds, 1e-9):,.0f}"]
    if name == OURS:
        return [*figures, "", ""]
    ratio = contest.ratio(OURS, name)
    return [*figures, f"{ratio:.2f} × its time", judge(ratio, target)]


def judge(ratio: float, target: float | None) -> str:
    """Say whether a ratio keeps to a target.

    >>> judge(0.9, 1.0), judge(2.1, 2.0), judge(3.0, None)
    ('≤ 1.00: pass', '≤ 2.00: FAIL', '')
    """
    if target is None:
        return ""
    return f"≤ {target:.2f}: {'pass' if ratio <= target else 'FAIL'}"
