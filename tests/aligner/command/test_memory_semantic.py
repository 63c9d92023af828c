"""`duizhao tm match --semantic`: what means the same in other words, behind all other matches."""

import json
from pathlib import Path

import pytest

from aligner.command.memory import indexing
from tests.aligner.command.memory_kit import read_json, run, unit, write_tmx
from tests.aligner.fakes import BilingualEncoder
from tmx.memory.semantic import VectorModel

UNITS = (
    unit("船长走进港口。", "The captain walked into the harbour."),
    unit(
        "海港里来了一位船长，他要找港口。", "A captain came to look for the harbour.", document="b"
    ),
    unit("面包涨价了。", "Bread is dearer."),
)
LOADED = []


def load_fake(name):
    LOADED.append(name)
    encoder = BilingualEncoder()
    return VectorModel(encoder.signature, encoder.encode)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUIZHAO_TM", "m.tmdb")
    LOADED.clear()
    write_tmx("a.tmx", *UNITS)
    assert run("import a.tmx").exit_code == 0


@pytest.fixture
def indexed(here, monkeypatch):
    monkeypatch.setattr(indexing, "load_model", load_fake)
    assert run("index --semantic").exit_code == 0


@pytest.mark.usefixtures("indexed")
def test_they_come_behind_all_others_and_only_if_asked_for():
    text = "match 船长走出港口。"
    (rated,) = read_json(run(f"{text} --json"))["matches"]
    both = read_json(run(f"{text} --json --semantic"))["matches"]
    assert [(each["kind"], each["unit"]["id"]) for each in both] == [("fuzzy", 1), ("semantic", 2)]
    assert both[0] == rated
    assert (both[1]["rate"], both[1]["similarity"]) == (0, 1.0)


@pytest.mark.usefixtures("indexed")
def test_the_cosine_stands_in_place_of_a_rate():
    lines = run("match 船长在港口 --semantic --min 90").stdout.splitlines()
    assert [line for line in lines if line.startswith("≈")] == [
        "≈1.00  semantic · unit 2",
        "≈1.00  semantic · unit 1",
    ]
    assert [line.split()[0] for line in lines[1:3]] == ["zh-CN", "en-GB"]


@pytest.mark.usefixtures("indexed")
def test_a_part_of_one_is_shown_in_hundredths():
    result = run("match 船长在港口吃面包 --semantic --min 90")
    assert result.stdout.startswith("≈ .")
    assert " %" not in result.stdout
    assert result.stderr == "no match of 90 % or more\n"


@pytest.mark.usefixtures("indexed")
def test_limit_filters_and_direction_hold_for_them():
    text = "match 船长在港口 --json --semantic --min 90"
    assert len(read_json(run(f"{text} --limit 1"))["matches"]) == 1
    (match,) = read_json(run(f"{text} --document b"))["matches"]
    assert match["unit"]["id"] == 2
    found = read_json(run("match 'Fresh bread' --json --semantic --min 90"))["matches"]
    assert [each["target"]["text"] for each in found] == ["面包涨价了。"]


@pytest.mark.usefixtures("indexed")
def test_the_lines_of_a_file_get_them_too():
    Path("s.txt").write_text("船长走进港口。\n新鲜面包\n毫不相干\n", encoding="utf-8")
    result = run("match -i s.txt --semantic --min 70 --limit 1")
    told = "segments with a match of 70 % or more: 1 of 3, with a semantic one alone: 1\n"
    assert result.stderr == told
    lines = run("match -i s.txt --semantic --min 70 --limit 1 --json").stdout.splitlines()
    kinds = [[each["kind"] for each in json.loads(line)["matches"]] for line in lines]
    assert kinds == [["exact", "semantic"], ["semantic"], []]


@pytest.mark.usefixtures("indexed")
def test_another_encoder_can_be_named():
    assert run("match 船长 --semantic --encoder other").exit_code == 0
    assert LOADED[-1] == "other"


@pytest.mark.usefixtures("here")
def test_that_there_are_no_vectors_is_said(monkeypatch):
    monkeypatch.setattr(indexing, "load_model", load_fake)
    result = run("match 船长 --semantic")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "make them with duizhao tm index --semantic" in result.stderr


@pytest.mark.usefixtures("here")
def test_an_encoder_without_semantic_matches_is_misuse():
    result = run("match 船长 --encoder use")
    assert result.exit_code == 2
    assert "--semantic" in result.stderr


@pytest.mark.usefixtures("here")
def test_the_encoder_of_the_installation_finds_other_words():
    assert run("add 双方决定停止战斗。 'Both sides decided to stop fighting.'").exit_code == 0
    assert run("index --semantic").exit_code == 0
    english = "'The two sides decided to end the fighting.'"
    (match, *_) = read_json(run(f"match {english} --min 95 --semantic --json"))["matches"]
    assert match["kind"] == "semantic"
    assert match["target"]["text"] == "双方决定停止战斗。"
    assert 0.7 <= match["similarity"] < 1
