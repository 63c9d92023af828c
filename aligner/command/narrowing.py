"""An app with all its commands → one with that alone which is called.

Typer builds every command of an app before it runs one, which takes as long as many a lookup.
"""

from collections.abc import Sequence
from copy import copy

import typer
from typer.main import get_command_name
from typer.models import CommandInfo


def narrow(app: typer.Typer, arguments: Sequence[str]) -> typer.Typer:
    """Leave out the commands that are not called.

    Args:
        app: any; it stays as it is.
        arguments: of the command line.

    Returns:
        The app with one command, or with one of a group; the app itself where the arguments begin
        with neither, so that help and errors know all of them.
    """
    name, *others = arguments or [""]
    for group in app.registered_groups:
        if group.name == name and group.typer_instance is not None:
            narrowed = copy(group)
            narrowed.typer_instance = narrow(group.typer_instance, others)
            return _keep(app, groups=[narrowed])
    for command in app.registered_commands:
        if _find_name(command) == name:
            return _keep(app, commands=[command])
    return app


def _find_name(command: CommandInfo) -> str | None:
    if command.name or command.callback is None:
        return command.name
    return get_command_name(command.callback.__name__)


def _keep(
    app: typer.Typer,
    *,
    commands: Sequence[CommandInfo] = (),
    groups: Sequence[typer.models.TyperInfo] = (),
) -> typer.Typer:
    narrowed = copy(app)
    narrowed.registered_commands, narrowed.registered_groups = list(commands), list(groups)
    return narrowed
