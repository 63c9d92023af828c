"""The shipped weights on the pairs judged by hand."""

from pathlib import Path

import numpy as np
import pytest

from aligner.terms.records import Kind, TermPair
from aligner.terms.termhood.features import NAMES, describe_pairs
from aligner.terms.termhood.model import find_odds, load_weights

GOLD = Path(__file__).parents[3] / "gold" / "termhood.tsv"
LEAST_AGREEMENT = 0.93


@pytest.fixture(scope="module")
def rows():
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_the_rows_are_whole_and_judged_once(rows):
    assert {len(row) for row in rows} == {4}
    assert {row[0] for row in rows} == {"0", "0.5", "1"}
    assert len({tuple(row[1:]) for row in rows}) == len(rows)


def test_the_model_judges_as_people_do(rows):
    clear = [row for row in rows if row[0] != "0.5"]
    pairs = [TermPair(zh, en, (), 1.0, {}, Kind(kind)) for _, kind, zh, en in clear]
    is_term = np.array([row[0] == "1" for row in clear])
    assert np.mean((find_odds(describe_pairs(pairs)) > 0) == is_term) >= LEAST_AGREEMENT


def test_each_feature_has_a_weight():
    weights, bias = load_weights()
    assert weights.shape == (len(NAMES),)
    assert np.isfinite(weights).all()
    assert bias < 0
