"""Changes of the grouping, one by one: what becomes of the rows, and what is refused."""

import pytest

from aligner.revision.deciding import decide_rows, mark_row
from aligner.revision.grouping import (
    link_segments,
    merge_rows,
    move_segment,
    regroup_rows,
    split_row,
    unlink_rows,
)
from aligner.revision.records import Direction, RevisionError, RowStatus, SideName
from aligner.revision.state import RevisionState
from tests.aligner.exporting.samples import make_article

SOURCE, TARGET = SideName
UP, DOWN = Direction


@pytest.fixture
def state():
    """Rows s0=t0, s1=t1, s2 s3=t2 t3, s4=t4, s5, t5."""
    return RevisionState(make_article())


def show(rows):
    return [f"{row.id}: {' '.join(row.source)} = {' '.join(row.target)}" for row in rows]


def apply(state, change):
    state.apply(change)
    return show(state.rows)


@pytest.mark.parametrize(
    ("row", "side", "direction", "rows"),
    [
        (1, SOURCE, UP, ["0: s0 s1 = t0", "1:  = t1"]),
        (1, TARGET, DOWN, ["0: s0 = t0", "1: s1 = ", "2: s2 s3 = t1 t2 t3"]),
        (2, SOURCE, UP, ["0: s0 = t0", "1: s1 s2 = t1", "2: s3 = t2 t3"]),
        (2, TARGET, DOWN, ["0: s0 = t0", "1: s1 = t1", "2: s2 s3 = t2", "3: s4 = t3 t4"]),
        (0, SOURCE, UP, ["6: s0 = ", "0:  = t0", "1: s1 = t1"]),
    ],
)
def test_move(state, row, side, direction, rows):
    assert apply(state, move_segment(state, row, side, direction))[: len(rows)] == rows


def test_a_row_that_is_left_empty_is_gone(state):
    assert apply(state, move_segment(state, 4, SOURCE, DOWN))[4:] == ["5: s5 = t5"]


def test_what_was_moved_is_open_again(state):
    state.apply(decide_rows(state, [1, 2], RowStatus.ACCEPTED))
    state.apply(move_segment(state, 1, SOURCE, DOWN))
    rows = state.slice_rows(1, 3)
    assert [(row.status, row.is_manual) for row in rows] == [(RowStatus.OPEN, True)] * 2


@pytest.mark.parametrize(
    ("row", "side", "direction", "message"),
    [
        (4, TARGET, UP, "row 5: has no target segment to move"),
        (5, TARGET, DOWN, "row 6: there is no row down from it"),
        (9, TARGET, DOWN, "row 9: is not there any more"),
    ],
)
def test_moves_that_are_refused(state, row, side, direction, message):
    with pytest.raises(RevisionError, match=message):
        move_segment(state, row, side, direction)


def test_merge(state):
    state.apply(mark_row(state, 2, is_marked=True))
    change = merge_rows(state, 1, 3)
    assert apply(state, change)[1:3] == ["1: s1 s2 s3 s4 = t1 t2 t3 t4", "4: s5 = "]
    assert state.get_row(1).is_marked and state.get_row(1).is_manual


@pytest.mark.parametrize("last", [1, 0])
def test_merge_of_one_row(state, last):
    with pytest.raises(RevisionError, match="choose a row further down"):
        merge_rows(state, 1, last)


def test_split(state):
    assert apply(state, split_row(state, 2, 1, 2))[2:4] == ["2: s2 = t2 t3", "6: s3 = "]


@pytest.mark.parametrize("cuts", [(0, 0), (2, 2), (-1, 1)])
def test_splits_that_are_refused(state, cuts):
    with pytest.raises(RevisionError, match="row 3: is a 2-2 row and cannot be split"):
        split_row(state, 2, *cuts)


def test_unlink(state):
    state.apply(mark_row(state, 1, is_marked=True))
    rows = apply(state, unlink_rows(state, 1, 2))
    assert rows[1:7] == ["1: s1 = ", "2: s2 = ", "6: s3 = ", "7:  = t1", "8:  = t2", "9:  = t3"]
    unlinked = state.slice_rows(1, 7)
    assert all(row.status is RowStatus.ACCEPTED for row in unlinked)
    assert [row.id for row in unlinked if row.is_marked] == [1]


def test_unlink_what_has_no_counterpart(state):
    with pytest.raises(RevisionError, match="row 5: has no counterpart already"):
        unlink_rows(state, 4, 5)


def test_link(state):
    rows = apply(state, link_segments(state, "s1", "t4"))
    assert rows == [
        *("0: s0 = t0", "6:  = t1", "7:  = t2 t3", "8: s1 = t4", "9: s2 s3 = ", "10: s4 = "),
        *("4: s5 = ", "5:  = t5"),
    ]
    assert state.get_row(3).status is RowStatus.ACCEPTED


def test_link_within_a_row(state):
    rows = apply(state, link_segments(state, "s2", "t3"))
    assert rows[2:5] == ["6:  = t2", "7: s2 = t3", "8: s3 = "]


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("s0", "s1", "choose a source and a target segment"),
        ("s0", "t0", "a row already: accept it"),
        ("s99", "t0", "segment s99: is not there any more"),
    ],
)
def test_links_that_are_refused(state, source, target, message):
    with pytest.raises(RevisionError, match=message):
        link_segments(state, source, target)


def test_regroup(state):
    groups = [((("s1", "s2"), ("t1",)), 0.5), ((("s3",), ("t2", "t3")), 0.25)]
    assert apply(state, regroup_rows(state, 1, 2, groups))[1:3] == [
        "6: s1 s2 = t1",
        "7: s3 = t2 t3",
    ]
    assert [row.confidence for row in state.slice_rows(1, 3)] == [0.5, 0.25]


@pytest.mark.parametrize(
    "groups",
    [
        [((("s1",), ("t1",)), 1.0)],
        [((("s1", "s2", "s3"), ("t1", "t2", "t3")), 1.0), (((), ()), 1.0)],
        [((("s1", "s2", "s3"), ("t1", "t2", "t2")), 1.0)],
    ],
)
def test_proposals_of_other_segments(state, groups):
    with pytest.raises(RevisionError, match="rows 2 to 3: have been changed since"):
        regroup_rows(state, 1, 2, groups)


def test_rows_that_are_accepted_at_the_start(state):
    state.apply(decide_rows(state, [0], RowStatus.ACCEPTED))
    again = RevisionState(state.to_alignment())
    assert [row.status for row in again.rows[:2]] == [RowStatus.ACCEPTED, RowStatus.OPEN]
