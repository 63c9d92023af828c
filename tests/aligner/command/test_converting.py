"""`duizhao convert` through the runner: exit codes, what is said, and files."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner import load_alignment
from aligner.command import app
from aligner.command.converting import detect_encoding
from tmx import Header, TranslationUnit, Variant, dump_tmx, find_context, load_tmx

ROOT = Path(__file__).parents[3]
CHINESE = ROOT / "samples" / "lighthouse.zh.txt"
ENGLISH = ROOT / "samples" / "lighthouse.en.txt"


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def unit(tuid, **texts):
    variants = (Variant(tag.replace("_", "-"), text) for tag, text in texts.items())
    return TranslationUnit(tuple(variants), tuid=tuid)


UNITS = (
    unit("a", zh_CN="停火", en_GB="ceasefire"),
    unit("b", zh_CN="会谈", en_GB="talks", fr="pourparlers"),
)


@pytest.fixture
def memory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    dump_tmx(tmp_path / "in.tmx", UNITS, Header("zh-CN"))
    return tmp_path / "in.tmx"


@pytest.fixture(scope="module")
def alignment(tmp_path_factory):
    path = tmp_path_factory.mktemp("alignment") / "a.duizhao"
    result = run("align", CHINESE, ENGLISH, "-o", path)
    assert result.exit_code == 0, result.stderr
    return path


def test_what_was_done_is_said(memory):
    result = run("convert", "in.tmx", "-o", "out.zh", "-o", "out.en", "-o", "out.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        "in.tmx: 2 units read",
        "out.jsonl: 2 units written",
        "out.zh and out.en: 2 units written",
        "  identifiers are left out (2 times): unit 1 (tuid a), unit 2 (tuid b)",
        "  texts in other languages, or further ones in the same, are left out: unit 2 (tuid b)",
    ]
    assert Path("out.zh").read_text("utf-8") == "停火\n会谈\n"


def test_a_moses_pair_is_read(memory):
    Path("c.zh-CN").write_bytes("停火\r\n会谈\r\n".encode())
    Path("c.en-GB").write_bytes(b"ceasefire\ntalks")
    result = run("convert", "c.en-GB", "c.zh-CN", "--source", "zh-CN", "-o", "out.tmx")
    assert result.exit_code == 0, result.stderr
    assert "c.en-GB and c.zh-CN: 2 units read" in result.stderr
    found = load_tmx("out.tmx")
    assert [[each.text for each in unit.variants] for unit in found.units] == [
        ["停火", "ceasefire"],
        ["会谈", "talks"],
    ]


def test_every_option(memory):
    result = run(
        *("convert", "in.tmx", "-o", "corpus", "--format", "moses", "--one-pair"),
        *("--source", "zh", "--target", "en", "--level", "1", "--dialect", "memoq"),
        *("--encoding", "utf-8"),
    )
    assert result.exit_code == 0, result.stderr
    assert "zh is taken to be zh-CN, as the input has it" in result.stderr
    made = ["corpus.zh-CN.en-GB.en-GB", "corpus.zh-CN.en-GB.zh-CN", "in.tmx"]
    assert sorted(path.name for path in memory.parent.iterdir()) == made


def test_an_alignment_becomes_a_memory(alignment, tmp_path):
    out = tmp_path / "a.tmx"
    result = run("convert", alignment, "-o", out)
    assert result.exit_code == 0, result.stderr
    loaded = load_alignment(alignment)
    sure = [bead for bead in loaded.beads if loaded.is_confident(bead)]
    found = load_tmx(out)
    assert len(found.units) == len(sure)
    assert not found.report.losses
    assert f"a.duizhao: {len(sure)} units read" in result.stderr
    again = tmp_path / "b.tmx"
    run("convert", alignment, "-o", again)
    assert out.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("dialect", ["memoq", "trados", "phrase"])
def test_an_alignment_in_a_dialect_states_contexts(alignment, tmp_path, dialect):
    out = tmp_path / "a.tmx"
    result = run("convert", alignment, "-o", out, "--dialect", dialect)
    assert result.exit_code == 0, result.stderr
    found = load_tmx(out)
    contexts = [find_context(unit, found.header) for unit in found.units]
    assert sum(context is not None for context in contexts) > 10


def test_from_one_dialect_to_another(alignment, tmp_path):
    first, second = tmp_path / "a.tmx", tmp_path / "b.tmx"
    run("convert", alignment, "-o", first, "--dialect", "memoq")
    result = run("convert", first, "-o", second, "--dialect", "phrase")
    assert result.exit_code == 0, result.stderr
    assert b"x-context-pre" in first.read_bytes()
    data = second.read_bytes()
    assert b"context_prev" in data
    assert b"x-context-pre" not in data


def test_no_context_is_said(memory):
    result = run("convert", "in.tmx", "-o", "out.tmx", "--dialect", "memoq")
    assert result.exit_code == 0
    assert "no unit says what stands around it" in result.stderr


def test_an_undeclared_encoding_is_detected(memory):
    line = {"kind": "unit", "variants": [{"language": "en", "text": "The ceasefire began."}]}
    line["variants"].append({"language": "zh-CN", "text": "停火开始了，双方撤军，会谈继续。" * 5})
    data = (json.dumps(line, ensure_ascii=False) + "\n").encode("gb18030")
    Path("a.jsonl").write_bytes(data * 3)
    result = run("convert", "a.jsonl", "-o", "b.jsonl")
    assert result.exit_code == 0, result.stderr
    assert "read as gb18030" in result.stderr
    assert "停火开始了" in Path("b.jsonl").read_text("utf-8")


def test_an_undeclared_encoding_of_tmx_is_detected(memory):
    text = "停火开始了，双方撤军，会谈继续。" * 10
    dump_tmx("a.tmx", [unit("a", zh_CN=text, en="Talks go on.")], Header("zh-CN"))
    data = Path("a.tmx").read_text("utf-8").replace(' encoding="UTF-8"', "")
    Path("a.tmx").write_bytes(data.encode("gb18030"))
    result = run("convert", "a.tmx", "-o", "b.jsonl")
    assert result.exit_code == 0, result.stderr
    assert text in Path("b.jsonl").read_text("utf-8")


def test_a_sample_cut_within_a_character_is_recognised():
    data = ("停火开始了，双方撤军，会谈继续。" * 20).encode("gb18030")
    assert {detect_encoding(data[: len(data) - cut]) for cut in range(4)} == {"gb18030"}
    assert detect_encoding(bytes(range(256)) * 4) is None


def test_a_truncated_input_is_converted_and_ends_with_code_1(memory):
    data = memory.read_bytes()
    memory.write_bytes(data[: data.index(b'tuid="b"') + 4])
    result = run("convert", "in.tmx", "-o", "out.jsonl")
    assert result.exit_code == 1
    assert "in.tmx: 1 unit read" in result.stderr
    assert "out.jsonl: 1 unit written" in result.stderr
    assert "what comes before is converted" in result.stderr.splitlines()[-1]
    assert len(Path("out.jsonl").read_text("utf-8").splitlines()) == 2


def test_what_concerns_every_unit_is_said_without_places(memory):
    dump_tmx("many.tmx", [replace(UNITS[0], tuid=f"t{n}") for n in range(20)], Header("zh-CN"))
    result = run("convert", "many.tmx", "-o", "out.zh", "-o", "out.en")
    assert result.stderr.splitlines()[-1] == "  identifiers are left out (20 times)"


FAILING = {
    "a missing file": (["none.tmx", "-o", "a.tsv"], 1, "none.tmx: cannot be read"),
    "an unknown suffix": (["in.tmx", "-o", "a.pdf"], 1, "suffix .pdf is not known"),
    "the input": (["in.tmx", "-o", "in.tmx"], 1, "is an input"),
    "a missing folder": (["in.tmx", "-o", "none/a.tsv"], 1, "no folder"),
    "not TMX": (["plain.tmx", "-o", "a.tsv"], 1, "plain.tmx"),
    "not an alignment": (["plain.duizhao", "-o", "a.tsv"], 1, "no .duizhao file"),
    "a document": (["plain.docx", "-o", "a.tsv"], 1, "not read here"),
    "no such language": (
        ["in.tmx", "-o", "a.tsv", "--target", "de"],
        1,
        "no unit has a text in de",
    ),
    "no tag": (["in.tmx", "-o", "a.tsv", "--target", "Klingon?"], 1, "no language tag"),
    "an unknown encoding": (["in.tmx", "-o", "a.tsv", "--encoding", "x"], 1, "encoding"),
    "Moses files that differ": (["a.zh", "a.en", "-o", "a.tmx"], 1, "a.zh has 2 lines"),
    "no output": (["in.tmx"], 2, "--out"),
    "no input": (["-o", "a.tsv"], 2, "FILE"),
    "three inputs": (["a.zh", "a.en", "in.tmx", "-o", "a.tsv"], 2, "3 inputs"),
    "an unknown dialect": (["in.tmx", "-o", "a.tmx", "--dialect", "klingon"], 2, "klingon"),
    "an unknown format": (["in.tmx", "-o", "a.tmx", "--format", "pdf"], 2, "pdf"),
    "an unknown level": (["in.tmx", "-o", "a.tmx", "--level", "3"], 2, "level"),
}


@pytest.mark.parametrize("case", FAILING.values(), ids=FAILING.keys())
def test_what_is_wrong_is_said_and_nothing_written(memory, case):
    arguments, code, message = case
    for name in ("plain.tmx", "plain.duizhao", "plain.docx", "a.zh"):
        Path(name).write_text("停火开始了。\n会谈\n", encoding="utf-8")
    Path("a.en").write_bytes(b"one\n")
    before = {path: path.read_bytes() for path in memory.parent.iterdir()}
    result = run("convert", *arguments)
    assert result.exit_code == code, result.stderr
    assert message in result.stderr
    assert {path: path.read_bytes() for path in memory.parent.iterdir()} == before
    if code == 1:
        assert len(result.stderr.splitlines()) == 1


def test_help_names_every_suffix():
    text = run("convert", "--help").stdout
    for suffix in (".tmx", ".tsv", ".csv", ".xlsx", ".jsonl", ".duizhao", ".xlf", ".docx", ".html"):
        assert suffix in text


def test_help_is_quick_and_imports_no_format():
    import subprocess

    probe = "import sys, aligner.command.app; print('tmx.formats' in sys.modules)"
    command = [sys.executable, "-c", probe]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
