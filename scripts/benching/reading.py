"""`bench reading`: how long text takes from the file to its segments, by stage and by size.

Texts of a size are made by repeating the given files, each with its number on a line between, so
that no two copies are alike and the pages rules have something to look at.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from time import process_time
from typing import Any

from aligner.cleaning import RULES
from aligner.cleaning.chain import apply_rules
from aligner.documents import describe_documents, read_document
from aligner.reading import ReadingOptions, read_file, separate
from aligner.settings import Settings
from aligner.splitting import split_segments
from benching.tables import make_table

_STAGES = ("reading", "cleaning", "languages", "layout and kinds", "metadata", "splitting")
_SLOWEST = 6


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the subcommand."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="plain texts")
    parser.add_argument("--size", nargs="+", type=float, default=[5, 10, 20], metavar="MB")
    parser.add_argument("--rules", action="store_true", help="the slowest rules as well")


def run(options: argparse.Namespace) -> None:
    """Time each file at each size and print a table of seconds of CPU time."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for file in options.files:
            for size in options.size:
                path = make_text(file, size, Path(folder))
                rows.append([file.name, f"{size:g}", *map(_figure, time_stages(path).values())])
                if options.rules:
                    rows += _list_rules(path)
    print("\n" + make_table(["text", "MB", *_STAGES, "total"], rows))


def make_text(file: Path, size: float, folder: Path) -> Path:
    """Write a text of some megabytes that repeats a file, and return where it is."""
    text = file.read_text("utf-8")
    copies, length = [], 0
    for number in count(1):
        copies.append(f"{text.strip()}\n\n{number}\n\n")
        length += len(copies[-1].encode())
        if length >= size * 1_000_000:
            break
    path = folder / f"{file.stem}.txt"
    path.write_text("".join(copies), encoding="utf-8")
    return path


def time_stages(path: Path) -> dict[str, float]:
    """Time the stages of `duizhao split` on a file, in seconds of CPU time."""
    clock = _Clock()
    raw = clock.time("reading", lambda: read_file(path, ReadingOptions()))
    clock.time("cleaning", lambda: apply_rules(raw.document.paragraphs, RULES))
    reading = clock.time("languages", lambda: read_document(path, Settings()))
    # Reading a document is all three: what is left is telling its language.
    clock.seconds["languages"] -= clock.seconds["reading"] + clock.seconds["cleaning"]
    parts = clock.time("layout and kinds", lambda: separate(reading.document))
    documents = clock.time("metadata", lambda: describe_documents(parts.documents, reading))
    clock.time("splitting", lambda: [split_segments(document) for document in documents])
    return {**clock.seconds, "total": sum(clock.seconds.values())}


class _Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, name: str, call: Callable[[], Any]) -> Any:  # noqa: ANN401
        start = process_time()
        result = call()
        self.seconds[name] = process_time() - start
        return result


def _list_rules(path: Path) -> Iterable[list[str]]:
    paragraphs = read_file(path, ReadingOptions()).document.paragraphs
    clock = _Clock()
    for rule in RULES:
        clock.time(rule.name, lambda rule=rule: apply_rules(paragraphs, [rule]))
    slowest = sorted(clock.seconds.items(), key=lambda item: -item[1])[:_SLOWEST]
    blank = [""] * (len(_STAGES) - 1)
    return [[f"… {name}", "", "", _figure(seconds), *blank] for name, seconds in slowest]


def _figure(seconds: float) -> str:
    return f"{max(seconds, 0.0):.2f}"
