import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.strategies import texts
from tmx.memory.matching import differences
from tmx.memory.matching.differences import find_differences
from tmx.memory.matching.tokens import split_tokens
from tmx.memory.records import Difference

MIXED = st.text('中國国的a b12三,，。“" \u3000e\u0301👨\u200d👩🇬🇧🇫\r\n', max_size=12)
CUTS = {
    "a character": ("美国关税", "美国税收", [("关税", "税收")]),
    "a character missing": ("十个工作日", "三十个工作日", [("", "三")]),
    "a whole number": ("第12条", "第15条", [("12", "15")]),
    "a whole word": ("the minister went", "the ministry went", [("minister", "ministry")]),
    "a contraction": ("I can go", "I can't go", [("can", "can't")]),
    "two stretches": ("“保存”", '"保存"', [("“", '"'), ("”", '"')]),
    "script": ("中國", "中国", [("國", "国")]),
    "a letter with a mark": ("cafe\u0301", "cafè", [("cafe\u0301", "cafè")]),
    "joined signs": (
        "好👨\u200d👩\u200d👧",
        "好👨\u200d👩\u200d👦",
        [("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👦")],
    ),
    "colour of skin": ("👍🏽", "👍", [("👍🏽", "👍")]),
    "flags": ("🇬🇧🇫🇷", "🇬🇧🇩🇪", [("🇫🇷", "🇩🇪")]),
    "beyond the BMP": ("𠀀二", "𠀁二", [("𠀀", "𠀁")]),
    "from nothing": ("", "好", [("", "好")]),
}


def put_in_place(text, other, found):
    for each in reversed(found):
        text = text[: each.start] + other[each.match_start : each.match_stop] + text[each.stop :]
    return text


@pytest.mark.parametrize("row", CUTS.values(), ids=CUTS)
def test_what_differs(row):
    text, other, wanted = row
    found = find_differences(text, other)
    assert [
        (text[each.start : each.stop], other[each.match_start : each.match_stop]) for each in found
    ] == wanted


@given(MIXED | texts(), MIXED | texts())
def test_differences_lead_from_one_text_to_the_other(text, other):
    found = find_differences(text, other)
    assert put_in_place(text, other, found) == other
    assert (not found) == (text == other)
    for before, after in pairwise(found):
        assert before.stop < after.start or before.match_stop < after.match_start


@given(MIXED | texts(), MIXED | texts())
def test_no_difference_cuts_a_character(text, other):
    for each in find_differences(text, other):
        for border in (each.start, each.stop):
            follower = text[border : border + 1]
            assert (
                border == 0
                or not follower
                or text[border - 1].isspace()
                or (unicodedata.category(follower)[0] != "M" and follower != "\u200d")
            )


@given(texts())
def test_tokens_are_the_text(text):
    tokens = split_tokens(text)
    assert "".join(tokens.texts) == text
    assert len(tokens.folds) == len(tokens.texts) == len(tokens.starts) - 1
    assert all(
        text[each.start : each.stop] == each.text for each in tokens.cut(0, len(tokens.texts))
    )


def test_texts_too_long_to_align_are_compared_at_their_ends(monkeypatch):
    monkeypatch.setattr(differences, "_MOST_CELLS", 3)
    assert find_differences("甲乙丙丁", "甲丑寅丁") == (Difference(1, 3, 1, 3),)
    assert find_differences("甲甲", "甲甲甲") == (Difference(2, 2, 2, 3),)
