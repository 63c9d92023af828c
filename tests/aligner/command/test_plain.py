"""Arguments that are taken without Typer's conversion are what it would make of them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import pytest
import typer
import typer.main

from aligner.command.plain import take_plainly
from tests.probes import run_probe
from tmx import TranslationUnit, Variant
from tmx.memory import add_unit, make_memory, rebuild_index

PROBE = """
import sys
sys.argv = ["duizhao", "tm", *{arguments!r}]
from aligner.command import main
try:
    main()
except SystemExit:
    print([name for name in {unwanted!r} if name in sys.modules])
"""
UNWANTED = (
    *("pydantic", "numpy.ma", "opencc", "aligner.reading", "aligner.spans", "lxml"),
    *(
        "tmx.memory.transfer.exporting",
        "tmx.memory.transfer.importing",
        "tmx.memory.semantic",
        "tmx.memory.concordance.hits",
    ),
)

seen: list[object] = []


def command(
    files: list[Path],
    text: str = "a",
    number: Annotated[int, typer.Option(min=1, max=9)] = 3,
    share: Annotated[float, typer.Option(min=0, max=1)] = 0.5,
    flag: bool = False,
    there: Annotated[Path | None, typer.Option(exists=True)] = None,
    names: Annotated[list[str] | None, typer.Option()] = None,
    numbers: Annotated[list[int] | None, typer.Option()] = None,
) -> None:
    seen.append((files, text, number, share, flag, there, names, numbers))


def run(*arguments, is_plain):
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command()(command)
    made = typer.main.get_command(app)
    if is_plain:
        take_plainly(made, made.make_context("x", [], resilient_parsing=True))
    seen.clear()
    return invoke(made, arguments), list(seen)


def invoke(made, arguments):
    try:
        made.main(list(arguments), prog_name="x", standalone_mode=False)
    except Exception as error:
        return type(error).__name__, str(error)
    return None


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("a.txt", "b 中.txt"),
        ("a", "--text", "", "--number", "9", "--flag", "--names", "x", "--names", "y"),
        ("a", "--number", "007"),
        ("a", "--number", "0"),
        ("a", "--number", "10"),
        ("a", "--number", "x"),
        ("a", "--number", "１"),
        ("a", "--number", " 4"),
        ("a", "--share", ".25"),
        ("a", "--share", "2"),
        ("a", "--there", "no such file"),
        ("a", "--there", "."),
        ("a", "--numbers", "1", "--numbers", "-5"),
        ("a", "--numbers", "1", "--numbers", "x"),
    ],
)
def test_arguments_are_what_typer_makes_of_them(arguments):
    assert run(*arguments, is_plain=True) == run(*arguments, is_plain=False)


@pytest.fixture
def memory(tmp_path):
    path = tmp_path / "a.tmdb"
    with make_memory(path, ("zh", "en")) as memory:
        unit = TranslationUnit((Variant("zh", "双方同意停火。"), Variant("en", "They agreed.")))
        add_unit(memory, unit, origin="test", moment=datetime(2026, 1, 1, tzinfo=UTC))
        rebuild_index(memory)
    return path


@pytest.mark.parametrize(
    "asked",
    [("match", "双方同意停战。", "--limit", "3"), ("search", "agreed", "--no-spans")],
    ids=["match", "search"],
)
def test_who_asks_a_memory_waits_for_nothing_else(memory, asked):
    arguments = [*asked, "--tm", str(memory)]
    told = run_probe(PROBE.format(arguments=arguments, unwanted=UNWANTED)).splitlines()
    assert (told[-1], len(told) > 2) == ("[]", True)
