import numpy as np
import pytest

from aligner.terms.pairing import totals
from aligner.terms.pairing.finding import make_batches
from aligner.terms.pairing.gathering import Gatherer
from aligner.terms.pairing.making import Limits, make_pairs
from aligner.terms.pairing.model import WHOLE_NAMES, Line
from aligner.terms.pairing.sheets import ROW, Sheet, name_pair
from aligner.terms.pairing.totals import PairTotals
from aligner.terms.records import Passage

BUCKETS = 1 << 10
BY_SCORE = Line(np.array([float(name == "here") for name in WHOLE_NAMES], dtype=np.float32), 0.0)
STATE, BUFFER = ("缓冲国", "buffer state"), ("缓冲", "buffer")


def make_rows(*found):
    rows = np.zeros(len(found), dtype=ROW)
    for row, (passage, pair, score) in zip(rows, found, strict=True):
        row["passage"], row["pair"], row["score"] = passage, name_pair(*pair), score
        row["chinese"], row["english"] = (0, len(pair[0])), (0, len(pair[1]))
        row["wins"] = True
    return rows


def gather(passages, *blocks):
    gatherer = Gatherer(passages, BUCKETS)
    for rows in blocks:
        buckets = np.zeros(len(rows), dtype=np.int32)
        gatherer.add(Sheet(rows, buckets, buckets))
    return gatherer.finish()


def test_rows_of_a_pair_are_added_up_over_blocks():
    gathered = gather(3, make_rows((0, STATE, 1), (0, BUFFER, 4)), make_rows((2, STATE, 3)))
    number = gathered.find_pair(*STATE)
    described = dict(zip(WHOLE_NAMES, gathered.whole[number].tolist(), strict=True))
    assert gathered.seen[number] == 2
    assert (described["here"], described["best"], described["won"]) == (2, 1, 1)
    assert gathered.find_pair("缓冲国", "buffer") is None


def test_a_probable_pair_keeps_others_out_of_its_place():
    gathered = gather(2, make_rows((0, STATE, 1), (0, ("缓冲国", "state"), 4), (1, STATE, -9)))
    chances = gathered.judge(BY_SCORE)
    ((rows, numbers),) = gathered.choose(chances, 0.5)
    assert numbers.tolist() == [gathered.find_pair("缓冲国", "state")]
    assert rows["passage"].tolist() == [0]


def test_nothing_is_gathered_of_nothing():
    gathered = gather(1, make_rows())
    assert next(gathered.choose(gathered.judge(BY_SCORE), 0.5))[0].size == 0


PASSAGES = [Passage("缓冲国", "buffer state") for _ in range(6)]


@pytest.mark.parametrize(
    ("limits", "listed", "count"),
    [
        (Limits(0.05, 0.05), {"缓冲国": 4, "缓冲": 2}, 4),
        (Limits(0.05, 0.05, places=4), {"缓冲国": 2, "缓冲": 2}, 4),
        (Limits(0.05, 0.05, pairs=1), {"缓冲国": 4}, 4),
        (Limits(0.05, 0.9), {"缓冲国": 4}, 4),
    ],
    ids=["all", "few places", "few pairs", "the probable"],
)
def test_no_more_is_made_than_is_wanted(limits, listed, count):
    rows = [(place, STATE, 3) for place in range(4)] + [(place, BUFFER, 1) for place in (4, 5)]
    pairs = make_pairs(gather(6, make_rows(*rows)), PASSAGES, BY_SCORE, limits)
    assert {each.chinese: len(each.places) for each in pairs} == listed
    assert pairs[0].count == count


def test_what_is_seen_least_is_forgotten(monkeypatch):
    monkeypatch.setattr(totals, "_WAITING", 1)
    counted = PairTotals(most=4)
    names = [("甲", str(number)) for number in range(6)]
    counted.add(make_rows((0, STATE, 1), (1, STATE, 1), (2, BUFFER, 9)))
    counted.add(make_rows(*((3, name, 0) for name in names)))
    table = counted.finish()
    assert table["pair"].tolist() == sorted(name_pair(*pair) for pair in (STATE, BUFFER))
    assert sorted(table["seen"].tolist()) == [1, 2]


@pytest.mark.parametrize(
    ("lengths", "sizes"),
    [([30] * 2500, [1000, 1000, 500]), ([7000, 30, 30, 7000, 7000], [1, 2, 1, 1])],
    ids=["short", "long"],
)
def test_long_passages_make_small_batches(lengths, sizes):
    passages = [Passage("国" * length, "a" * length) for length in lengths]
    nothing = [()] * len(passages)
    batches = list(make_batches(passages, nothing, nothing, first=7))
    assert [len(each) for each in batches] == sizes
    numbers = [job.number for each in batches for job in each]
    assert numbers == list(range(7, 7 + len(passages)))
