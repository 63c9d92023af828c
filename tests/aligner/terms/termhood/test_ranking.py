"""The order of pairs."""

import random

import pytest

from aligner.terms.records import Kind, Passage, TermPair
from aligner.terms.termhood import rank_pairs, rate_termhood
from aligner.terms.termhood.ranking import TERMHOOD
from aligner.terms.termhood.seeds import add_seeds

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


def test_a_word_that_everybody_uses_stands_behind_a_rarer_one_of_the_field():
    president = make_pair("總統", "president", probability=0.99, count=30)
    first, _ = rank_pairs([president, make_pair("綏靖", "appeasement")], PASSAGES)
    assert first.chinese == "綏靖"


def test_what_the_user_listed_comes_first(tmp_path):
    listed = tmp_path / "own.txt"
    listed.write_text("市场\n", encoding="utf-8")
    pairs = [make_pair("市場", "market"), make_pair("威懾", "deterrence", probability=0.8)]
    assert [each.chinese for each in rank_pairs(pairs, PASSAGES)] == ["威懾", "市場"]
    ranked = rank_pairs(pairs, PASSAGES, add_seeds(listed))
    assert [each.chinese for each in ranked] == ["市場", "威懾"]
