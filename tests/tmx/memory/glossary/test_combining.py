import pytest

from tmx.glossary.records import Concept, Provenance, Review, Term, TermStatus
from tmx.memory.glossary.combining import (
    list_pairs,
    order,
    prefer_accepted,
    take_in,
    take_over,
    unite,
)

LANGUAGES = ("zh", "en")
TRUCE = Concept((Term("zh-CN", "停火", count=2), Term("en-GB", "truce", count=2)), count=2)


def name(concepts):
    return [(each.terms[0].text, each.review.value) for each in concepts]


def make(chinese, english, review=Review.PROPOSED, **more):
    return Concept((Term("zh", chinese), Term("en", english)), review=review, **more)


@pytest.mark.parametrize(
    ("terms", "pairs"),
    [
        ([("zh-TW", "關稅"), ("en", "Tariffs")], [("关税", "tariffs")]),
        (
            [("zh", "北约"), ("en", "NATO"), ("zh", "北大西洋公约组织")],
            [("北约", "nato"), ("北大西洋公约组织", "nato")],
        ),
        ([("yue-HK", "停火")], [("停火", "")]),
        ([("en", "truce")], [("", "truce")]),
        ([("fr", "trêve")], []),
        ([("nonsense tag", "x")], []),
        ([("zh", "𠀀"), ("en", "—")], [("𠀀", "—")]),
    ],
    ids=["script", "two terms", "one side", "other side", "other", "no tag", "no letters"],
)
def test_what_makes_concepts_the_same(terms, pairs):
    assert list_pairs(Concept(tuple(Term(*each) for each in terms)), LANGUAGES) == pairs


def test_what_was_accepted_keeps_its_words_and_gets_counts():
    accepted = make("停火", "truce", Review.ACCEPTED, definition="no shots")
    found = Concept(
        (
            Term("zh", "停火", count=5, example="双方停火。"),
            Term("en", "truce", TermStatus.PREFERRED, Provenance.CORPUS, 3, "A truce."),
            Term("en", "ceasefire", count=2),
        ),
        probability=0.9,
        count=5,
        evidence=(("cosine", 0.5),),
    )
    after = take_over(accepted, found)
    assert [(each.text, each.count, each.status) for each in after.terms] == [
        ("停火", 5, None),
        ("truce", 3, None),
    ]
    assert (after.count, after.probability, after.definition) == (5, 0.9, "no shots")
    assert after.review == Review.ACCEPTED


def test_a_proposal_learns_words():
    found = Concept((Term("en", "ceasefire", count=1), Term("zh-CN", "停火", count=4)), count=4)
    after = take_over(TRUCE, found)
    assert [(each.text, each.count) for each in after.terms] == [
        ("停火", 4),
        ("truce", 2),
        ("ceasefire", 1),
    ]


def test_a_file_is_believed():
    stated = Concept(
        (Term("zh-CN", "停火", note="n"), Term("en-GB", "ceasefire", TermStatus.PREFERRED)),
        "f7",
        Review.REJECTED,
        subject="war",
    )
    after = take_in(TRUCE, stated)
    assert [(each.text, each.count, each.note) for each in after.terms] == [
        ("停火", 2, "n"),
        ("truce", 2, ""),
        ("ceasefire", None, ""),
    ]
    assert (after.id, after.review, after.subject) == ("f7", Review.REJECTED, "war")


def test_several_become_one():
    other = Concept(
        (Term("zh-CN", "停火", count=1), Term("en-GB", "armistice", count=1)),
        review=Review.ACCEPTED,
        probability=0.8,
        count=1,
        note="b",
    )
    after = unite([TRUCE, other])
    assert [(each.text, each.count) for each in after.terms] == [
        ("停火", 3),
        ("truce", 2),
        ("armistice", 1),
    ]
    assert (after.review, after.probability, after.count) == (Review.ACCEPTED, 0.8, 3)


def test_terms_of_a_language_stand_together():
    terms = [Term("zh-TW", "a"), Term("en", "b"), Term("zh-CN", "c"), Term("?", "d")]
    assert [each.text for each in order(terms)] == ["a", "c", "b", "d"]


def test_accepted_concepts_come_first_and_hide_other_words_for_the_same():
    concepts = [
        make("停火", "truce"),
        make("关税", "tariffs", Review.REJECTED),
        make("停火", "ceasefire", Review.ACCEPTED),
        make("协议", "agreement"),
        make("休战", "Ceasefire"),
    ]
    assert name(prefer_accepted(concepts)) == [
        ("停火", "accepted"),
        ("协议", "proposed"),
        ("关税", "rejected"),
    ]
