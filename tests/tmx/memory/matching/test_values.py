import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.memory.matching import kit
from tmx.memory.matching import values
from tmx.memory.matching.differences import find_stretches
from tmx.memory.matching.numbers import NUMBER_SIGN, read_numbers
from tmx.memory.matching.values import compare_numbers

CASES = Path(__file__).parents[3] / "cases/numerals.json"
PIECES = [
    "12",
    "三十",
    "一",
    "个",
    "年",
    "月",
    "日",
    "%",
    "百分之",
    "-",
    ".",
    ",",
    "第",
    "周",
    "人",
    "的",
]
PIECES += [
    " in ",
    " May ",
    " twenty",
    "-five ",
    " million ",
    " the ",
    "people",
    "$",
    " percent",
    "，",
]


@pytest.fixture
def no_short_cut(monkeypatch):
    monkeypatch.setattr(values, "_NEAR", 10**6)


def compare(text, other):
    return compare_numbers(text, other, find_stretches(text, other))


def test_every_text_with_a_number_has_the_sign_of_one():
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    assert not [case for case in cases if case["expected"] and not NUMBER_SIGN.search(case["text"])]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.data())
def test_numbers_far_from_any_difference_need_no_look(pieces, data):
    place = data.draw(st.integers(0, len(pieces)))
    changed = [*pieces[:place], data.draw(st.sampled_from(PIECES)), *pieces[place + 1 :]]
    text, other = "".join(pieces), "".join(changed)
    found = compare(text, other)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(values, "_NEAR", 10**6)
        assert compare(text, other) == found


@pytest.mark.usefixtures("no_short_cut")
@pytest.mark.parametrize("make", [kit.make_numbers, kit.make_dates])
def test_one_value_written_otherwise_is_the_same(make):
    assert not [each for each in make(200, are_equal=True) if compare(*each[1:])]
    assert not [each for each in make(200, are_equal=False) if not compare(*each[1:])]


@given(st.text())
def test_any_text_has_numbers_or_none(text):
    found = read_numbers(text)
    assert all(0 <= start < stop <= len(text) for start, stop in (*found.sure, *found.doubtful))
