"""Timing of several ways to do the same thing, in turns, so that a busy machine slows all alike."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import process_time


@dataclass(frozen=True, slots=True)
class Contest:
    """Seconds of CPU time of each contestant, round by round.

    Args:
        seconds: by name, a figure a round.
    """

    seconds: Mapping[str, tuple[float, ...]]

    def median_of(self, name: str) -> float:
        """Return the median of a contestant's seconds."""
        return median(self.seconds[name])

    def ratio(self, name: str, other: str) -> float:
        """Return the median over the rounds of how many times another's seconds one needs."""
        pairs = zip(self.seconds[name], self.seconds[other], strict=True)
        return median(mine / max(theirs, 1e-9) for mine, theirs in pairs)


def hold_contest(contestants: Mapping[str, Callable[[], object]], rounds: int) -> Contest:
    """Call each once a round; who is first changes from round to round.

    Args:
        contestants: calls by name.
        rounds: how many, at least 1.
    """
    names = list(contestants)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            seconds[name].append(_time(contestants[name]))
    return Contest({name: tuple(found) for name, found in seconds.items()})


def _time(call: Callable[[], object]) -> float:
    gc.collect()
    start = process_time()
    call()
    return process_time() - start
