"""The tables that the package ships."""

import pytest

from aligner.terms.variants.locales import kind_of
from aligner.terms.variants.regional import find_rows, list_names
from aligner.terms.variants.spelling import find_spelling, spell

WORDS = ["defence", "organise", "analyse", "travelled", "centre", "programme", "labour", "sceptic"]


@pytest.mark.parametrize("word", WORDS)
def test_spelling_goes_both_ways(word):
    american = spell(word, "en-US")
    assert american != word
    assert spell(american, "en-GB") == word
    assert (find_spelling(word), find_spelling(american)) == ("en-GB", "en-US")


KEPT = ["rise", "uprising", "fundraising", "supervised", "hour", "four", "exercise", "enterprises"]
KEPT += ["prize", "seize", "size", "citizen", "unwise", "compromise", "story", "check", "", "…"]


@pytest.mark.parametrize("word", KEPT)
def test_words_that_only_look_so_stay(word):
    assert (spell(word, "en-US"), spell(word, "en-GB")) == (word, word)


def test_rows_have_each_form_in_each_script():
    for text in ("沙地阿拉伯", "沙烏地阿拉伯", "沙乌地阿拉伯", "沙特阿拉伯"):
        forms = find_rows(text, ["Saudi Arabia"])[0].forms
        assert forms == {"zh-CN": "沙特阿拉伯", "zh-TW": "沙烏地阿拉伯", "zh-HK": "沙地阿拉伯"}
    assert find_rows("", ["Saudi Arabia"]) == []


def test_every_territory_has_a_name_everywhere():
    rows = [row for name, english in list_names() for row in find_rows(name, [english])]
    assert len(rows) > 500
    assert [row for row in rows if not all(row.forms.values())] == []


USAGE = [
    ("導彈", "cruise missile", "飛彈"),
    ("飛彈", "missile", "飛彈"),
    ("晶片", "chips", "晶片"),
    ("加沙", "Gaza", "加薩"),
    ("撒切尔", "Thatcher", "柴契爾"),
    ("戴卓爾", "Thatcher", "柴契爾"),
]


@pytest.mark.parametrize(("text", "english", "taiwan"), USAGE, ids=[each[0] for each in USAGE])
def test_what_the_press_of_a_region_says_is_found_from_any_other(text, english, taiwan):
    assert find_rows(text, [english])[0].forms["zh-TW"] == taiwan


def test_no_row_makes_another_thing_of_a_word():
    assert [row.english for row in find_rows("碎片", ["chip"])] == []
    assert [row.english for row in find_rows("加沙", ["sand"])] == []


def test_rows_of_usage_are_whole_and_each_in_its_script():
    rows = [
        each
        for text in ("导弹", "芯片", "史太林")
        for each in find_rows(text, ["missile chip Stalin"])
    ]
    assert {tuple(sorted(row.forms)) for row in rows} == {("zh-CN", "zh-HK", "zh-TW")}
    assert all(form for row in rows for form in row.forms.values())


def test_kinds_of_longer_tags():
    tags = ("zh-Hant-HK", "zh-Hans-HK", "zh_CN", "zh-Hant-MO", "en", "fr", "yue")
    kinds = ["zh-HK", "zh-CN", "zh-CN", "zh-HK", None, None, None]
    assert [kind_of(each) for each in tags] == kinds
