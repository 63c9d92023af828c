"""Packages whose public names are imported when they are first used: importing them is quick."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any


def make_lazy(
    package: dict[str, Any], homes: Mapping[str, Iterable[str]]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Make the functions `__getattr__` and `__dir__` of a package.

    Args:
        package: its globals, with `__all__`; a name that was used is kept there.
        homes: the public names by the module that each is in.

    Source: PEP 562.
    """
    home_of = {name: home for home, names in homes.items() for name in names}

    def get(name: str) -> object:
        if name not in home_of:
            raise AttributeError(f"module {package['__name__']!r} has no attribute {name!r}")
        value = getattr(import_module(home_of[name]), name)
        package[name] = value
        return value

    def list_names() -> list[str]:
        return sorted(package["__all__"])

    return get, list_names
