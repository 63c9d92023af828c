"""Code run in a process of its own, to see what an import loads or what a seed changes."""

import os
import subprocess
import sys


def run_probe(code, **environment):
    """Run code in a fresh interpreter that finds what this one finds; return what it prints."""
    path = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": path, **environment},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
