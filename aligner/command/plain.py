"""Arguments that need no conversion, taken as they are.

Newer versions of Typer convert each argument with Pydantic, which takes longer to import than a
question to a memory takes to answer. Texts, paths, flags and small numbers are taken here, with the
same result; whatever else is asked for, and whatever may be wrong, is left to Typer. Versions that
convert otherwise are left as they are.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, get_args, get_origin

_HOLDER: Final = "_runtime_param"
_DIGITS: Final = 9
_AS_USUAL: Final = {
    "parser": None,
    "exists": False,
    "file_okay": True,
    "dir_okay": True,
    "writable": False,
    "allow_dash": False,
    "resolve_path": False,
    "path_type": None,
    "clamp": False,
}


class _OtherError(Exception):
    """A value is left to Typer."""


def take_plainly(command: Any, context: Any) -> None:  # noqa: ANN401 — Typer has no public names
    """Make a command, and those in it, take plain arguments as they are.

    Args:
        command: a group or command that Typer made, before it reads arguments.
        context: of the command or of one that it is in.
    """
    hold_plainly(command.get_params(context))
    commands: Iterable[Any] = getattr(command, "commands", {}).values()
    for each in commands:
        take_plainly(each, context)


def hold_plainly(parameters: Iterable[Any]) -> None:
    """Make parameters of a command take plain values as they are."""
    for parameter in parameters:
        if parameter.__dict__.get(_HOLDER, parameter) is None:
            setattr(parameter, _HOLDER, _Plain())


class _Plain:
    """Stands where a parameter of Typer keeps what converts its values."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401
        try:
            return _take(value, param)
        except _OtherError:
            setattr(param, _HOLDER, None)
            return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def _take(value: Any, param: Any) -> Any:  # noqa: ANN401
    kind, info = param.type_descriptor.annotation, param.type_descriptor.parameter_info
    is_usual = all(getattr(info, name, usual) == usual for name, usual in _AS_USUAL.items())
    is_several = param.multiple or param.nargs == -1
    if not is_usual or is_several != (get_origin(kind) is list):
        raise _OtherError
    if not is_several:
        return None if value is None else _take_one(value, kind, info)
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise _OtherError
    return [_take_one(each, get_args(kind)[0], info) for each in value]


def _take_one(value: Any, kind: Any, info: Any) -> Any:  # noqa: ANN401
    if kind is Path and isinstance(value, str | Path):
        return _take_path(Path(value))
    if kind is int and isinstance(value, str) and _is_small(value):
        value = int(value)
    if kind not in {str, bool, int, float} or type(value) is not kind:
        raise _OtherError
    if kind in {int, float} and not _is_within(value, info.min, info.max):
        raise _OtherError
    return value


def _take_path(path: Path) -> Path:
    # Typer refuses what is there and cannot be read.
    try:
        is_there = path.exists()
    except OSError as error:
        # The name is too long, or a folder of it may not be looked into.
        raise _OtherError from error
    if is_there and not os.access(path, os.R_OK):
        raise _OtherError
    return path


def _is_small(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _DIGITS


def _is_within(number: float, least: float | None, most: float | None) -> bool:
    return (least is None or least <= number) and (most is None or number <= most)
