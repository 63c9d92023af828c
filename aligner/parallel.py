"""The same work on two cores: threads of numpy, whose heavy calls run beside each other.

One thread of the linear algebra library a job: its own threads wait for each other at every
call, and on busy cores they are many times slower.
"""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

Job = TypeVar("Job")
Result = TypeVar("Result")

THREADS = 2
_SWITCH_INTERVAL = 1e-4
"""Seconds. By default a thread back from numpy waits 50 times as long for one that runs Python."""


def map_in_order(
    function: Callable[[Job], Result], jobs: Iterable[Job], *, threads: int = THREADS
) -> Iterator[Result]:
    """Call a function on each job in threads, and yield the results in the order of the jobs.

    Args:
        function: must not depend on what the other calls do.
        jobs: taken one by one, in the thread of the caller, as threads become free.
        threads: how many calls run at a time.
    """
    coming = iter(jobs)
    first = list(islice(coming, 2))
    with _load_controller().limit(limits=1, user_api="blas"):
        if len(first) < 2:
            # To start threads takes longer than many a single job.
            yield from map(function, first)
        else:
            yield from _map_in_threads(function, chain(first, coming), threads)


def _map_in_threads(
    function: Callable[[Job], Result], jobs: Iterable[Job], threads: int
) -> Iterator[Result]:
    with _switch_often(), ThreadPoolExecutor(threads) as pool:
        running: deque[Future[Result]] = deque()
        for job in jobs:
            running.append(pool.submit(function, job))
            if len(running) > threads:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()


@cache
def _load_controller() -> "ThreadpoolController":
    """Find the libraries with threads of their own; once, for it takes a millisecond."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@contextmanager
def _switch_often() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(min(usual, _SWITCH_INTERVAL))
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
