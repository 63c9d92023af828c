import hashlib
import sqlite3

import pytest

from tests.tmx.memory.kit import count_pairs, make_filled
from tmx.errors import TmxError
from tmx.glossary.records import Concept, Glossary, Term
from tmx.memory.glossary.finding import find_concepts, find_named, get_concept, has_concepts
from tmx.memory.glossary.storing import store_proposals
from tmx.memory.queries import database
from tmx.memory.store import make_memory, open_memory

# A version that was released never changes: memories of it exist. A change is a new file, whose
# hash is added here.
PINNED = {1: "f84840faf69b39f9", 2: "14ce448afebba9bb"}

NEXT = """-- Version 3, made up; a comment with a semicolon ends no statement;
PRAGMA user_version = 3;
ALTER TABLE pair RENAME TO old_pair;
CREATE TABLE pair (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    first_print INTEGER NOT NULL,
    second_print INTEGER NOT NULL,
    note TEXT NOT NULL -- new; NULL was never there
);
INSERT INTO pair SELECT *, 'old; one' FROM old_pair;
DROP TABLE old_pair;
CREATE TRIGGER named AFTER INSERT ON pair BEGIN
    UPDATE pair SET note = 'new' WHERE id = new.id;
END;
"""


def test_the_schema_is_pinned():
    versions = range(1, database.SCHEMA_VERSION + 1)
    found = {
        version: hashlib.sha256(database.read_schema(version).encode()).hexdigest()[:16]
        for version in versions
    }
    assert found == PINNED


def test_a_new_memory_says_what_it_is(tmp_path):
    make_filled(tmp_path / "a.tmdb")
    header = (tmp_path / "a.tmdb").read_bytes()[:100]
    assert header[68:72] == b"DUTM"
    assert int.from_bytes(header[60:64], "big") == database.SCHEMA_VERSION
    assert int.from_bytes(header[16:18], "big") == database.PAGE_SIZE
    # Write-ahead log.
    assert header[18:20] == b"\2\2"


@pytest.fixture
def newer(monkeypatch):
    """Let this duizhao know a version more than the files in schema/."""

    def use(script=NEXT):
        scripts = {number: database.read_schema(number) for number in PINNED} | {3: script}
        monkeypatch.setattr(database, "read_schema", scripts.__getitem__)
        monkeypatch.setattr(database, "SCHEMA_VERSION", 3)
        monkeypatch.setattr(database, "OLDEST_READABLE", 3)

    return use


@pytest.fixture
def oldest(tmp_path, monkeypatch):
    """Make a memory as the first version made it."""
    with monkeypatch.context() as patch:
        patch.setattr(database, "SCHEMA_VERSION", 1)
        return make_filled(tmp_path / "old.tmdb")


def test_the_oldest_memory_is_read_as_it_is(oldest):
    before = oldest.read_bytes()
    with open_memory(oldest) as memory:
        assert count_pairs(memory) == 1
        assert not has_concepts(memory)
        assert list(find_concepts(memory)) == []
        assert get_concept(memory, 1) is None
        with pytest.raises(TmxError, match="its glossary has no concept “1”"):
            find_named(memory, ["1"])
    assert oldest.read_bytes() == before


def test_the_first_write_gives_the_oldest_memory_a_glossary(oldest):
    with open_memory(oldest, is_writable=True) as memory:
        assert database.read_pragma(memory.connection, "user_version") == database.SCHEMA_VERSION
        store_proposals(memory, Glossary((Concept((Term("zh", "停火"),)),)))
    with open_memory(oldest) as memory:
        assert (count_pairs(memory), has_concepts(memory)) == (1, True)


def select_notes(path):
    with open_memory(path) as memory, memory.read() as connection:
        return connection.execute("SELECT first, note FROM pair").fetchall()


def test_an_old_memory_is_brought_up(tmp_path, newer):
    path = make_filled(tmp_path / "a.tmdb")
    newer()
    with pytest.raises(TmxError, match=r"older duizhao .*\(schema version 2, this one reads 3\)"):
        open_memory(path)
    with open_memory(path, is_writable=True) as memory, memory.write() as connection:
        connection.execute("INSERT INTO pair VALUES (NULL, 'a', 'b', 1, 1, '')")
    assert select_notes(path) == [("你好", "old; one"), ("a", "new")]


def test_it_is_brought_up_while_others_read(tmp_path, newer):
    path = make_filled(tmp_path / "a.tmdb")
    with open_memory(path) as reader, reader.read() as connection:
        connection.execute("SELECT * FROM pair").fetchall()
        newer()
        open_memory(path, is_writable=True).close()
        assert len(connection.execute("SELECT * FROM pair").fetchone()) == 5
    assert select_notes(path) == [("你好", "old; one")]


def test_a_new_memory_is_of_the_newest_version(tmp_path, newer):
    newer()
    with make_memory(tmp_path / "a.tmdb", ("zh", "en")) as memory:
        assert database.read_pragma(memory.connection, "user_version") == 3


@pytest.mark.parametrize(
    "script",
    [
        NEXT + "INSERT INTO no_such_table VALUES (1);",
        NEXT + "DROP TABLE language;",
        NEXT + "INSERT INTO pair",
    ],
    ids=["wrong statement", "a row names nothing", "half a statement"],
)
def test_what_fails_changes_nothing(tmp_path, newer, script, monkeypatch):
    path = make_filled(tmp_path / "a.tmdb")
    fill_unit(path)
    newer(script)
    with pytest.raises(TmxError, match="cannot be used"):
        open_memory(path, is_writable=True)
    monkeypatch.undo()
    with open_memory(path, is_writable=True) as memory:
        assert count_pairs(memory) == 1
        assert database.read_pragma(memory.connection, "user_version") == 2


def fill_unit(path):
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO language VALUES (1, 'zh'), (2, 'en')")
        connection.execute("INSERT INTO origin VALUES (1, 'a.tmx', 0, NULL)")
        connection.execute(
            "INSERT INTO unit (pair, identity, source, first_language, second_language, origin)"
            " VALUES (1, 1, 0, 1, 2, 1)"
        )
    connection.close()
