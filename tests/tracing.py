"""Peaks of memory, measured in a process of their own.

What `tracemalloc` counts is of all threads, and in the process of the tests there may be one that
a test before it left behind: a command that has refused its input still loads its model.
"""

import tracemalloc
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any


def trace_peak(
    work: Callable[[Any], object],
    given: object,
    *,
    first: object,
    make: Callable[[Any], object] | None = None,
) -> tuple[object, int]:
    """Return what `work` returns, and the most bytes that Python and NumPy held meanwhile.

    Both functions are those of a module, or partial ones, so that another process finds them.

    Args:
        work: is measured.
        given: for it.
        first: something small that it is given before, for what is imported and compiled then is
            not to count.
        make: makes of either what `work` is given instead; is not measured.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_trace, work, given, first, make).result()


def _trace(
    work: Callable[[Any], object],
    given: object,
    first: object,
    make: Callable[[Any], object] | None,
) -> tuple[object, int]:
    work(first if make is None else make(first))
    made = given if make is None else make(given)
    tracemalloc.start()
    return work(made), tracemalloc.get_traced_memory()[1]
