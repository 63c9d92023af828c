"""Commands that are not called are not built, and nobody can tell."""

import pytest
import typer
from typer.testing import CliRunner

from aligner.command import app
from aligner.command.narrowing import narrow

CALLS = [
    pytest.param(["tm", "match", "--help"], id="of a group"),
    pytest.param(["tm", "--help"], id="a group"),
    pytest.param(["tm", "mach", "x"], id="none of a group"),
    pytest.param(["align", "--help"], id="a command"),
    pytest.param(["terms", "extract", "--help"], id="with options of its own"),
    pytest.param(["cache", "--help"], id="a group that is a command"),
    pytest.param(["alinn"], id="misspelt"),
    pytest.param(["--help"], id="help"),
    pytest.param(["--version"], id="an option first"),
    pytest.param([], id="nothing"),
]


@pytest.mark.parametrize("arguments", CALLS)
def test_what_is_printed_is_the_same(arguments):
    runner = CliRunner()
    found, expected = (runner.invoke(each, arguments) for each in (narrow(app, arguments), app))
    assert found.exit_code == expected.exit_code
    assert found.output == expected.output
    assert found.output


def list_built(command, path=""):
    for name, each in getattr(command, "commands", {}).items():
        yield f"{path}{name}"
        yield from list_built(each, f"{path}{name} ")


@pytest.mark.parametrize(
    ("arguments", "built"),
    [(["tm", "match", "x"], ["tm", "tm match"]), (["align", "a", "b"], ["align"])],
)
def test_only_what_is_called_is_built(arguments, built):
    everything = list(list_built(typer.main.get_command(app)))
    assert len(everything) > 30
    assert list(list_built(typer.main.get_command(narrow(app, arguments)))) == built
    assert list(list_built(typer.main.get_command(app))) == everything
