"""Files that hold corrections: read as revised, never replaced, whole after a crash."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings

from aligner.errors import AlignerError
from aligner.exporting import check_output, dump_alignment, load_alignment, write_alignment
from aligner.exporting.store import load_stored
from aligner.review.session import ReviewSession
from aligner.revision.deciding import decide_rows
from aligner.revision.grouping import merge_rows
from aligner.revision.history import Entry, History, Step
from aligner.revision.records import RowStatus
from aligner.revision.texts import edit_text
from tests.aligner.exporting.samples import alignments, make_article, make_reviewed
from tests.aligner.revision.operations import OPERATIONS, make_change


@pytest.fixture
def path(tmp_path):
    dump_alignment(tmp_path / "a.duizhao", make_article())
    return tmp_path / "a.duizhao"


@pytest.fixture
def corrected(path):
    """A file in which the doubtful row was accepted and a text edited."""
    session = ReviewSession.open(path)
    session.do(lambda s: decide_rows(s, [3], RowStatus.ACCEPTED), version=0)
    session.do(lambda s: edit_text(s, "t0", "Since the truce"), version=1)
    return path


def test_later_commands_get_the_corrections(corrected):
    assert load_alignment(corrected) == make_reviewed()
    assert load_alignment(corrected, revised=False) == make_article()


def test_a_revised_alignment_can_be_stored_again(corrected, tmp_path):
    again = tmp_path / "b.duizhao"
    dump_alignment(again, load_alignment(corrected))
    assert load_alignment(again) == load_alignment(again, revised=False) == make_reviewed()
    session = ReviewSession.open(again)
    session.do(lambda state: merge_rows(state, 3, 4), version=0)
    assert not any(bead.is_accepted for bead in load_alignment(again).beads)
    assert load_alignment(again, revised=False) == make_reviewed()


@settings(max_examples=40, deadline=None)
@given(alignment=alignments(), operations=OPERATIONS)
def test_any_revision_can_be_stored(tmp_path_factory, alignment, operations):
    history = History(alignment)
    for operation in operations:
        change = make_change(history.state, operation)
        if change is not None:
            history.take(Entry(Step.DO, change))
    revised = history.state.to_alignment()
    path = tmp_path_factory.mktemp("store") / "a.duizhao"
    dump_alignment(path, revised)
    assert load_alignment(path) == revised


@settings(max_examples=20, deadline=None)
@given(alignment=alignments(), operations=OPERATIONS)
def test_any_review_is_read_back(tmp_path_factory, alignment, operations):
    path = tmp_path_factory.mktemp("store") / "a.duizhao"
    dump_alignment(path, alignment)
    session = ReviewSession.open(path)
    for operation in operations[:4]:
        change = make_change(session.history.state, operation)
        if change is not None:
            session.do(lambda _, made=change: made, version=session.version)
    assert load_alignment(path) == session.history.state.to_alignment()
    assert load_alignment(path, revised=False) == alignment


@pytest.mark.parametrize(
    "write",
    [
        check_output,
        lambda path: check_output(path, ("zh-HK", "en-GB")),
        lambda path: write_alignment(path, make_article()),
        lambda path: dump_alignment(path, make_article()),
    ],
    ids=["check", "check with languages", "write", "dump"],
)
def test_corrections_are_not_replaced(corrected, write):
    before = corrected.read_bytes()
    with pytest.raises(
        AlignerError, match="it holds 2 corrections made in a review, which"
    ) as caught:
        write(corrected)
    assert str(caught.value).startswith(f"{corrected}: it holds")
    assert corrected.read_bytes() == before
    assert [each.name for each in corrected.parent.iterdir()] == [corrected.name]


def test_a_file_made_of_a_review_is_not_replaced(path):
    dump_alignment(path, make_reviewed())
    with pytest.raises(AlignerError, match="it holds 2 corrections"):
        check_output(path)


def test_a_newer_file_with_corrections_is_not_replaced(corrected):
    with closing(sqlite3.connect(corrected)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(AlignerError, match="it holds 2 corrections"):
        check_output(corrected)


@pytest.mark.parametrize("data", [None, b"", b"some text", b"SQLite format 3\x00" + b"x" * 500])
def test_what_holds_no_corrections_is_replaced(path, data):
    if data is not None:
        path.write_bytes(data)
    check_output(path)
    write_alignment(path, make_article())
    assert load_alignment(path) == make_article()


def test_other_formats_are_replaced(tmp_path):
    for _ in range(2):
        write_alignment(tmp_path / "a.jsonl", make_reviewed())


def crash(path):
    """Leave a file behind as it is when a process is killed while it writes."""
    crashed = path.with_name("crashed.duizhao")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE paragraph SET text = text || 'x'")
        connection.executemany(
            "INSERT INTO note VALUES (?, ?)", ((n, "x" * 3000) for n in range(10, 99))
        )
        for suffix in ("", "-journal"):
            shutil.copyfile(f"{path}{suffix}", f"{crashed}{suffix}")
    assert crashed.stat().st_size > path.stat().st_size
    return crashed


def test_what_a_killed_process_left_half_written_is_taken_back(corrected):
    crashed = crash(corrected)
    assert load_alignment(crashed) == make_reviewed()
    assert len(load_stored(crashed).journal) == 2
    with pytest.raises(AlignerError, match="it holds 2 corrections"):
        check_output(crashed)


def test_what_a_killed_process_left_does_not_spoil_a_new_file(path):
    crashed = crash(path)
    write_alignment(crashed, make_reviewed())
    assert load_alignment(crashed) == make_reviewed()
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, crashed.name]


def test_a_journal_of_a_file_that_is_gone(path):
    crashed = crash(path)
    crashed.unlink()
    with pytest.raises(AlignerError, match=r"beside it stands crashed\.duizhao-journal"):
        write_alignment(crashed, make_article())
    assert not crashed.exists()


def test_a_file_that_was_about_to_grow(corrected):
    crashed = crash(corrected)
    data = crashed.read_bytes()
    crashed.write_bytes(data[: corrected.stat().st_size])
    assert load_alignment(crashed) == make_reviewed()
