"""Which concepts a translation is checked for: what nobody has looked at only if it is a term."""

import pytest

from aligner.terms.checking.trusting import choose_concepts, is_doubtful, is_steady
from tmx.glossary.records import Concept, Review, Term


def make_concept(chinese, english, **facts):
    return Concept((Term("zh-CN", chinese), Term("en", english)), **facts)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"probability": 0.9}, True),
        ({"evidence": (("termhood", 0.7),)}, True),
        ({"probability": 0.9, "review": Review.ACCEPTED}, False),
        ({}, False),
    ],
    ids=["extracted", "proposed", "accepted", "entered"],
)
def test_what_was_only_found_is_doubtful(facts, expected):
    assert is_doubtful(make_concept("停火", "ceasefire", **facts)) is expected


def test_common_words_that_were_only_proposed_are_passed_over():
    found = (("termhood", 0.6),)
    term = make_concept("停火协议", "ceasefire agreement", evidence=found)
    word = make_concept("时间", "time", evidence=found)
    chosen = choose_concepts([term, word])
    assert (chosen.concepts, chosen.asked, chosen.passed_over) == ((term, word), {0}, 1)
    assert choose_concepts([term, word], asks_all=True).asked == {0, 1}


def test_rejected_concepts_play_no_part():
    concept = make_concept("停火", "ceasefire", review=Review.REJECTED)
    assert choose_concepts([concept]).concepts == ()


@pytest.mark.parametrize(
    ("probability", "asked", "kept", "expected"),
    [
        (0.9, None, None, True),
        (0.52, None, None, False),
        (0.6, 1, 1, True),
        (0.9, 14, 10, True),
        (0.9, 13, 3, False),
        (0.7, 2, 1, False),
        (0.98, 2, 1, True),
        (None, None, None, True),
    ],
)
def test_what_its_texts_often_render_otherwise_is_not_steady(probability, asked, kept, expected):
    counted = () if asked is None else (("asked_zh", asked), ("kept_zh", kept))
    concept = make_concept("停火", "ceasefire", probability=probability, evidence=counted)
    assert is_steady(concept, "zh-TW") is expected
