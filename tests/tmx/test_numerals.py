import json
import time
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmx import find_numbers
from tmx.numerals.chinese import parse_chinese
from tmx.numerals.words import load_words

CASES = Path(__file__).parents[1] / "cases"
ODD = "一二三十百千万亿零〇两第数几年月日号个分之点成多至%0123456789,.-–$ ４，％abM𠀀"
WORDS = ["one", "two", "twenty", "third", "hundred", "million", "and", "a", "half", "May", "March"]
WORDS += ["15", "2012", "in", "of", "the", "percent", "-", "to", "三", "百分之", "月", "日"]


def load_cases(name):
    cases = json.loads((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["label"]) for case in cases]


def find_rows(text):
    return [
        [text[each.start : each.stop], str(each.value), each.kind.value]
        for each in find_numbers(text)
    ]


@pytest.mark.parametrize("case", load_cases("numerals.json"))
def test_numbers(case):
    assert find_rows(case["text"]) == case["expected"]


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", load_cases("numerals-known-failures.json"))
def test_known_failures(case):
    assert find_rows(case["text"]) == case["expected"]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("3.5亿", "350 million"),
        ("两千亿", "200 billion"),
        ("百分之三十五", "35 percent"),
        ("一百二十万", "1.2 million"),
        ("三分之一", "one-third"),
        ("2012年11月15日", "15 November 2012"),
        ("二〇一二年三月", "in March 2012"),
        ("二十一世纪", "the twenty-first century"),
        ("１，２３４人", "1,234 people"),
    ],
)
def test_both_languages_give_one_value(chinese, english):
    left, right = (
        {(each.value, each.kind) for each in find_numbers(t)} for t in (chinese, english)
    )
    assert left
    assert left == right


# The first call reads the word lists.
@settings(deadline=None)
@given(st.text(st.sampled_from(ODD)) | st.lists(st.sampled_from(WORDS)).map(" ".join) | st.text())
def test_numbers_lie_in_the_text_in_order(text):
    stop = 0
    for number in find_numbers(text):
        assert stop <= number.start < number.stop <= len(text)
        assert number.value >= 0
        stop = number.stop


def spell(number):
    """Write a number below 10^12 in Chinese, another way than the parser reads it."""
    digits, units = "零一二三四五六七八九", ["", "十", "百", "千"]
    groups = []
    for scale in ("", "万", "亿"):
        number, group = divmod(number, 10000)
        text = "".join(
            digits[int(d)] + (units[p] if d != "0" else "")
            for p, d in reversed(list(enumerate(reversed(f"{group:04}"))))
        )
        groups.append(text + scale if group else "零")
    text = "".join(reversed(groups))
    while "零零" in text:
        text = text.replace("零零", "零")
    for scale in "万亿":
        text = text.replace("零" + scale, scale + "零")
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.strip("零")


@given(st.integers(1, 10**12 - 1))
def test_every_numeral_is_read_back(number):
    assert parse_chinese(spell(number)) == number


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_every_decimal_is_read_back(whole, cents):
    assert [each.value for each in find_numbers(f"${whole:,}.{cents:02}")] == [
        Fraction(whole * 100 + cents, 100)
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,",
        "1,234",
        "三",
        "十",
        "一亿",
        "1亿",
        "百分之",
        "三点",
        "one ",
        "and ",
        "one hundred ",
        "million ",
        "May ",
        "March 1-",
        "1月",
        "多1",
        "二〇",
        "twenty-",
        "a million ",
    ],
)
def test_time_is_linear(unit):
    text = unit * (20_000 // len(unit))
    start = time.perf_counter()
    find_numbers(text)
    assert time.perf_counter() - start < 10


def test_word_lists_have_no_doubles_or_comments():
    for name in ("units", "classifiers", "not-numbers"):
        words = load_words(name)
        assert words
        assert not [word for word in words if " " in word or "#" in word]
