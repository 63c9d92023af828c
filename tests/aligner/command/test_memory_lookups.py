"""`duizhao tm search`, `match` and `stats` through the runner: what is found, and how it looks."""

import csv
import json
from pathlib import Path

import pytest

from aligner.command.columns import CHANGED, COUNTERPART, FOUND, Terminal
from aligner.command.memory import matching, overview, searching
from tests.aligner.command.memory_kit import read_json, run, unit, write_jsonl, write_tmx

UNITS = (
    unit("第15条 双方同意停火。", "Article 15 Both parties agree to a ceasefire.", document="a"),
    unit("双方恢复会谈。", "The parties resumed talks.", document="a"),
    unit(
        "對方不同意停火。", "The other side does not agree.", ("zh-HK", "en-GB"), status="reviewed"
    ),
    unit("软件更新", "software update", confidence="0.8"),
)


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUIZHAO_TM", "m.tmdb")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")
    write_tmx("a.tmx", *UNITS, source="*all*")
    assert run("import a.tmx").exit_code == 0


def coloured(monkeypatch, module, width=60):
    monkeypatch.setattr(module, "find_terminal", lambda: Terminal(width, has_colours=True))


def test_a_word_is_found_in_either_script():
    result = run("search 停火 --no-spans")
    assert result.exit_code == 0
    assert result.stdout.split("\n") == [
        "unit 3",
        "       zh-HK   對方不同意停火。",
        "       en-GB   The other side does not agree.",
        "       from a.tmx · reviewed",
        "",
        "unit 1",
        "       zh-CN   第15条 双方同意停火。",
        "       en-GB   Article 15 Both parties agree to a ceasefire.",
        "       a",
        "",
        "",
    ]
    assert result.stderr == "“停火”: 2 hits\n"


def test_a_word_is_found_on_the_other_side():
    assert "unit 2" in run("search talks").stdout
    assert "unit 2" in run("search talks --side en").stdout
    assert run("search talks --side zh").stdout == ""


def test_spellings_of_other_regions_are_found_unless_not_wanted():
    result = run("search 軟體 --no-spans")
    assert "unit 4" in result.stdout
    assert "also as" in result.stderr
    assert run("search 軟體 --no-spans --exact-spelling").stdout == ""


def test_names_of_other_regions_are_found_where_the_translation_has_them():
    taiwan = ("zh-TW", "en")
    trump = unit("川普宣布停火。", "Trump announced a ceasefire.", taiwan)
    sichuan = unit("他說川普話。", "He speaks Sichuanese.", taiwan)
    write_tmx("names.tmx", trump, sichuan, source="*all*")
    assert run("import names.tmx").exit_code == 0
    found = run("search 特朗普 --no-spans")
    assert [line for line in found.stdout.split("\n") if line[:4] == "unit"] == ["unit 5"]
    assert "“特朗普”, also as 川普: 1 hit" in found.stderr
    assert run("search 特朗普 --no-spans --exact-spelling").stdout == ""


def test_only_so_many_hits_are_shown():
    result = run("search 停火 --limit 1 --no-spans")
    assert result.stdout.count("unit ") == 1
    assert result.stderr == "“停火”: 2 hits; shown: the newest 1, --all shows all\n"
    assert run("search 停火 --limit 1 --all --no-spans").stdout.count("unit ") == 2


def test_hits_are_chosen_by_options():
    assert "unit 3" in run("search 停火 --status reviewed").stdout
    assert "unit 1" not in run("search 停火 --status reviewed").stdout


def test_words_stand_out_on_a_terminal_alone(monkeypatch):
    assert "\x1b" not in run("search 停火", color=True).stdout
    coloured(monkeypatch, searching)
    lines = run("search 停火 --document a", color=True).stdout.splitlines()
    assert lines[1] == f"       zh-CN   第15条 双方同意{FOUND}停火\x1b[0m。"
    assert f"{COUNTERPART}ceasefire\x1b[0m" in lines[2]


