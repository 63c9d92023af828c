"""The kit of TMX files on the command line: exit codes, one line for each error, no half files."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.command import app
from tests.tmx.kit import build, describe, find_difference, load_kit, save, sort_variants
from tmx import load_tmx

CASES = load_kit("tools", "spec", "packed")
BAD = load_kit("syntax", "content", "bytes")
ROOT = Path(__file__).parents[3]
NAMES = [
    app_command.name or app_command.callback.__name__ for app_command in app.registered_commands
]
has_check = pytest.mark.skipif("check" not in NAMES, reason="there is no `duizhao check` yet")
UNITS = build({"body": [f"@u{number}" for number in range(1, 41)]})
OUTPUTS = (".tmx", ".tsv", ".csv", ".jsonl", ".xlsx", ".xliff", ".docx", ".html")


def params(cases):
    return pytest.mark.parametrize("case", cases, ids=[f"{c['kit']}-{c['label']}" for c in cases])


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def files_in(folder):
    return sorted(each.name for each in folder.rglob("*") if each.is_file())


def is_one_line(stderr):
    return stderr.count("\n") == 1 and stderr.startswith("duizhao: ") and "Traceback" not in stderr


# --- good files ---


@params(CASES)
def test_a_file_survives_jsonl(case, tmp_path):
    """TMX → JSONL → TMX → JSONL: unit by unit the same."""
    path = save(case, tmp_path)
    found = load_tmx(path)
    for source, target in ((path, "b.jsonl"), (tmp_path / "b.jsonl", "c.tmx")):
        result = run("convert", source, "-o", tmp_path / target)
        assert result.exit_code == 0, result.stderr
        assert result.stdout == ""
    rows = [json.loads(line) for line in (tmp_path / "b.jsonl").read_text("utf-8").splitlines()]
    assert sum(row["kind"] == "unit" for row in rows) == len(found.units)
    if case.get("rewrite", True):
        check_same(found, load_tmx(tmp_path / "c.tmx"))


def check_same(found, again):
    expected = sort_variants([describe(unit, found.header) for unit in found.units])
    actual = sort_variants([describe(unit, again.header) for unit in again.units])
    assert find_difference(expected, actual) == ""


@params([case for case in BAD if "error" not in case and "error_or_loss" not in case])
def test_a_broken_file_is_converted_as_far_as_it_goes(case, tmp_path):
    path = save(case, tmp_path)
    options = ["--encoding", case["stated"]] if "stated" in case else []
    result = run("convert", path, "-o", tmp_path / "b.jsonl", *options)
    truncated = "truncation" in case or case.get("truncation_or_loss")
    assert result.exit_code == 0 or (truncated and result.exit_code == 1), result.stderr
    assert "Traceback" not in result.stderr
    assert (tmp_path / "b.jsonl").is_file()
    assert not case["losses"] or result.stderr.count("\n") > 2


@params([case for case in BAD if case.get("error", "*") != "*" and "detect" not in case])
def test_what_is_no_memory_is_refused(case, tmp_path):
    path = save(case, tmp_path)
    result = run("convert", path, "-o", tmp_path / "b.jsonl")
    if result.exit_code == 0:  # The command finds out encodings that a reader alone refuses.
        assert "encoding" in case["error"]
        return
    assert result.exit_code == 1
    assert is_one_line(result.stderr)
    assert files_in(tmp_path) == [path.name]


# --- hostility ---


@pytest.mark.parametrize("command", ["convert", pytest.param("check", marks=has_check)])
@pytest.mark.parametrize("kind", ["folder", "none", "empty", "device", "unreadable"])
def test_inputs_that_are_no_files(command, kind, tmp_path):
    path = make_input(kind, tmp_path)
    options = ["-o", tmp_path / "out.jsonl"] if command == "convert" else []
    result = run(command, path, *options)
    assert result.exit_code == 1
    assert is_one_line(result.stderr) or command == "check"
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out.jsonl").exists()


def make_input(kind, folder):
    path = folder / "in.tmx"
    if kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "device":
        # The name says TMX, the bytes never come.
        path.symlink_to(os.devnull)
    elif kind == "unreadable":
        path.write_bytes(UNITS)
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("this user may read everything")
    return path


@pytest.mark.parametrize("tenth", [3, 5, 9])
def test_a_gzip_that_breaks_off(tenth, tmp_path):
    """What comes before is written, it is said where the file breaks off, and the code is 1."""
    path = tmp_path / "a.tmx.gz"
    data = gzip.compress(UNITS, mtime=0)
    path.write_bytes(data[: len(data) * tenth // 10])
    result = run("convert", path, "-o", tmp_path / "b.jsonl")
    assert result.exit_code == 1
    assert "gzip" in result.stderr or "break" in result.stderr
    assert "Traceback" not in result.stderr
    assert files_in(tmp_path) in (["a.tmx.gz", "b.jsonl"], ["a.tmx.gz"])


@pytest.mark.parametrize("suffix", OUTPUTS)
@pytest.mark.parametrize("place", ["folder", "no-folder", "device", "itself"])
def test_outputs_that_cannot_be(place, suffix, tmp_path):
    (tmp_path / "in.tmx").write_bytes(UNITS)
    before = {"folder": tmp_path / f"f{suffix}", "no-folder": tmp_path / "no" / f"b{suffix}"}
    out = before.get(place, tmp_path / f"b{suffix}")
    if place == "folder":
        out.mkdir()
    elif place == "device":
        if not Path("/dev/full").exists():
            pytest.skip("there is no /dev/full")
        out.symlink_to("/dev/full")
    elif place == "itself":
        out = tmp_path / "in.tmx"
    result = run("convert", tmp_path / "in.tmx", "-o", out)
    assert result.exit_code in ((1, 2) if place != "itself" else (0, 1, 2))
    assert "Traceback" not in result.stderr
    assert [name for name in files_in(tmp_path) if name.startswith(".")] == []
    assert load_tmx(tmp_path / "in.tmx").report.units == 40


_FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
from aligner.command import app
sys.argv = ["duizhao", *sys.argv[1:]]
app()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of files are those of Linux")
@pytest.mark.parametrize(
    "suffix",
    [
        ".tmx",
        ".jsonl",
        ".tsv",
        ".xlsx",
        ".docx",
    ],
)
def test_a_full_disk(suffix, tmp_path):
    """A disk that is full after 4 KiB: one line, and what stood there stands there still."""
    many = build({"body": [f"@u{number}" for number in range(1, 3001)]})
    (tmp_path / "in.tmx").write_bytes(many)
    out = tmp_path / f"b{suffix}"
    out.write_bytes(b"old")
    command = [sys.executable, "-c", _FULL, "convert", str(tmp_path / "in.tmx"), "-o", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 1
    assert is_one_line(done.stderr), done.stderr
    assert out.read_bytes() == b"old"
    assert files_in(tmp_path) == sorted(["in.tmx", out.name])


def test_two_outputs_are_written_together_or_not_at_all(tmp_path):
    (tmp_path / "in.tmx").write_bytes(UNITS)
    (tmp_path / "f.tsv").mkdir()
    result = run(
        "convert", tmp_path / "in.tmx", "-o", tmp_path / "a.jsonl", "-o", tmp_path / "f.tsv"
    )
    assert result.exit_code == 1
    assert files_in(tmp_path) == ["in.tmx"]


def test_the_same_input_gives_the_same_bytes(tmp_path):
    (tmp_path / "in.tmx").write_bytes(UNITS)
    for suffix in OUTPUTS:
        for name in "ab":
            result = run("convert", tmp_path / "in.tmx", "-o", tmp_path / f"{name}{suffix}")
            assert result.exit_code == 0, result.stderr
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


# --- check ---


@has_check
@params(CASES + BAD)
def test_check_ends_with_a_code_and_json(case, tmp_path):
    result = run("check", save(case, tmp_path), "--json")
    assert result.exit_code in (0, 1), result.output
    assert "Traceback" not in result.stderr
    if result.stdout:
        json.loads(result.stdout)


@has_check
@params([case for case in CASES + BAD if case.get("rewrite", True)])
def test_fix_writes_a_file_without_errors(case, tmp_path):
    """What --fix writes has all units that can be read, and the check finds no error in it."""
    path = save(case, tmp_path)
    result = run("check", path, "--fix", "-o", tmp_path / "fixed.tmx")
    assert "Traceback" not in result.stderr
    if not (tmp_path / "fixed.tmx").exists():
        assert result.exit_code == 1
        return
    again = run("check", tmp_path / "fixed.tmx")
    assert again.exit_code == 0, again.output
