"""The journal in the file: upgraded once, one file behind it, and an error for whatever fails."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from aligner.errors import AlignerError
from aligner.exporting import database, dump_alignment, load_alignment
from aligner.review.journal import Journal, JournalError, StaleError
from aligner.review.journal import queries as statements
from aligner.revision.deciding import mark_row
from aligner.revision.history import Entry, Step
from tests.aligner.exporting.samples import make_article

EARLIER = {
    2: ("journal", "accepted", "edit"),
    1: ("journal", "accepted", "edit", "document_property", "paragraph_place", "damage"),
}


@pytest.fixture
def path(tmp_path):
    dump_alignment(tmp_path / "a.duizhao", make_article())
    return tmp_path / "a.duizhao"


@pytest.fixture
def journal(path):
    return Journal(path)


def execute(path, *statements):
    with closing(sqlite3.connect(path)) as connection:
        rows = [connection.execute(statement).fetchall() for statement in statements]
        connection.commit()
    return rows


def mark(journal, row=0):
    """Load the journal, and add that a row was marked."""
    state = journal.load().state
    return Entry(Step.DO, mark_row(state, row, is_marked=True), "2026-03-01T08:30:00Z")


def downgrade(path, version):
    drops = [f"DROP TABLE {table}" for table in EARLIER[version]]
    execute(path, *drops, f"PRAGMA user_version = {version}")


@pytest.mark.parametrize("version", EARLIER)
def test_the_first_entry_upgrades_the_file(journal, path, version):
    downgrade(path, version)
    entry = mark(journal)
    assert execute(path, "PRAGMA user_version") == [[(version,)]]
    journal.append(entry)
    assert execute(path, "PRAGMA user_version", "PRAGMA integrity_check") == [[(3,)], [("ok",)]]
    assert load_alignment(path, revised=False) == make_article()
    assert Journal(path).load().version == 1


def test_an_upgrade_that_fails_leaves_nothing_behind(journal, path, monkeypatch):
    downgrade(path, 2)
    before = path.read_bytes()
    entry = mark(journal)
    monkeypatch.setattr("aligner.review.journal.appending.insert_raw", fail)
    with pytest.raises(JournalError, match="was not saved"):
        journal.append(entry)
    assert path.read_bytes() == before


def fail(*_):
    raise sqlite3.OperationalError("no such thing")


def test_one_file_is_left(journal, path):
    journal.append(mark(journal))
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    # What SQLite calls the format version for writing: 1 is the rollback journal.
    assert path.read_bytes()[18] == 1


def test_the_table_is_only_added_to(journal, path):
    journal.append(mark(journal))
    for statement in ("DELETE FROM journal", "UPDATE journal SET moment = ''"):
        with pytest.raises(sqlite3.IntegrityError, match="the journal is only added to"):
            execute(path, statement)


def test_a_locked_file(journal, path, monkeypatch):
    monkeypatch.setattr(statements, "WAIT", 0.05)
    entry = mark(journal)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalError, match="another program holds the file") as caught:
            journal.append(entry)
    assert str(caught.value).startswith(f"{path}: the change was not saved")
    journal.append(entry)
    assert Journal(path).load().version == 1


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions bind only other users"
)
def test_a_file_that_may_not_be_written(journal, path):
    entry = mark(journal)
    path.chmod(0o444)
    assert not journal.is_writable
    with pytest.raises(JournalError, match="the file or its folder cannot be written"):
        journal.append(entry)


def test_a_file_opened_for_reading_only(journal, path, monkeypatch):
    entry = mark(journal)
    connect = sqlite3.connect
    monkeypatch.setattr(
        statements.sqlite3,
        "connect",
        lambda whole, **options: connect(f"file:{whole}?mode=ro", uri=True, **options),
    )
    with pytest.raises(JournalError, match="the file or its folder cannot be written"):
        journal.append(entry)


def test_a_full_disk(journal, path, monkeypatch):
    entry = Entry(Step.DO, mark(journal).change, "x" * 100_000)
    settings = statements._SETTINGS
    monkeypatch.setattr(statements, "_SETTINGS", settings + "PRAGMA max_page_count = 1;")
    before = path.read_bytes()
    with pytest.raises(JournalError, match="the disk is full: free space"):
        journal.append(entry)
    monkeypatch.setattr(statements, "_SETTINGS", settings)
    assert path.read_bytes() == before
    journal.append(entry)
    assert Journal(path).load().version == 1


def test_a_file_that_was_moved_away(journal, path):
    entry = mark(journal)
    path.rename(path.with_name("b.duizhao"))
    with pytest.raises(JournalError, match="moved away or deleted: put it back"):
        journal.append(entry)
    assert not path.exists()
    path.with_name("b.duizhao").rename(path)
    journal.append(entry)


def test_a_file_moved_away_in_the_middle_is_no_success(journal, path, monkeypatch):
    entry = mark(journal)
    monkeypatch.setattr(
        "aligner.review.journal.appending.insert_raw", lambda *_: path.rename(f"{path}.old")
    )
    with pytest.raises(JournalError):
        journal.append(entry)


def test_another_content_in_the_same_file(journal, path, tmp_path):
    journal.append(mark(journal))
    dump_alignment(tmp_path / "b.duizhao", make_article())
    shutil.copyfile(tmp_path / "b.duizhao", path)
    with pytest.raises(StaleError, match="another process has changed the alignment"):
        journal.append(Entry(Step.UNDO))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"SQLite format 3\x00" + b"\x00" * 4080, "not saved"),
        (b"x" * 5000, "damaged"),
        (b"", "no .duizhao file now"),
    ],
)
def test_a_file_that_was_overwritten(journal, path, data, message):
    entry = mark(journal)
    path.write_bytes(data)
    with pytest.raises(JournalError, match=message):
        journal.append(entry)
    assert path.read_bytes() == data


def test_files_that_are_none_of_ours(tmp_path):
    path = tmp_path / "a.txt"
    with pytest.raises(AlignerError, match="cannot be read"):
        Journal(path).load()
    path.write_text("停火", encoding="utf-8")
    with pytest.raises(AlignerError, match=r"is no \.duizhao file"):
        Journal(path).load()


@pytest.mark.parametrize("name", ["對照 %20?mode=ro#.duizhao", "a'b.duizhao"])
def test_names_of_files(tmp_path, name):
    path = tmp_path / (name.replace("?", "") if os.name == "nt" else name)
    dump_alignment(path, make_article())
    journal = Journal(path)
    journal.append(mark(journal))
    assert load_alignment(path).beads == make_article().beads
    assert Journal(path).load().version == 1


def test_a_link_to_a_file(journal, path, tmp_path):
    link = tmp_path / "link.duizhao"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no links here")
    linked = Journal(link)
    linked.append(mark(linked))
    assert journal.load().version == 1
    assert link.is_symlink()


def test_sqlite_can_do_what_is_asked_of_it(path):
    with statements.open_transaction(path) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == (b"delete",)
    assert database.read_schema(2).count("CREATE TABLE") == 3
