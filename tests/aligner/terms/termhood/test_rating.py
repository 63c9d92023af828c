"""Termhood: terms above common words, the same however the passages are given."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.terms.records import Kind, Passage, TermPair
from aligner.terms.termhood import rate_termhood
from aligner.terms.termhood.features import NAMES, describe_pairs


def make_pair(chinese, english, kind=Kind.WORD, count=1):
    places = tuple((k, (0, len(chinese)), (0, len(english))) for k in range(count))
    return TermPair(chinese, english, places, 0.9, {}, kind)


def rate(chinese, english, kind=Kind.WORD):
    return rate_termhood([make_pair(chinese, english, kind)], [Passage(chinese, english)])[0]


@pytest.mark.parametrize(
    ("chinese", "english", "kind"),
    [
        ("威懾", "deterrence", Kind.WORD),
        ("緩衝國", "buffer state", Kind.PHRASE),
        ("停火协议", "ceasefire agreement", Kind.PHRASE),
        ("澤連斯基", "Zelensky", Kind.NAME),
        ("美國", "United States", Kind.NAME),
        ("北約", "NATO", Kind.ABBREVIATION),
        ("第三鄰國", "third neighbor", Kind.QUOTED),
        ("單邊制裁", "unilateral sanctions", Kind.PHRASE),
        ("避難所𠀀", "political asylum", Kind.PHRASE),
    ],
)
def test_terms_rate_high(chinese, english, kind):
    assert rate(chinese, english, kind) > 0.5


@pytest.mark.parametrize(
    ("chinese", "english", "kind"),
    [
        ("市場", "market", Kind.WORD),
        ("實踐", "practice", Kind.WORD),
        ("時間", "time", Kind.WORD),
        ("人們", "people", Kind.WORD),
        ("年", "year", Kind.WORD),
        ("其他方面", "other aspects", Kind.PHRASE),
        ("好處", "benefits", Kind.WORD),
        ("許多孩子", "many children", Kind.PHRASE),
        ("新方式", "new way", Kind.PHRASE),
    ],
)
def test_common_words_rate_low(chinese, english, kind):
    assert rate(chinese, english, kind) < 0.35


@pytest.mark.parametrize(
    ("chinese", "english", "kind"),
    [
        ("2025年3月11日", "11 March 2025", Kind.NAME),
        ("三十年", "thirty years", Kind.PHRASE),
        ("星期五", "Friday", Kind.NAME),
        ("百分之十", "10 per cent", Kind.PHRASE),
    ],
)
def test_dates_and_numbers_rate_lowest(chinese, english, kind):
    assert rate(chinese, english, kind) < 0.05


def test_simplified_and_traditional_rate_alike():
    assert rate("领土野心", "territorial ambitions") == rate("領土野心", "territorial ambitions")


def test_what_the_passages_use_often_rates_higher():
    pair = make_pair("灌溉", "irrigation", count=3)
    often = [Passage("灌溉的灌溉。", "Irrigation and irrigation.")] * 3
    once = [Passage("灌溉。", "Irrigation."), *[Passage("我們說話。", "We talk.")] * 50]
    assert rate_termhood([pair], often) > rate_termhood([pair], once)


def test_a_phrase_whose_words_are_seldom_apart_rates_higher():
    pair = make_pair("供應鏈", "supply chain", Kind.PHRASE, count=4)
    together = [Passage("供應鏈。", "The supply chain.")] * 4
    apart = [*together, *[Passage("供應；鏈。", "A supply; a chain.")] * 4]
    assert rate_termhood([pair], together) > rate_termhood([pair], apart)


def test_no_pairs_have_no_ratings():
    assert rate_termhood([], [Passage("中國", "China")]) == []


def test_pairs_without_passages_are_rated():
    assert 0 <= rate_termhood([make_pair("中國", "China")], [])[0] <= 1


texts = st.text(st.sampled_from("市场緩衝國𠀀「」ａA bz-’.3 "), max_size=12)


@given(texts, texts, st.sampled_from(Kind))
def test_any_pair_has_a_rating(chinese, english, kind):
    rating = rate_termhood([make_pair(chinese, english, kind)], [Passage(chinese, english)])
    assert 0 <= rating[0] <= 1


@given(texts, texts, st.sampled_from(Kind))
def test_features_are_shares(chinese, english, kind):
    features = describe_pairs([make_pair(chinese, english, kind)])
    assert features.shape == (1, len(NAMES))
    assert np.all((features >= 0) & (features <= 1))
