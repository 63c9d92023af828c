"""docs/memory.md names every command and option of `duizhao tm`, and its examples are real."""

import re

import pytest
from typer.testing import CliRunner

from aligner.command import app
from tests.aligner.command.memory_kit import CHINESE, ENGLISH, ROOT, run

DOCS = (ROOT / "docs" / "memory.md").read_text("utf-8")
COMMANDS = re.findall(r"^  ([a-z]+)  ", run("--help").stdout, re.MULTILINE)


def test_every_command_is_known():
    assert set(COMMANDS) >= {
        *("add", "import", "export", "search", "match", "stats", "dedupe"),
        *("edit", "delete", "restore", "history", "index", "check"),
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_the_docs_name_every_command_and_option(command):
    assert f"duizhao tm {command}" in DOCS
    result = run(f"{command} --help")
    assert result.exit_code == 0
    options = set(re.findall(r"--[a-z][a-z-]+", result.stdout)) - {"--help"}
    assert {option for option in options if f"`{option}" not in DOCS} == set()


CONTRACT = """zh-HK\ten-GB
第12條　雙方須於三十個工作日內付款。\tArticle 12  The parties shall pay within thirty working days.
本協議受香港法律管轄。\tThis Agreement is governed by the laws of Hong Kong.
任何一方不得轉讓本協議。\tNeither party may assign this Agreement.
本協議以中英文書就。\t
"""
OLD = """en-GB\tzh-HK
Neither party may assign this Agreement.\t任何一方均不得轉讓本協議。
This Agreement is governed by the laws of Hong Kong.\t本協議受香港法律管轄。
"""


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    folder = tmp_path_factory.mktemp("team")
    (folder / "contract.tsv").write_text(CONTRACT, encoding="utf-8")
    (folder / "old.tsv").write_text(OLD, encoding="utf-8")
    for path in (CHINESE, ENGLISH):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_the_examples_are_what_the_commands_print(team, monkeypatch):
    monkeypatch.chdir(team)
    monkeypatch.setenv("DUIZHAO_TM", "team.tmdb")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    monkeypatch.setenv("NO_COLOR", "1")
    (team / "new.txt").write_text(make_new_text(), encoding="utf-8")
    examples = re.findall(r"^\$ duizhao (.+)\n((?:(?!\$ |```).*\n)*)", DOCS, re.MULTILINE)
    assert len(examples) > 10
    for command, printed in examples:
        result = CliRunner().invoke(app, split_arguments(command))
        found = (result.stdout + result.stderr).splitlines()
        expected = [line for line in printed.splitlines() if line.strip() not in {"", "…"}]
        assert [line for line in expected if line not in found] == [], (command, found)


def make_new_text():
    segments = CliRunner().invoke(app, ["split", CHINESE.name]).stdout.splitlines()[-4:]
    return "\n".join(segments).replace("一分钟", "两分钟")


def split_arguments(command):
    return [each.strip("'") for each in re.findall(r"'[^']*'|\S+", command)]
