"""The command line through the runner: exit codes, stdout, stderr and files."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner import load_alignment
from aligner.command import app
from tmx import load_tmx

ROOT = Path(__file__).parents[3]
ARTICLE = ROOT / "samples" / "article.txt"
CHINESE = ROOT / "samples" / "lighthouse.zh.txt"
ENGLISH = ROOT / "samples" / "lighthouse.en.txt"
SUFFIXES = (".tmx", ".tsv", ".jsonl", ".align", ".duizhao")


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outputs")
    options = [part for suffix in SUFFIXES for part in ("-o", folder / f"a{suffix}")]
    return folder, run("align", CHINESE, ENGLISH, *options)


def test_every_format_is_written(outputs):
    folder, result = outputs
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert sorted(p.name for p in folder.iterdir()) == sorted(f"a{s}" for s in SUFFIXES)


def test_the_report_says_what_was_done(outputs):
    _, result = outputs
    assert re.search(r"segments: 23 zh-CN, 27 en-GB", result.stderr)
    assert re.search(r"beads: \d+ \(.*1-1.*\)", result.stderr)
    assert re.search(r"a\.tmx: \d+ units", result.stderr)


def test_the_formats_agree(outputs):
    folder, _ = outputs
    alignment = load_alignment(folder / "a.duizhao")
    sure = [bead for bead in alignment.beads if alignment.is_confident(bead)]
    rows = list(csv.reader(io.StringIO((folder / "a.tsv").read_text("utf-8-sig")), "excel-tab"))
    objects = [json.loads(line) for line in (folder / "a.jsonl").read_text("utf-8").splitlines()]
    assert len(load_tmx(folder / "a.tmx").units) == len(sure)
    assert len(rows) - 1 == len(alignment.beads)
    assert sum(each["kind"] == "bead" for each in objects) == len(alignment.beads)
    assert len((folder / "a.align").read_text("utf-8").splitlines()) == len(alignment.beads)


def test_swapped_files_give_the_mirror(outputs, tmp_path):
    folder, _ = outputs
    assert run("align", ENGLISH, CHINESE, "-o", tmp_path / "b.align").exit_code == 0
    mirrored = {":".join(line.split(":")[::-1]) for line in lines_of(tmp_path / "b.align")}
    assert mirrored == set(lines_of(folder / "a.align"))


def lines_of(path):
    return path.read_text("utf-8").splitlines()


def test_naming_the_other_language_as_the_source_swaps(tmp_path):
    out = tmp_path / "a.tmx"
    result = run("align", CHINESE, ENGLISH, "--source", "en-US", "--target", "zh-SG", "-o", out)
    assert result.exit_code == 0, result.stderr
    unit = load_tmx(out).units[0]
    assert [variant.language for variant in unit.variants] == ["en-US", "zh-SG"]
    assert unit.variants[0].text.startswith("The Lighthouse")


def test_without_output_the_beads_are_shown():
    result = run("align", CHINESE, ENGLISH)
    assert result.exit_code == 0
    assert "The Lighthouse Keeper’s Last Winter" in result.stdout
    assert re.search(r"^ +0  1-1  \d\.\d\d$", result.stdout, re.MULTILINE)


def test_split_shows_a_segment_a_line():
    result = run("split", CHINESE)
    assert result.stdout.splitlines()[:2] == [
        "灯塔看守人的最后一个冬天",
        "港务局通知陈师傅，灯塔将在明年三月改为自动控制。",
    ]
    assert "zh-CN: 23 segments" in result.stderr


def test_lines_keep_their_numbers(tmp_path):
    (tmp_path / "a.one").write_text("停火开始了。\n\n双方撤军。\n会谈继续。\n", encoding="utf-8")
    english = "The ceasefire began.\nBoth sides withdrew their troops.\nThe talks go on.\n\n"
    (tmp_path / "b.two").write_text(english, encoding="utf-8")
    out = tmp_path / "a.align"
    result = run("align", "--lines", tmp_path / "a.one", tmp_path / "b.two", "-o", out)
    assert result.exit_code == 0, result.stderr
    assert sorted(lines_of(out)) == ["[0]:[0]", "[1]:[]", "[2]:[1]", "[3]:[2]", "[]:[3]"]


BAD = {
    "a missing file": (["nowhere.txt"], 1, "no such file"),
    "an empty file": (["empty.txt"], 1, "empty"),
    "one language": (["chinese.txt"], 1, "only one language"),
    "a binary file": (["binary.txt"], 1, "binary"),
    "the same file twice": (["chinese.txt", "chinese.txt"], 1, "same text"),
    "two Chinese files": (["chinese.txt", "gb.txt"], 1, "both in Chinese"),
    "nothing in common": (["chinese.txt", "other.txt"], 1, "nothing in common"),
    "a wrong encoding": (["gb.txt", "english.txt", "--encoding", "utf-8"], 1, "gb18030"),
    "an unknown encoding": (["gb.txt", "english.txt", "--encoding", "klingon"], 1, "klingon"),
    "three files": (["chinese.txt", "english.txt", "gb.txt"], 2, "3 files"),
    "no language tag": (["chinese.txt", "english.txt", "--source", "x-"], 1, "BCP 47"),
    "a wrong language": (["chinese.txt", "english.txt", "--source", "ja"], 1, "ja"),
    "no probability": (["chinese.txt", "english.txt", "--min-confidence", "2"], 2, "confidence"),
    "a folder as one of two": (["chinese.txt", "."], 1, "is a folder"),
}


@pytest.mark.parametrize("case", BAD.values(), ids=BAD.keys())
def test_bad_input_gives_one_line_and_no_file(bad_files, monkeypatch, case):
    arguments, code, message = case
    monkeypatch.chdir(bad_files)
    before = sorted(bad_files.iterdir())
    result = run("align", *arguments, "-o", "out.tmx")
    assert result.exit_code == code
    assert message in result.stderr.splitlines()[-1]
    assert sorted(bad_files.iterdir()) == before


BAD_OUTPUTS = {
    "a missing folder": ("nowhere/a.tmx", "no folder"),
    "a folder": ("folder.tmx", "is a folder"),
    "an unknown suffix": ("a.docx", "not known"),
    "no suffix": ("a", "no suffix"),
    "an input": ("input.tsv", "is an input"),
}


@pytest.mark.parametrize("case", BAD_OUTPUTS.values(), ids=BAD_OUTPUTS.keys())
def test_bad_outputs_fail_before_the_work(bad_files, monkeypatch, case):
    out, message = case
    monkeypatch.chdir(bad_files)
    result = run("align", "--lines", "input.tsv", "english.txt", "-o", out)
    assert result.exit_code == 1
    assert message in result.stderr
    assert "aligning" not in result.stderr


@pytest.fixture(scope="module")
def bad_files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    chinese = CHINESE.read_text("utf-8")
    (folder / "chinese.txt").write_text(chinese, encoding="utf-8")
    (folder / "english.txt").write_bytes(ENGLISH.read_bytes())
    (folder / "gb.txt").write_bytes((chinese + "后记\n").encode("gb18030"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "other.txt").write_bytes((ROOT / "LICENSE").read_bytes())
    (folder / "input.tsv").write_text(chinese, encoding="utf-8")
    (folder / "folder.tmx").mkdir()
    return folder


def test_control_characters_are_counted(tmp_path):
    text = CHINESE.read_text("utf-8").replace("。", "。\x1f")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    result = run("align", tmp_path / "a.txt", ENGLISH, "-o", tmp_path / "a.tmx")
    assert result.exit_code == 0
    assert " control-characters (duizhao read --explain" in result.stderr
    assert "\x1f" not in (tmp_path / "a.tmx").read_text("utf-8")


def test_help_names_every_format():
    text = run("align", "--help").stdout
    assert all(suffix in text for suffix in SUFFIXES)


def test_the_readme_names_every_command_and_option():
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in ("align", "read", "split", "cache"):
        assert f"duizhao {command}" in readme
        options = set(re.findall(r"--[a-z][a-z-]+", run(command, "--help").stdout))
        assert {option for option in options - {"--help"} if option not in readme} == set()


def test_a_report_that_nobody_reads_costs_no_result(tmp_path):
    out = tmp_path / "a.align"
    command = [sys.executable, "-m", "aligner", "align", CHINESE, ENGLISH, "-o", out]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    process.stderr.close()
    assert process.wait(timeout=120) == 0
    assert len(lines_of(out)) > 20