def test_hits_are_written_into_files():
    result = run("search 停火 -o hits.tsv -o hits.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "hits.tsv: 2 hits written" in result.stderr
    with Path("hits.tsv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, dialect="excel-tab"))
    assert [(row["unit"], row["found"]) for row in rows] == [("3", "停火"), ("1", "停火")]
    found = json.loads(Path("hits.json").read_text("utf-8"))
    assert [each["unit"] for each in found["searches"][0]["hits"]] == [3, 1]


def test_hits_are_described_for_programs():
    (search,) = read_json(run("search 停火 --json --document a"))["searches"]
    (hit,) = search["hits"]
    assert hit["source"]["spans"] == [{"start": 9, "stop": 11}]
    assert hit["target"]["found"] == ["ceasefire"]


@pytest.mark.parametrize(
    ("command", "code", "reason"),
    [
        ("search ' '", 2, "the query is empty"),
        ("search 停火 --side fr", 2, "fr is not in m.tmdb, which holds zh–en"),
        ("search 停火 --side x!", 2, "is no language tag"),
        ("search ，", 1, "neither letter nor digit"),
        ("search 停火 -o hits.xlsx", 1, "hits are written as .tsv or .json"),
        ("search 停火 -o none/hits.tsv", 1, "none/hits.tsv"),
        ("search 停火 --limit 0", 2, "--limit"),
        ("match", 2, "give a segment, or a file"),
        ("match 停火 -i a.txt", 2, "give a segment, or a file"),
        ("match ''", 2, "the segment is empty"),
        ("match 停火 --source fr", 2, "fr is not in m.tmdb"),
        ("match 停火 --source zh --target zh-TW", 2, "are one language"),
        ("match -i none.txt", 1, "none.txt: no such file"),
        ("match -i a.tmx --previous x", 2, "the lines around a segment"),
        ("match 停火 --min 101", 2, "--min"),
    ],
)
def test_what_cannot_be_asked_is_said(command, code, reason):
    result = run(command)
    assert result.exit_code == code
    assert reason in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_a_match_says_its_rate_and_what_differs():
    result = run("match '第12条 双方同意停火。'")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "%  fuzzy · numbers differ · " in lines[0]
    assert int(lines[0].split()[0]) <= 97
    assert lines[1].split()[:2] == ["query", "第[12]条"]
    assert lines[2].split()[:2] == ["zh-CN", "第[15]条"]
    assert lines[3].split(maxsplit=1) == ["en-GB", UNITS[0].variants[1].text]
    assert lines[4].strip() == "a"


def test_differences_are_coloured_on_a_terminal(monkeypatch):
    coloured(monkeypatch, matching)
    lines = run("match '第12条 双方同意停火。'", color=True).stdout.splitlines()
    assert f"第{CHANGED}12\x1b[0m条" in lines[1]
    assert f"第{CHANGED}15\x1b[0m条" in lines[2]


def test_an_exact_match_shows_no_query():
    lines = run("match 双方恢复会谈。").stdout.splitlines()
    assert lines[0].startswith("100 %  exact · unit 2")
    assert lines[1].split() == ["zh-CN", "双方恢复会谈。"]


def test_matches_are_found_in_the_other_direction():
    lines = run("match 'The parties resumed talks.' --target zh-CN").stdout.splitlines()
    assert lines[0].startswith("100 %  exact")
    assert lines[1].split()[0] == "en-GB"
    assert lines[2].split() == ["zh-CN", "双方恢复会谈。"]


def test_points_are_taken_off_as_a_user_wants():
    text = "match 软件更新 --json"
    (usual,) = read_json(run(text))["matches"]
    assert (usual["rate"], usual["deductions"]) == (98, [{"reason": "alignment", "points": 2}])
    (without,) = read_json(run(f"{text} --alignment-penalty 0"))["matches"]
    assert without["rate"] == 100
    (other,) = read_json(run(f"{text} --alignment-penalty 0 --source zh-TW --region-penalty 7"))[
        "matches"
    ]
    assert (other["rate"], other["deductions"]) == (93, [{"reason": "region", "points": 7}])


def test_old_units_lose_points_only_where_that_is_wanted(monkeypatch):
    assert run("add 条约 treaty").exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1760000000 + 3 * 365 * 86400))
    assert read_json(run("match 条约 --json"))["matches"][0]["rate"] == 100
    (match,) = read_json(run("match 条约 --json --age-penalty 2"))["matches"]
    assert match["deductions"][0]["reason"] == "age"


