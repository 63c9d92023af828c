"""Decisions: accepted, opened again, marked; and the history of what was done."""

import pytest

from aligner.revision.deciding import accept_above, decide_rows, mark_row
from aligner.revision.history import Entry, History, Step
from aligner.revision.records import Change, RevisionError, Row, RowStatus
from aligner.revision.state import RevisionState
from tests.aligner.exporting.samples import make_article

OPEN, ACCEPTED = RowStatus


@pytest.fixture
def state():
    return RevisionState(make_article())


def list_accepted(state):
    return [row.id for row in state.rows if row.status is ACCEPTED]


def test_accept_and_open(state):
    state.apply(decide_rows(state, [3, 1], ACCEPTED))
    assert list_accepted(state) == [1, 3]
    assert [bead.is_accepted for bead in state.to_alignment().beads].count(True) == 2
    state.apply(decide_rows(state, [1, 2], OPEN))
    assert list_accepted(state) == [3]


def test_accept_above(state):
    state.apply(decide_rows(state, [1], ACCEPTED))
    change = accept_above(state, 3)
    assert (list(change.flags_after), change.focus) == ([0, 2, 3], 3)
    state.apply(change)
    assert list_accepted(state) == [0, 1, 2, 3]


def test_a_mark_stays_when_a_row_is_accepted(state):
    state.apply(mark_row(state, 2, is_marked=True))
    state.apply(decide_rows(state, [2], ACCEPTED))
    assert state.get_flags(2) == (ACCEPTED, True)


@pytest.mark.parametrize(
    "decide",
    [
        lambda state: decide_rows(state, [1], OPEN),
        lambda state: mark_row(state, 1, is_marked=False),
        lambda state: decide_rows(state, [], ACCEPTED),
    ],
)
def test_what_is_so_already(state, decide):
    with pytest.raises(RevisionError, match="it is so already"):
        decide(state)


def test_a_change_for_other_rows_changes_nothing(state):
    row = state.get_row(0)
    wrong = [
        Change("x", 0, (state.get_row(1),), (row,)),
        Change("x", 0, (row,), ()),
        Change("x", 0, (row,), (Row(0, ("s0", "s1"), ("t0",)),)),
        Change("x", segments_before={"s0": None}, segments_after={"s0": None}),
        Change("x", segments_before={}, segments_after={"s0": None}),
        Change("x", flags_before={7: row.flags}, flags_after={7: row.flags}),
    ]
    before = state.rows
    for change in wrong:
        with pytest.raises(RevisionError, match="x: the rows have been changed since"):
            state.apply(change)
    assert state.rows == before


def test_nothing_to_undo_or_redo(state):
    history = History(make_article())
    for step, message in ((Step.UNDO, "nothing to undo"), (Step.REDO, "nothing to do again")):
        with pytest.raises(RevisionError, match=message):
            history.take(Entry(step))
    assert history.version == 0


def test_a_new_change_forgets_what_was_taken_back():
    history = History(make_article())
    for row in (0, 1):
        history.take(Entry(Step.DO, mark_row(history.state, row, is_marked=True)))
    history.take(Entry(Step.UNDO))
    history.take(Entry(Step.DO, mark_row(history.state, 2, is_marked=True)))
    assert history.redoable is None
    assert [row.id for row in history.state.rows if row.is_marked] == [0, 2]
    assert history.version == 4
