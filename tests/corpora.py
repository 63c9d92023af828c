"""The development corpora beside the checkout, for tests that need them; absent elsewhere."""

import re
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")


def read_lines(name):
    """Return the lines of a file of ../shared/corpora."""
    return (SHARED / "corpora" / name).read_text(encoding="utf-8").rstrip("\n").split("\n")


def read_beads(name):
    """Return the beads of a gold alignment, as pairs of lists of numbers."""
    return [
        tuple([int(n) for n in re.findall(r"\d+", half)] for half in line.split(":")[:2])
        for line in read_lines(name)
        if line.strip()
    ]
