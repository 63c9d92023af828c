"""Which concepts a translation is checked for: what nobody has looked at only if it is a term."""

import pytest

from aligner.terms.checking.trusting import choose_concepts, is_doubtful
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
    assert choose_concepts([term, word]) == ((term,), 1)
    assert choose_concepts([term, word], asks_all=True) == ((term, word), 0)
