"""Reading in a process of its own, so that a large file is read and written on two cores.

The other process reads, folds and divides (`reading`), and sends batches of plain values; this one
alone has the memory. Whichever ends first, the other ends too: the one that reads finds that nobody
takes its batches, and the one that writes that the pipe has ended without a summary, upon which it
undoes the import.

It is started as `python -c`, not with `multiprocessing`, which would run the main module of the
program again, and needs a guard in it.
"""

import gc
import io
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, cast

from tmx.errors import TmxError
from tmx.memory.transfer.ahead import AheadStream
from tmx.memory.transfer.reading import (
    Batch,
    ReadingTask,
    Summary,
    read_batches,
    read_here,
)
from tmx.memory.units.flattening import FlatUnit

_LEAST_BYTES = 4 << 20
"""Size of a file from which another process is worth its start of a quarter of a second."""

_BUFFER = 1 << 16
_READY = "ready"
_PROGRAM = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    " from tmx.memory.transfer.apart import serve; serve(sys.stdin.buffer, sys.stdout.buffer)"
)
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def may_read_apart(task: ReadingTask) -> bool:
    """Whether another process could read a source, and would save time."""
    return (
        task.options.context_of is None
        and _measure(getattr(task.source, "paths", ())) >= _LEAST_BYTES
        and _count_cores() > 1
        and _knows_python()
    )


def _measure(paths: tuple[Path, ...]) -> int:
    """Return the bytes in files; 0 where one is no file, for it may not be there twice."""
    try:
        return sum(path.stat().st_size for path in paths) if _are_files(paths) else 0
    except OSError:
        return 0


def _are_files(paths: tuple[Path, ...]) -> bool:
    return all(path.is_file() for path in paths)


def _count_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _knows_python() -> bool:
    """Whether `sys.executable` is Python, and not a program that Python is a part of."""
    name = Path(sys.executable or "").name.lower()
    return name.startswith(("python", "pypy")) and not getattr(sys, "frozen", False)


@contextmanager
def read_apart(task: ReadingTask) -> Iterator[Iterator[Batch]]:
    """Read in another process, which ends with the block; where none can be started, in this one.

    Raises:
        TmxError: within the block: the source cannot be read, or the process was ended.
    """
    process = _start(task)
    if process is not None:
        with _ending(process) as stream:
            if _is_ready(stream):
                yield _receive(process, stream, task.options.origin)
                return
    with read_here(task) as batches:
        yield batches


def _start(task: ReadingTask) -> "subprocess.Popen[bytes] | None":
    """Start a process and tell it what to do; None: it cannot be, or not be told."""
    options = ["-I", *(["-B"] if sys.dont_write_bytecode else [])]
    try:
        request = pickle.dumps(sys.path) + pickle.dumps(task)
        process = subprocess.Popen(
            [sys.executable, *options, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_NO_WINDOW,
        )
    except (OSError, pickle.PicklingError, AttributeError, TypeError):
        return None
    # It may have ended already, which is found out when it does not answer.
    with suppress(OSError), cast("IO[bytes]", process.stdin) as stdin:
        stdin.write(request)
    return process


@contextmanager
def _ending(process: "subprocess.Popen[bytes]") -> Iterator[BinaryIO]:
    """Give what a process writes, and end the process behind the block."""
    pipe = cast("io.BufferedReader", process.stdout).detach()
    ahead = AheadStream(cast("BinaryIO", pipe))
    try:
        yield io.BufferedReader(ahead, _BUFFER)
    finally:
        process.kill()
        ahead.close()
        process.wait()


def _is_ready(stream: BinaryIO) -> bool:
    try:
        return bool(pickle.load(stream) == _READY)
    except (EOFError, pickle.UnpicklingError):
        return False


def _receive(process: "subprocess.Popen[bytes]", stream: BinaryIO, name: str) -> Iterator[Batch]:
    """Yield what a process sends; an error of it is raised here."""
    summary: Summary | None = None
    while summary is None:
        try:
            message = pickle.load(stream)
        except (EOFError, pickle.UnpicklingError) as error:
            raise TmxError(
                f"{name}: the process that reads it was ended (code {process.wait()}); free memory,"
                " and import it again"
            ) from error
        if isinstance(message, BaseException):
            raise message
        units, read, summary = message
        yield Batch(list(map(FlatUnit._make, units)), read, summary)


def serve(given: BinaryIO, taken: BinaryIO) -> None:
    """Read what another process asks for, and send it; what the other process runs.

    Args:
        given: holds the task.
        taken: gets the batches, or an error.
    """
    # Ctrl-C is for the process that writes, which ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Units hold no cycles: to look for some less often saves a twelfth of the time.
    gc.set_threshold(20_000, 20, 50)
    task: ReadingTask = pickle.load(given)
    # Whoever takes them may be gone, which undoes the import.
    with suppress(OSError):
        for message in _list_messages(task):
            pickle.dump(message, taken, pickle.HIGHEST_PROTOCOL)
            taken.flush()


def _list_messages(task: ReadingTask) -> Iterator[object]:
    yield _READY
    try:
        for units, read, summary in read_batches(task):
            yield list(map(tuple, units)), read, summary
    except Exception as error:
        # It is raised where somebody can be told.
        yield error
