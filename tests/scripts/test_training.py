"""Training: pruned examples, compiled sweeps, the loss, and `scripts/train` from end to end."""

import json
import os
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba")
pytest.importorskip("scipy")

import examples
from corpora import read_corpus
from examples import SIZES, decode, describe, make_example, score, to_side
from fitting import Case, fit
from variants import TRAINING

from aligner.aligning import find_beads
from aligner.aligning.crf import Lattice
from aligner.aligning.decoding import measure
from aligner.aligning.model import Model, read_model
from aligner.hints import Hints
from tests.aligner.fakes import FakeEncoder

TRAIN = Path(__file__).parents[2] / "scripts" / "train"
NEARLY_ALL = 1e-300
WEIGHTS = np.random.default_rng(7).normal(size=sum(SIZES)) / 3


@pytest.fixture
def pair(corpus):
    return read_corpus(corpus, "zh", "en")[0]


@pytest.fixture(scope="module")
def train():
    """The script as a module."""
    loader = SourceFileLoader("train", str(TRAIN))
    module = module_from_spec(spec_from_loader("train", loader))
    sys.modules["train"] = module
    loader.exec_module(module)
    yield module
    del sys.modules["train"]


def test_compiled_sweeps_give_what_the_aligner_gives(pair, monkeypatch):
    for name in ("FLOOR", "CELL_FLOOR"):
        monkeypatch.setattr(examples, name, NEARLY_ALL)
    example = make_example(pair, FakeEncoder(), WEIGHTS)
    described = describe(pair, FakeEncoder())
    expected = measure(Lattice(described.band, score(described, WEIGHTS, example.densities)))
    total, chances = Case.of(example, example.densities).sum_paths(WEIGHTS)
    kept = expected.beads >= NEARLY_ALL
    assert len(chances.beads) == kept.sum() > 500
    assert total == pytest.approx(expected.total, rel=1e-6)
    np.testing.assert_allclose(chances.beads, expected.beads[kept], rtol=1e-4, atol=1e-9)
    for name in ("left_gaps", "right_gaps", "left_opens", "right_opens"):
        np.testing.assert_allclose(getattr(chances, name), getattr(expected, name), atol=1e-5)


def test_pruning_keeps_the_gold_path_and_what_is_likely(pair):
    example = make_example(pair, FakeEncoder(), WEIGHTS)
    described = describe(pair, FakeEncoder())
    expected = measure(Lattice(described.band, score(described, WEIGHTS, example.densities)))
    total, _ = Case.of(example, example.densities).sum_paths(WEIGHTS)
    assert total == pytest.approx(expected.total, abs=1e-2)
    assert (expected.beads >= examples.FLOOR).sum() <= len(example.beads) < expected.beads.size
    assert example.gold.beads.sum() == sum(bool(b.left and b.right) for b in pair.beads)
    assert [side.sum() for side in example.gold.gaps] == [0, 1]
    assert example.graph.origins.min() >= 0


def test_a_gold_bead_that_no_candidate_is_leaves_the_pair_out(pair, monkeypatch):
    monkeypatch.setattr(examples, "TYPES", tuple(t for t in examples.TYPES if t != (2, 1)))
    assert examples._locate_gold(pair, describe(pair, FakeEncoder()).band) is None


def test_the_gradient_is_that_of_the_loss(pair):
    example = make_example(pair, FakeEncoder(), WEIGHTS)
    case = Case.of(example, example.densities)
    _, gradient = case.loss(WEIGHTS)
    steps = np.eye(len(WEIGHTS)) * 1e-5
    measured = [(case.loss(WEIGHTS + s)[0] - case.loss(WEIGHTS - s)[0]) / 2e-5 for s in steps]
    np.testing.assert_allclose(gradient, measured, rtol=1e-4, atol=1e-5)
    assert np.abs(gradient).max() > 1


