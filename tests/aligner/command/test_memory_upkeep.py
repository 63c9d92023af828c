"""`duizhao tm check`, `tm index` and the near ones of `tm dedupe`."""

import json
import re
import sqlite3

import numpy as np
import pytest

from aligner.command.memory import indexing
from tests.aligner.command.memory_kit import CHINESE, ENGLISH, ROOT, read_json, run, unit, write_tmx
from tmx.memory.checking import MEMORY_RULES

DOCS = (ROOT / "docs" / "memory.md").read_text("utf-8")
FINE = unit("任何一方不得转让本协议。", "Neither party may assign this Agreement.")
ODD = unit("第十二条适用于所有成员国。", "Article 15 applies to all members.")
NEAR = (
    unit("任何一方未經另一方書面同意不得轉讓本協議。", "Neither party may assign this Agreement."),
    unit("任何一方未經對方書面同意，不得轉讓本協議！", "A transfer needs consent in writing."),
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUIZHAO_TM", "m.tmdb")
    return tmp_path


def fill(*units):
    write_tmx("a.tmx", *units)
    assert run("import a.tmx").exit_code == 0


def test_what_is_odd_is_shown_with_its_units(folder):
    fill(FINE, ODD)
    result = run("check")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "m.tmdb: 2 units checked; 1 warning"
    assert "MEM101" in lines[2]
    assert "“12 | 15”" in lines[2]
    assert lines[3].strip() == "units 2"


def test_a_memory_without_faults(folder):
    fill(FINE)
    result = run("check")
    assert result.stdout == "m.tmdb: 1 unit checked; nothing to find fault with\n"
    assert result.exit_code == 0


def test_a_check_of_some_units(folder):
    fill(FINE, ODD)
    assert "nothing to find fault with" in run("check --document nix").stdout
    assert run("check --script Cyrl").exit_code == 2


def test_a_check_for_programs(folder):
    fill(FINE, ODD)
    checked = read_json(run("check --json"))
    assert list(checked) == ["kind", "memory", "units", "findings"]
    assert (checked["kind"], checked["memory"], checked["units"]) == ("check", "m.tmdb", 2)
    (finding,) = checked["findings"]
    assert list(finding) == ["code", "severity", "message", "fix", "count", "places"]
    assert finding["code"] == "MEM101"
    assert finding["places"] == [{"unit": 2, "value": "12 | 15"}]


def test_damage_is_an_error_and_the_rest_is_told(folder):
    fill(FINE, ODD)
    with sqlite3.connect("m.tmdb") as connection:
        connection.execute("UPDATE unit SET details = 'x' WHERE id = 2")
    connection.close()
    result = run("check")
    assert result.exit_code == 1
    assert "MEM001" in result.stdout
    assert "--rescue" in result.stdout
    assert "unit 2 is not as it was written" in " ".join(result.stdout.split())


def test_the_aligned_sample_raises_no_false_alarm(folder):
    assert run_align().exit_code == 0
    assert run("check").stdout == "m.tmdb: 23 units checked; nothing to find fault with\n"


def run_align():
    from typer.testing import CliRunner

    from aligner.command import app

    return CliRunner().invoke(app, ["align", str(CHINESE), str(ENGLISH), "--tm", "m.tmdb"])


@pytest.mark.parametrize("code", MEMORY_RULES)
def test_every_rule_is_documented(code):
    rule = MEMORY_RULES[code]
    row = rf"^\| {code} \| {rule.severity.value} \| {re.escape(rule.message)} \|"
    assert re.search(row, DOCS, re.MULTILINE)


def test_no_rule_is_documented_that_is_none():
    assert set(re.findall(r"^\| (MEM\d+) \|", DOCS, re.MULTILINE)) == set(MEMORY_RULES)


@pytest.mark.parametrize("options", ["", "--rebuild"])
def test_the_index(folder, options):
    fill(FINE, ODD)
    result = run(f"index {options}")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-1] == "m.tmdb: 2 pairs of texts indexed"
    assert "unit 2" in run("match 第十二条适用于所有成员国。").stdout


def test_the_index_that_is_up_to_date(folder):
    fill(FINE)
    run("index")
    assert run("index").stderr.splitlines()[-1] == "m.tmdb: 0 pairs of texts indexed"


@pytest.fixture
def letters(monkeypatch):
    """An encoder that counts letters, and knows what it was asked for."""
    asked = []

    def encode(texts):
        asked.extend(texts)
        counts = [np.bincount([ord(c) % 8 for c in each], minlength=8) for each in texts]
        rows = np.array(counts, np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    monkeypatch.setattr(
        indexing, "load_model", lambda name: indexing.VectorModel(f"letters-{name}", encode)
    )
    return asked


def test_vectors_are_made_once_and_removed(folder, letters):
    fill(FINE, ODD)
    result = run("index --semantic --encoder x")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-1] == "m.tmdb: 4 texts encoded by letters-x"
    run("index --semantic --encoder x")
    assert len(letters) == 4
    assert read_json(run("stats --json"))["vectors"] == {"letters-x": 4}
    removed = run("index --semantic --encoder x --remove")
    assert removed.stderr.splitlines()[-1] == "m.tmdb: the vectors of letters-x are removed"
    assert read_json(run("stats --json"))["vectors"] == {}


def test_vectors_of_one_side(folder, letters):
    fill(FINE)
    assert run("index --semantic --language zh").exit_code == 0
    assert letters == [FINE.variants[0].text]
    assert run("index --semantic --language fr").exit_code == 2


@pytest.mark.parametrize("options", ["--remove", "--language zh"])
def test_options_that_need_semantic(folder, options):
    fill(FINE)
    result = run(f"index {options}")
    assert result.exit_code == 2
    assert "give --semantic too" in " ".join(result.stderr.split())


@pytest.mark.parametrize("command", ["check", "index", "index --semantic"])
def test_a_memory_that_is_not_there(folder, command, letters):
    result = run(command)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("duizhao: m.tmdb: there is no such memory")


def test_near_ones_are_shown_for_a_decision(folder):
    fill(*NEAR)
    result = run("dedupe")
    assert result.stdout.startswith("2 units of near sources\n")
    assert result.stderr == "1 source with near ones whose translations disagree\n"
    found = read_json(run("dedupe --kind near --json"))
    assert (found["likeness"], found["side"]) == ("near", "zh-CN")
    assert [each["id"] for each in found["units"]] == [2, 1]
    assert run("dedupe --kind places").stdout == ""


def test_near_ones_are_not_merged(folder):
    fill(*NEAR)
    result = run("dedupe --merge --kind near")
    assert result.exit_code == 2
    assert read_json(run("stats --json"))["units"] == 2


@pytest.mark.parametrize("command", ["edit", "history", "restore", "delete"])
def test_a_number_that_no_unit_can_have(folder, command):
    fill(FINE)
    assert run(f"{command} 99999999999999999999").exit_code == 2


def test_nothing_deleted_is_nothing_to_restore(folder):
    fill(FINE)
    result = run("delete --document nix --yes")
    assert result.stderr == "m.tmdb: 0 units deleted\n"
    assert json.loads(run("stats --json").stdout)["units"] == 1
