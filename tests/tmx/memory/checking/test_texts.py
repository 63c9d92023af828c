import math

import pytest

from tmx.memory.checking.lengths import learn_lengths
from tmx.memory.checking.numbers import compare_numbers

NUMBERS = {
    "numerals of both scripts": ("三十名成员", "30 members", ""),
    "words": ("三十五名成员", "thirty-five members", ""),
    "another number": ("第12条", "Article 15", "12 | 15"),
    "a number that is missing": ("2024年有7人", "7 people", "2024 | –"),
    "scales": ("3.5亿", "350 million", ""),
    "twice and once": ("5年和5月5日", "5 years", "5, 5 | –"),
    "a small one in words beside one in digits": (
        "三月一日，早了一个小时",
        "an hour earlier on 1 March",
        "",
    ),
    "a decade": ("在70年代", "in the 1970s", ""),
    "another decade": ("在80年代", "in the 1970s", "80 | 1970"),
    "a year without its century": ("1995年宣言", "the manifesto of '95", ""),
    "counted in decades": ("过去20年里", "in the past two decades", ""),
    "an article": ("1个月", "a month", ""),
    "an ordinal": ("第1部和第3部", "the first and the third part", ""),
    "an ordinal of the other side": ("第二部", "part 2", ""),
    "another ordinal": ("第二部", "part 3", "– | 3"),
    "a share": ("只有十分之一的机会", "a chance of 1 in 10", ""),
    "two numbers in one": ("十四五岁年纪", "some 14 or 15 years old", ""),
    "some tens": ("赢了二十几两", "won over twenty taels", ""),
    "a way of speaking": ("一万个不服", "The answer is no", ""),
    "the same in digits": ("10000个", "many of them", "10000 | –"),
    "none at all": ("没有数", "no numbers", ""),
}


@pytest.mark.parametrize(("first", "second", "wanted"), NUMBERS.values(), ids=NUMBERS)
def test_numbers(first, second, wanted):
    assert compare_numbers(first, second) == wanted


def test_a_memory_shows_what_is_usual():
    sizes = [(length, 2 * length + length % 5) for length in range(8, 60)] * 10
    lengths = learn_lengths(sizes, is_chinese_english=False)
    assert not lengths.is_odd("字" * 30, "x" * 62)
    assert lengths.is_odd("字" * 30, "x" * 160)
    assert lengths.is_odd("字" * 30, "x" * 20)


def test_without_a_sample_what_is_known_of_the_languages_counts():
    lengths = learn_lengths([], is_chinese_english=True)
    assert not lengths.is_odd("字" * 20, "x" * 66)
    assert lengths.is_odd("字" * 20, "x" * 15)
    assert not learn_lengths([], is_chinese_english=False).is_odd("x" * 20, "y" * 30)


def test_texts_that_are_always_alike_leave_room():
    lengths = learn_lengths([(20, 40)] * 500, is_chinese_english=True)
    assert not lengths.is_odd("字" * 20, "x" * 60)
    assert math.isfinite(lengths.usual[0])
