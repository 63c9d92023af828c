"""The language that a name says."""

import pytest

from aligner.naming import find_mark


@pytest.mark.parametrize(
    ("name", "language", "rest"),
    [
        ("1.zh", "zh", "1*"),
        ("1_EN-GB", "en", "1*"),
        ("zh-Hant-TW", "zh", "*"),
        ("中文", "zh", "*"),
        ("第1章（英文版）", "en", "第1章*"),
        ("en.1.final", "en", "*1.final"),
        ("a [Traditional Chinese]", "zh", "a*"),
        ("a_chinese_version", "zh", "a*"),
        ("Chinese (Simplified)", "zh", "*"),
        ("合同中譯本", "zh", "合同*"),
        ("EN合同", "en", "*合同"),
        ("China", None, None),
        ("hen", None, None),
        ("centre", None, None),
        ("éen", None, None),
        ("en-cn", None, None),
        ("zh vs en", None, None),
        ("双语", None, None),
        ("中英", None, None),
        ("", None, None),
    ],
)
def test_names(name, language, rest):
    mark = find_mark(name)
    assert (mark and (mark.language, mark.rest)) == (language and (language, rest))


@pytest.mark.parametrize(
    ("name", "is_sure"),
    [
        ("1.zh", True),
        ("zh", True),
        ("1zh", True),
        ("a (en)", True),
        ("a en", False),
        ("学中文", False),
        ("中文教学", False),
    ],
)
def test_a_name_that_is_set_off_is_sure(name, is_sure):
    assert find_mark(name).is_sure is is_sure
