import math

import pytest

from tmx.memory.checking.lengths import learn_lengths
from tmx.memory.checking.texts import compare_numbers

NUMBERS = {
    "numerals of both scripts": ("三十名成员", "30 members", ""),
    "words": ("三十五名成员", "thirty-five members", ""),
    "another number": ("第12条", "Article 15", "12 | 15"),
    "a number that is missing": ("2024年有7人", "7 people", "2024 | "),
    "scales": ("3.5亿", "350 million", ""),
    "twice and once": ("5年和5月5日", "5 years", "5, 5 | "),
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
