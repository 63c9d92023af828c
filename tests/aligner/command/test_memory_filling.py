"""`duizhao tm add`, `import` and `export` through the runner: what goes in, what comes out."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.command.memory import importing
from tests.aligner.command.memory_kit import read_json, run, unit, write_jsonl, write_tmx
from tmx import load_tmx
from tmx.formats import UnitSource
from tmx.memory.store import make_memory, open_memory
from tmx.memory.transfer.exporting import find_units


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUIZHAO_TM", "m.tmdb")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")
    return tmp_path


def texts_of(name="m.tmdb"):
    with open_memory(name) as memory:
        return [tuple(each.text for each in stored.unit.variants) for stored in find_units(memory)]


def test_a_unit_is_added_and_the_memory_made():
    result = run("add 停火 ceasefire")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "m.tmdb: made, zh–en\nm.tmdb: unit 1, zh → en\n"
    assert texts_of() == [("停火", "ceasefire")]


def test_what_is_typed_twice_is_one_unit(monkeypatch):
    assert run("add 停火 ceasefire").exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    assert "unit 1, zh → en" in run("add 停火 ceasefire").stderr
    assert texts_of() == [("停火", "ceasefire")]
    assert read_json(run("stats --json"))["changes"] == 0


def test_a_unit_is_added_with_all_that_is_known():
    options = "--document a.docx --author Wong --status Reviewed --note check --json"
    found = read_json(run(f"add 'The ceasefire' 停火 --source en-GB --target zh_HK {options}"))
    known = {name: found[name] for name in ("id", "document", "author", "status", "changed")}
    assert known == {
        "id": 1,
        "document": "a.docx",
        "author": "Wong",
        "status": "reviewed",
        "changed": "2025-10-09T08:53:20Z",
    }
    assert [each["language"] for each in found["variants"]] == ["en-GB", "zh-HK"]
    assert found["notes"] == [{"text": "check"}]


@pytest.mark.parametrize(
    ("texts", "languages"),
    [
        ("停火 ceasefire", ("zh", "en")),
        ("关税 tariffs", ("zh-CN", "en")),
        ("關稅 tariffs", ("zh-Hant", "en")),
        ("'the harbour' 计程车", ("en-GB", "zh-CN")),
    ],
)
def test_languages_are_told_by_the_script(texts, languages):
    found = read_json(run(f"add {texts} --json"))
    assert tuple(each["language"] for each in found["variants"]) == languages


def test_what_no_script_tells_is_told_by_the_memory():
    assert run("add 停火 ceasefire").exit_code == 0
    assert "unit 2, zh → en" in run("add 第十二條 12 --source zh").stderr


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("add 12 13", "state it with --source"),
        ("add 停火 12", "state it with --target"),
        ("add 停火 停战", "both texts are taken to be zh"),
        ("add 软件 軟體 --source zh-CN --target zh-TW", "zh-CN and zh-TW are one in it"),
        ("add 停火 ' '", "the text is empty"),
        ("add 停火 truce --source zh_XX_YY", "is no language tag"),
        ("add 停火 truce --status fine", "choose one of aligned, draft"),
    ],
)
def test_misuse_of_add_says_what_to_do(command, reason):
    result = run(command)
    assert result.exit_code == 2
    assert reason in " ".join(result.stderr.split())
    assert not Path("m.tmdb").exists()


def test_a_text_in_another_language_is_refused():
    make_memory("m.tmdb", ("zh", "en")).close()
    result = run("add 停火 cessez-le-feu --target fr")
    assert result.exit_code == 2
    assert "fr is not in m.tmdb, which holds zh–en" in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    "command", ["add a b", "import a.tmx", "export -o a.tmx", "stats", "search a", "match a"]
)
def test_a_memory_is_never_a_hidden_default(monkeypatch, command):
    monkeypatch.delenv("DUIZHAO_TM")
    result = run(command)
    assert result.exit_code == 2
    assert "DUIZHAO_TM" in result.stderr


@pytest.mark.parametrize("command", ["export -o a.tmx", "stats", "search a", "match a", "dedupe"])
def test_only_what_fills_a_memory_makes_it(command):
    result = run(command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("duizhao: m.tmdb: there is no such memory")
    assert len(result.stderr.splitlines()) == 1
    assert not Path("m.tmdb").exists()


def test_files_are_imported_one_by_one():
    write_jsonl("a.jsonl", unit("停火", "ceasefire"), unit("会谈", " "))
    Path("b.tsv").write_text("zh-CN\ten-GB\n停火\tceasefire\n条约\ttreaty\n", encoding="utf-8")
    result = run("import a.jsonl b.tsv")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "m.tmdb: made, zh–en",
        "a.jsonl: 2 units read: 1 created, 0 merged, 1 skipped",
        "  a unit whose text in en is empty is skipped: line 2",
        "b.tsv: 2 units read: 1 created, 1 merged, 0 skipped",
    ]
    assert texts_of() == [("停火", "ceasefire"), ("条约", "treaty")]


def test_an_import_is_described_for_programs():
    write_tmx("a.tmx", unit("停火", "ceasefire"))
    result = run("import a.tmx none.tmx --json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    good, bad = found.pop("files")
    assert found == {"kind": "import", "memory": "m.tmdb"}
    assert {name: good[name] for name in ("name", "read", "created", "merged", "skipped")} == {
        "name": "a.tmx",
        "read": 1,
        "created": 1,
        "merged": 0,
        "skipped": 0,
    }
    assert bad["name"] == "none.tmx"
    assert "No such file" in bad["error"]


def test_a_direction_that_is_reversed_is_said():
    write_tmx("a.tmx", unit("停火", "ceasefire"), unit("条约", "treaty"))
    write_tmx("b.tmx", unit("talks", "会谈", ("en-GB", "zh-CN")), source="en-GB")
    result = run("import a.tmx b.tmx")
    assert result.stderr.splitlines()[-1] == (
        "  it is translated in the other direction than most of m.tmdb; matches are found in"
        " either direction"
    )


def test_a_moses_pair_is_imported_with_other_files():
    Path("c.zh-CN").write_text("停火\n", encoding="utf-8")
    Path("c.en-GB").write_text("ceasefire\n", encoding="utf-8")
    write_tmx("a.tmx", unit("条约", "treaty"))
    result = run("import c.en-GB a.tmx c.zh-CN --source zh-CN")
    assert result.exit_code == 0, result.stderr
    assert "c.en-GB and c.zh-CN: 1 unit read: 1 created" in result.stderr
    assert sorted(texts_of()) == [("停火", "ceasefire"), ("条约", "treaty")]


def test_what_files_do_not_say_is_stated():
    Path("b.csv").write_bytes("原文,译文\n停火,ceasefire\n".encode("gb18030"))
    options = "--source zh-SG --target en-US --document d --author Li --status draft"
    result = run(f"import b.csv --encoding gb18030 {options}")
    assert result.exit_code == 0, result.stderr
    with open_memory("m.tmdb") as memory:
        (stored,) = find_units(memory)
    assert (stored.document, stored.author, stored.status) == ("d", "Li", "draft")
    assert [each.language for each in stored.unit.variants] == ["zh-SG", "en-US"]


def test_another_memory_is_imported():
    assert run("add 停火 ceasefire --tm other.tmdb").exit_code == 0
    result = run("import other.tmdb")
    assert "other.tmdb: 1 unit read: 1 created" in result.stderr
    assert texts_of() == [("停火", "ceasefire")]


def test_a_memory_is_not_imported_into_itself():
    assert run("add 停火 ceasefire").exit_code == 0
    result = run("import m.tmdb")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "is the memory itself" in result.stderr


def test_a_bad_file_stops_none_of_the_rest():
    Path("bad.tmx").write_text("no XML", encoding="utf-8")
    write_tmx("a.tmx", unit("停火", "ceasefire"))
    result = run("import bad.tmx a.tmx")
    assert result.exit_code == 1
    assert result.stderr.startswith("duizhao: bad.tmx:")
    assert texts_of() == [("停火", "ceasefire")]


def test_a_memory_that_got_nothing_is_not_left_behind():
    result = run("import none.tmx")
    assert result.exit_code == 1
    write_jsonl("a.jsonl", unit("停火", " "))
    assert run("import a.jsonl --source zh --target en").exit_code == 0
    assert not list(Path().glob("m.tmdb*"))


def test_a_file_of_other_languages_names_both_pairs():
    assert run("add 停火 ceasefire").exit_code == 0
    write_tmx("a.tmx", unit("Waffenstillstand", "cessez-le-feu", ("de", "fr")), source="de")
    result = run("import a.tmx")
    assert result.exit_code == 1
    assert "a.tmx: holds no unit in zh and en" in result.stderr
    assert "de, fr" in result.stderr


def test_a_broken_file_is_imported_as_far_as_it_goes():
    write_tmx("a.tmx", unit("停火", "ceasefire"), unit("条约", "treaty"))
    text = Path("a.tmx").read_text("utf-8")
    Path("a.tmx").write_text(text[: text.index("treaty")], encoding="utf-8")
    result = run("import a.tmx")
    assert result.exit_code == 1
    assert "what comes before is imported" in result.stderr.splitlines()[-1]
    assert texts_of() == [("停火", "ceasefire")]


class _Interrupted:
    """A source in whose middle somebody presses Ctrl-C."""

    def __init__(self, source: UnitSource) -> None:
        self.header, self.report = source.header, source.report
        self._units = list(source)

    def __iter__(self):
        yield from self._units[:1]
        raise KeyboardInterrupt


def test_an_import_that_is_interrupted_leaves_nothing_of_its_file(monkeypatch):
    write_tmx("a.tmx", unit("停火", "ceasefire"))
    write_tmx("b.tmx", unit("条约", "treaty"), unit("会谈", "talks"))
    real = importing.open_units

    def open_units(paths, options):
        source = real(paths, options)
        return _Interrupted(source) if paths[0].name == "b.tmx" else source

    monkeypatch.setattr(importing, "open_units", open_units)
    result = run("import a.tmx b.tmx")
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == (
        "duizhao: interrupted: a.tmx: in the memory; nothing of b.tmx was imported"
    )
    assert texts_of() == [("停火", "ceasefire")]


def test_the_first_import_that_is_interrupted_leaves_no_memory(monkeypatch):
    write_tmx("b.tmx", unit("条约", "treaty"), unit("会谈", "talks"))
    real = importing.open_units
    monkeypatch.setattr(importing, "open_units", lambda *given: _Interrupted(real(*given)))
    result = run("import b.tmx")
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1].startswith("duizhao: interrupted: the memory is as it")
    assert not list(Path().glob("m.tmdb*"))


def test_units_are_exported_as_they_came():
    units = (unit("停火", "ceasefire", document="a"), unit("条约", "treaty"))
    write_tmx("a.tmx", *units)
    assert run("import a.tmx").exit_code == 0
    result = run("export -o out.tmx -o out.zh-CN -o out.en-GB")
    assert result.exit_code == 0, result.stderr
    assert "out.tmx: 2 units written" in result.stderr
    assert load_tmx("out.tmx").units == units
    assert Path("out.en-GB").read_text("utf-8") == "ceasefire\ntreaty\n"


def test_an_export_is_of_what_options_choose():
    units = [
        unit("停火", "ceasefire", document="a.docx", status="reviewed"),
        unit("停火", "truce", ("zh-TW", "en-US"), document="b.docx", confidence="0.8"),
        unit("條約", "treaty", ("zh-TW", "en-US"), document="b.docx", confidence="0.4"),
    ]
    write_tmx("a.tmx", *units, source="*all*")
    assert run("import a.tmx").exit_code == 0

    def export(options):
        result = run(f"export -o out.tmx {options}")
        assert result.exit_code == 0, result.stderr
        return [each.variants[1].text for each in load_tmx("out.tmx").units]

    assert export("--document 'b.*'") == ["truce", "treaty"]
    assert export("--status reviewed") == ["ceasefire"]
    assert export("--status reviewed --status aligned") == ["ceasefire", "truce", "treaty"]
    assert export("--language zh-TW --min-confidence 0.5") == ["truce"]
    assert export("--max-confidence 0.5") == ["treaty"]
    assert export("--script hant") == ["truce", "treaty"]
    assert export("--origin 'a.*' --author nobody") == []
    assert export("--since 2030-01-01") == []
    assert export("--source en-US --status aligned") == ["停火", "條約"]


def test_dates_choose_whole_days(monkeypatch):
    for seconds, text in ((1760000000, "ceasefire"), (1760100000, "truce")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))
        assert run(f"add 停火 {text}").exit_code == 0

    def export(options):
        assert run(f"export -o out.tmx {options}").exit_code == 0
        return [each.variants[1].text for each in load_tmx("out.tmx").units]

    assert export("--until 2025-10-09") == ["ceasefire"]
    assert export("--since 2025-10-10") == ["truce"]
    assert export("--since 2025-10-09 --until 2025-10-10") == ["ceasefire", "truce"]
    assert export("--until 2025-10-10T12:40:00Z") == ["ceasefire"]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ("--status fine", "choose one of aligned"),
        ("--script latin", "choose one of Hans, Hant"),
        ("--since yesterday", "is no date"),
        ("--language chinese!", "is no language tag"),
        ("--min-confidence 3", "--min-confidence"),
        ("--dialect wordfast", "choose one of plain"),
        ("--format docbook", "choose one of tmx"),
    ],
)
def test_options_that_choose_nothing_possible_are_misuse(options, reason):
    assert run("add 停火 ceasefire").exit_code == 0
    result = run(f"export -o out.tmx {options}")
    assert result.exit_code == 2
    assert reason in " ".join(result.stderr.split())


def test_each_variant_has_a_file_of_its_own():
    units = [unit("停火", "ceasefire"), unit("停火", "truce", ("zh-TW", "en-GB"))]
    write_tmx("a.tmx", *units, source="*all*")
    assert run("import a.tmx").exit_code == 0
    assert run("export -o out.tmx --one-pair --level 1 --dialect memoq").exit_code == 0
    assert sorted(each.name for each in Path().glob("out*")) == [
        "out.zh-CN.en-GB.tmx",
        "out.zh-TW.en-GB.tmx",
    ]


def test_the_memory_is_not_written_over():
    assert run("add 停火 ceasefire").exit_code == 0
    result = run("export -o m.tmdb --format tmx")
    assert result.exit_code == 1
    assert "is an input or another output" in result.stderr
    assert texts_of() == [("停火", "ceasefire")]


def test_a_history_comes_back_with_its_unit():
    assert run("add 停火 ceasefire").exit_code == 0
    assert run("edit 1 --target-text truce").exit_code == 0
    assert run("export -o out.tmx").exit_code == 0
    assert run("import out.tmx --tm new.tmdb").exit_code == 0
    found = read_json(run("history 1 --tm new.tmdb --json"))
    (change,) = found["changes"]
    assert change["before"]["variants"][1]["text"] == "ceasefire"
    assert found["now"]["variants"][1]["text"] == "truce"


def test_a_unit_is_the_same_in_another_place():
    first = unit("停火", "ceasefire", document="a")
    write_tmx("a.tmx", first, replace(first, props=unit("", "", document="b").props))
    result = run("import a.tmx")
    assert "2 units read: 2 created, 0 merged" in result.stderr
