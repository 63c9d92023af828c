"""`duizhao read` and `duizhao split`: the text of a file, and what was left out of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.command import app

ROOT = Path(__file__).parents[3]
CHINESE = "河水上漲了三天。村民搬到山上去住。"
ENGLISH = "The river rose for three days. The villagers moved up the hill."


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def dirty(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"水災之後\n\n河水\x07上漲了三天。\n\n{ENGLISH}\n", encoding="utf-8")
    return path


def test_paragraphs_and_nothing_else(dirty):
    result = run("read", dirty)
    assert result.stdout == f"水災之後\n\n河水上漲了三天。\n\n{ENGLISH}\n"
    assert "cleaned: 1 control-characters" in result.stderr


def test_what_went_is_explained(dirty):
    result = run("read", dirty, "--explain")
    assert "line 3: control-characters: “\\u0007” (a control character" in result.stderr


@pytest.mark.parametrize("option", [("--keep", "control-characters"), ("--no-cleaning",)])
def test_rules_may_be_left_out(dirty, option):
    result = run("read", dirty, *option)
    assert "河水\x07上漲了三天。" in result.stdout
    assert "cleaned" not in result.stderr


def test_unknown_rules_are_named(dirty):
    result = run("read", dirty, "--keep", "everything")
    assert result.exit_code == 1
    assert "--keep everything: there is no such rule: give one of" in result.stderr


def test_json_has_everything(dirty):
    record = json.loads(run("read", dirty, "--json").stdout)
    assert [p["text"] for p in record["paragraphs"]] == ["水災之後", "河水上漲了三天。", ENGLISH]
    assert [p["language"][:2] for p in record["paragraphs"]] == ["zh", "zh", "en"]
    assert [s["paragraph"] for s in record["segments"]] == [0, 1, 2, 2]
    assert record["segments"][3]["text"] == "The villagers moved up the hill."
    assert [(c["rule"], c["line"], c["before"]) for c in record["log"]] == [
        ("control-characters", 3, "\x07")
    ]
    assert set(record["metadata"][0]) >= {"title", "author", "translator", "date", "source"}
    assert record["layout"]["layout"] == "blocks"


def test_standard_input():
    command = [sys.executable, "-m", "aligner", "read", "-"]
    text = CHINESE.encode("gb18030")
    done = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, check=True)
    assert done.stdout.decode("utf-8").strip() == CHINESE
    assert "standard input: read as gb18030" in done.stderr.decode("utf-8")


def test_json_of_lines_that_hold_both_is_in_the_order_of_the_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "河水上漲了。 The river rose.\n村民走了。 The villagers left.\n", encoding="utf-8"
    )
    record = json.loads(run("read", path, "--json").stdout)
    assert [(p["text"], p["row"]) for p in record["paragraphs"]] == [
        ("河水上漲了。", 1),
        ("The river rose.", 1),
        ("村民走了。", 2),
        ("The villagers left.", 2),
    ]
    assert record["layout"]["layout"] == "inline"


def test_a_layout_can_be_stated(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"{CHINESE}\n\n{ENGLISH}\n", encoding="utf-8")
    assert run("split", path, "--layout", "single").stderr.count("segments") == 1
    assert "give one of single, blocks" in run("split", path, "--layout", "spiral").stderr


def test_split_shows_the_segments_of_both_languages(dirty):
    result = run("split", dirty)
    assert result.stdout.splitlines()[-2:] == ENGLISH.replace(". T", ".\nT").split("\n")
    assert result.stderr.count("segments") == 2


def test_split_and_read_agree(dirty):
    record = json.loads(run("read", dirty, "--json").stdout)
    assert [s["text"] for s in record["segments"]] == run("split", dirty).stdout.splitlines()