def test_what_stands_around_a_segment_makes_a_context_match():
    options = "--previous '第15条 双方同意停火。' --following ''"
    (match, *_) = read_json(run(f"match 双方恢复会谈。 {options} --json"))["matches"]
    assert (match["rate"], match["kind"]) == (101, "context")
    assert match["agreeing"] == ["previous", "following"]


def test_the_identifier_makes_a_context_match():
    given = unit("条约", "treaty")
    write_jsonl("b.jsonl", type(given)(given.variants, tuid="s7"))
    assert run("import b.jsonl").exit_code == 0
    result = run("match 条约 --id s7")
    assert result.stdout.startswith("101 %  context · id agrees")


def test_each_line_of_a_file_is_matched_with_its_neighbours():
    lines = ["第15条 双方同意停火。", "", "双方恢复会谈。", "毫不相干的一句话在这里"]
    Path("s.txt").write_text("\n".join(lines[:3]), encoding="utf-8")
    result = run("match -i s.txt --min 70")
    shown = [line for line in result.stdout.splitlines() if line[:1] not in {"", " "}]
    assert shown[0] == "line 1"
    assert shown[1].startswith("101 %  context · previous and following agree")
    assert shown[2] == "line 3"
    assert result.stderr == "segments with a match of 70 % or more: 2 of 2\n"


def test_lines_are_described_for_programs_a_line_each():
    Path("s.txt").write_bytes("\ufeff双方恢复会谈。\r\n\r\n毫不相干\r\n".encode())
    result = run("match -i s.txt --json --limit 1 --min 90")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(each["kind"], each["line"], each["text"]) for each in found] == [
        ("matches", 1, "双方恢复会谈。"),
        ("matches", 3, "毫不相干"),
    ]
    assert [len(each["matches"]) for each in found] == [1, 0]


def test_segments_come_from_standard_input_in_any_encoding():
    result = run("match -i - --encoding gb18030", input="双方恢复会谈。".encode("gb18030"))
    assert "exact" in result.stdout, result.stderr


def test_that_nothing_matches_is_said():
    result = run("match 毫不相干的一句话 --min 90")
    assert result.exit_code == 0
    assert result.stderr == "no match of 90 % or more\n"


def test_a_memory_is_described():
    result = run("stats")
    assert result.exit_code == 0
    rows = [line.split(maxsplit=1) for line in result.stdout.splitlines() if line[:1] == " "]
    assert rows[:3] == [
        ["4", "units"],
        ["4", "different pairs of texts"],
        ["0", "former states in the history"],
    ]
    assert ["3", "zh-CN – en-GB"] in rows
    assert ["2", "none"] in rows
    assert ["4", "a.tmx"] in rows


def test_a_memory_is_described_for_programs():
    found = read_json(run("stats --json"))
    assert (found["kind"], found["name"], found["languages"]) == ("memory", "m.tmdb", ["zh", "en"])
    assert (found["units"], found["pairs"], found["changes"]) == (4, 4, 0)
    assert found["tags"] == {"zh-CN en-GB": 3, "zh-HK en-GB": 1}
    assert found["documents"] == {"": 2, "a": 2}
    assert found["origins"] == {"a.tmx": 4}


def test_long_tables_are_cut_and_names_fit_the_terminal(monkeypatch):
    units = [unit(f"第{n}章", f"chapter {n}", document=f"長篇小說的章節{n}") for n in range(30)]
    write_tmx("b.tmx", *units)
    assert run("import b.tmx").exit_code == 0
    coloured(monkeypatch, overview, width=24)
    lines = run("stats").stdout.splitlines()
    assert any("其" in line or "…" in line for line in lines)
    assert any(line.endswith("others; --json has all") for line in lines)
