"""Folding, and the patterns of the data files."""

import re

import pytest

from aligner.cleaning.phrases import compile_phrases, fold
from aligner.cleaning.tables import load_table

FILES = ("publishing", "navigation", "prompts", "notices", "related", "spam", "subjects")


def find_strings(value):
    """Yield every string in a data file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from find_strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from find_strings(each)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("▼ 長按二維碼，關注我們！ ▼", "长按二维码,关注我们!"),
        ("（責任編輯：林可）", "责任编辑:林可"),
        ("【打印】【关闭】", "打印][关闭"),
        ("１２３　條評論", "123 条评论"),
        ("(a) and (b)", "(a) and (b)"),
        ("《𠀀》", "《𠀀》"),
        ("", ""),
        ("***", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("name", FILES)
def test_patterns_are_in_folded_characters(name):
    opencc = pytest.importorskip("opencc")
    text = "".join(find_strings(load_table(name)))
    assert opencc.OpenCC("t2s").convert(text) == text


@pytest.mark.parametrize("configuration", ["s2t", "s2tw", "s2hk"])
def test_traditional_spellings_are_folded(configuration):
    opencc = pytest.importorskip("opencc")
    converter = opencc.OpenCC(configuration)
    characters = set(re.findall("[\u3400-\u9fff]", "".join(map(str, map(load_table, FILES)))))
    wrong = {c for c in characters if fold(converter.convert(c)) != c}
    assert wrong == set()


def test_parts_are_put_in_and_whole_lines_matched():
    pattern = compile_phrases(["go to <PLACE>", "stay"], {"PLACE": "(?:a|b)"})
    assert pattern.fullmatch("Go to B")
    assert pattern.fullmatch("stay")
    assert not pattern.fullmatch("go to a place")
