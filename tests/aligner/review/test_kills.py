"""Processes that correct a file are killed (kill −9): nothing that they acknowledged is lost."""

import json
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from aligner.exporting import dump_alignment, load_alignment
from aligner.exporting.store import load_stored
from aligner.review.session import ReviewSession
from tests.aligner.exporting.samples import make_article
from tests.aligner.review.editor import READY, draw

ROOT = Path(__file__).parents[3]


def kill(path, seed):
    """Start a process, kill it at a drawn moment, and return what it acknowledged."""
    command = [sys.executable, "-m", "tests.aligner.review.editor", str(path), str(seed)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as process:
        first = process.stdout.readline().strip()
        time.sleep(random.Random(seed).random() * 0.2)
        process.kill()
        lines = process.stdout.read().splitlines(keepends=True)
        errors = process.stderr.read()
    assert (first, errors) == (READY, "")
    return [json.loads(line) for line in lines if line.endswith("\n")]


def check_in_place(path):
    """Open the file as the next writer would, and name what is broken."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return connection.execute("SELECT step, change FROM journal ORDER BY number").fetchall()


def run(path, rounds):
    dump_alignment(path, make_article())
    acknowledged = {}
    for seed in range(rounds):
        acknowledged |= {version: (step, change) for version, step, change in kill(path, seed)}
        stored = load_stored(path)
        kept = [(step, change) for _, step, change in stored.journal]
        assert {n: kept[n - 1] for n in acknowledged} == acknowledged
        assert len(kept) <= len(acknowledged) + seed + 1
        assert load_alignment(path) == stored.make_history().state.to_alignment()
        assert [step for step, _ in check_in_place(path)] == [step for step, _ in kept]
    assert load_alignment(path, revised=False) == make_article()
    # Killed before it had written a thing, a process may leave an empty journal of SQLite behind,
    # which the next correction removes.
    session = ReviewSession.open(path)
    session.do(lambda state: draw(state, random.Random(rounds)), version=session.version)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    return len(acknowledged)


def test_nothing_acknowledged_is_lost(tmp_path):
    assert run(tmp_path / "a.duizhao", 20) > 50


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_in_two_hundred_rounds(tmp_path):
    assert run(tmp_path / "a.duizhao", 200) > 500
