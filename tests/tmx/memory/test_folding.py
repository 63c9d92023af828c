import unicodedata

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.memory.folding import CJK, find_print_range, fold_text, make_print

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
