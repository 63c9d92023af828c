"""Which locale a term belongs to that was printed without a region."""

import pytest

from aligner.terms.variants.assigning import assign_locales
from tmx.glossary.records import Concept, Glossary, Term

THREE = ("zh-CN", "zh-TW", "zh-HK")


def make(chinese, english, tag="zh", example=""):
    return Concept((Term(tag, chinese, example=example), Term("en", english)))


def find_tags(concepts, languages=THREE):
    assigned = assign_locales(Glossary(tuple(concepts)), languages)
    for before, after in zip(concepts, assigned.concepts, strict=True):
        assert [each.text for each in before.terms] == [each.text for each in after.terms]
    return [each.terms[0].language for each in assigned.concepts]


CASES = [
    ("simplified", make("停火协议", "ceasefire"), "zh-CN"),
    ("traditional", make("停火協議", "ceasefire"), "zh-TW"),
    ("tag without characters", make("外交", "diplomacy", "zh-Hant"), "zh-TW"),
    ("simplified tag", make("外交", "diplomacy", "zh-Hans"), "zh-CN"),
    ("Taiwan by a name", make("川普", "Trump", "zh-Hant"), "zh-TW"),
    ("Hong Kong by a name", make("特朗普", "Trump", "zh-Hant"), "zh-HK"),
    ("Hong Kong by characters", make("衞生部", "health"), "zh-HK"),
    ("Taiwan by characters", make("衛生部", "health"), "zh-TW"),
    ("台 is written in both", make("台灣海峽", "Taiwan Strait"), "zh-TW"),
    ("example", make("外交", "diplomacy", example="衞生部的外交關係"), "zh-HK"),
    ("simplified example", make("外交", "diplomacy", example="外交关系"), "zh-CN"),
    ("nothing tells", make("外交", "diplomacy"), "zh"),
    ("a region stays", make("協議", "agreement", "zh-MO"), "zh-MO"),
    ("script and region stay", make("外交", "diplomacy", "zh-Hans-HK"), "zh-Hans-HK"),
]


@pytest.mark.parametrize(("concept", "tag"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_locale_follows_from_what_is_written(concept, tag):
    assert find_tags([concept]) == [tag]


def test_what_tells_nothing_follows_the_glossary():
    concepts = [make("外交", "diplomacy"), make("衞生部", "health"), make("和平", "peace")]
    assert find_tags(concepts) == ["zh-HK"] * 3


def test_only_locales_that_are_asked_for_are_given():
    concepts = [make("停火協議", "ceasefire"), make("停火协议", "ceasefire")]
    assert find_tags(concepts, ["zh-HK"]) == ["zh-HK", "zh"]
    assert find_tags(concepts, ["zh-SG"]) == ["zh", "zh-SG"]
    assert find_tags(concepts, ["en-GB"]) == ["zh", "zh"]
