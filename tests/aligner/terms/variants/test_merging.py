"""Which concepts become one, and what becomes of their terms."""

import pytest

from aligner.terms.variants import merge_variants
from tmx.glossary.records import Concept, Glossary, Provenance, Review, Term, TermStatus

PREFERRED, ADMITTED = TermStatus.PREFERRED, TermStatus.ADMITTED


def make(chinese, english, tag="zh-CN", english_tag="en", count=2, **facts):
    terms = tuple(
        Term(language, text, PREFERRED, Provenance.CORPUS, count, f"{text}.")
        for language, text in ((tag, chinese), (english_tag, english))
    )
    return Concept(terms, **{"count": count, "probability": 0.8} | facts)


def merge(*concepts):
    return merge_variants(Glossary(concepts)).concepts


SAME = [
    ("name", make("特朗普", "Trump"), make("川普", "Trump", "zh-TW")),
    ("script", make("停火协议", "ceasefire"), make("停火協議", "ceasefire", "zh-HK")),
    ("territory", make("沙特阿拉伯", "Saudi Arabia"), make("沙地阿拉伯", "Saudi Arabia", "zh-HK")),
    ("inside", make("特朗普政府", "Trump team"), make("川普政府", "Trump team", "zh-TW")),
    ("words", make("网络安全", "network security"), make("網路安全", "network security", "zh-TW")),
    ("spelling", make("国防", "defence"), make("國防", "Defense", "zh-TW")),
    ("number", make("缓冲国", "buffer state"), make("緩衝國", "buffer states", "zh-TW")),
]


@pytest.mark.parametrize(("one", "other"), [s[1:] for s in SAME], ids=[s[0] for s in SAME])
def test_regions_and_scripts_of_a_concept_become_one(one, other):
    for concepts in ((one, other), (other, one)):
        (merged,) = merge(*concepts)
        assert {t.text for t in merged.terms} == {t.text for c in concepts for t in c.terms}
        assert merged.count == 4


OTHER = [
    ("english", make("制裁", "sanctions"), make("制裁", "penalty", "zh-TW")),
    ("chinese", make("特朗普", "Trump"), make("拜登", "Trump", "zh-TW")),
    ("meaning", make("川普", "Sichuanese"), make("特朗普", "Trump", "zh-TW")),
    ("rejected", make("特朗普", "Trump"), make("川普", "Trump", review=Review.REJECTED)),
    (
        "accepted",
        make("特朗普", "Trump", review=Review.ACCEPTED),
        make("川普", "Trump", review=Review.ACCEPTED),
    ),
]


@pytest.mark.parametrize(("one", "other"), [o[1:] for o in OTHER], ids=[o[0] for o in OTHER])
def test_other_concepts_stay_apart(one, other):
    assert merge(one, other) == (one, other)


def test_each_language_has_one_preferred_term_of_those_found():
    one, other = make("特朗普", "Trump", count=3), make("川普", "Trump", "zh-TW", count=2)
    (merged,) = merge(one, other, make("川普", "Trump", "zh-CN", count=9))
    found = [(t.language, t.text, t.status, t.count) for t in merged.terms]
    assert found == [
        ("zh-CN", "川普", PREFERRED, 9),
        ("zh-CN", "特朗普", ADMITTED, 3),
        ("zh-TW", "川普", PREFERRED, 2),
        ("en", "Trump", PREFERRED, 14),
    ]


def test_a_form_of_another_locale_is_preferred_there():
    terms = make("停火协议", "ceasefire").terms
    other = Term("zh-TW", "停火協議", ADMITTED, Provenance.CORPUS, 1)
    (merged,) = merge(Concept((terms[0], other, terms[1])))
    assert [t.status for t in merged.terms] == [PREFERRED] * 3


def test_what_is_deprecated_stays_so():
    deprecated = Term("zh-TW", "川普", TermStatus.DEPRECATED, Provenance.CORPUS, 9)
    (merged,) = merge(Concept((*make("特朗普", "Trump").terms, deprecated)))
    assert deprecated in merged.terms


def test_what_was_accepted_takes_in_what_is_proposed():
    accepted = make(
        "川普", "Trump", "zh-TW", review=Review.ACCEPTED, id="c7", definition="president", note="a"
    )
    (merged,) = merge(make("特朗普", "Trump", id="c1", note="b", probability=0.9), accepted)
    assert (merged.review, merged.id, merged.definition) == (Review.ACCEPTED, "c7", "president")
    assert (merged.note, merged.probability) == ("a; b", 0.9)


def test_the_order_is_that_of_the_first():
    concepts = make("普京", "Putin"), make("特朗普", "Trump"), make("普丁", "Putin", "zh-TW")
    merged = merge(*concepts)
    assert [each.terms[0].text for each in merged] == ["普京", "特朗普"]
    assert merge(*merged) == merged


def test_odd_concepts_stay_as_they_are():
    empty = Concept(())
    english = Concept((Term("en", "…"),))
    chinese = Concept((Term("zh", "\ud800。"), Term("en", "!")))
    assert merge(empty, english, chinese, english) == (empty, english, chinese, english)
