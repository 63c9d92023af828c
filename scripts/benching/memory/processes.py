"""Work in processes of its own: how long it takes, and the most memory that it holds."""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[3]
_SAMPLED = 0.02
_COMMAND_RUNNER = Path(__file__).parents[1] / "conversion_runner.py"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took.

    Args:
        seconds: from its start to its end.
        cpu: seconds that it computed, for others may be busy as well.
        peak: bytes of memory, pages of files among them; None where the system does not tell.
        private: the most bytes that are no pages of files, as sampled; None likewise.
    """

    seconds: float
    cpu: float
    peak: int | None
    private: int | None


def run_command(*arguments: str | Path) -> Cost:
    """Run `duizhao` with arguments.

    Raises:
        SystemExit: it failed; the message is its own.
    """
    command = [sys.executable, str(_COMMAND_RUNNER), *map(str, arguments)]
    start, samples = time.perf_counter(), [0]
    with subprocess.Popen(
        command,
        env=make_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        while True:
            try:
                output, errors = process.communicate(timeout=_SAMPLED)
                break
            except subprocess.TimeoutExpired:
                samples.append(read_private(process.pid))
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"duizhao {' '.join(command[2:])}: {errors.strip()}")
    told = json.loads(output.splitlines()[-1])
    return Cost(seconds, told["seconds"], told["peak"], max(samples) or None)


def read_private(process: int) -> int:
    """Read the bytes of memory that a process has for itself; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon"))


def format_bytes(size: int | None) -> str:
    """Return megabytes as tables show them.

    >>> format_bytes(123_456_789), format_bytes(None)
    ('123', '–')
    """
    return "–" if size is None else f"{size / 1e6:.0f}"


def run_task(name: str, *arguments: str | Path, given: object = None) -> tuple[float, Any]:
    """Run a task of `benching.memory.runner`.

    Args:
        name: of the task.
        arguments: for it.
        given: what it reads, as JSON.

    Returns:
        The seconds from the start of the process to its end, and what it answers.

    Raises:
        SystemExit: it failed; the message is its own.
    """
    start = time.perf_counter()
    done = subprocess.run(
        list_task(name, *arguments),
        env=make_environment(),
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr.strip()}")
    return seconds, json.loads(done.stdout.splitlines()[-1])


def list_task(name: str, *arguments: str | Path) -> list[str]:
    """Return the command that runs a task."""
    return [sys.executable, "-m", "benching.memory.runner", name, *map(str, arguments)]


def make_environment() -> dict[str, str]:
    """Return the environment in which a process finds the packages, compiled as installed ones are.

    The first process compiles them, into a folder of its own.
    """
    places = os.pathsep.join((str(_ROOT), str(_ROOT / "scripts")))
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    compiled = Path(tempfile.gettempdir()) / "duizhao-bench-compiled"
    return {
        **kept,
        "PYTHONPATH": places,
        "PYTHONPYCACHEPREFIX": str(compiled),
        "PYTHONUTF8": "1",
    }


def drop_from_cache(path: Path) -> bool:
    """Ask the system to forget what it holds of a file; False where it cannot be asked."""
    if not hasattr(os, "posix_fadvise"):
        return False
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return True
