"""The .duizhao file: an exact round trip, a pinned schema, and errors for every other file."""

import hashlib
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from aligner.errors import AlignerError
from aligner.exporting import database, dump_alignment, load_alignment
from aligner.exporting.database import SCHEMA_VERSION
from aligner.exporting.store import APPLICATION_ID
from aligner.records import Bead
from tests.aligner.exporting.samples import (
    alignments,
    make_article,
    make_pair,
    with_names,
)

SCHEMAS = Path(database.__file__).parent / "schema"
SCHEMA_HASHES = {
    1: "d2e2cf6847d742c25735ad7ceb18742765e2099562f18def3025696ae22d00cb",
    2: "e25be03f780d821a21e9f6ccd454a0d0b2896f51c1bf26e68ca0e1ac3b70ae32",
    3: "d797335f088101619dbd5b48e96ba164dfdd29e80e2e6da07d9d1f0239e48796",
}


@pytest.fixture
def stored(tmp_path):
    path = tmp_path / "a.duizhao"
    dump_alignment(path, make_article())
    return path


def execute(path, statement, *values):
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(statement, values).fetchall()
        connection.commit()
    return rows


@settings(max_examples=60, deadline=None)
@given(alignment=alignments())
def test_round_trip_is_exact(tmp_path_factory, alignment):
    path = tmp_path_factory.mktemp("store") / "a.duizhao"
    dump_alignment(path, alignment)
    assert load_alignment(path) == alignment


@pytest.mark.parametrize(
    "text", ["", "a\x00b", "𠀀", "\x0b\x1f\x7f\x85", "\ufffe\ufeff", "\ud840\udc00"]
)
def test_odd_texts(tmp_path, text):
    alignment = with_names(make_pair(text, text), f"{text}.txt", "\udce6\udc87.txt")
    dump_alignment(tmp_path / "a.duizhao", alignment)
    assert load_alignment(tmp_path / "a.duizhao") == alignment


def test_the_schema_of_a_version_never_changes():
    digests = {
        version: hashlib.sha256((SCHEMAS / f"{version}.sql").read_bytes()).hexdigest()
        for version in range(1, SCHEMA_VERSION + 1)
    }
    assert digests == SCHEMA_HASHES, "make a further version instead"


ADDED = {3: ("journal", "accepted", "edit"), 2: ("document_property", "paragraph_place", "damage")}


