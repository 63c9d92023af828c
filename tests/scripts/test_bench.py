"""`scripts/bench` from end to end on a tiny corpus, and what it measures with."""

import doctest
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from benching import encoding, tables
from benching.aligned import Corpus, read_corpora
from benching.cutting import draw_cuts, find_strangers
from benching.encoding import count_runs
from benching.environments import ENVIRONMENTS
from benching.peer_runner import find_largest
from benching.stage_clock import StageClock
from benching.tables import figure, make_table
from benching.timing import time_command
from benching.vectors import PEER_RUNS, EncodedText, StoredVectors, encode_joined

from aligner.embedding.parts import no_ends
from tests.aligner.fakes import DIMENSION, FakeEncoder

BENCH = Path(__file__).parents[2] / "scripts" / "bench"


def run_bench(*arguments):
    root = BENCH.parents[1]
    return subprocess.run(
        [sys.executable, "-X", "utf8", str(BENCH), *map(str, arguments)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def cells_of(output, first):
    """The cells of the row that begins with this, in the first table that has one."""
    rows = [line.strip("| ").split("|") for line in output.splitlines() if line.startswith("|")]
    return next([cell.strip() for cell in row] for row in rows if row[0].startswith(first))


def test_accuracy_prints_its_tables_and_the_signature(corpus):
    done = run_bench("accuracy", f"{corpus}:zh:en", "--documents", "--calibration")
    assert done.returncode == 0, done.stderr
    name = f"{corpus.name} zh→en"
    assert float(cells_of(done.stdout, name)[3]) > 0.7
    assert cells_of(done.stdout, f"{corpus.name}/one")[1:] == cells_of(done.stdout, name)[1:]
    assert "recall by gold bead type" in done.stdout
    assert "expected calibration error" in done.stdout
    assert "duizhao/" in done.stdout
    assert "model=" in done.stdout


def test_cuts_prints_a_row_a_variant(corpus):
    done = run_bench("cuts", f"{corpus}:zh:en", "--seeds", "2", "--only", "30 % singles")
    assert done.returncode == 0, done.stderr
    for side in ("left", "right", "both"):
        row = [float(cell) for cell in cells_of(done.stdout, f"30 % singles {side}")[1:]]
        assert all(0 <= value <= 1 for value in row)
        assert row[1] <= row[0]
    assert "duizhao/" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param((), 2, "COMMAND", id="no command"),
        pytest.param(("accuracy", "nowhere"), 1, "has no gold", id="no corpus"),
        pytest.param(("time", "--size", "0", "5"), 2, "at least 1", id="no sentences"),
    ],
)
def test_misuse_is_named(arguments, code, said):
    done = run_bench(*arguments)
    assert done.returncode == code
    assert said.lower() in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_peers_without_an_environment_say_how_to_get_it(corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    done = run_bench("peers", f"{corpus}:zh:en")
    assert done.returncode == 0, done.stderr
    assert "skipped" in done.stdout
    assert "scripts/bench install peers" in done.stdout


@pytest.mark.skipif(not ENVIRONMENTS["peers"].is_ready, reason="the peers are not installed")
def test_peers_are_measured_beside_the_aligner(corpus):
    done = run_bench("peers", f"{corpus}:zh:en")
    assert done.returncode == 0, done.stderr
    row = cells_of(done.stdout, f"{corpus.name} zh→en, whole")
    assert all(float(cell) > 0.3 for cell in row[1:])


def test_the_command_is_timed_by_stage(corpus, capsys):
    files = [str(corpus / side / "one.txt") for side in ("zh", "en")]
    timing = time_command("tiny", ("--lines", *files), gold=corpus / "gold" / "one.align")
    assert capsys.readouterr().err == "", "a stage has moved: see STAGES in stage_clock.py"
    assert sum(timing.stages.values()) == pytest.approx(timing.total)
    assert timing.stages["encoding"] > 0
    assert timing.stages["writing"] > 0
    assert 0 <= timing.stages["other"] < timing.total / 2
    assert timing.peak is None or 20e6 < timing.peak < 4e9
    assert timing.f1 > 0.7
    assert timing.signature.startswith("duizhao/")


def test_the_time_of_an_inner_stage_is_taken_off_the_outer_one(monkeypatch):
    moments = iter([0.0, 1.0, 4.0, 10.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(moments))
    clock = StageClock()
    inner = clock.wrap("inner", lambda: "result")
    assert clock.wrap("outer", inner)() == "result"
    assert clock.seconds == {"inner": 3.0, "outer": 7.0}


def make_text(segments=3, runs=6):
    vectors = np.zeros((runs, segments, 2), dtype=np.float32)
    for size in range(1, runs + 1):
        for start in range(segments - size + 1):
            vectors[size - 1, start] = (size, start)
    padding = np.full(2, 9, dtype=np.float32)
    return EncodedText(
        tuple(f"{n}" for n in range(segments)), vectors, padding, (0.0,), no_ends(vectors.shape[2])
    )


def test_peers_find_a_run_at_its_last_segment():
    turned = make_text().by_end()
    assert turned[0].tolist() == [[1, 0], [1, 1], [1, 2]]
    assert turned[1].tolist() == [[9, 9], [2, 0], [2, 1]]
    assert turned[2].tolist() == [[9, 9], [9, 9], [3, 0]]
    assert turned[3:].tolist() == [[[9, 9]] * 3] * 3


def test_joined_runs_are_encoded_length_by_length():
    encoder = FakeEncoder()
    text = encode_joined(["one", "two", "three"], encoder)
    assert text.vectors.shape == (PEER_RUNS, 3, DIMENSION)
    assert np.array_equal(text.vectors[1, 1], encoder.encode(["two three"])[0])
    assert not text.vectors[3:].any()
    assert len(text.seconds) == PEER_RUNS


def test_stored_vectors_are_given_out_by_text():
    text = make_text()
    stored = StoredVectors([text], "fake/1")
    window = stored.pool_overlaps(text.texts, 2).window(0, len(text.texts))
    assert np.array_equal(window, text.vectors[:2])
    assert np.array_equal(stored.encode(text.texts), text.vectors[0])


def test_the_stand_in_for_topk_orders_as_torch_does():
    values, places = find_largest(np.array([[0.1, 0.9, 0.5], [3.0, 1.0, 2.0]]), 2, dim=1)
    assert values.tolist() == [[0.9, 0.5], [3.0, 2.0]]
    assert places.tolist() == [[1, 2], [0, 2]]


def test_foreign_paragraphs_come_from_the_corpus_then_from_others(corpus):
    (tiny,) = read_corpora([f"{corpus}:zh:en"])
    (pair,) = tiny.pairs
    turned = Corpus("turned", ("en", "zh"), (pair.mirrored(),))
    assert find_strangers(pair, [tiny]) == ((), ())
    assert find_strangers(pair, [tiny, turned]) == (pair.left.segments, pair.right.segments)


def test_each_variant_is_drawn_once_a_seed(corpus):
    tiny = read_corpora([f"{corpus}:zh:en"])
    drawn = dict(draw_cuts(tiny[0], tiny, seeds=3))
    assert drawn["whole"] == [list(tiny[0].pairs)]
    assert {len(seeds) for name, seeds in drawn.items() if name != "whole"} == {3}
    names = [seeds[0].name for seeds in drawn["30 % singles left"]]
    assert len(set(names)) == 3


def test_tables_and_figures():
    table = make_table(["what", "F1"], [["whole", figure(0.99)], ["", figure(1)]])
    assert table.splitlines()[2:] == ["| whole | .990  |", "|       | 1.000 |"]
    assert count_runs([3, 4, 5], 2) == [9, 11]


@pytest.mark.parametrize("module", [tables, encoding], ids=lambda module: module.__name__)
def test_doctests(module):
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed


def test_rows_prints_a_row_an_arrangement(corpus):
    done = run_bench("rows", f"{corpus}:zh:en")
    assert done.returncode == 0, done.stderr
    plain, placed = (float(cells_of(done.stdout, name)[1]) for name in ("no rows", "a bead a row"))
    assert 0.5 < plain <= placed


def test_reading_prints_a_row_a_size(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("河水上漲了三天。\n\nThe river rose for three days.\n", encoding="utf-8")
    done = run_bench("reading", text, "--size", "0.01", "0.02", "--rules")
    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if line.startswith("| a.txt")]
    assert [row.split("|")[2].strip() for row in rows] == ["0.01", "0.02"]
    assert "| … " in done.stdout
