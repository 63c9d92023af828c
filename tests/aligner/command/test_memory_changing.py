"""`duizhao tm edit`, `delete`, `restore`, `history` and `dedupe` through the runner."""

import json

import pytest

from tests.aligner.command.memory_kit import read_json, run, unit, write_tmx
from tmx import Code, TranslationUnit, Variant
from tmx.memory.store import open_memory
from tmx.memory.transfer.exporting import find_units


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUIZHAO_TM", "m.tmdb")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")


def fill(*units, source="zh-CN"):
    write_tmx("a.tmx", *units, source=source)
    assert run("import a.tmx").exit_code == 0


def list_units():
    with open_memory("m.tmdb") as memory:
        return list(find_units(memory))


def texts_of():
    return {each.id: tuple(v.text for v in each.unit.variants) for each in list_units()}


def test_a_unit_is_changed_and_shown():
    fill(unit("停火", "ceasefire"))
    result = run("edit 1 --target-text truce --status reviewed --author Wong --document a.docx")
    assert result.exit_code == 0, result.stderr
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["unit", "1"],
        ["zh-CN", "停火"],
        ["en-GB", "truce"],
        ["a.docx", "·", "reviewed", "·", "Wong", "·", "2025-10-09"],
    ]
    assert texts_of() == {1: ("停火", "truce")}


def test_source_and_target_are_those_of_the_unit():
    fill(unit("truce", "停火", ("en-GB", "zh-CN")), source="en-GB")
    options = "--source-text ceasefire --target-text 停战 --source en-US --target zh-SG --id s7"
    found = read_json(run(f"edit 1 {options} --note a --note b --json"))
    assert [(each["language"], each["text"]) for each in found["variants"]] == [
        ("en-US", "ceasefire"),
        ("zh-SG", "停战"),
    ]
    assert (found["tuid"], found["notes"]) == ("s7", [{"text": "a"}, {"text": "b"}])


def test_empty_values_take_away():
    fill(unit("停火", "ceasefire", document="a.docx"))
    assert run("edit 1 --note n --id s7").exit_code == 0
    found = read_json(run("edit 1 --note '' --id '' --document '' --json"))
    assert (found["document"], "tuid" in found, "notes" in found) == (None, False, False)


def test_an_edit_that_changes_nothing_is_none():
    fill(unit("停火", "ceasefire"))
    result = run("edit 1 --target-text ceasefire")
    assert result.exit_code == 0
    assert result.stderr == "unit 1 is so already; nothing was changed\n"
    assert read_json(run("history 1 --json"))["changes"] == []


def test_codes_that_go_with_their_text_are_said():
    coded = Variant("en-GB", "ceasefire", content=(Code("ph", x="1"), "ceasefire"))
    fill(TranslationUnit((Variant("zh-CN", "停火"), coded)))
    result = run("edit 1 --target-text truce")
    assert "the inline codes of the en-GB text went with the text" in result.stderr


@pytest.mark.parametrize(
    ("command", "code", "reason"),
    [
        ("edit 1", 2, "say what is to change"),
        ("edit 9 --status draft", 1, "there is no unit 9: duizhao tm search"),
        ("edit 1 --target-text ' '", 1, "blank"),
        ("edit 1 --target fr", 2, "fr is not in m.tmdb"),
        ("edit x", 2, "ID"),
        ("history 9", 1, "there is no unit 9, and there was none"),
        ("restore 9", 1, "no such state of unit 9"),
        ("delete", 2, "name units by number"),
        ("delete 9", 1, "there is no unit 9"),
        ("dedupe --kind twins", 2, "choose one of translations"),
        ("dedupe --kind translations --merge", 2, "one has to be chosen"),
    ],
)
def test_what_cannot_be_done_is_said(command, code, reason):
    fill(unit("停火", "ceasefire"))
    result = run(command)
    assert result.exit_code == code
    assert reason in " ".join(result.stderr.split())
    assert texts_of() == {1: ("停火", "ceasefire")}


