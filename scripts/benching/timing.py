"""`bench time`: from start to file through the command line, by stage, with the peak memory.

The command runs in a process of its own, on long texts made by `long_texts` or on given files.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpora import read_align
from long_texts import DEFAULT_CORPORA, make_long_pair, read_pairs, write_pair
from scoring import Tally

from benching.stage_clock import STAGES
from benching.tables import describe_machine, figure, make_table

_CLOCK = Path(__file__).parent / "stage_clock.py"
_ROOT = Path(__file__).parents[2]
_SEED = 1


@dataclass(frozen=True, slots=True)
class Timing:
    """One run of the command.

    Args:
        name: of the texts.
        total: seconds from the start of the process to its end.
        stages: seconds by stage; what is in none of them is `other`.
        peak: bytes; None where the system does not tell.
        f1: strict F1 against the gold; None without gold.
        signature: of the alignment.
    """

    name: str
    total: float
    stages: dict[str, float]
    peak: int | None
    f1: float | None = None
    signature: str = ""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the subcommand."""
    parser.add_argument(
        "--size",
        nargs=2,
        type=_count,
        action="append",
        metavar=("N", "M"),
        help="Chinese and English sentences of a text made for it; may be repeated",
    )
    parser.add_argument("--files", nargs=2, type=Path, metavar=("SOURCE", "TARGET"))
    parser.add_argument("--corpora", nargs="+", default=DEFAULT_CORPORA, metavar="CORPUS")
    parser.add_argument("--repeat", type=int, default=1, help="runs; the fastest is shown")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text}: give a number of sentences, at least 1")
    return int(text)


def run(options: argparse.Namespace) -> None:
    """Time the command on each pair of texts and print a row a pair."""
    sizes = options.size or ([] if options.files else [(1000, 1300)])
    timings = []
    with tempfile.TemporaryDirectory() as name:
        for left, right in sizes:
            folder = Path(name) / f"{left}-{right}"
            made = make_long_pair(read_pairs(options.corpora), left, right, seed=_SEED)
            write_pair(made, folder)
            files = (folder / "zh.txt", folder / "en.txt")
            gold = folder / "gold.align"
            timings.append(
                time_best(made.name, ("--lines", *map(str, files)), options.repeat, gold=gold)
            )
        if options.files:
            label = " + ".join(path.name for path in options.files)
            timings.append(time_best(label, tuple(map(str, options.files)), options.repeat))
    print(timing_table(timings))
    print(f"\n{describe_machine()}")
    for signature in dict.fromkeys(timing.signature for timing in timings):
        print(signature)


def time_best(
    name: str, arguments: Sequence[str], repeat: int, *, gold: Path | None = None
) -> Timing:
    """Time the command several times and return the fastest run."""
    runs = [time_command(name, arguments, gold=gold) for _ in range(repeat)]
    return min(runs, key=lambda timing: timing.total)


def time_command(name: str, arguments: Sequence[str], *, gold: Path | None = None) -> Timing:
    """Run `duizhao align` with arguments and an output in a process of its own.

    Raises:
        SystemExit: the command failed; the message is its own.
    """
    with tempfile.TemporaryDirectory() as folder:
        report, out = Path(folder) / "report.json", Path(folder) / "out.align"
        command = [sys.executable, str(_CLOCK), f"{time.time():.3f}", str(report)]
        start = time.perf_counter()
        done = subprocess.run(
            [*command, "align", *arguments, "-o", str(out)],
            env={**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        total = time.perf_counter() - start
        if done.returncode:
            raise SystemExit(f"{name}: duizhao ended with {done.returncode}: {done.stderr.strip()}")
        found = json.loads(report.read_text("utf-8"))
        if found["missing"]:
            print(f"not timed apart: {', '.join(found['missing'])}", file=sys.stderr)
        stages = found["seconds"] | {"other": total - sum(found["seconds"].values())}
        f1 = _score(out, gold) if gold else None
        return Timing(name, total, stages, found["peak"], f1, found["signature"])


def _score(out: Path, gold: Path) -> float:
    tally = Tally()
    tally.add(read_align(out), read_align(gold))
    return tally.f1


def timing_table(timings: Sequence[Timing]) -> str:
    """Return a row a run: the total, what is neither loading nor encoding, and the stages."""
    names = ["starting", *STAGES, "other"]
    header = ["text", "total s", "but for starting, loading, encoding", *names, "peak MB", "F1"]
    return make_table(header, [_row(timing, names) for timing in timings])


def _row(timing: Timing, names: Sequence[str]) -> list[str]:
    models = sum(timing.stages.get(name, 0.0) for name in ("starting", "loading", "encoding"))
    seconds = [timing.total, timing.total - models, *(timing.stages.get(n, 0.0) for n in names)]
    peak = f"{timing.peak / 1e6:.0f}" if timing.peak is not None else "–"
    f1 = figure(timing.f1) if timing.f1 is not None else "–"
    return [timing.name, *(f"{value:.2f}" for value in seconds), peak, f1]
