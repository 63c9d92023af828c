"""Words of terms."""

import pytest

from aligner.terms.termhood.cutting import cut_chinese, cut_english, load_common
from aligner.terms.termhood.seeds import load_seeds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia's territorial ambitions", ("russia", "territorial", "ambitions")),
        ("US policy", ("us", "policy")),
        ("allies of us", ("allies",)),
        ("by then", ("by", "then")),
        ("long-term ＳＴＡＲＴ", ("long", "term", "start")),
        ("", ()),
        ("…", ()),
    ],
    ids=str,
)
def test_english_keeps_the_words_that_mean_something(text, words):
    assert cut_english(text).words == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("領土的完整", ("领土", "完整")), ("的", ("的",)), ("", ()), ("、", ())],
    ids=str,
)
def test_chinese_keeps_the_words_that_mean_something(text, words):
    assert cut_chinese(text).words == words


def test_common_words_are_keys():
    chinese, english = load_common()
    assert "总统" in chinese.address
    assert {"monday", "twenty"} <= english.numbers
    assert all(word == word.lower() for word in english.light)


def test_seeds_have_both_languages():
    seeds = load_seeds()
    assert len(seeds.chinese) > 300
    assert len(seeds.english) > 300


@pytest.mark.parametrize(
    ("key", "seed"), [("新缓冲国", "缓冲国"), ("领土完整权", "领土完整"), ("产品", ""), ("", "")]
)
def test_the_longest_chinese_seed_is_found(key, seed):
    assert load_seeds().find_chinese(key) == seed


@pytest.mark.parametrize(
    ("text", "seed"),
    [
        ("fragile buffer states", ("buffer", "state")),
        ("Balance of Power", ("balanc", "power")),
        ("products", ()),
        ("", ()),
    ],
)
def test_the_longest_english_seed_is_found(text, seed):
    assert load_seeds().find_english(text) == seed
