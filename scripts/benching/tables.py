"""Figures → tables in Markdown, which a terminal shows as well and docs/benchmarks.md takes."""

import os
import platform
from collections.abc import Iterable, Sequence


def make_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown with columns of even width.

    >>> print(make_table(["what", "F1"], [["whole", ".99"]]))
    | what  | F1  |
    | ----- | --- |
    | whole | .99 |
    """
    lines = [list(header), *map(list, rows)]
    widths = [max(3, *map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |"
        for line in lines
    )


def figure(value: float) -> str:
    """Write a share as the field does.

    >>> figure(0.9074), figure(1.0), figure(0.0)
    ('.907', '1.000', '.000')
    """
    return f"{value:.3f}".removeprefix("0")


def describe_machine() -> str:
    """Say what a time was measured on, and how busy it was, for busy cores make it worthless."""
    load = f", load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}{load}"
