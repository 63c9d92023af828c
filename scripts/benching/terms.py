"""`bench terms`: the terms of made passages, from start to file: time, progress, peak memory.

The passages are those of `bench memory`, whose vocabulary grows with them. The command runs in a
process of its own, which has others beside it if there are many passages: memory is that of all.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from corpora import find_languages

from benching.memories import OURS
from benching.memory.clauses import read_clauses
from benching.memory.made import make_pairs, write_pairs
from benching.memory.processes import format_bytes, make_environment, read_private
from benching.tables import describe_machine, make_table
from tmx.version import __version__

_SAMPLED = 0.1
_SIZES = (1_000, 10_000, 100_000)
_STAGES = {"reading": "terms …", "pairs": "ranking …"}
"""Stages, and the line on stderr that ends each; what comes after the last is the third."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the subcommand."""
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", help="the samples if none")
    parser.add_argument(
        "--passages", type=_count, action="append", metavar="N", help="may be repeated"
    )
    parser.add_argument(
        "--file", type=Path, action="append", metavar="FILE", help="measured as it is; likewise"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="for the files")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text}: give a whole number, at least 1")
    return int(text)


@dataclass(frozen=True, slots=True)
class Run:
    """What one extraction took.

    Args:
        seconds: from start to file.
        cpu: seconds of all processes; 0 where the system does not tell.
        ends: seconds from the start at which each of `_STAGES` ended, if it did.
        lines: of progress.
        private: bytes of all processes at a time, without pages of files, the most of all samples.
        concepts: in the glossary.
    """

    seconds: float
    cpu: float
    ends: dict[str, float]
    lines: int
    private: int
    concepts: int


def run(options: argparse.Namespace) -> None:
    """Measure and print a row a size or file."""
    print(f"duizhao terms extract ({describe_machine()})\n")
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        files = [*(options.file or ()), *_make_files(folder, options)]
        rows = [_make_row(file, measure(file, folder / "out.tsv")) for file in files]
    header = ["passages", "seconds", "CPU", *_STAGES, "ranking", "MB", "progress", "concepts"]
    print(make_table(header, rows))
    print(f"\n{OURS}/{__version__} seed={options.seed}")


def _make_files(folder: Path, options: argparse.Namespace) -> Iterable[Path]:
    sizes = options.passages or (() if options.file else _SIZES)
    if not sizes:
        return
    corpora = [":".join(map(str, find_languages(each))) for each in options.corpora]
    clauses = read_clauses(corpora)
    for size in sizes:
        path = folder / f"{size}.tmx"
        write_pairs(path, list(make_pairs(clauses, size, seed=options.seed)))
        yield path


def _make_row(file: Path, done: Run) -> Sequence[str]:
    borders = [0.0, *done.ends.values(), done.seconds]
    stages = [f"{stop - start:.1f}" for start, stop in pairwise(borders)]
    return [
        f"{int(file.stem):,}" if file.stem.isdecimal() else file.name,
        f"{done.seconds:.1f}",
        f"{done.cpu:.1f}",
        *stages,
        format_bytes(done.private),
        str(done.lines),
        f"{done.concepts:,}",
    ]


def measure(file: Path, out: Path) -> Run:
    """Extract the terms of a file.

    Raises:
        SystemExit: the command failed; the message is its own.
    """
    command = [sys.executable, "-m", "aligner", "terms", "extract", str(file), "-o", str(out)]
    start, before = time.perf_counter(), _count_cpu()
    lines: list[tuple[float, str]] = []
    with subprocess.Popen(
        command, env=make_environment(), stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        sampler = _Sampler(process.pid)
        sampler.start()
        if process.stderr is not None:
            lines += ((time.perf_counter() - start, each.strip()) for each in process.stderr)
    seconds = time.perf_counter() - start
    sampler.stop()
    if process.returncode:
        raise SystemExit(f"{file}: {' '.join(line for _, line in lines[-3:])}")
    ends = {
        stage: next((moment for moment, line in lines if line == end), seconds)
        for stage, end in _STAGES.items()
    }
    concepts = max(0, len(out.read_text("utf-8").splitlines()) - 1)
    return Run(seconds, _count_cpu() - before, ends, len(lines), sampler.most, concepts)


def _count_cpu() -> float:
    times = os.times()
    return times.children_user + times.children_system


class _Sampler(threading.Thread):
    """Watches the memory of a process and of those that it started.

    Args:
        process: its number.
    """

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._is_over = threading.Event()
        self.most = 0

    def run(self) -> None:
        """Sample until it is stopped."""
        while not self._is_over.wait(_SAMPLED):
            found = sum(map(read_private, _list_family(self._process)))
            self.most = max(self.most, found)

    def stop(self) -> None:
        """End sampling."""
        self._is_over.set()
        self.join()


def _list_family(process: int) -> list[int]:
    """List a process and those that it started; only itself where the system does not tell."""
    family = [process]
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = path.read_text("utf-8").split()
        except OSError:
            continue
        for child in children:
            family += _list_family(int(child))
    return family
