"""The order of pairs."""

import random

import pytest

from aligner.terms.records import Kind, Passage, TermPair
from aligner.terms.termhood import rank_pairs, rate_termhood
from aligner.terms.termhood.ranking import TERMHOOD

PASSAGES = [Passage("威懾和市場。", "Deterrence and the market.")]


def make_pair(chinese, english, probability=0.9, count=1, kind=Kind.WORD):
    places = tuple((0, (0, len(chinese)), (0, len(english))) for _ in range(count))
    return TermPair(chinese, english, places, probability, {"cosine": 0.5}, kind)


DETERRENCE = make_pair("威懾", "deterrence")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (DETERRENCE, make_pair("市場", "market")),
        (DETERRENCE, make_pair("市場", "market", count=9)),
        (DETERRENCE, make_pair("威懾", "deterrence", probability=0.6)),
        (make_pair("威懾", "deterrence", count=4), DETERRENCE),
        (make_pair("乌克兰", "Ukraine", kind=Kind.NAME), make_pair("星期五", "Friday")),
    ],
    ids=["term", "frequent common word", "probability", "count", "name"],
)
def test_the_better_pair_comes_first(better, worse):
    first, second = rank_pairs([worse, better], PASSAGES)
    assert (first.chinese, len(first.places)) == (better.chinese, len(better.places))
    assert first.probability >= second.probability


def test_the_rating_is_among_the_evidence():
    (ranked,) = rank_pairs([DETERRENCE], PASSAGES)
    assert ranked.evidence == {"cosine": 0.5, TERMHOOD: rate_termhood([DETERRENCE], PASSAGES)[0]}
    assert ranked.chinese == DETERRENCE.chinese


def test_the_order_does_not_depend_on_the_order_given():
    pairs = [
        make_pair(word * 2, word, probability=k % 3 / 4) for k, word in enumerate("甲乙丙丁戊")
    ]
    mixed = random.Random(1).sample(pairs, len(pairs))
    assert rank_pairs(pairs, PASSAGES) == rank_pairs(mixed, PASSAGES)


def test_no_pairs_give_no_rows():
    assert rank_pairs([], PASSAGES) == []
