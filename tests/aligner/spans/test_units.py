import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.lexicon.dictionary import load_dictionary
from aligner.spans.lexical import find_links, get_letters, spell
from aligner.spans.units import find_units, is_chinese, list_candidates, max_runs, sum_runs


def cut(text):
    return find_units(text, load_dictionary(), is_chinese=is_chinese(text))


UNITS = {
    "words of the dictionary": ("他签署了停火协议", ["他", "签署", "了", "停火", "协议"]),
    "traditional": ("聯合國", ["聯合國"]),
    "a name": ("王琦瑶说", ["王", "琦", "瑶", "说"]),
    "numbers": ("在2024年有3.5%", ["在", "2024", "年", "有", "3.5%"]),
    "mixed": ("用SIM卡𠀀", ["用", "SIM", "卡", "𠀀"]),
    "English": (
        "The U.S.-led talks, Earth's $10.5 billion",
        ["The", "U.S.", "led", "talks", "Earth's", "$10.5", "billion"],
    ),
    "apostrophes and hyphens": ("Yu Zhan’ao’s e-mail", ["Yu", "Zhan’ao’s", "e-mail"]),
    "empty": ("", []),
    "no letters": ("— …", []),
}


@pytest.mark.parametrize(("text", "expected"), UNITS.values(), ids=UNITS)
def test_units(text, expected):
    assert cut(text).list_units() == expected


def list_texts(text, longest=3):
    candidates = list_candidates(cut(text), longest)
    borders = zip(candidates.starts, candidates.stops, strict=True)
    return [text[start:stop] for start, stop in borders]


def test_candidates_go_over_no_break():
    assert list_texts("one two, three") == ["one", "one two", "two", "three"]
    assert list_texts("") == []


def test_candidates_are_not_longer_than_asked():
    assert list_texts("a b c", 2) == ["a", "a b", "b", "b c", "c"]


@given(st.lists(st.sampled_from(["ab", "cd,", "ef"]), max_size=12), st.integers(1, 5))
def test_sums_and_maxima_are_those_of_each_candidate(words, longest):
    units = cut(" ".join(words))
    candidates = list_candidates(units, longest)
    values = np.random.default_rng(len(words)).random((2, len(units.starts)))
    runs = [slice(a, b + 1) for a, b in zip(candidates.firsts, candidates.lasts, strict=True)]
    assert np.allclose(sum_runs(values[0], candidates), [values[0, run].sum() for run in runs])
    expected = np.array([values[:, run].max(axis=1) for run in runs]).reshape(-1, 2).T
    assert np.allclose(max_runs(values, candidates), expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("停火协议", True),
        ("使用SIM卡和GPS", True),
        ("Chen Qingyang (陈清扬) said so", False),
        ("", False),
        ("1999", False),
    ],
)
def test_what_is_chinese(text, expected):
    assert is_chinese(text) == expected


def test_links_tell_what_a_phrase_explains_and_what_other_words_do():
    units = cut("Russia rejected the ceasefire")
    links = find_links("停火", ("俄罗斯拒绝", ""), units)
    assert links.explained[3] > 0.5
    assert links.foreign[0] > 0.5
    assert not links.explained[:3].any()
    assert links.masses.tolist() == [1, 1, 0, 1]


def test_links_to_chinese():
    units = cut("俄罗斯拒绝停火")
    links = find_links("ceasefire", ("Russia rejected the ", ""), units)
    assert links.explained[2] > 0.5
    assert links.foreign[0] > 0.5


def test_names_are_spelt():
    assert spell("陳清揚") == "chenqingyang" == get_letters("Chen Qing-yang")
