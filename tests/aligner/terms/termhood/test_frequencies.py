"""General frequencies: what the shipped table says, and how Chinese is cut by it."""

from importlib import resources

import pytest

from aligner.terms.termhood import load_frequencies
from aligner.terms.termhood.frequencies import UNKNOWN_FIELD

MOST_BYTES = 400_000


def test_the_table_is_small():
    path = resources.files("aligner.terms.termhood") / "data" / "frequencies.npz"
    assert len(path.read_bytes()) < MOST_BYTES


def test_its_licence_lies_beside_it():
    path = resources.files("aligner.terms.termhood") / "data" / "LICENSE-wordfreq.txt"
    assert "CC BY-SA 4.0" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("common", "rare"), [("时间", "威慑"), ("市场", "霸权"), ("人们", "裁军")], ids=str
)
def test_common_chinese_words_are_more_frequent(common, rare):
    words = load_frequencies().chinese
    assert words.find_zipf(common) > words.find_zipf(rare) + 1


@pytest.mark.parametrize(
    ("common", "rare"),
    [("time", "deterrence"), ("market", "hegemony"), ("people", "disarmament")],
    ids=str,
)
def test_common_english_words_are_more_frequent(common, rare):
    words = load_frequencies().english
    assert words.find_zipf(common) > words.find_zipf(rare) + 1


@pytest.mark.parametrize("word", ["𠀀𠀀", "", "zzzzqx"])
def test_unknown_words_are_rarer_than_all_known_ones(word):
    words = load_frequencies().chinese
    assert words.find_zipf(word) < min(words.zipf.values())
    assert words.find_field(word) == UNKNOWN_FIELD


@pytest.mark.parametrize(
    ("inside", "outside"),
    [("核弹", "产品"), ("政府", "时间"), ("乌克兰", "儿童"), ("联合国", "细节")],
    ids=str,
)
def test_chinese_words_of_the_field_are_known_as_such(inside, outside):
    words = load_frequencies().chinese
    assert words.find_field(inside) > 0.7 > 0.4 > words.find_field(outside)


@pytest.mark.parametrize(
    ("inside", "outside"),
    [("warhead", "children"), ("parliament", "practice"), ("ukraine", "products")],
    ids=str,
)
def test_english_words_of_the_field_are_known_as_such(inside, outside):
    words = load_frequencies().english
    assert words.find_field(inside) > 0.7 > 0.4 > words.find_field(outside)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("", []),
        ("领土野心", ["领土", "野心"]),
        ("国家安全顾问", ["国家", "安全", "顾问"]),
        ("特朗普总统", ["特朗普", "总统"]),
    ],
    ids=str,
)
def test_chinese_is_cut_into_frequent_words(key, words):
    assert load_frequencies().cut_chinese(key) == words


@pytest.mark.parametrize("key", ["𠀀领土𠀀", "泽连斯基", "nato成员国", "𠀀" * 20])
def test_nothing_is_lost_when_chinese_is_cut(key):
    assert "".join(load_frequencies().cut_chinese(key)) == key
