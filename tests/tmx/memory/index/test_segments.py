"""Where ids reach from one block, segment or volume into the next, and where many are missing."""

import pytest

from tests.tmx.memory.index.stock import fill, make_filled, make_texts
from tmx.memory.folding import fold_text
from tmx.memory.index import find_candidates, find_pairs_holding, rebuild_index
from tmx.memory.records import Side
from tmx.memory.store import make_memory

TEXTS = list(make_texts())[:40]
BORDERS = {"block": 1 << 12, "segment": 1 << 16, "volume": 1 << 18, "far": 40_000_000}


@pytest.mark.parametrize("border", BORDERS.values(), ids=BORDERS)
@pytest.mark.parametrize("size", [40, 7], ids=["at once", "bit by bit"])
def test_pairs_on_both_sides_of_a_border(tmp_path, border, size):
    first = border - 20
    with make_memory(tmp_path / "m.tmdb", ("zh", "en")) as memory:
        fill(memory, [("第一", "first of all")])
        for start in range(0, 40, size):
            fill(memory, TEXTS[start : start + size], first=first + start)
        check(memory, first)
        rebuild_index(memory)
        check(memory, first)


def check(memory, first):
    for side in Side:
        for place in (0, 19, 20, 39):
            key = fold_text(TEXTS[place][side])
            assert first + place in find_candidates(memory, key, side)[0].pairs
        held = list(find_pairs_holding(memory, fold_text(("申請", "the applicants")[side]), side))
        truth = [
            first + place
            for place, each in enumerate(TEXTS)
            if ("申请", "applicants")[side] in fold_text(each[side])
        ]
        assert held == truth[::-1]


def test_pairs_whose_ids_go_down_are_none(tmp_path):
    with make_filled(tmp_path / "m.tmdb", TEXTS, first=100) as memory:
        with memory.write() as connection:
            connection.execute("DELETE FROM pair WHERE id > 110")
        assert rebuild_index(memory) == 11
        fill(memory, TEXTS[30:31])
        assert find_candidates(memory, fold_text(TEXTS[30][1]), Side.SECOND)[0].pairs == (140,)


def test_progress_is_told(tmp_path):
    with make_filled(tmp_path / "m.tmdb", TEXTS, first=(1 << 16) - 10) as memory:
        told = []
        assert rebuild_index(memory, told.append) == 40
        assert told == [0, 10, 40] or told == [10, 40]


def test_an_empty_memory(tmp_path):
    with make_memory(tmp_path / "m.tmdb", ("zh", "en")) as memory:
        assert rebuild_index(memory) == 0
        assert find_candidates(memory, "一", Side.FIRST) == []
        assert list(find_pairs_holding(memory, "一", Side.FIRST)) == []
