"""`duizhao align --tm`: aligned pairs in a memory, with what stands around them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from aligner.command import app
from tests.aligner.command.memory_kit import CHINESE, ENGLISH, read_json, run
from tmx import Context, find_context, load_tmx
from tmx.memory.records import Status
from tmx.memory.store import make_memory, open_memory
from tmx.memory.transfer.exporting import find_units


def align(*arguments):
    return CliRunner().invoke(app, ["align", *map(str, arguments)])


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("filled") / "m.tmdb"
    result = align(CHINESE, ENGLISH, "--tm", path)
    assert (result.exit_code, result.stdout) == (0, ""), result.stderr
    assert result.stderr.splitlines()[-1] == f"{path}: 23 units created, 0 merged"
    return path


def test_units_say_where_they_come_from(filled):
    with open_memory(filled) as memory:
        units = list(find_units(memory))
    assert len(units) == 23
    assert {(each.document, each.status) for each in units} == {
        ("lighthouse.zh.txt | lighthouse.en.txt", Status.ALIGNED)
    }
    assert all(each.confidence is not None and each.changed is not None for each in units)
    assert all(each.unit.tuid is None for each in units)


@pytest.mark.parametrize("file", [CHINESE, ENGLISH])
def test_the_neighbours_on_both_sides_are_known(filled, tmp_path, file):
    segments = CliRunner().invoke(app, ["split", str(file)]).stdout
    (tmp_path / "s.txt").write_text(segments, encoding="utf-8")
    result = run("match --limit 1 --alignment-penalty 0 -i", tmp_path / "s.txt", "--tm", filled)
    assert result.stdout.count("101 %  context · previous and following agree") >= 20


def test_the_neighbours_are_exported_in_the_way_of_a_tool(filled, tmp_path):
    result = run("export --dialect memoq --tm", filled, "-o", tmp_path / "out.tmx")
    assert result.exit_code == 0, result.stderr
    units = load_tmx(tmp_path / "out.tmx").units
    texts = [each.variants[0].text for each in units]
    assert find_context(units[1]) == Context(texts[0], texts[2])


def test_what_is_aligned_again_is_the_same(filled):
    result = align(CHINESE, ENGLISH, "--tm", filled, "-o", filled.with_name("a.duizhao"))
    assert result.stderr.splitlines()[-1] == f"{filled}: 0 units created, 23 merged"
    again = run("import", filled.with_name("a.duizhao"), "--tm", filled)
    assert "23 units read: 0 created, 23 merged, 0 skipped" in again.stderr
    assert read_json(run("stats --json --tm", filled))["changes"] == 0


def test_a_folder_goes_into_a_memory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("1", "2"):
        Path(f"texts/{name}").mkdir(parents=True)
        Path(f"texts/{name}/a.zh.txt").write_bytes(CHINESE.read_bytes())
        Path(f"texts/{name}/a.en.txt").write_bytes(ENGLISH.read_bytes())
    result = align("texts", "--tm", "m.tmdb")
    assert result.exit_code == 0, result.stderr
    assert result.stderr.splitlines()[-1] == "m.tmdb: 46 units created, 0 merged"
    found = read_json(run("stats --json --tm m.tmdb"))
    assert (found["units"], found["pairs"]) == (46, 23)
    assert sorted(found["origins"]) == ["1/a.zh.txt | 1/a.en.txt", "2/a.zh.txt | 2/a.en.txt"]


def test_the_variable_of_the_environment_fills_no_memory(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIZHAO_TM", str(tmp_path / "m.tmdb"))
    assert align(CHINESE, ENGLISH, "-o", tmp_path / "a.align").exit_code == 0
    assert not (tmp_path / "m.tmdb").exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("german.tmdb", "holds de–fr, and the texts are zh-CN and en-GB"),
        ("none/m.tmdb", "there is no folder"),
        ("a.txt", "is no memory"),
    ],
)
def test_a_memory_that_cannot_take_them_is_found_before_the_work(tmp_path, name, reason):
    make_memory(tmp_path / "german.tmdb", ("de", "fr")).close()
    (tmp_path / "a.txt").write_text("text" * 99, encoding="utf-8")
    result = align(CHINESE, ENGLISH, "--tm", tmp_path / name)
    assert result.exit_code == 1
    assert reason in result.stderr
    assert "aligning" not in result.stderr
