"""`duizhao check` through the runner: verdict, table, JSON, the repaired copy, exit codes."""

import gzip
import html
import json
import unicodedata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.command import app
from tmx import load_tmx
from tmx.checking import RULES, check_file

ROOT = Path(__file__).parents[3]
GOOD = """<?xml version="1.0"?>
<tmx version="1.4">
<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t"
 adminlang="en" srclang="zh-CN" datatype="plaintext"/>
<body>
<tu tuid="1"><tuv xml:lang="zh-CN"><seg>停火。</seg></tuv>
<tuv xml:lang="en-US"><seg>A ceasefire.</seg></tuv></tu>
</body></tmx>
"""
WARNED = GOOD.replace("ceasefire.", "ceasefire. ")
BAD = GOOD.replace("en-US", "en_US").replace('"1.4"', '"1.4b"')
BROKEN = GOOD.replace("A ceasefire", "R & D")


def run(*arguments):
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


@pytest.fixture
def save(tmp_path):
    def write(text, name="a.tmx", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_a_file_without_fault(save):
    path = save(GOOD)
    result = run(path)
    assert result.exit_code == 0
    first, second = result.stdout.splitlines()
    assert first == f"{path}: valid TMX 1.4"
    assert second == "  1 unit (zh-CN 1, en-US 1); nothing to find fault with"


def test_warnings_are_no_failure(save):
    result = run(save(WARNED))
    assert result.exit_code == 0
    rows = result.stdout.splitlines()
    place = next(number for number, line in enumerate(rows) if "TMX502" in line)
    assert rows[place].split()[:4] == ["warning", "TMX502", "1", "7"]
    assert rows[place + 1].endswith("“A ceasefire. ”")


def test_errors_are_a_failure(save):
    result = run(save(BAD))
    assert result.exit_code == 1
    assert "not valid TMX 1.4 (it says version 1.4b)" in result.stdout
    assert "OmegaT 6.1 refuses the whole file" in result.stdout
    assert "(--fix does it)" in result.stdout
    assert result.stderr == ""


def test_what_is_not_well_formed(save):
    result = run(save(BROKEN))
    assert result.exit_code == 1
    assert "not well-formed XML" in result.stdout
    assert "TMX016" in result.stdout


def test_what_is_not_tmx(save):
    path = save("hello")
    result = run(path)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == f"{path}: not TMX"


def test_json(save):
    path = save(BAD)
    result = run(path, "--json")
    described = json.loads(result.stdout)
    assert result.exit_code == 1
    assert described["kind"] == "check"
    assert not described["valid"]
    assert described["languages"] == {"zh-CN": 1, "en_US": 1}
    codes = {each["code"]: each for each in described["findings"]}
    assert codes["TMX303"]["places"] == [
        {"line": 7, "column": None, "unit": 1, "tuid": "1", "value": "en_US"}
    ]


@pytest.mark.parametrize("text", [GOOD, WARNED, BAD, BROKEN])
def test_fix_writes_a_copy_beside_the_file(save, text):
    path = save(text)
    result = run(path, "--fix")
    copy = path.with_name("a.fixed.tmx")
    assert result.exit_code == 0, result.stdout
    assert str(copy) in result.stdout
    assert path.read_bytes() == text.encode()
    assert not check_file(copy).has_errors
    (unit,) = load_tmx(copy).units
    assert [each.language for each in unit.variants] == ["zh-CN", "en-US"]


def test_fix_says_what_it_did_and_what_remains(save):
    text = BAD.replace(
        "</body>", '<tu tuid="1"><tuv xml:lang="zh-CN"><seg>x </seg></tuv></tu></body>'
    )
    lines = run(save(text), "--fix").stdout.splitlines()
    start = next(n for n, line in enumerate(lines) if "repaired copy of 2 units" in line)
    (numbered,) = [line for line in lines[start:] if "a tuid that an earlier unit has" in line]
    assert numbered.endswith("gets a number, and stands in the prop x-tuid: unit 2 (tuid 1)")
    assert any("TMX502" in line for line in lines[start:])
    assert [line for line in lines[start:] if "TMX401" in line] == [
        "  no longer found: TMX110, TMX303, TMX401"
    ]


def test_fix_as_json(save):
    described = json.loads(run(save(BAD), "--fix", "--json").stdout)
    assert described["fixed"]["check"]["valid"]
    assert described["fixed"]["path"].endswith("a.fixed.tmx")


@pytest.mark.parametrize(
    ("name", "copy"),
    [("a.tmx.gz", "a.fixed.tmx"), ("a", "a.fixed.tmx"), ("b.xml", "b.xml.fixed.tmx")],
)
def test_the_name_of_the_copy(tmp_path, name, copy):
    path = tmp_path / name
    path.write_bytes(gzip.compress(GOOD.encode()) if name.endswith(".gz") else GOOD.encode())
    assert run(path, "--fix").exit_code == 0
    assert load_tmx(tmp_path / copy).units


def test_fix_writes_where_it_is_told(save, tmp_path):
    path = save(BAD)
    assert run(path, "--fix", "-o", tmp_path / "b.tmx").exit_code == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.tmx", "b.tmx"]


def test_a_truncated_file_is_a_failure_though_what_came_before_is_kept(save):
    result = run(save(GOOD.partition("</body>")[0] + "<tu><tuv"), "--fix")
    assert result.exit_code == 1
    assert "broke off" in result.stderr
    assert "repaired copy of 1 unit" in result.stdout


def test_the_encoding_is_recognised(save):
    text = GOOD.replace("停火。", "停火协议自签署之日起生效，双方应当遵守其中的各项规定。")
    path = save(text, encoding="gb18030")
    result = run(path, "--fix")
    assert "TMX005" in result.stdout
    assert load_tmx(path.with_name("a.fixed.tmx")).units[0].variants[0].text.startswith("停火协议")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "FILE.tmx"),
        (("{}", "-o", "b.tmx"), "--fix"),
        (("{}", "--fix", "-o", "{}"), "is the input"),
    ],
)
def test_misuse(save, arguments, message):
    path = save(GOOD)
    result = run(*(each.format(path) for each in arguments))
    assert result.exit_code == 2
    assert message in result.stderr
    assert path.read_text("utf-8") == GOOD


