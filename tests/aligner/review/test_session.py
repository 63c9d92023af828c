"""A session: changes are checked, rated, saved and counted, from several threads too."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from aligner.exporting import dump_alignment, load_alignment
from aligner.exporting.store import load_stored
from aligner.review.journal import JournalError
from aligner.review.session import ConflictError, ReviewSession
from aligner.revision.deciding import accept_above, mark_row
from aligner.revision.grouping import merge_rows, move_segment, unlink_rows
from aligner.revision.records import Direction, RevisionError, SideName
from aligner.revision.texts import edit_text
from tests.aligner.exporting.samples import make_article

MOMENT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    dump_alignment(tmp_path / "a.duizhao", make_article())
    return tmp_path / "a.duizhao"


@pytest.fixture
def session(path):
    return ReviewSession.open(path, now=lambda: MOMENT)


def merge(state):
    return merge_rows(state, 0, 1)


def mark(row):
    return lambda state: mark_row(state, row, is_marked=True)


def test_a_change_is_saved_and_told(session, path):
    outcome = session.do(merge, version=0)
    assert (outcome.version, outcome.focus, outcome.change.kind) == (1, 0, "merge")
    assert load_alignment(path).beads == session.history.state.to_alignment().beads
    assert load_alignment(path, revised=False) == make_article()


def test_what_another_process_wrote_is_taken_in_when_asked(session, path):
    session.do(merge, version=0)
    assert not session.catch_up()
    ReviewSession.open(path).do(mark(2), version=1)
    assert session.version == 1
    assert session.catch_up()
    assert (session.version, session.history.undoable.kind) == (2, "mark")
    path.write_bytes(b"no alignment")
    assert not session.catch_up()
    path.unlink()
    assert not session.catch_up()
    assert session.version == 2


def test_undo_and_redo_across_restarts(session, path):
    session.do(merge, version=0)
    session.do(lambda state: edit_text(state, "t0", "Truce \ud800"), version=1)
    assert session.undo(version=2).change.kind == "edit"
    again = ReviewSession.open(path)
    assert (again.version, again.history.redoable.kind) == (3, "edit")
    assert again.redo(version=3).version == 4
    assert again.undo(version=4).focus == again.undo(version=5).focus == 0
    assert load_alignment(path) == make_article()
    with pytest.raises(RevisionError, match="nothing to undo"):
        again.undo(version=6)
    assert again.version == 6


def test_opening_and_refused_changes_leave_the_file_alone(path):
    before = path.read_bytes()
    session = ReviewSession.open(path)
    for act in (
        lambda: session.do(lambda state: merge_rows(state, 1, 1), version=0),
        lambda: session.do(merge, version=1),
        lambda: session.undo(version=0),
        lambda: session.redo(version=0),
    ):
        with pytest.raises(RevisionError):
            act()
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_version_that_is_not_the_current_one(session):
    session.do(merge, version=0)
    for act in (session.undo, session.redo):
        with pytest.raises(ConflictError, match=r"shows version 0, .* is at version 1") as caught:
            act(version=0)
        assert caught.value.version == 1


def test_entries_of_another_process_are_read_first(session, path):
    other = ReviewSession.open(path)
    other.do(merge, version=0)
    with pytest.raises(ConflictError, match="another process has changed") as caught:
        session.do(mark(0), version=0)
    assert caught.value.version == session.version == 1
    assert session.history.state.rows == other.history.state.rows
    assert session.do(mark(0), version=1).version == 2
    assert other.reload() == 2


def test_a_file_that_was_replaced_is_read_again(session, path, tmp_path):
    session.do(merge, version=0)
    path.rename(tmp_path / "old.duizhao")
    dump_alignment(path, make_article())
    with pytest.raises(ConflictError, match="another file stands in its place") as caught:
        session.undo(version=1)
    assert caught.value.version == 0
    assert session.do(merge, version=0).version == 1


def test_new_rows_are_rated(path):
    asked = []

    def rate(state, rows):
        asked.append([(row.id, row.type) for row in rows])
        assert all(state.get_row(state.find_place(row.id)) == row for row in rows)
        return [0.25] * len(rows)

    session = ReviewSession.open(path, rater=rate)
    session.do(merge, version=0)
    session.do(lambda s: move_segment(s, 2, SideName.SOURCE, Direction.UP), version=1)
    session.do(mark(2), version=2)
    session.do(lambda s: edit_text(s, "t0", "x"), version=3)
    session.do(lambda s: unlink_rows(s, 0, 0), version=4)
    assert asked == [[(0, "2-2")], [(0, "3-2"), (2, "1-2")]]
    assert ReviewSession.open(path).history.state.rows == session.history.state.rows
    assert session.undo(version=5).change.after[0].confidence == 0.25


def test_a_rater_that_fails_changes_nothing(path):
    def rate(state, rows):
        raise RuntimeError("no model")

    session = ReviewSession.open(path, rater=rate)
    with pytest.raises(RuntimeError, match="no model"):
        session.do(merge, version=0)
    assert session.version == 0
    assert session.history.state.to_alignment() == make_article()


def test_many_threads(session, path):
    def work(number):
        for _ in range(100):
            try:
                made = session.do(
                    lambda s: edit_text(s, "t0", f"{number}"), version=session.version
                )
            except ConflictError:
                continue
            return made.version
        return None

    with ThreadPoolExecutor(8) as pool:
        versions = list(pool.map(work, range(24)))
    assert sorted(versions) == list(range(1, 25))
    with session.reading() as history:
        assert load_alignment(path) == history.state.to_alignment()


def test_a_closed_session_takes_no_changes(path):
    with ReviewSession.open(path) as session:
        session.do(merge, version=0)
    with pytest.raises(JournalError, match="the review was closed"):
        session.undo(version=1)
    assert session.version == 1


def test_moments_are_kept(session, path):
    session.do(lambda state: accept_above(state, 3), version=0)
    ((moment, *_),) = load_stored(path).journal
    assert moment == "2026-03-01T08:30:00.000+00:00"
