"""Candidates and pairs of the article against hand-checked pairs.

The model was trained on them; what it gets of unseen ones `scripts/train_terms` says.
"""

import pytest
from term_gold import POLITICS, read_collection, read_gold

from aligner.terms.candidates.chinese import find_chinese
from aligner.terms.candidates.english import find_english
from aligner.terms.pairing import pair_terms
from aligner.terms.pairing.atoms import fold_chinese, fold_english
from tests.corpora import needs_shared


def fold(chinese, english):
    return fold_chinese(chinese), fold_english(english)


@pytest.fixture(scope="module")
def gold():
    listed = [each for each in read_gold() if each.collection == "article"]
    return {fold(each.chinese, each.english): each.is_right for each in listed}


@pytest.fixture(scope="module")
def found():
    passages = list(read_collection("article").values())
    chinese = find_chinese([each.chinese for each in passages])
    english = find_english([each.english for each in passages])
    pairs = pair_terms(passages, chinese, english)
    return {fold(each.chinese, each.english): each.probability for each in pairs}


def test_probable_pairs_are_right(found, gold):
    judged = [gold[key] for key, chance in found.items() if chance >= 0.7 and key in gold]
    assert len(judged) > 80
    assert sum(judged) / len(judged) > 0.9


def test_most_right_pairs_are_found(found, gold):
    right = [key for key, is_right in gold.items() if is_right]
    assert sum(found.get(key, 0) >= 0.5 for key in right) / len(right) > 0.75


def test_sentences_to_measure_by_are_not_fitted_to():
    unseen = POLITICS.with_name("politics_unseen.tsv").read_text(encoding="utf-8").splitlines()
    fitted = {each.chinese for each in read_collection("politics").values()}
    rows = [line.split("\t") for line in unseen if not line.startswith("#")]
    assert {len(row) for row in rows} == {2}
    assert fitted.isdisjoint(row[0] for row in rows)


@pytest.mark.parametrize("name", ["article", "politics"])
def test_checked_pairs_stand_in_our_own_passages(name):
    check_places(name)


@pytest.mark.parametrize("name", ["mag/003", "mac-dev/002"])
@needs_shared
def test_checked_pairs_stand_in_their_passages(name):
    check_places(name)


def check_places(name):
    passages = read_collection(name)
    for each in read_gold():
        if each.collection == name:
            passage = passages[each.number]
            assert each.chinese in passage.chinese
            assert each.english in passage.english