@pytest.mark.parametrize("name", ["missing.tmx", "."])
def test_what_cannot_be_read_ends_with_one_line(tmp_path, name):
    result = run(tmp_path / name)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "cannot be read" in result.stderr


def test_entities_are_not_repaired(save):
    text = GOOD.replace("<tmx", "<!DOCTYPE tmx [<!ENTITY e 'a'>]>\n<tmx", 1)
    path = save(text)
    result = run(path, "--fix")
    assert result.exit_code == 1
    assert "TMX009" in result.stdout
    assert len(result.stderr.splitlines()) == 1
    assert not path.with_name("a.fixed.tmx").exists()


def test_the_table_of_codes():
    result = run("--codes")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()[::2]] == list(RULES)
    described = json.loads(run("--codes", "--json").stdout)
    assert [each["code"] for each in described] == list(RULES)


def test_the_docs_name_every_code_with_its_severity():
    docs = (ROOT / "docs" / "checking.md").read_text("utf-8")
    rows = [
        f"| `{rule.code}` | {rule.severity.value} | {html.escape(rule.message, quote=False)} |"
        for rule in RULES.values()
    ]
    assert [row for row in rows if row not in docs] == []


def make_many_changes():
    """More kinds of change than are shown: each unknown attribute is one."""
    many = " ".join(f'a{number}="1"' for number in range(200))
    return GOOD.replace("<tu ", f"<tu {many} ")


def test_a_long_list_of_changes_is_cut(save):
    result = run(save(make_many_changes()), "--fix")
    assert result.exit_code == 0
    assert sum("the unknown attribute" in line for line in result.stdout.splitlines()) == 40
    assert "  … and 160 kinds of change more (--json has all)" in result.stdout


def test_an_encoding_that_no_one_knows_is_mended(save):
    path = save(GOOD.replace('"1.0"', '"1.0" encoding="UTF8-MB"'))
    assert run(path, "--fix").exit_code == 0
    (unit,) = load_tmx(path.with_name("a.fixed.tmx")).units
    assert unit.variants[0].text == "停火。"


def test_a_copy_without_any_unit_is_a_failure(save):
    path = save(GOOD.replace("</tuv></tu>", "</tu>"))
    result = run(path, "--fix")
    assert result.exit_code == 1
    assert "repaired copy of 0 units" in result.stdout


@pytest.mark.parametrize(
    "text",
    [
        *(GOOD, WARNED, BAD, BROKEN, make_many_changes(), "hello", ""),
        GOOD.replace("停火。", "停火协议今天生效" * 40 + " "),
        GOOD.replace('"1"', f'"{"x" * 3000} y"', 2),
        GOOD.replace("en-US", "x" * 300),
    ],
)
def test_lines_fit_into_100_columns(save, text):
    path = save(text)
    for line in run(path, "--fix").stdout.splitlines():
        wide = sum(unicodedata.east_asian_width(character) in "WF" for character in line)
        assert str(path.parent) in line or len(line) + wide <= 100
