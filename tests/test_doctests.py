"""Examples in docstrings say what the functions return."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import aligner

ROOT = Path(aligner.__file__).parent
MODULES = [
    each.name
    for each in pkgutil.walk_packages([str(ROOT)], "aligner.")
    if not each.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_doctests(name):
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0
