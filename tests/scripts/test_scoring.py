"""The strict scorer on cases counted by hand, and the reliability of confidences."""

import pytest
from benching.calibration import Reliability
from corpora import GoldBead
from scoring import Tally, type_of


def bead(text):
    """ "0 1:2" is a bead of the left segments 0 and 1 and the right segment 2."""
    left, right = text.split(":")
    return GoldBead(tuple(map(int, left.split())), tuple(map(int, right.split())))


def tally_of(found, expected):
    tally = Tally()
    tally.add(map(bead, found), map(bead, expected))
    return tally


GOLD = ("0:0", "1 2:1", "3:", "4:2 3", ":4", ":5")


@pytest.mark.parametrize(
    ("found", "right", "matches", "f1"),
    [
        pytest.param(GOLD, 6, 3, 1.0, id="all right"),
        pytest.param(("0:0", "1:1", "2:", "3:", "4:2 3", ":4", ":5"), 5, 2, 10 / 13, id="split"),
        pytest.param(("0:0", "1 2:1", "3 4:2 3", ":4", ":5"), 4, 2, 8 / 11, id="null swallowed"),
        pytest.param((), 0, 0, 0.0, id="nothing found"),
    ],
)
def test_strict_counts(found, right, matches, f1):
    tally = tally_of(found, GOLD)
    assert (tally.all.right, tally.matches.right) == (right, matches)
    assert tally.f1 == pytest.approx(f1)


def test_nulls_are_counted_sentence_by_sentence_on_each_side():
    tally = tally_of(("0:0", "1 2:1", "3 4:", ":2", ":3", ":4 5"), GOLD)
    left, right = tally.left_skips, tally.right_skips
    assert (left.right, left.found, left.expected) == (1, 2, 1)
    assert (right.right, right.found, right.expected) == (2, 4, 2)
    assert tally.nulls.right == 0


def test_the_scorer_of_vecalign_leaves_nulls_out_of_recall_alone():
    tally = tally_of(("0:0", "1 2:1", "3 4:2 3", ":4", ":5"), GOLD)
    precision, recall = 4 / 5, 2 / 3
    assert tally.vecalign_f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_counts_by_type_name_the_gold_type():
    types = tally_of(("0:0", "1:1", "2:", "3:", "4:2 3", ":4", ":5"), GOLD).types
    assert {name: (c.right, c.found, c.expected) for name, c in types.items()} == {
        "0-1": (2, 2, 2),
        "1-0": (1, 2, 1),
        "1-1": (1, 2, 1),
        "1-2": (1, 1, 1),
        "2-1": (0, 0, 1),
    }
    assert type_of(bead("0 1:")) == "2-0"


def test_documents_add_up():
    tally = tally_of(GOLD, GOLD)
    tally.add([bead("0:1")], [bead("0:0")])
    assert (tally.all.right, tally.all.found, tally.all.expected) == (6, 7, 7)


def test_the_expected_error_weighs_bins_by_their_beads():
    reliability = Reliability()
    reliability.add([(0.8, True)] * 3 + [(0.8, False)] + [(1.0, True)] * 4)
    assert [row[2:] for row in reliability.bins()] == [
        (4, pytest.approx(0.8), 0.75),
        (4, 1.0, 1.0),
    ]
    assert reliability.error == pytest.approx(0.025)


def test_no_beads_have_no_error():
    assert Reliability().error == 0.0
