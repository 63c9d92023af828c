import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.tmx.memory.kit import count_pairs, make_filled, small_disk, start
from tmx.errors import TmxError
from tmx.memory import store
from tmx.memory.store import make_memory, open_memory

INSERT = "INSERT INTO pair VALUES (NULL, ?, 'b', 1, 1)"


@pytest.fixture
def path(tmp_path):
    return make_filled(tmp_path / "a.tmdb")


@pytest.fixture
def memory(path):
    with open_memory(path, is_writable=True) as memory:
        yield memory


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.1)


def test_a_transaction_is_kept(path, memory):
    with memory.write() as connection:
        connection.execute(INSERT, ["a"])
    with open_memory(path) as reader:
        assert count_pairs(reader) == 2


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, GeneratorExit])
def test_or_nothing_of_it(memory, error):
    with pytest.raises(error), memory.write() as connection:
        connection.execute(INSERT, ["a"])
        raise error
    assert count_pairs(memory) == 1


def test_a_part_of_a_transaction_can_fail_alone(memory):
    with memory.write() as connection:
        connection.execute(INSERT, ["a"])
        with pytest.raises(ValueError, match="x"), memory.write(), memory.write():
            connection.execute(INSERT, ["b"])
            raise ValueError("x")
        with memory.write():
            connection.execute(INSERT, ["c"])
    with memory.read() as connection:
        found = connection.execute("SELECT first FROM pair ORDER BY id").fetchall()
    assert [text for (text,) in found] == ["你好", "a", "c"]


def test_reading_within_writing_sees_what_is_written(memory):
    with memory.write() as connection:
        connection.execute(INSERT, ["a"])
        assert count_pairs(memory) == 2
        connection.execute(INSERT, ["b"])
    assert count_pairs(memory) == 3


def test_who_reads_meets_one_state(path, memory):
    with open_memory(path) as reader:
        with reader.read():
            assert count_pairs(reader) == 1
            with memory.write() as connection:
                connection.execute(INSERT, ["a"])
            assert count_pairs(reader) == 1
        assert count_pairs(reader) == 2


def test_two_that_read_in_turns(memory):
    def go_through():
        with memory.read() as connection:
            yield from connection.execute("SELECT first FROM pair")

    with memory.write() as connection:
        connection.executemany(INSERT, [["a"], ["b"]])
    first, second = go_through(), go_through()
    next(first)
    assert len(list(second)) == 3
    assert len(list(first)) == 2
    assert not memory.connection.in_transaction


def test_writing_while_reading_says_what_to_do(memory):
    refused = pytest.raises(TmxError, match="take all units into a list")
    with memory.read(), refused, memory.write():
        pass
    with memory.write() as connection:
        connection.execute(INSERT, ["a"])
    assert count_pairs(memory) == 2


def test_what_is_opened_for_reading_is_not_written(path):
    with open_memory(path) as memory:
        with pytest.raises(TmxError, match="is_writable=True"), memory.write():
            pass
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            memory.connection.execute("DELETE FROM pair")


def test_errors_of_others_are_left_alone(memory, tmp_path):
    with pytest.raises(FileNotFoundError), memory.write():
        (tmp_path / "none").read_text(encoding="utf-8")


def test_another_writer(path, memory, hurried):
    with open_memory(path, is_writable=True) as other:
        refused = pytest.raises(TmxError, match="another program is writing")
        with memory.write(), refused, other.write():
            pass
        with other.write() as connection:
            connection.execute(INSERT, ["a"])
    assert count_pairs(memory) == 2


def test_who_holds_the_whole_file(path, hurried):
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM pair")
        with pytest.raises(TmxError, match="another program is writing"):
            open_memory(path)
        with pytest.raises(TmxError, match="another program is writing"):
            open_memory(path, is_writable=True)
    other.close()


def test_a_writer_is_waited_for(path, memory):
    began = threading.Event()

    def write():
        with open_memory(path, is_writable=True) as other, other.write() as connection:
            began.set()
            connection.execute(INSERT, ["a"])
            threading.Event().wait(0.3)

    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(write)
        began.wait()
        with memory.write() as connection:
            connection.execute(INSERT, ["b"])
        waiting.result()
    assert count_pairs(memory) == 3


