"""Processes that decide at once, and that are killed (kill −9) in the middle of it."""

import random
import time

import pytest

from tests.tmx.memory.glossary.glossaries import make_concept, make_glossary
from tests.tmx.memory.kit import start
from tmx.glossary.records import Review
from tmx.memory.glossary.finding import find_concept_changes, find_concepts
from tmx.memory.store import open_memory

CONCEPTS = 60
ACCEPT = """
import sys
from datetime import UTC, datetime
from tmx.glossary.records import Review
from tmx.memory.glossary.changing import decide_concepts
from tmx.memory.store import open_memory
path, first, last, many = sys.argv[1], *map(int, sys.argv[2:])
print("ready", flush=True)
sys.stdin.readline()
with open_memory(path, is_writable=True) as memory:
    for start in range(first, last, many):
        names = [str(number) for number in range(start, start + many)]
        decide_concepts(memory, names, Review.ACCEPTED, moment=datetime.now(UTC), author="Li")
        print(start, flush=True)
"""


@pytest.fixture
def path(tmp_path):
    concepts = [make_concept(f"词{n}", f"word {n}") for n in range(CONCEPTS)]
    make_glossary(tmp_path / "a.tmdb", concepts).close()
    return tmp_path / "a.tmdb"


def launch(path, first, last, many=1):
    process = start(ACCEPT, path, first, last, many)
    assert process.stdout.readline() == "ready\n"
    return process


def go(process):
    process.stdin.write("\n")
    process.stdin.flush()


def find_accepted(path):
    """Return the numbers of accepted concepts, of which the history knows."""
    with open_memory(path) as memory, memory.read() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        stored = list(find_concepts(memory))
        assert len(stored) == CONCEPTS
        accepted = {each.number for each in stored if each.concept.review == Review.ACCEPTED}
        for each in stored:
            assert len(each.concept.terms) == 2
            changes = len(find_concept_changes(memory, each.number))
            assert changes == (each.number in accepted)
        return accepted


def test_two_decide_at_once(path):
    half = CONCEPTS // 2
    both = launch(path, 1, half + 1), launch(path, half + 1, CONCEPTS + 1)
    for process in both:
        go(process)
    for process in both:
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert find_accepted(path) == set(range(1, CONCEPTS + 1))


def test_who_is_killed_leaves_whole_decisions(path):
    rng = random.Random(3)
    many = 5
    for first in range(1, CONCEPTS, 20):
        process = launch(path, first, first + 20, many)
        go(process)
        acknowledged = [process.stdout.readline() for _ in range(rng.randrange(3))]
        time.sleep(rng.random() * 0.003)
        process.kill()
        acknowledged += process.communicate(timeout=60)[0].splitlines()
        accepted = find_accepted(path)
        for start_ in filter(None, map(str.strip, acknowledged)):
            assert set(range(int(start_), int(start_) + many)) <= accepted
        blocks = {(number - 1) // many for number in accepted}
        assert len(accepted) == many * len(blocks)