def test_where_the_search_starts_makes_no_difference(pair):
    example = make_example(pair, FakeEncoder(), WEIGHTS)
    found = [
        fit([example], [2.0], densities=[example.densities], start=start)
        for start in (np.zeros_like(WEIGHTS), WEIGHTS)
    ]
    assert found[0].objective == pytest.approx(found[1].objective, rel=1e-5)
    np.testing.assert_allclose(found[0].weights, found[1].weights, atol=0.02)


def test_held_out_texts_are_aligned_as_by_the_aligner(pair):
    model = Model("", *np.split(WEIGHTS, np.cumsum(SIZES)[:-1]))
    sides = to_side(pair.left, "zh"), to_side(pair.right, "en")
    expected = find_beads(*sides, FakeEncoder(), model, hints=Hints(has_paragraphs=False))
    found = list(decode(describe(pair, FakeEncoder()), WEIGHTS))
    assert [(b.left, b.right) for b, _ in found] == [(b.source, b.target) for b in expected]
    assert [c for _, c in found] == pytest.approx([b.confidence for b in expected], abs=1e-4)


def test_weights_are_read_whatever_features_they_name(train, tmp_path, capsys):
    path = tmp_path / "weights.json"
    train.write_weights(path, WEIGHTS, ["a/1"], held_out={"documents": {"a/1": 0.5}})
    assert train.load_weights(path) == pytest.approx(WEIGHTS, abs=1e-4)
    record = json.loads(path.read_text(encoding="utf-8"))
    assert read_model(record).beads == pytest.approx(WEIGHTS[: SIZES[0]], abs=1e-4)
    record["beads"]["gone"] = record["beads"].pop("cosine")
    path.write_text(json.dumps(record), encoding="utf-8")
    capsys.readouterr()
    loaded = train.load_weights(path)
    place = list(train.BEAD_FEATURES).index("cosine")
    assert loaded[place] == 0
    assert np.delete(loaded, place) == pytest.approx(np.delete(WEIGHTS, place), abs=1e-4)
    assert "cosine, gone" in capsys.readouterr().err


THINGS = (("灯塔", "lighthouse"), ("医生", "doctor"), ("学校", "school"), ("火车", "train"))
DEEDS = (
    ("他在{}旁边等了{}个小时。", "He waited {1} hours beside the {0}."),
    ("没有人知道{}已经老了{}岁。", "Nobody knew that the {0} had grown {1} years older."),
    ("那个{}花了他们{}块钱。", "That {0} cost them {1} dollars."),
)


@pytest.fixture
def documents(tmp_path):
    """A corpus of two documents of two dozen sentences, the order of which tells them apart."""
    for name, step in (("one", 5), ("two", 7)):
        rows = [
            tuple(text.format(thing, n + 2) for text, thing in zip(deed, things, strict=True))
            for n in range(0, 24 * step, step)
            for deed, things in [(DEEDS[n % 3], THINGS[n % 4])]
        ]
        gold = [f"[{n}]:[{n}]" for n in range(len(rows))]
        texts = *zip(*rows, strict=True), gold
        for folder, lines in zip(("zh", "en", "gold"), texts, strict=True):
            place = tmp_path / folder / f"{name}.{'align' if folder == 'gold' else 'txt'}"
            place.parent.mkdir(exist_ok=True)
            place.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return tmp_path


def test_train_writes_weights_with_held_out_figures(documents, tmp_path):
    out = tmp_path / "weights.json"
    root = TRAIN.parents[1]
    command = [TRAIN, f"{documents}:zh:en", "-o", out, "--leave-one-out"]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", *map(str, command)],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    record = json.loads(out.read_text(encoding="utf-8"))
    assert read_model(record).beads.any()
    assert record["variants"][0] == f"whole × {TRAINING[0].weight:g}"
    held_out = record["held_out"]
    assert list(held_out["documents"]) == [f"{documents.name}/one", f"{documents.name}/two"]
    assert held_out["corpora"][documents.name]["whole"]["f1"] > 0.8
    assert f"without {documents.name}/two: " in done.stdout
    assert "30 % block left" in done.stdout