def test_one_of_many_makes_the_memory(tmp_path):
    path = tmp_path / "a.tmdb"

    def make(_):
        try:
            with make_memory(path, ("zh", "en")):
                return True
        except TmxError as error:
            assert "is there already" in str(error) or "just now" in str(error)
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(make, range(24))) == 1
    with open_memory(path) as memory:
        assert count_pairs(memory) == 0
    assert list(tmp_path.iterdir()) == [path]


def test_a_part_is_made_once(memory):
    made = [memory.get_part("name", lambda given: [given]) for _ in range(2)]
    assert made[0] is made[1]
    assert made[0] == [memory]


def fill(memory):
    with memory.write() as connection:
        for _ in range(1000):
            connection.execute(INSERT, ["长" * 3000])


def test_a_full_disk():
    with small_disk(1 << 20) as folder:
        path = make_filled(folder / "a.tmdb")
        with open_memory(path, is_writable=True) as memory:
            with pytest.raises(TmxError, match=r"disk is full; .*free space"):
                fill(memory)
            assert count_pairs(memory) == 1
            with open_memory(path) as reader:
                assert count_pairs(reader) == 1
            with memory.write() as connection:
                connection.execute(INSERT, ["a"])
        with open_memory(path) as memory:
            assert count_pairs(memory) == 2


def test_reading_from_a_full_disk_and_making_on_it():
    with small_disk(1 << 20) as folder:
        path = make_filled(folder / "a.tmdb")
        with pytest.raises(OSError, match="No space"), (folder / "filler").open("wb") as stream:
            stream.write(bytes(2 << 20))
        with open_memory(path) as memory:
            assert count_pairs(memory) == 1
        with pytest.raises(TmxError, match=r"disk is full|cannot be read or written"):
            make_memory(folder / "b.tmdb", ("zh", "en"))
        left = {each.name for each in folder.iterdir()}
        assert left <= {"a.tmdb", "a.tmdb-wal", "a.tmdb-shm", "filler"}


FILL_A_FILE = """
import resource, sys
from tests.tmx.memory.test_store import fill
from tmx.memory.store import open_memory
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 19, 1 << 19))
with open_memory(sys.argv[1], is_writable=True) as memory:
    try:
        fill(memory)
    except Exception as error:
        print(type(error).__name__, error)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no such limit")
def test_a_file_that_may_not_grow(path):
    with start(FILL_A_FILE, path) as process:
        said = process.communicate()[0]
    assert said.startswith(f"TmxError {path}: ")
    assert "check the disk and its free space" in said
    with open_memory(path) as memory:
        assert count_pairs(memory) == 1


def test_what_changed_while_it_was_read(path, memory):
    with memory.write() as connection:
        connection.executemany(INSERT, [["a"]] * 1000)
    rows = memory.connection.execute("SELECT id FROM pair")
    next(rows)
    with open_memory(path, is_writable=True) as other, other.write() as connection:
        connection.execute(INSERT, ["b"])
    refused = pytest.raises(TmxError, match=r"changed the memory while it was read .*try again")
    with refused, memory.write():
        pass


def test_a_file_is_filled_without_a_log_and_has_one_afterwards(tmp_path):
    path = tmp_path / "m.tmdb"
    with make_memory(path, ("zh", "en")) as memory:
        with memory.fill(), memory.write() as connection:
            connection.execute("INSERT INTO pair VALUES (NULL, '你好', 'hello', 1, 1)")
            assert not path.with_name("m.tmdb-wal").exists()
        assert memory.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with open_memory(path) as memory:
        assert count_pairs(memory) == 1


def test_what_fails_while_a_file_is_filled_is_undone(tmp_path):
    with make_memory(tmp_path / "m.tmdb", ("zh", "en")) as memory:
        with memory.fill(), pytest.raises(ValueError, match="stop"), memory.write() as connection:
            connection.execute("INSERT INTO pair VALUES (NULL, '你好', 'hello', 1, 1)")
            raise ValueError("stop")
        assert count_pairs(memory) == 0
