"""`bench install`: make the environments of the peers and of the transformer.

What runs in them is not part of the product: Bertalign is under the GPL and stays in a process of
its own, and torch is as large as all the rest together.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HOME = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "duizhao-bench"
"""Where the environments are made."""


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment and what pip installs into it.

    Args:
        name: of its folder.
        python: the version of Python it is made with, such as (3, 12).
        steps: arguments of `pip install`, one call each.
    """

    name: str
    python: tuple[int, int]
    steps: tuple[tuple[str, ...], ...]

    @property
    def interpreter(self) -> Path:
        """Its Python, whether it is there or not."""
        folder = HOME / self.name
        return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def is_ready(self) -> bool:
        """Whether all steps were installed, and the same that are named now."""
        try:
            return (HOME / self.name / _DONE).read_text("utf-8") == self._receipt
        except OSError:
            return False

    @property
    def _receipt(self) -> str:
        return "\n".join(" ".join(step) for step in self.steps)

    def install(self, python: str | None = None) -> None:
        """Make it anew.

        Raises:
            SystemExit: no fitting Python is there, or pip fails.
        """
        shutil.rmtree(HOME / self.name, ignore_errors=True)
        _call([python or find_python(self.python), "-m", "venv", str(HOME / self.name)])
        for step in self.steps:
            _call([str(self.interpreter), "-m", "pip", "install", "--quiet", *step])
        (HOME / self.name / _DONE).write_text(self._receipt, encoding="utf-8")


_DONE = "installed.txt"

ENVIRONMENTS = {
    "peers": Environment(
        "peers",
        (3, 12),
        (
            # torch and sentence-transformers, which bertalign names, are what it is to do without.
            ("--no-deps", "sentweave==0.3.3", "bertalign==2.0.1"),
            ("numpy", "numba", "scipy", "lingua-language-detector", "sentence-splitter"),
        ),
    ),
    "transformer": Environment("transformer", (3, 11), (("torch==2.13.0", "numpy"),)),
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the subcommand."""
    parser.add_argument("environment", choices=sorted(ENVIRONMENTS))
    parser.add_argument("--python", help="interpreter to make it with; found if not given")


def run(options: argparse.Namespace) -> None:
    """Make an environment anew and say where."""
    environment = ENVIRONMENTS[options.environment]
    environment.install(options.python)
    print(f"installed {environment.name} in {HOME / environment.name}")


def find_python(version: tuple[int, int]) -> str:
    """Find a Python of this minor version: this one, one on the path, or one of pyenv's.

    Raises:
        SystemExit: there is none.
    """
    name = f"{version[0]}.{version[1]}"
    if sys.version_info[:2] == version:
        return sys.executable
    if found := shutil.which(f"python{name}"):
        pyenv = Path.home() / ".pyenv" / "versions"
        kept = sorted(pyenv.glob(f"{name}.*/bin/python"))
        # A shim of pyenv answers for versions that are there but not switched on.
        return str(kept[-1]) if kept else found
    raise SystemExit(f"no python{name} on the path: install one, or name it with --python")


def run_inside(name: str, arguments: Sequence[str], *, threads: int, timeout: float) -> str:
    """Run a script in an environment and return what it prints.

    Args:
        name: of the environment, ready.
        arguments: the script and its arguments.
        threads: for BLAS, OpenMP and numba.
        timeout: seconds.

    Raises:
        SystemExit: the script failed.
    """
    limits = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
    environment = {**os.environ, "PYTHONUTF8": "1", **dict.fromkeys(limits, str(threads))}
    environment.pop("PYTHONPATH", None)
    command = [str(ENVIRONMENTS[name].interpreter), "-W", "ignore", *arguments]
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SystemExit(f"{arguments[0]} took more than {timeout:.0f} s in {name}") from error
    if done.returncode:
        raise SystemExit(f"{arguments[0]} failed with {done.returncode} in {name}")
    return done.stdout


def _call(command: Sequence[str]) -> None:
    if subprocess.run(command, check=False).returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
