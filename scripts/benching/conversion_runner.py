"""Run `duizhao` with the arguments given and print the seconds and the peak memory it took.

A process of its own, started by `conversions`, which puts the packages on its path.
"""

import json
import sys
import time
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_memory() -> int | None:
    """Return the largest resident size of this process in bytes; None where it is not told."""
    if _STATUS.exists():
        # Linux hands ru_maxrss of the parent down to what it starts; this figure is our own.
        lines = _STATUS.read_text("utf-8").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main() -> int:
    from aligner.command import main as run_command

    code: object = 0
    try:
        run_command()
    except SystemExit as end:
        code = end.code
    print(json.dumps({"seconds": time.process_time(), "peak": peak_memory()}))
    return int(code) if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(main())
