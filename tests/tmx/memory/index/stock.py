"""Memories for tests of the index: texts that look like a translator's, and fillers."""

from itertools import product
from random import Random

from tmx.memory.folding import make_print
from tmx.memory.index import update_index
from tmx.memory.store import make_memory

_CHINESE = (
    ("申请人须于", "期限前", "提交全部文件"),
    ("雙方代表在", "三十日內", "再次會面"),
    ("委員會通過了", "第12號", "決議"),
    ("如温度低于", "摄氏零度", "机器会停止"),
    ("本条款不影响", "其他权利", "的行使"),
    ("她从北京", "寄来一封", "长信"),
    ("按一下按钮", "即可儲存", "設定"),
    ("河水在三天内", "上涨了", "四十厘米"),
)
_ENGLISH = (
    ("the applicants must hand in", "all papers", "before the deadline"),
    ("delegates of both sides", "are to meet again", "within thirty days"),
    ("the committee adopted", "resolution number 12", "yesterday evening"),
    ("the machine stops", "if the temperature", "is below zero"),
    ("this clause does not affect", "any other right", "of the buyer"),
    ("she sent", "a long letter", "from Beijing"),
    ("click the button", "to save", "the settings"),
    ("the river rose", "by forty centimetres", "in three days"),
)


def make_texts():
    """Make 512 pairs, each of three parts of any of eight sentences."""
    for a, b, c in product(range(8), repeat=3):
        first = f"{_CHINESE[a][0]}{_CHINESE[b][1]}，{_CHINESE[c][2]}。"
        yield first, f"{_ENGLISH[a][0]} {_ENGLISH[b][1]}, {_ENGLISH[c][2]}.".capitalize()


def fill(memory, texts, *, first=None, is_indexed=True):
    """Add pairs, from an id on, and index them."""
    rows = [
        (None if first is None else first + place, *pair, *map(make_print, pair))
        for place, pair in enumerate(texts)
    ]
    with memory.write() as connection:
        connection.executemany("INSERT INTO pair VALUES (?, ?, ?, ?, ?)", rows)
        if is_indexed:
            update_index(memory, force=True)
    return memory


def make_filled(path, texts, **kwargs):
    """Make a memory of pairs and leave it open."""
    return fill(make_memory(path, ("zh", "en")), texts, **kwargs)


def select_texts(memory, side):
    """Return the texts of a side by the id of their pair."""
    column = ("first", "second")[side]
    return dict(memory.connection.execute(f"SELECT id, {column} FROM pair"))


def edit(key, kind, seed=0):
    """Change a key as translators find texts changed."""
    random = Random(seed)
    parts = key.split(" ") if " " in key else list(key)
    place, glue = random.randrange(1, len(parts) - 1), " " if " " in key else ""
    changed = {
        "substituted": [*parts[:place], "某" if not glue else "other", *parts[place + 1 :]],
        "deleted": [*parts[:place], *parts[place + 1 :]],
        "inserted": [*parts[:place], "某" if not glue else "other", *parts[place:]],
        "truncated": parts[: len(parts) * 3 // 4],
        "swapped": [*parts[len(parts) // 2 :], *parts[: len(parts) // 2]],
    }
    return glue.join(changed[kind])
