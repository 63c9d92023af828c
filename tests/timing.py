"""How long work takes: enough to tell the square of a length from the length."""

import gc
from collections.abc import Callable
from time import thread_time
from typing import TypeVar

Result = TypeVar("Result")


def time_work(work: Callable[[], Result], runs: int = 1) -> tuple[Result, float]:
    """Return what `work` returned last, and the least seconds that it took.

    Seconds of the CPU, of this thread alone: not of the machine's other work, of threads that an
    earlier test left, or of the collector of garbage, which goes through all that tests have made.

    Args:
        work: is done.
        runs: how often; more than one where two times are compared.
    """
    spent = []
    had_collector = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        for _ in range(runs):
            start = thread_time()
            result = work()
            spent.append(thread_time() - start)
    finally:
        if had_collector:
            gc.enable()
    return result, min(spent)
