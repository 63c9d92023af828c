"""Processes that add, import and index are killed (kill −9); the rounds are those of the bench."""

import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[3] / "scripts"
CLAUSES = (
    ("昨天晚上船长在灯塔下面等了很久", "last night the captain waited below the lighthouse"),
    ("他的女儿还没有回家", "his daughter had not yet come home"),
    ("风越来越大", "the wind grew stronger"),
    ("医生带着三个病人来了", "the doctor arrived with three patients"),
    ("邮递员送来一封从北京寄来的信", "the postman brought a letter sent from Beijing"),
)


@pytest.fixture
def killer(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(SCRIPTS), *sys.path])
    from benching.memory.killing import Killer

    return Killer(tmp_path, CLAUSES)


def run(killer, rounds):
    report = killer.run(rounds)
    assert report.faults == []
    assert sum(report.rounds.values()) == rounds
    assert report.acknowledged > 100
    assert report.killed["index"] == report.rounds["index"]


def test_nothing_acknowledged_is_lost(killer):
    run(killer, 9)


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_in_two_hundred_rounds(killer):
    run(killer, 200)
