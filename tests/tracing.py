"""Peaks of memory, measured in a process of their own.

What `tracemalloc` counts is of all threads, and in the process of the tests there may be one that
a test before it left behind: a command that has refused its input still loads its model.
"""

import tracemalloc
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context


def trace_peak(
    work: Callable[..., object], *args: object, make: Callable[..., object] | None = None
) -> tuple[object, int]:
    """Return what `work` returns, and the most bytes that Python and NumPy held meanwhile.

    Both functions are those of a module, so that another process finds them. They are called
    twice, for what the first call imports and compiles is not to count.

    Args:
        work: is measured.
        args: for it.
        make: makes of `args` what `work` is given instead; is not measured.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_trace, work, args, make).result()


def _trace(
    work: Callable[..., object], args: tuple[object, ...], make: Callable[..., object] | None
) -> tuple[object, int]:
    work(*(args if make is None else [make(*args)]))
    given = args if make is None else [make(*args)]
    tracemalloc.start()
    return work(*given), tracemalloc.get_traced_memory()[1]
