"""Fuzzy matches: how many of those that brute force finds, in what time, and beside OmegaT's."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import numpy as np

from benching.memory.clauses import Pair
from benching.memory.edits import EDITS, SWAPPED, MadeQuery
from benching.memory.importing import verdict
from benching.memory.processes import drop_from_cache, run_command, run_task
from benching.memory.truth import Truth, find_similarity
from benching.tables import figure, make_table
from tmx.memory.matching import find_matches
from tmx.memory.records import MatchOptions, Query, Side
from tmx.memory.store import Memory, open_memory

SIDES = ("Chinese", "English")
RECALL = 0.99
"""Share of the queries of each kind whose best match of brute force is to be among five."""

TARGETS = ((3.0, 20.0), (5.0, 20.0))
"""Milliseconds, median and 95th percentile, of few units and of many."""

_FEW = 100_000
_RETURNED = 5
_ROUNDING = 1e-4
_EVERYTHING = MatchOptions(limit=_RETURNED, min_rate=0)
"""Brute force finds what is nearest, however far that is; what is timed asks for what is useful."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a query.

    Args:
        query: that was looked up.
        milliseconds: that it took.
        cpu: milliseconds that this process computed.
        best: the greatest key similarity of what was returned, in [0, 1]; 0 for nothing.
        rank: place of the pair that the query was made of, from 0; None: not returned.
        rate: of that pair; 0 if it was not returned.
    """

    query: MadeQuery
    milliseconds: float
    cpu: float
    best: float
    rank: int | None
    rate: int


def ask_all(memory: Memory, pairs: Sequence[Pair], queries: Sequence[MadeQuery]) -> list[Outcome]:
    """Look queries up one after another."""
    return [_ask(memory, pairs, query) for query in queries]


def _ask(memory: Memory, pairs: Sequence[Pair], query: MadeQuery) -> Outcome:
    asked = Query(query.text, Side(query.side))
    start, cpu = perf_counter(), process_time()
    find_matches(memory, asked, MatchOptions())
    cpu, took = 1000 * (process_time() - cpu), 1000 * (perf_counter() - start)
    matches = find_matches(memory, asked, _EVERYTHING)[:_RETURNED]
    texts = [match.source.text for match in matches]
    origin = pairs[query.origin][query.side]
    rank = texts.index(origin) if origin in texts else None
    best = max((find_similarity(query.text, text) for text in texts), default=0.0)
    return Outcome(query, took, cpu, best, rank, 0 if rank is None else matches[rank].rate)


def make_recall_table(outcomes: Sequence[Outcome], truths: Sequence[Truth]) -> str:
    """Return a row for each kind of edit and side.

    Args:
        outcomes: of all queries.
        truths: of the queries of either side, in their order.
    """
    header = ["edit", "side", "queries", "best of brute force", "origin among five", "origin first"]
    rows = []
    for kind in EDITS:
        for side, name in enumerate(SIDES):
            found = [
                (each, each.best >= best - _ROUNDING)
                for each, best in _pair_up(outcomes, truths, side)
                if each.query.kind == kind
            ]
            rows.append([kind, name, *_describe_recall(found)])
    return make_table([*header, "ms median", "p95", "CPU ms"], rows)


def judge_matches(outcomes: Sequence[Outcome], truths: Sequence[Truth], units: int) -> str:
    """Say whether the targets are met, and name what was not found.

    Of swapped clauses the pair that they were taken from is right as well, for brute force on keys
    prefers what is as long.
    """
    lost = [
        (each, best)
        for side in (0, 1)
        for each, best in _pair_up(outcomes, truths, side)
        if not is_found(each, best)
    ]
    counts = Counter((each.query.kind, each.query.side) for each in outcomes)
    losses = Counter((each.query.kind, each.query.side) for each, _ in lost)
    passes = all(1 - losses[key] / count >= RECALL for key, count in counts.items())
    median_target, p95_target = TARGETS[units > _FEW]
    lines = [f"best of brute force among five ≥ {figure(RECALL)} of each kind: {verdict(passes)}"]
    for side, name in enumerate(SIDES):
        times = [each.milliseconds for each in outcomes if each.query.side == side]
        middle, high = np.percentile(times, [50, 95])
        fast = middle <= median_target and high <= p95_target
        lines.append(
            f"{name}, median under {median_target} ms, p95 under {p95_target} ms: {verdict(fast)}"
        )
    lines += [
        f"  {each.query.kind}: “{each.query.text}”: {each.best:.3f}, not {best:.3f}"
        for each, best in lost[:10]
    ]
    return "\n".join(lines)


def is_found(outcome: Outcome, best: float) -> bool:
    """Whether one of five is as near as the nearest of all, or swapped clauses were told."""
    if outcome.best >= best - _ROUNDING:
        return True
    return outcome.query.kind == SWAPPED and outcome.rank is not None


def _pair_up(
    outcomes: Sequence[Outcome], truths: Sequence[Truth], side: int
) -> Iterator[tuple[Outcome, float]]:
    mine = (each for each in outcomes if each.query.side == side)
    return zip(mine, truths[side].best.tolist(), strict=True)


def _describe_recall(found: Sequence[tuple[Outcome, bool]]) -> list[str]:
    count = len(found)
    shares = (
        sum(is_best for _, is_best in found),
        sum(each.rank is not None for each, _ in found),
        sum(each.rank == 0 for each, _ in found),
    )
    times = [each.milliseconds for each, _ in found]
    cpu = f"{median(each.cpu for each, _ in found):.2f}"
    return [str(count), *(figure(share / count) for share in shares), *describe_times(times), cpu]


def describe_times(milliseconds: Sequence[float]) -> list[str]:
    """Return the median and the 95th percentile as tables show them.

    >>> describe_times([1.0, 2.0, 3.0])
    ['2.00', '2.90']
    """
    return [f"{value:.2f}" for value in np.percentile(milliseconds, [50, 95])]


def time_states(
    path: Path, queries: Sequence[MadeQuery], truths: Sequence[Truth], *, processes: int
) -> str:
    """Time queries of a memory that is warm, just opened, not in the cache, and in a new process.

    Args:
        path: of the memory.
        queries: of both sides.
        truths: brute force on either side, for comparison.
        processes: how many new ones a state and side are timed with.
    """
    header = ["state", "side", "ms median", "p95", "brute force ms", "ours is"]
    return make_table(
        header,
        [
            [state, name, *describe_times(times), *_compare(times, truths[side])]
            for state, (measure, is_new) in _STATES.items()
            for side, name in enumerate(SIDES)
            if (times := measure(path, _choose(queries, side, processes if is_new else None)))
        ],
    )


def _choose(queries: Sequence[MadeQuery], side: int, count: int | None) -> list[MadeQuery]:
    """Return queries of a side; if a number is given, so many of different kinds."""
    mine = [each for each in queries if each.side == side]
    return mine if count is None else mine[:: max(1, len(mine) // count)][:count]


def _compare(times: Sequence[float], truth: Truth) -> list[str]:
    ratio = truth.milliseconds / max(median(times), 1e-6)
    return [f"{truth.milliseconds:.1f}", f"{ratio:.1f} × as fast"]


def _time_warm(path: Path, queries: Sequence[MadeQuery]) -> list[float]:
    with open_memory(path) as memory:
        for each in queries[::4]:
            find_matches(memory, Query(each.text, Side(each.side)), MatchOptions())
        return [_time_one(memory, each) for each in queries]


def _time_one(memory: Memory, query: MadeQuery) -> float:
    start = perf_counter()
    find_matches(memory, Query(query.text, Side(query.side)), MatchOptions())
    return 1000 * (perf_counter() - start)


def _time_opened(path: Path, queries: Sequence[MadeQuery]) -> list[float]:
    found = []
    for each in queries:
        start = perf_counter()
        with open_memory(path) as memory:
            find_matches(memory, Query(each.text, Side(each.side)), MatchOptions())
        found.append(1000 * (perf_counter() - start))
    return found


def _time_cold(path: Path, queries: Sequence[MadeQuery]) -> list[float]:
    if not drop_from_cache(path):
        return []
    found = []
    for each in queries:
        drop_from_cache(path)
        found.append(1000 * _run_new(path, each))
    return found


def _time_new(path: Path, queries: Sequence[MadeQuery]) -> list[float]:
    return [1000 * _run_new(path, each) for each in queries]


def _run_new(path: Path, query: MadeQuery) -> float:
    seconds, _ = run_task("match", path, given=[[query.text, query.side]])
    return seconds


def _time_command(path: Path, queries: Sequence[MadeQuery]) -> list[float]:
    return [1000 * run_command("tm", "match", each.text, "--tm", path).seconds for each in queries]


_STATES: dict[str, tuple[Callable[[Path, Sequence[MadeQuery]], list[float]], bool]] = {
    "warm": (_time_warm, False),
    "just opened": (_time_opened, True),
    "new process": (_time_new, True),
    "new process, file not cached": (_time_cold, True),
    "new process, duizhao tm match": (_time_command, True),
}
"""How queries are timed, and whether each needs a new process or connection."""
