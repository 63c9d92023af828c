"""`duizhao tm export --rescue`: what is left of a damaged memory, through the runner."""

import os

import pytest
from typer.testing import CliRunner

from aligner.command import app
from tmx import load_tmx


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def damaged(tmp_path):
    lines = [f"第{number}条\tarticle {number} {'about customs ' * 20}" for number in range(300)]
    (tmp_path / "a.tsv").write_text("\n".join(["zh\ten", *lines]), encoding="utf-8")
    assert run("tm", "import", tmp_path / "a.tsv", "--tm", tmp_path / "a.tmdb").exit_code == 0
    os.truncate(tmp_path / "a.tmdb", (tmp_path / "a.tmdb").stat().st_size * 9 // 10)
    return tmp_path / "a.tmdb"


def test_a_damaged_memory_says_what_to_do(damaged, tmp_path):
    result = run("tm", "export", "--tm", damaged, "-o", tmp_path / "b.tmx")
    assert result.exit_code == 1
    assert "tm export --rescue" in result.stderr
    assert not (tmp_path / "b.tmx").exists()


def test_what_is_left_is_written(damaged, tmp_path):
    result = run("tm", "export", "--rescue", "--tm", damaged, "-o", tmp_path / "b.tmx")
    assert result.exit_code == 0, result.stderr
    assert "units that cannot be read" in result.stderr
    units = load_tmx(tmp_path / "b.tmx").units
    assert 0 < len(units) < 300
    result = run("tm", "import", tmp_path / "b.tmx", "--tm", tmp_path / "new.tmdb")
    assert f"{len(units)} created" in result.stderr