@pytest.mark.parametrize("version", [1, 2])
def test_files_of_earlier_versions_are_read(stored, version):
    with closing(sqlite3.connect(stored)) as connection:
        for later in range(version + 1, SCHEMA_VERSION + 1):
            for table in ADDED[later]:
                connection.execute(f"DROP TABLE {table}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()
    before = stored.read_bytes()
    assert load_alignment(stored) == make_article()
    assert stored.read_bytes() == before
    dump_alignment(stored, make_article())


def test_what_the_file_says_of_itself(stored):
    assert execute(stored, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert execute(stored, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert APPLICATION_ID.to_bytes(4, "big") == b"DUHZ"
    assert execute(stored, "SELECT signature FROM alignment") == [(make_article().signature,)]


def test_other_tools_can_query_it(stored):
    query = (
        "SELECT group_concat(s.text, '|') FROM member JOIN segment s"
        " ON s.side = member.side AND s.number = member.segment WHERE bead = 1"
    )
    assert execute(stored, query) == [("停火已經開始。|The ceasefire has begun.",)]


def test_reading_leaves_the_file_alone(stored):
    stored.chmod(0o444)
    before = stored.read_bytes()
    load_alignment(stored)
    assert stored.read_bytes() == before
    assert [each.name for each in stored.parent.iterdir()] == [stored.name]


@pytest.mark.parametrize("name", ["with space %20 ?mode=rw #.duizhao", "對照.duizhao"])
def test_names_of_files(tmp_path, name):
    if os.name == "nt":
        name = name.replace("?", "")
    dump_alignment(tmp_path / name, make_article())
    assert load_alignment(tmp_path / name) == make_article()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no .duizhao file"),
        (b"PK\x03\x04" + b"x" * 200, r"is no \.duizhao file \(it is not a SQLite database\)"),
        (b"SQLite format 3\x00", "is no .duizhao file"),
        (b"SQLite format 3\x00" + b"\x00" * 200, "another program, with application id 0x0"),
    ],
)
def test_files_that_are_none_of_ours(tmp_path, data, message):
    path = tmp_path / "a.duizhao"
    path.write_bytes(data)
    with pytest.raises(AlignerError, match=message) as caught:
        load_alignment(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_missing_file_and_folder(tmp_path):
    for path in (tmp_path / "none.duizhao", tmp_path):
        with pytest.raises(AlignerError, match="cannot be read"):
            load_alignment(path)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("PRAGMA user_version = 4", r"schema version 4, this one reads up to 3\): update duizhao"),
        ("INSERT INTO setting VALUES ('colour', '1')", r"unknown settings: colour\): update"),
        ("UPDATE segment SET kind = 'poem'", r"unknown kind of paragraph: poem\): update"),
        ("PRAGMA application_id = 7", "another program, with application id 0x7"),
        ("DROP TABLE member", "damaged .tables missing or not as they should be: member"),
        ("ALTER TABLE note ADD COLUMN more", "damaged .* should be: note"),
        ("DELETE FROM paragraph WHERE number = 1", "damaged .a row names another one"),
        ("DELETE FROM note", None),
        ("DELETE FROM alignment", "damaged .the table alignment is empty"),
        ("DELETE FROM bead WHERE number = 5", "damaged .a row names another one"),
        ("UPDATE note SET number = 3", "damaged .numbers are missing"),
        ("UPDATE setting SET value = '{' WHERE name = 'lines'", "damaged"),
        ("UPDATE setting SET value = '7' WHERE name = 'min_confidence'", "min_confidence is 7"),
        ("UPDATE setting SET value = '\"x\"' WHERE name = 'min_confidence'", "damaged"),
        ("UPDATE note SET text = x'ff'", "damaged"),
        ("PRAGMA journal_mode = WAL", None),
        ("CREATE INDEX mine ON segment (text)", None),
        ("INSERT INTO accepted VALUES (17)", "damaged .a row names another one"),
        ("INSERT INTO journal VALUES (3, '', 'undo', NULL)", "damaged .entries .* are missing"),
        ("INSERT INTO journal VALUES (0, '', 'undo', NULL)", "does not fit .*nothing to undo"),
        (
            "INSERT INTO journal VALUES (0, '', 'do', '{\"v\":1}')",
            "damaged: its journal does not fit",
        ),
        (
            "INSERT INTO journal VALUES (0, '', 'do', '{\"v\":2}')",
            "newer duizhao .*changes of version 2",
        ),
        (
            "INSERT INTO journal VALUES (0, '', 'do', "
            """'{"v":1,"kind":"x","after":[[0,"s0","",1,"open",0,0]]}')""",
            "does not fit its alignment .x: the rows have been changed",
        ),
    ],
)
def test_files_that_were_changed(stored, statement, message):
    execute(stored, statement)
    if message is None:
        assert load_alignment(stored).beads == make_article().beads
        return
    with pytest.raises(AlignerError, match=message) as caught:
        load_alignment(stored)
    assert str(caught.value).startswith(f"{stored}: ")


def test_values_that_the_schema_forbids(stored):
    with closing(sqlite3.connect(stored)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE segment SET start = 'x'")
        connection.commit()
    with pytest.raises(AlignerError, match=r"damaged \(CHECK constraint failed in segment"):
        load_alignment(stored)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.3, 0.5, 0.9, 0.999])
def test_truncated_files(stored, share):
    data = stored.read_bytes()
    stored.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(AlignerError, match="is damaged"):
        load_alignment(stored)


def test_overwritten_pages(stored):
    data = stored.read_bytes()
    for start in range(4096, len(data), 4096):
        stored.write_bytes(data[:start] + b"\x5a" * 2048 + data[start + 2048 :])
        with pytest.raises(AlignerError, match="is damaged"):
            load_alignment(stored)


@pytest.mark.parametrize(
    "beads",
    [
        (Bead((0,), (0,)), Bead((0,), ())),
        (Bead((0,), (7,)),),
        (Bead((0,), (0,), 1.5),),
        (Bead((0,), (0,), float("nan")),),
    ],
    ids=["segment twice", "no such segment", "over 1", "nan"],
)
def test_alignments_that_break_their_rules(stored, beads):
    before = stored.read_bytes()
    with pytest.raises(AlignerError, match=r"a\.duizhao: the alignment cannot be stored"):
        dump_alignment(stored, replace(make_pair("甲", "A"), beads=beads))
    assert stored.read_bytes() == before


def test_without_a_place_for_temporary_files(stored, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    for act in (load_alignment, lambda path: dump_alignment(path, make_article())):
        with pytest.raises(AlignerError, match="no place for temporary files"):
            act(stored)