def test_units_are_deleted_by_number_and_restored():
    fill(unit("停火", "ceasefire"), unit("条约", "treaty"), unit("会谈", "talks"))
    result = run("delete 1 3 --by Wong")
    assert result.exit_code == 0
    assert result.stderr == "m.tmdb: 2 units deleted; duizhao tm restore ID brings one back\n"
    assert list(texts_of()) == [2]
    assert "it was deleted; duizhao tm restore" in run("edit 1 --status draft").stderr
    found = read_json(run("history 1 --json"))
    assert (found["now"], found["changes"][0]["author"]) == (None, "Wong")
    assert run("history 1").stdout.endswith("now: deleted\n")
    assert run("restore 1").exit_code == 0
    assert texts_of()[1] == ("停火", "ceasefire")


def test_units_that_options_choose_are_deleted_only_when_that_is_meant():
    fill(unit("停火", "ceasefire", document="a"), unit("条约", "treaty", document="b"))
    result = run("delete --document a")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "m.tmdb: 1 unit would be deleted: repeat it with --yes\n"
    assert len(texts_of()) == 2
    assert run("delete --document a --yes").exit_code == 0
    assert list(texts_of()) == [2]


def test_numbers_and_options_together_choose_what_both_mean():
    fill(unit("停火", "ceasefire", document="a"), unit("条约", "treaty", document="b"))
    assert run("delete 1 2 --document b --yes").exit_code == 0
    assert list(texts_of()) == [1]


def test_a_former_state_is_shown_and_restored():
    fill(unit("停火", "ceasefire"))
    for text in ("truce", "armistice"):
        assert run(f"edit 1 --target-text {text} --author Li").exit_code == 0
    lines = run("history 1").stdout.splitlines()
    assert lines[0] == "state 1, edited by Li on 2025-10-09 08:53 UTC"
    assert [line.split()[1] for line in lines if "en-GB" in line] == [
        "ceasefire",
        "truce",
        "armistice",
    ]
    found = read_json(run("restore 1 --state 1 --by Wu --json"))
    assert found["variants"][1]["text"] == "ceasefire"


SAME = (
    unit("停火。", "ceasefire", document="a"),
    unit("停火。", "ceasefire", document="b"),
    unit("停火！", "ceasefire", document="c"),
    unit("停火", "truce", document="d"),
    unit("会谈", "talks"),
)


def test_what_says_the_same_is_listed_for_a_decision():
    fill(*SAME)
    result = run("dedupe")
    assert result.exit_code == 0
    heads = [line for line in result.stdout.splitlines() if " same " in line]
    assert heads == [
        "4 translations of the same source",
        "3 ways of writing the same unit",
        "2 places of the same unit",
    ]
    assert result.stderr.splitlines() == [
        "1 source with several translations; 1 unit written in several ways; 1 unit in several"
        " places",
        "duizhao tm dedupe --merge merges the units in several places",
    ]
    assert len(texts_of()) == 5


def test_duplicates_are_described_for_programs_a_line_each():
    fill(*SAME)
    lines = run("dedupe --json --kind places --kind writings").stdout.splitlines()
    found = [json.loads(line) for line in lines]
    assert [(each["kind"], each["likeness"], each["side"]) for each in found] == [
        ("duplicates", "writings", "zh-CN"),
        ("duplicates", "places", "zh-CN"),
    ]
    assert [each["document"] for each in found[1]["units"]] == ["b", "a"]


def test_only_so_many_groups_are_shown():
    fill(*SAME)
    result = run("dedupe --limit 1")
    assert result.stdout.count(" same ") == 1
    assert "shown: 1 group; --limit N shows more" in result.stderr


def test_units_of_the_same_texts_are_merged():
    fill(*SAME)
    result = run("dedupe --merge --by Wong")
    assert result.exit_code == 0
    assert result.stderr.startswith("m.tmdb: 1 unit merged into 1;")
    assert len(texts_of()) == 4
    assert run("dedupe --merge --kind writings").exit_code == 0
    assert len(texts_of()) == 3


def test_without_duplicates_nothing_is_shown():
    fill(unit("停火", "ceasefire"))
    result = run("dedupe")
    assert (result.stdout, result.stderr) == ("", "no duplicates\n")
