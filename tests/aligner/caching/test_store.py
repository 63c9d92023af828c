"""The cache of vectors: kept, bounded, shared, and never the reason that a run fails."""

import os
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from aligner import AlignerError
from aligner.caching import VectorCache
from tests.probes import run_probe

BLOB = bytes(768)
WRITE = """
from pathlib import Path
from aligner.caching import VectorCache
notes = []
cache = VectorCache(Path({folder!r}), limit=10**8, report=notes.append)
for start in range(0, 200, 20):
    texts = [f"{name} {{number}}" for number in range(start, start + 20)]
    cache.put_vectors("e/1", dict.fromkeys(texts, bytes(768)))
    assert len(cache.get_vectors("e/1", texts)) == 20
print(notes)
"""


class Clock:
    def __init__(self):
        self.now = 1e9

    def __call__(self):
        return self.now


@pytest.fixture
def notes():
    return []


@pytest.fixture
def make(tmp_path, notes):
    def make(limit=10**7, clock=lambda: 1e9, folder=tmp_path / "a" / "b"):
        return VectorCache(folder, limit=limit, report=notes.append, clock=clock)

    return make


def test_what_is_kept_is_found(make, notes):
    make().put_vectors("e/1", {"一": b"12", "𠀀": b"34"})
    assert make().get_vectors("e/1", ["𠀀", "一", "二"]) == {"一": b"12", "𠀀": b"34"}
    assert make().get_vectors("e/2", ["一"]) == {}
    assert not notes


def test_texts_are_not_in_the_file(make):
    cache = make()
    cache.put_vectors("e/1", {"a secret sentence": BLOB})
    content = b"".join(path.read_bytes() for path in cache.path.parent.iterdir())
    assert b"secret" not in content


def test_looking_up_makes_no_file(make):
    assert make().get_vectors("e/1", ["一"]) == {}
    assert not make().path.parent.exists()


def test_over_the_limit_those_used_longest_ago_go(make):
    clock, limit = Clock(), 400_000
    cache = make(limit, clock)
    for start in range(0, 1000, 100):
        cache.put_vectors("e/1", {str(number): BLOB for number in range(start, start + 100)})
        clock.now += 7200
        assert cache.get_vectors("e/1", ["0"]) == {"0": BLOB}
    kept = {int(text) for text in cache.get_vectors("e/1", [str(n) for n in range(1000)])}
    assert 100 < len(kept) < 500
    assert {0, 999} <= kept
    assert 1 not in kept
    assert cache.show().size <= limit


def test_many_texts_are_looked_up_at_once(make):
    texts = [str(number) for number in range(3000)]
    make().put_vectors("e/1", dict.fromkeys(texts, b"12"))
    assert len(make().get_vectors("e/1", texts)) == 3000


def test_a_limit_of_nothing_keeps_nothing(make):
    cache = make(limit=0)
    cache.put_vectors("e/1", {"一": BLOB})
    assert not cache.path.exists()


DAMAGES = {
    "not a database": lambda path: path.write_bytes(b"nonsense" * 5000),
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "overwritten inside": lambda path: path.write_bytes(
        path.read_bytes()[:20000] + b"\xff" * 40000 + path.read_bytes()[60000:]
    ),
    "another database": lambda path: make_database(path, "CREATE TABLE other (x)"),
    "without its tables": lambda path: make_database(
        path, "PRAGMA application_id = 0x44555643; PRAGMA user_version = 1; CREATE TABLE x (y)"
    ),
    "a newer version": lambda path: make_database(
        path, "PRAGMA application_id = 0x44555643; PRAGMA user_version = 2; CREATE TABLE x (y)"
    ),
}


def make_database(path, script):
    path.unlink()
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_set_aside(make, notes, damage):
    texts = [str(number) for number in range(500)]
    make().put_vectors("e/1", dict.fromkeys(texts, BLOB))
    damage(make().path)
    cache = make()
    cache.get_vectors("e/1", texts)
    cache.put_vectors("e/1", dict.fromkeys(texts, BLOB))
    assert len(cache.get_vectors("e/1", texts)) == 500
    assert [note for note in notes if "damaged" in note and "begun anew" in note] == notes
    assert len(notes) == 1
    assert cache.path.with_suffix(".damaged").exists()


def test_an_empty_file_is_begun(make, notes):
    make().path.parent.mkdir(parents=True)
    make().path.touch()
    make().put_vectors("e/1", {"一": BLOB})
    assert make().get_vectors("e/1", ["一"]) == {"一": BLOB}
    assert not notes


def test_a_place_that_is_no_folder_is_said_once(make, notes, tmp_path):
    (tmp_path / "file").touch()
    cache = make(folder=tmp_path / "file")
    for _ in range(2):
        cache.put_vectors("e/1", {"一": BLOB})
        assert cache.get_vectors("e/1", ["一"]) == {}
    assert len(notes) == 1
    assert "going on without it" in notes[0]


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="permissions bind neither root nor Windows",
)
def test_an_unwritable_folder_is_said_once(make, notes, tmp_path):
    (tmp_path / "locked").mkdir(mode=0o500)
    make(folder=tmp_path / "locked").put_vectors("e/1", {"一": BLOB})
    assert len(notes) == 1


def test_several_processes_share_a_file(make, notes, tmp_path):
    codes = [WRITE.format(folder=str(tmp_path), name=name) for name in "abc"]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(run_probe, codes)) == ["[]"] * 3
    texts = [f"{name} {number}" for name in "abc" for number in range(200)]
    assert len(make(folder=tmp_path).get_vectors("e/1", texts)) == 600
    assert not notes


def test_showing_counts_by_encoder(make):
    cache = make()
    assert (cache.show().size, cache.show().encoders) == (0, ())
    cache.put_vectors("small/1", {"一": b"12"})
    cache.put_vectors("large/1", {"一": BLOB, "二": BLOB})
    assert cache.show().encoders == (("large/1", 2, 2 * len(BLOB)), ("small/1", 1, 2))
    assert cache.show().size > 0


def test_clearing_gives_the_space_back(make):
    cache = make()
    assert cache.clear() == 0
    cache.put_vectors("e/1", {str(number): BLOB for number in range(500)})
    before = cache.path.stat().st_size
    assert cache.clear() == 500
    assert cache.path.stat().st_size < before / 4
    assert cache.show().encoders == ()


def test_a_place_that_is_no_folder_cannot_be_shown(make, tmp_path):
    cache = make(folder=tmp_path)
    cache.path.mkdir()
    with pytest.raises(AlignerError, match="cannot be used"):
        cache.show()
