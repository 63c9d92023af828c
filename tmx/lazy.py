"""What is loaded when it is first used, so that importing is quick: public names, patterns."""

import re
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any, cast


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


def compile_later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Make a regular expression that is compiled when it is first used.

    A class of many characters takes a hundred times as long to compile as to look for.

    >>> compile_later("[0-9]+").findall("3 of 12")
    ['3', '12']
    """
    return cast("re.Pattern[str]", _Later(pattern, flags))


class _Later:
    """Stands for a compiled pattern, and keeps those of its methods that were used."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = pattern, flags

    def __getattr__(self, name: str) -> object:
        method: object = getattr(re.compile(*self._given), name)
        setattr(self, name, method)
        return method
