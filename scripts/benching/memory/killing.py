"""Processes killed in the middle of writing (kill −9), and what was acknowledged and is lost.

Each round starts a process that adds units one by one, imports a file or builds the index, kills
it at a drawn moment, and looks into the memory that it leaves.
"""

import itertools
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benching.memory.clauses import Pair
from benching.memory.made import TAGS, make_pairs, write_pairs
from benching.memory.processes import list_task, make_environment
from benching.memory.runner import DONE, READY
from benching.tables import make_table
from tmx.memory.folding import fold_text
from tmx.memory.index import find_candidates, find_pairs_holding
from tmx.memory.records import Side
from tmx.memory.store import Memory, make_memory, open_memory

MODES = ("add", "import", "index")
_LOOKED_UP = 10
_SECONDS = {"add": 0.5, "import": 0.5, "index": 0.5}
"""How long a process works at most before it is killed."""

_HELD = "SELECT first, second FROM pair JOIN unit ON unit.pair = pair.id"
_NUMBER = "SELECT id FROM pair WHERE first = ? AND second = ?"


@dataclass(slots=True)
class KillReport:
    """What the rounds showed.

    Args:
        rounds: by mode.
        killed: rounds by mode in which the process was still at work.
        acknowledged: units that a process said it had kept.
        faults: what was lost or broken, a line each.
    """

    rounds: Counter[str] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)

    def describe(self) -> str:
        """Return a table with a row for each mode."""
        rows = [[mode, str(self.rounds[mode]), str(self.killed[mode])] for mode in MODES]
        table = make_table(["while it", "rounds", "killed at work"], rows)
        faults = "".join(f"\nFAULT: {each}" for each in self.faults)
        count = f"{self.acknowledged:,} units acknowledged, {len(self.faults)} faults"
        return f"{table}\n\n{count}{faults}"


@dataclass(frozen=True, slots=True)
class Killer:
    """Rounds on one memory.

    Args:
        folder: for the memory and the files that it imports.
        clauses: what units are made of.
        units: how many a round imports.
        seed: of the moments.
    """

    folder: Path
    clauses: Sequence[Pair]
    units: int = 800
    seed: int = 1

    @property
    def path(self) -> Path:
        """The memory."""
        return self.folder / "killed.tmdb"

    def run(self, rounds: int) -> KillReport:
        """Kill so many processes, each mode in turn, and look at the memory after each."""
        report, random = KillReport(), Random(self.seed)
        make_memory(self.path, TAGS).close()
        kept: set[Pair] = set()
        for number, mode in zip(range(rounds), itertools.cycle(MODES), strict=False):
            pairs = list(make_pairs(self.clauses, self.units, seed=number + 1))
            tmx = self.folder / f"{number}.tmx"
            write_pairs(tmx, pairs)
            kept |= {pairs[place] for place in self._kill(mode, tmx, random.random(), report)}
            report.acknowledged = len(kept)
            report.faults += (
                f"round {number} ({mode}): {fault}" for fault in self._check(kept, random)
            )
            tmx.unlink()
        return report

    def _kill(self, mode: str, tmx: Path, moment: float, report: KillReport) -> list[int]:
        """Start a process, kill it, and return the places of the units that it acknowledged."""
        process = subprocess.Popen(
            list_task(mode, self.path, tmx),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=make_environment(),
            encoding="utf-8",
        )
        with process:
            assert process.stdout is not None and process.stderr is not None
            first = process.stdout.readline()
            time.sleep(moment * _SECONDS[mode])
            process.kill()
            lines = process.stdout.read().splitlines(keepends=True)
            errors = process.stderr.read()
        if first != READY or errors:
            raise SystemExit(f"{mode}: the process failed before it was killed: {errors.strip()}")
        report.rounds[mode] += 1
        report.killed[mode] += DONE not in lines
        return [int(line) for line in lines if line.endswith("\n") and line != DONE]

    def _check(self, kept: set[Pair], random: Random) -> Iterator[str]:
        """Open the memory as the next process would, and name what is lost or broken."""
        with open_memory(self.path, is_writable=True) as memory:
            (verdict,) = memory.connection.execute("PRAGMA integrity_check").fetchone()
            if verdict != "ok":
                yield f"integrity: {verdict}"
            if memory.connection.execute("PRAGMA foreign_key_check").fetchone():
                yield "a row names another that is gone"
            found = set(memory.connection.execute(_HELD))
            yield from (f"{pair[0]} is lost" for pair in kept - found)
            for pair in random.sample(sorted(kept), min(_LOOKED_UP, len(kept))):
                yield from _look_up(memory, pair)


def _look_up(memory: Memory, pair: Pair) -> Iterator[str]:
    """Whether both halves of the index, grams and signatures, lead to a pair on either side."""
    (number,) = memory.connection.execute(_NUMBER, pair).fetchone()
    for side in Side:
        key = fold_text(pair[side])
        if key not in (each.key for each in find_candidates(memory, key, side)):
            yield f"not near itself any more: {pair[side]}"
        if number not in find_pairs_holding(memory, key, side):
            yield f"not found any more: {pair[side]}"
