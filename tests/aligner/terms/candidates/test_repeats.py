"""Strings that texts repeat: found with their borders, by what stands around them."""

import pytest

from aligner.terms.candidates.repeats import LONGEST, find_repeats


def list_strings(*texts):
    found = find_repeats(texts)
    return {
        text[r.start : r.stop] for text, repeats in zip(texts, found, strict=True) for r in repeats
    }


@pytest.mark.parametrize(
    ("texts", "strings"),
    [
        (["見緩衝國好", "在緩衝國中"], {"緩衝國"}),
        (["緩衝國", "緩衝國"], {"緩衝國"}),
        (["新緩衝國", "新緩衝國", "緩衝國"], {"緩衝國", "新緩衝國"}),
        (["緩衝,國", "緩衝國"], {"緩衝"}),
        (["國國國"], {"國國"}),
        (["緩衝國"], set()),
        (["abab", "abab"], set()),
        (["", "\n\n"], set()),
        ([], set()),
        (["\ud800緩衝", "𠀀緩衝"], {"緩衝"}),
    ],
)
def test_strings_in_changing_surroundings(texts, strings):
    assert list_strings(*texts) == strings


def test_counts_and_varieties():
    (first, *_), *_ = find_repeats(["甲緩衝乙", "甲緩衝丙", "丁緩衝丙", "緩衝"])
    assert (first.start, first.stop, first.count, first.variety) == (1, 3, 4, 3)


def test_long_strings_are_cut_off():
    text = "天地玄黃宇宙洪荒日月盈昃辰宿列張"
    assert all(len(each) <= LONGEST for each in list_strings(text, text))
