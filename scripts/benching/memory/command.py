"""`bench memory`: the memory on made units, beside brute force, OmegaT, a full scan and kill −9.

Import, export, matches and concordance on as many units as are asked for; OmegaT compares with
each unit and gets a smaller memory. All that is compared is measured in the same run.
"""

import argparse
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import rapidfuzz
from corpora import find_languages

from benching.memories import OURS
from benching.memory.adversarial import make_traps
from benching.memory.beside_omegat import compare_with_omegat
from benching.memory.clauses import Pair, read_clauses
from benching.memory.edits import MadeQuery, make_queries
from benching.memory.importing import MadeMemory, import_pairs, measure_transfer
from benching.memory.killing import Killer
from benching.memory.made import make_pairs
from benching.memory.matching import ask_all, judge_matches, make_recall_table, time_states
from benching.memory.omegat import has_omegat
from benching.memory.searching import draw_phrases, make_search_table, search_all
from benching.memory.semantic import measure_meanings
from benching.memory.trapping import measure_traps
from benching.memory.truth import find_truth
from benching.tables import describe_machine
from tmx.memory import folding
from tmx.memory.queries.database import SCHEMA_VERSION
from tmx.memory.store import open_memory
from tmx.version import __version__

_SMALLER = 10
_KILLED_CLAUSES = 200


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the subcommand."""
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", help="the samples if none")
    parser.add_argument("--units", type=_count, default=100_000, metavar="N")
    parser.add_argument(
        "--queries", type=_count, default=25, metavar="N", help="of each kind of edit a side"
    )
    parser.add_argument(
        "--processes", type=_count, default=5, metavar="N", help="new ones that are timed"
    )
    parser.add_argument("--phrases", type=_count, default=500, metavar="N", help="a side")
    parser.add_argument("--traps", type=_count, default=1000, metavar="N")
    parser.add_argument(
        "--vectors", type=_count, default=10_000, metavar="N", help="units that get vectors"
    )
    parser.add_argument("--kills", type=_count, default=200, metavar="N")
    parser.add_argument(
        "--omegat", type=_count, default=2000, metavar="N", help="units that OmegaT compares with"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=_PARTS, action="append", help="may be repeated")
    parser.add_argument("--folder", type=Path, help="for the files, which are large")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text}: give a whole number, at least 1")
    return int(text)


@dataclass(frozen=True)
class Bench:
    """What the parts share; each is made when the first part needs it.

    Args:
        options: of the command line.
        folder: for files.
    """

    options: argparse.Namespace
    folder: Path

    @cached_property
    def clauses(self) -> tuple[Pair, ...]:
        """What units are made of."""
        corpora = [_name_languages(each) for each in self.options.corpora]
        return read_clauses(corpora)

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """The texts of all units."""
        return list(make_pairs(self.clauses, self.options.units, seed=self.options.seed))

    @cached_property
    def memory(self) -> MadeMemory:
        """The memory that holds them."""
        return import_pairs(self.folder / "whole", self.pairs)

    def make_queries(self, pairs: Sequence[Pair]) -> list[MadeQuery]:
        """Make queries of every kind."""
        return make_queries(pairs, self.options.queries, seed=self.options.seed)

    def sign(self) -> str:
        """Say what was measured and with what, so that it can be measured again."""
        versions = f"rapidfuzz={rapidfuzz.__version__} sqlite={sqlite3.sqlite_version}"
        formats = f"schema={SCHEMA_VERSION} folding={folding.VERSION}"
        made = f"units={self.options.units} seed={self.options.seed} clauses={len(self.clauses)}"
        return f"{OURS}/{__version__} {formats} {versions} {made}"


def _name_languages(corpus: str) -> str:
    folder, left, right = find_languages(corpus)
    return f"{folder}:{left}:{right}"


def run(options: argparse.Namespace) -> None:
    """Measure and print a table a part."""
    print(f"{options.units:,} units ({describe_machine()})")
    if options.folder is not None:
        options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        bench = Bench(options, Path(name))
        for part in options.only or _PARTS:
            heading, measure = _PARTS[part]
            print(f"\n{heading}\n\n{measure(bench)}", flush=True)
        print(f"\n{bench.sign()}")


def measure_import(bench: Bench) -> str:
    """Import and export, at two sizes."""
    count = max(1, bench.options.units // _SMALLER)
    small = import_pairs(bench.folder / "small", bench.pairs[:count])
    return measure_transfer(bench.folder, bench.memory, small)


def measure_matches(bench: Bench) -> str:
    """Look edited segments up, beside brute force, and in each state of file and process."""
    queries = bench.make_queries(bench.pairs)
    with open_memory(bench.memory.path) as memory:
        ask_all(memory, bench.pairs, queries[:: len(queries) // 10 or 1])
        outcomes = ask_all(memory, bench.pairs, queries)
    truths = [
        find_truth(
            [query.text for query in queries if query.side == side],
            [pair[side] for pair in bench.pairs],
        )
        for side in (0, 1)
    ]
    recall = make_recall_table(outcomes, truths)
    processes = bench.options.processes
    times = time_states(bench.memory.path, queries, truths, processes=processes)
    return "\n\n".join([recall, times, judge_matches(outcomes, truths, bench.options.units)])


def measure_omegat(bench: Bench) -> str:
    """Look edited segments up in a small memory, beside OmegaT."""
    if not has_omegat():
        return "omegat is not installed: apt-get install -y --no-install-recommends omegat"
    pairs = bench.pairs[: bench.options.omegat]
    return compare_with_omegat(bench.folder / "omegat", pairs, bench.make_queries(pairs))


def measure_searches(bench: Bench) -> str:
    """Search for phrases, beside a full scan."""
    with open_memory(bench.memory.path) as memory:
        searches = []
        for side in (0, 1):
            phrases = draw_phrases(bench.pairs, side, bench.options.phrases)
            searches.append(list(search_all(memory, bench.pairs, side, phrases)))
    return make_search_table(searches)


def measure_adversarial(bench: Bench) -> str:
    """Look for what differs in little that matters."""
    traps = make_traps(bench.clauses, bench.options.traps, seed=bench.options.seed)
    return measure_traps(bench.folder / "traps", traps)


def measure_semantic(bench: Bench) -> str:
    """Look edited segments up by their vectors."""
    pairs = bench.pairs[: bench.options.vectors]
    return measure_meanings(bench.folder / "semantic", pairs, bench.make_queries(pairs))


def measure_kills(bench: Bench) -> str:
    """Kill processes that write."""
    folder = bench.folder / "kills"
    folder.mkdir()
    killer = Killer(folder, bench.clauses[:_KILLED_CLAUSES], seed=bench.options.seed)
    return killer.run(bench.options.kills).describe()


_PARTS: dict[str, tuple[str, Callable[[Bench], str]]] = {
    "import": ("Import and export, a process each", measure_import),
    "match": ("Matches", measure_matches),
    "omegat": ("The same beside OmegaT, in a small memory", measure_omegat),
    "search": ("Concordance beside a full scan", measure_searches),
    "adversarial": ("Differences that matter", measure_adversarial),
    "semantic": ("Semantic matches beside an exact search", measure_semantic),
    "kill": ("Killed while writing", measure_kills),
}
