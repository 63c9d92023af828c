"""Lets the tests import the modules of scripts/, and gives them a tiny corpus."""

import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))

SENTENCES = (
    ("昨天晚上，船长在灯塔下面等了很久。", "Last night the captain waited below the lighthouse."),
    ("他的女儿还没有回家。", "His daughter had not yet come home."),
    ("风越来越大，海浪拍打着岩石。", "The wind grew stronger and waves beat against the rocks."),
    ("终于，他看见了一盏小灯。", "At last he saw a small lamp."),
    ("医生带着三个病人来了。", "The doctor arrived with three patients."),
    ("他们在厨房里喝热茶。", "They drank hot tea in the kitchen."),
    ("第二天早上，雨停了。", "The next morning the rain had stopped."),
    ("孩子们跑到海滩上去捡贝壳。", "The children ran to the beach to gather shells."),
    ("邮递员送来一封从北京寄来的信。", "The postman brought a letter sent from Beijing."),
    ("信里说，战争已经结束了。", "The letter said that the war was over."),
    ("老师关上了学校的大门。", "The teacher closed the gate of the school."),
    ("火车在黎明之前离开了车站。", "The train left the station before dawn."),
)
EXTRA = "All the while nobody said a word about money."


@pytest.fixture(scope="session")
def corpus(tmp_path_factory):
    """A corpus folder of one document: 1–1 beads, a 2–1, and an English sentence of its own."""
    folder = tmp_path_factory.mktemp("tiny")
    zh = [zh for zh, _ in SENTENCES]
    en = [en for _, en in SENTENCES]
    en[2:4] = [f"{en[2]} {en[3]}"]
    en.insert(7, EXTRA)
    gold = [f"[{i}]:[{i}]" for i in range(2)] + ["[2, 3]:[2]"]
    gold += [f"[{i}]:[{i - 1}]" for i in range(4, 8)] + ["[]:[7]"]
    gold += [f"[{i}]:[{i}]" for i in range(8, len(zh))]
    for name, lines in (("zh", zh), ("en", en), ("gold", gold)):
        place = folder / name / ("one.align" if name == "gold" else "one.txt")
        place.parent.mkdir()
        place.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder
