"""What is found without NumPy is what is found with it."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.memory.index.stock import edit, fill, make_filled, make_texts, select_texts
from tmx.memory.folding import CJK, IS_CJK, fold_text
from tmx.memory.index.grams import find_grams, find_words
from tmx.memory.index.keys import lay_out_key, load_classes
from tmx.memory.index.nearest import ArrayNearest
from tmx.memory.index.plain import PlainNearest
from tmx.memory.index.records import Asked
from tmx.memory.index.scanning import find_in_all
from tmx.memory.index.signatures import make_signatures
from tmx.memory.index.single import find_key_grams, make_signature
from tmx.memory.index.state import get_state
from tmx.memory.records import Side

TEXTS = list(make_texts())
keys = st.text(min_size=1).map(fold_text).filter(bool)
mixed = st.text("ab1 中国𠀀か한", min_size=1).map(fold_text).filter(bool)


@given(keys | mixed)
def test_grams_of_one_key_are_those_of_many(key):
    laid = lay_out_key(key)
    grams = find_grams(laid, find_words(laid)).numbers
    assert find_key_grams(key) == sorted(set(grams.tolist()))


@given(keys | mixed)
def test_the_signature_of_one_key_is_that_of_many(key):
    low, high = make_signatures(lay_out_key(key)).bits[0].tolist()
    assert make_signature(key) == low | high << 64


def test_the_same_characters_are_written_without_spaces():
    classes = load_classes()
    assert all(IS_CJK[chr(code)] == classes[code] for code in range(len(classes)))
    assert IS_CJK[CJK[0]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("plain") / "m.tmdb"
    with make_filled(path, TEXTS) as memory:
        fill(memory, TEXTS[::3], first=70_000)
        yield memory


@pytest.mark.parametrize("side", Side, ids=lambda side: side.name)
def test_the_same_pairs_are_nearest(filled, side):
    texts = list(select_texts(filled, side).values())
    for seed, text in enumerate(texts[::41]):
        key = edit(fold_text(text), ("swapped", "truncated", "deleted")[seed % 3], seed)
        found = [list(find_both(filled, side, key, make)) for make in (PlainNearest, ArrayNearest)]
        assert found[0] == found[1]
        assert all(found[0])


def find_both(memory, side, key, make):
    with memory.read() as connection:
        nearest = make(get_state(memory), Asked(key, side, make_signature(key)))
        rows = [
            (number, ids)
            for number, ids in connection.execute("SELECT key, ids FROM posting")
            if number >> 62 == side
        ][::3]
        nearest.gather(rows)
        yield from (nearest.find(count) for count in (1, 5, 60))
        yield from (nearest.find_sharing(rows, count) for count in (1, 60, 2000))
        nearest.gather_all()
        yield from (nearest.find(count) for count in (2, 60, 2000))
        yield nearest.measure_likeness([1, 300, 512, 513, 70_001, 90_000])


@pytest.mark.parametrize("side", Side, ids=lambda side: side.name)
@pytest.mark.parametrize("count", [1, 7, 60, 2000])
def test_one_scan_finds_what_is_nearest_of_all(filled, side, count):
    texts = list(select_texts(filled, side).values())
    for seed, text in enumerate(texts[::173]):
        key = edit(fold_text(text), ("swapped", "truncated", "deleted")[seed % 3], seed)
        with filled.read():
            asked = Asked(key, side, make_signature(key))
            nearest = ArrayNearest(get_state(filled), asked)
            nearest.gather_all()
            expected = nearest.find(count)
            assert find_in_all(get_state(filled), asked, count) == expected
        assert expected


def test_what_is_far_is_kept_while_there_is_not_enough(tmp_path):
    with make_filled(tmp_path / "m.tmdb", TEXTS[:2]) as memory:
        fill(memory, TEXTS[300:400], first=10_000)
        key = fold_text(TEXTS[0][0])
        with memory.read():
            asked = Asked(key, Side.FIRST, make_signature(key))
            nearest = ArrayNearest(get_state(memory), asked)
            nearest.gather_all()
            for count in (1, 2, 3, 50, 1000):
                found = find_in_all(get_state(memory), asked, count)
                assert found == nearest.find(count)
                assert len(found) >= min(count, 80)


def test_the_first_question_to_a_large_memory_finds_what_others_find(filled):
    code = """
import sys
from tmx.memory import Query, Side, open_memory
from tmx.memory.index import candidates, find_candidates
candidates._MOST_PLAIN_PAIRS = int(sys.argv[2])
with open_memory(sys.argv[1]) as memory:
    print(find_candidates(memory, sys.argv[3], Side.FIRST))
assert ("tmx.memory.index.scanning" in sys.modules) == (sys.argv[2] == "0")
"""
    key = fold_text("鲸鱼在月光下读一本没有人写过的书，书里有许多许多灯塔。")
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code, filled.path, most, key],
            check=True, capture_output=True, encoding="utf-8",
        ).stdout
        for most in ("0", "1000000")
    )  # fmt: skip
    assert first == second
    assert "Candidate" in first


def test_one_question_does_not_load_numpy(filled):
    code = """
import sys
from tmx.memory import Query, Side, find_matches, open_memory
from tmx.memory.index import find_candidates
with open_memory(sys.argv[1]) as memory:
    for side, text in enumerate(sys.argv[2:]):
        assert find_candidates(memory, text, Side(side))
        find_matches(memory, Query(text, Side(side)))
assert "numpy" not in sys.modules
"""
    texts = [edit(text, "substituted") for text in TEXTS[100]]
    subprocess.run([sys.executable, "-c", code, filled.path, *texts], check=True)
