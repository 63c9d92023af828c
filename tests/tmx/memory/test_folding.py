import unicodedata
from itertools import pairwise

import opencc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tmx.memory.folding import CJK, find_print_range, fold_text, fold_with_places, make_print

EQUAL = {
    "script": ("中國的「關稅」", "中国的“关税”"),
    "width": ("ＡＢＣ１２３，", "abc123"),
    "spaces beside characters": ("在 2024 年 ， 北约", "在2024年，北约"),
    "quotes and dashes": ("“Yes”—he said", '"yes" - he said'),
    "apostrophes": ("don’t", "don't"),
    "rare characters": ("𠀀國", "𠀀国"),
}
DIFFERENT = {
    "number": ("第12条", "第15条"),
    "negation": ("可以", "不可以"),
    "words run together": ("in to", "into"),
}


@pytest.mark.parametrize("pair", EQUAL.values(), ids=EQUAL)
def test_what_counts_as_the_same(pair):
    assert fold_text(pair[0]) == fold_text(pair[1])


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT)
def test_what_does_not(pair):
    assert fold_text(pair[0]) != fold_text(pair[1])


@given(st.text())
def test_a_key_of_a_key_is_the_key(text):
    key = fold_text(text)
    assert fold_text(key) == key
    assert key == key.strip()
    assert "  " not in key


@given(st.text(min_size=1), st.text(min_size=1))
def test_prints_of_one_key_lie_in_one_range(text, other):
    low, high = find_print_range(text)
    assert low <= make_print(text) <= high
    is_inside = low <= make_print(other) <= high
    assert is_inside == ((fold_text(text) or text) == (fold_text(other) or other))


def test_the_table_is_that_of_opencc():
    converter = opencc.OpenCC("t2s")
    characters = [chr(code) for code in range(0x4E00, 0x9FA6)]
    wanted = converter.convert("\n".join(characters)).split("\n")
    differing = [
        (character, simple)
        for character, simple in zip(characters, wanted, strict=True)
        if fold_text(character) != simple
    ]
    assert not differing


def test_the_class_of_characters_holds_no_punctuation():
    import re

    inside = re.compile(f"[{CJK}]")
    found = [chr(code) for code in range(0x110000) if inside.match(chr(code))]
    assert not [each for each in found if unicodedata.category(each) == "Po" and each != "・"]


# Characters that fold otherwise beside some others than alone, and some that do not.
TANGLED = "aé\u0301\u0323\u0307Σσςİßﬁｶﾞㄱ각Ⅳ½¼第條，. 𠀀國\u09c7\u09be㍿\u1100\u1161\u11a8"


@given(st.text() | st.text(alphabet=TANGLED, max_size=12))
def test_every_character_of_a_key_has_a_place(text):
    key, places = fold_with_places(text)
    assert key == fold_text(text)
    assert len(places) == len(key)
    assert all(0 <= start <= stop <= len(text) for start, stop in places)
    for before, after in pairwise(places):
        assert before[0] <= after[0]
        assert before[1] <= after[1]


@example("a\uff9e\u0301")
@given(st.text(alphabet=TANGLED, max_size=12))
def test_a_place_holds_what_its_character_was_made_of(text):
    for character, (start, stop) in zip(*fold_with_places(text), strict=True):
        if character != " ":
            found = fold_text(text[start:stop])
            assert character.replace("ς", "σ") in found.replace("ς", "σ")


def test_the_places_of_folded_characters():
    key, places = fold_with_places("「第１2 條」, Ⅳ b")
    assert key == "第12条iv b"
    assert places == ((1, 2), (2, 3), (3, 4), (5, 6), (9, 10), (9, 10), (10, 11), (11, 12))


def test_very_many_marks_on_one_letter():
    key, places = fold_with_places("a" + "\u0301\u0323" * 20_000)
    assert len(key) == len(places)
