"""Examples in docstrings say what the functions return."""

import doctest
import importlib
import pkgutil

import pytest

import aligner
import tmx

MODULES = [
    each.name
    for package in (aligner, tmx)
    for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if not each.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_doctests(name):
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0
