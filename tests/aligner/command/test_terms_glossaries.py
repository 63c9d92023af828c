"""Glossaries as users have them, through the commands: what is read, and what errors say."""

import codecs

import pytest
from typer.testing import CliRunner

from aligner.command import app
from tests.aligner.command.test_terms import write_units
from tmx.glossary import read_glossary

TABLE = (
    "zh-CN\ten\treview\n停火协议\tceasefire agreement\taccepted\n领土完整\tintegrity\trejected\n"
)
TBX = (
    '<?xml version="1.0"?>{0}<tbx type="TBX-Basic" style="dca" xml:lang="en"'
    ' xmlns="urn:iso:std:iso:30042:ed-2"><text><body>\n'
    '<conceptEntry id="a"><langSec xml:lang="zh-CN"><termSec><term>停火协议</term></termSec>'
    '</langSec><langSec xml:lang="en"><termSec><term>{1}</term></termSec></langSec>'
    "</conceptEntry>\n</body></text></tbx>"
)
SOUND = TBX.format("", "ceasefire agreement").encode()
BROKEN = {
    "columns.tsv": (b"a\tb\n1\t2\n", "no column names a language (line 1 is: a | b); name the"),
    "bare.csv": ("停火,truce\n".encode(), "no column names a language (line 1 is: 停火 | truce)"),
    "empty.tsv": (b"", "is empty; give a glossary"),
    "empty.xlsx": (b"", "is empty; give a workbook"),
    "empty.tbx": (b"", "is empty; give a glossary in TBX or MultiTerm XML"),
    "blank.tsv": (b"\n \n", "holds no rows; give a glossary with a row a concept"),
    "mixed.tsv": (
        "zh-CN\ten\n停火\ttruce\n".encode() + "领土完整\tintegrity\n".encode("gbk") * 2,
        "mixes encodings (lines in UTF-8: 1, in another: 2, which are line 3, 4); save all of it",
    ),
    "nul.tsv": (TABLE.replace("agree", "a\0").encode(), "line 2 holds a NUL character"),
    "old.xlsx": (codecs.decode("d0cf11e0a1b11ae1", "hex") * 9, "is an old workbook (.xls) or has"),
    "text.xlsx": (TABLE.encode(), "is no workbook, whatever its suffix says"),
    "cut.xlsx": (b"PK\3\4 cut", "is no sound workbook"),
    "cut.tbx": (SOUND[:-40], "line 2: is no sound XML (unclosed token); mend it there"),
    "entity.tbx": (
        TBX.format('<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;").encode(),
        "line 1: declares the entity “x”, which is not read",
    ),
    "dialect.tbx": (b"<termbase/>", "line 1: is no TBX, but <termbase>"),
    "memory.tbx": (b"<tmx/>", "it is a translation memory; extract a glossary from it"),
    "tag.tbx": (SOUND.replace(b'"zh-CN"', b'"Chinese"'), "line 2: “Chinese” is no language tag"),
    "spaces.utf8": ("停火 truce\n".encode(), "no line has a source and a target with a tab"),
    "german.utf8": (b"Haus\tmaison\n", "is not of Chinese and English (line 1: Haus | maison)"),
    "glossary.docx": (b"x", "its suffix .docx is not known; the suffix decides"),
    "glossary": (TABLE.encode(), "it has no suffix; the suffix decides"),
}
READ = {
    "a.tsv": TABLE.encode(),
    "gbk.csv": TABLE.replace("\t", ",").encode("gbk"),
    "marked.tsv": TABLE.encode("utf-16"),
    "bare.tsv": TABLE.encode("utf-16-le"),
    "a.tbx": SOUND,
    "outside.tbx": TBX.format(
        '<!DOCTYPE tbx SYSTEM "http://x.invalid/x.dtd">', "ceasefire agreement"
    ).encode(),
    "a.utf8": "停火协议\tceasefire agreement\n".encode(),
    "large.tsv": TABLE.encode() + b"x\t" + b"y" * 3_000_000 + b"\n",
}


def call(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture(scope="module")
def memory(tmp_path_factory):
    return write_units(tmp_path_factory.mktemp("terms") / "a.tmx")


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_glossary_has_one_clear_line(memory, tmp_path, name):
    data, message = BROKEN[name]
    (tmp_path / name).write_bytes(data)
    for command in (["check", memory, "--glossary"], ["extract", memory, "--known"]):
        result = call("terms", *command, tmp_path / name)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.count("\n") == 1
        assert result.stderr.startswith(f"duizhao: {tmp_path / name}: ")
        assert message in result.stderr
    assert (tmp_path / name).read_bytes() == data


@pytest.mark.parametrize("name", READ)
def test_a_sound_glossary_is_read_whatever_its_encoding(memory, tmp_path, name):
    (tmp_path / name).write_bytes(READ[name])
    result = call("terms", "check", memory, "--glossary", tmp_path / name)
    assert result.exit_code == 0, result.stderr
    assert "4 units, 2 occurrences of terms" in result.stdout


@pytest.mark.parametrize(
    ("head", "message"),
    [("a\tb", "name the columns of texts"), ("Source\tTarget", "name it by its language")],
)
def test_advice_names_only_what_the_command_has(tmp_path, head, message):
    table, glossary = tmp_path / "a.tsv", tmp_path / "a.utf8"
    table.write_text(f"{head}\n停火\ttruce\n和平\tpeace\n", encoding="utf-8")
    glossary.write_text("停火\ttruce\n", encoding="utf-8")
    for command in (["extract", table], ["check", table, "--glossary", glossary]):
        result = call("terms", *command)
        assert result.exit_code == 1
        assert message in result.stderr
        assert "--" not in result.stderr


def test_a_folder_is_no_glossary(memory, tmp_path):
    (tmp_path / "a.tsv").mkdir()
    result = call("terms", "check", memory, "--glossary", tmp_path / "a.tsv")
    assert result.exit_code == 1
    assert "a.tsv: cannot be read (" in result.stderr


@pytest.mark.parametrize("word", ["yes please", "", "?"])
def test_decisions_that_are_none_are_said(memory, tmp_path, word):
    known = tmp_path / "g.tsv"
    known.write_text(TABLE.replace("accepted", word).replace("rejected", word), encoding="utf-8")
    result = call("terms", "extract", memory, "--known", known, "--min-probability", 0.2)
    assert result.exit_code == 0
    assert "decides nothing: no concept is accepted or rejected" in result.stderr
    reason = "what is not one of proposed, accepted, rejected in “review” is kept in the note"
    assert (f"{reason} (2 times): line 2, line 3" in result.stderr) == bool(word)


def test_decisions_in_chinese_are_taken(memory, tmp_path):
    known = tmp_path / "g.tsv"
    known.write_text(
        TABLE.replace("review", "审核").replace("accepted", "接受").replace("rejected", "拒绝"),
        encoding="utf-8",
    )
    result = call("terms", "extract", memory, "--known", known, "--min-probability", 0.2)
    assert "decides nothing" not in result.stderr
    assert result.stdout.splitlines()[0].endswith("停火协议\tceasefire agreement")


def test_opposite_decisions_are_said(memory, tmp_path):
    known = tmp_path / "g.tsv"
    rows = TABLE + "停火协议\tceasefire agreement\trejected\n停火协议\ttruce\taccepted\n"
    known.write_text(rows, encoding="utf-8")
    result = call("terms", "extract", memory, "--known", known)
    conflict = "both accepted and rejected: 停火协议 = ceasefire agreement; decide for one"
    assert conflict in result.stderr
    assert result.stderr.count("both accepted") == 1


@pytest.mark.parametrize("name", ["a.tsv", "gbk.csv", "bare.tsv", "a.tbx", "a.utf8"])
def test_terms_are_not_extracted_from_a_glossary(tmp_path, name):
    (tmp_path / name).write_bytes(READ[name])
    result = call("terms", "extract", tmp_path / name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{name}: is a glossary, and no text with a translation" in result.stderr
    assert f"duizhao terms check FILE --glossary {name}" in result.stderr


@pytest.mark.parametrize(("name", "format_name"), [("g.xml", None), ("g.csv", "memoq")])
def test_glossaries_of_other_tools_go_out_and_in(memory, tmp_path, name, format_name):
    stated = [] if format_name is None else ["--format", format_name]
    out = tmp_path / name
    result = call("terms", "extract", memory, "-o", out, "--min-probability", 0.2, *stated)
    assert result.exit_code == 0, result.stderr
    texts = {each.text for c in read_glossary(out).glossary.concepts for each in c.terms}
    assert {"停火协议", "ceasefire agreement"} <= texts
    assert call("terms", "check", memory, "--glossary", out).exit_code == 0


def test_an_omegat_glossary_may_be_from_english(memory, tmp_path):
    out = tmp_path / "g.utf8"
    options = ["--source", "en-GB", "--min-probability", 0.2]
    result = call("terms", "extract", memory, "-o", out, *options)
    assert result.exit_code == 0, result.stderr
    assert "\nceasefire agreement\t停火协议" in out.read_text(encoding="utf-8")
    result = call("terms", "extract", memory, "-o", out, "--source", "Klingon")
    assert result.exit_code == 2
    assert "--source" in result.stderr


def test_an_output_with_a_name_that_is_too_long_has_a_clear_error(memory, tmp_path):
    result = call("terms", "extract", memory, "-o", tmp_path / f"{'x' * 300}.tsv")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
