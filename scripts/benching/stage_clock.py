"""Runs the command line in this process with a clock around each stage, and reports the times.

    python stage_clock.py STARTED REPORT.json ARGUMENT...

STARTED is the time of the start, seconds since 1970; the arguments are those of `duizhao`. The
functions that the command calls are the package's own; each is only wrapped by one that notes
how long it took. A stage's time is its own, without the stages inside it.
"""

import importlib
import json
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from types import ModuleType
from typing import Any

STAGES: dict[str, tuple[str, ...]] = {
    "reading": ("aligner.document_pairs:read_pair",),
    "splitting": ("aligner.pipeline:split_lines", "aligner.splitting:split_segments"),
    "loading": (
        "aligner.aligning.model:load_model",
        "aligner.embedding.use_network:Network",
        "aligner.lexicon.dictionary:load_dictionary",
    ),
    "encoding": (
        "aligner.embedding:embed_overlaps",
        "aligner.embedding.overlaps:centre",
        "aligner.embedding.overlaps:CentredOverlaps.window",
    ),
    "lexical": ("aligner.lexicon.evidence:find_evidence",),
    "first pass": ("aligner.aligning.band:find_band",),
    "features": (
        "aligner.aligning.model:Model.describe",
        "aligner.aligning.model:Description.score",
    ),
    "decoding": (
        "aligner.aligning.crf:Lattice",
        "aligner.aligning.decoding:estimate_densities",
        "aligner.aligning.decoding:find_best_path",
        "aligner.aligning.decoding:measure_path",
    ),
    "writing": ("aligner.exporting:write_alignments",),
}
"""The functions of each stage, by module and name; `bench time` knows no others."""


class StageClock:
    """Times of stages; the time of an inner stage is taken off the outer one."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.signature = ""
        self._inner: list[float] = []

    def wrap(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same and adds its time to a stage."""

        @wraps(function, updated=())
        def timed(*args: Any, **named: Any) -> Any:  # noqa: ANN401 — whatever the function takes
            if threading.current_thread() is not threading.main_thread():
                # What is done beside the main thread costs the time that this waits for it.
                return function(*args, **named)
            self._inner.append(0.0)
            start = time.perf_counter()
            try:
                return function(*args, **named)
            finally:
                total = time.perf_counter() - start
                self.seconds[stage] += total - self._inner.pop()
                if self._inner:
                    self._inner[-1] += total

        return timed

    def watch(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same and notes the signature of what it returns."""

        @wraps(function)
        def watched(*args: Any, **named: Any) -> Any:  # noqa: ANN401 — whatever the function takes
            result = function(*args, **named)
            self.signature = result.signature
            return result

        return watched


def wrap_stages(clock: StageClock) -> list[str]:
    """Put a clock around the stages wherever the package refers to them.

    Returns:
        The names that the package no longer has.
    """
    missing = []
    for stage, places in STAGES.items():
        for place in places:
            module, _, name = place.partition(":")
            try:
                _replace(importlib.import_module(module), name, partial(clock.wrap, stage))
            except (ImportError, AttributeError):
                missing.append(place)
    _replace(importlib.import_module("aligner.pipeline"), "align_pair", clock.watch)
    return missing


def _replace(module: ModuleType, name: str, change: Callable[..., Any]) -> None:
    owner, _, method = name.rpartition(".")
    if owner:
        kind = getattr(module, owner)
        setattr(kind, method, change(getattr(kind, method)))
        return
    function = getattr(module, name)
    timed = change(function)
    for each in [m for n, m in sys.modules.items() if n.split(".")[0] == "aligner"]:
        for key, value in list(vars(each).items()):
            if value is function:
                setattr(each, key, timed)


def peak_memory() -> int | None:
    """Return the largest resident size of this process in bytes; None where it is not told."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main() -> int:
    started, report, *arguments = sys.argv[1:]
    import aligner.aligning
    import aligner.command.aligning  # noqa: F401 — before the stages are wrapped
    from aligner.command import main as run_command

    clock = StageClock()
    missing = wrap_stages(clock)
    clock.seconds["starting"] = time.time() - float(started)
    sys.argv = ["duizhao", *arguments]
    code: Any = 0
    try:
        run_command()
    except SystemExit as end:
        code = end.code
    found = {
        "seconds": clock.seconds,
        "peak": peak_memory(),
        "missing": missing,
        "signature": clock.signature,
    }
    Path(report).write_text(json.dumps(found), encoding="utf-8")
    return int(code or 0)


if __name__ == "__main__":
    sys.exit(main())
