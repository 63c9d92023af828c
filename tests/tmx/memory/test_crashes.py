"""Processes that are killed, and processes that write and read at once."""

import random
import time

import pytest

from tests.tmx.memory.kit import make_filled, start
from tmx.memory.store import make_memory, open_memory

WRITE = """
import sys
from tmx.memory.store import open_memory
path, name, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_memory(path, is_writable=True) as memory:
    print("ready", flush=True)
    for number in range(int(sys.argv[4])):
        rows = [(f"{name} {number} {row}", "text " * 40) for row in range(size)]
        with memory.write() as connection:
            connection.executemany("INSERT INTO pair VALUES (NULL, ?, ?, 1, 1)", rows)
        print(number, flush=True)
"""

READ = """
import sys
from tmx.memory.store import open_memory
print("ready", flush=True)
last = 0
for _ in range(100_000):
    with open_memory(sys.argv[1]) as memory:
        with memory.read() as connection:
            counts = [
                connection.execute("SELECT count(*) FROM pair").fetchone()[0] for _ in range(2)
            ]
        assert counts[0] == counts[1] >= last, (counts, last)
        last = counts[0]
        if last >= int(sys.argv[2]):
            break
print(last, flush=True)
"""


def check(path):
    with open_memory(path) as memory, memory.read() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def select_done(path, size):
    """Return the numbers of the transactions that are there, each as a whole."""
    with open_memory(path) as memory, memory.read() as connection:
        texts = [first for (first,) in connection.execute("SELECT first FROM pair")]
    numbers = [int(text.split()[1]) for text in texts]
    assert all(numbers.count(each) == size for each in set(numbers))
    return set(numbers)


@pytest.mark.parametrize("size", [1, 400], ids=["small transactions", "large transactions"])
def test_what_was_acknowledged_survives_a_kill(tmp_path, size):
    for seed in range(5):
        path = tmp_path / f"{seed}.tmdb"
        make_memory(path, ("zh", "en")).close()
        with start(WRITE, path, "a", size, 100_000) as process:
            process.stdout.readline()
            time.sleep(random.Random(seed).uniform(0.02, 0.2))
            process.kill()
            acknowledged = process.stdout.read().split("\n")[:-1]
        check(path)
        done = select_done(path, size)
        # One more may have ended before it could say so.
        assert 0 <= len(done) - len(acknowledged) <= 1
        assert done == set(range(len(done)))
        assert [each.name for each in tmp_path.iterdir() if each.name.startswith(path.name)] == [
            path.name
        ]


def test_two_writers_and_two_readers(tmp_path):
    path = make_filled(tmp_path / "a.tmdb", ())
    count, size = 150, 3
    writers = [start(WRITE, path, name, size, count) for name in "ab"]
    readers = [start(READ, path, 2 * count * size) for _ in range(2)]
    said = [process.communicate(timeout=120)[0].split() for process in (*writers, *readers)]
    assert [each[-1] for each in said] == [str(count - 1)] * 2 + [str(2 * count * size)] * 2
    check(path)


MAKE = """
import sys
from tmx.errors import TmxError
from tmx.memory.store import make_memory
sys.stdin.readline()
try:
    make_memory(sys.argv[1], ("zh", "en")).close()
    print("made")
except TmxError as error:
    print(error)
"""


def test_processes_that_make_the_same_memory(tmp_path):
    path = tmp_path / "a.tmdb"
    processes = [start(MAKE, path) for _ in range(4)]
    said = [process.communicate("\n")[0].strip() for process in processes]
    assert said.count("made") == 1
    assert all(str(path) in each for each in said if each != "made")
    check(path)
    assert list(tmp_path.iterdir()) == [path]
