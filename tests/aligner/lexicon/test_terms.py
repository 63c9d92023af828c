import numpy as np
import pytest

from aligner.lexicon import find_evidence
from aligner.lexicon.dictionary import load_dictionary
from aligner.lexicon.terms import extend_dictionary

NAME = ("布洛克維亞聯邦共和國政府", "Blorkovian government")


@pytest.fixture(scope="module")
def dictionary():
    return load_dictionary()


def test_a_term_is_a_word_of_the_dictionary(dictionary):
    extended = extend_dictionary(dictionary, [NAME, ("绥靖", "appeasement")])
    text = "布洛克维亚联邦共和国政府绥靖停火"
    assert extended.find_words(text) == ["布洛克维亚联邦共和国政府", "绥靖", "停火"]
    assert extended.glosses_of("布洛克维亚联邦共和国政府") == {"blorkovian": 1.0, "govern": 1.0}
    assert extended.glosses_of("绥靖")["appeas"] == 1.0


def test_what_the_dictionary_has_stays(dictionary):
    extended = extend_dictionary(dictionary, [("停火", "Zanthic pause")])
    known = dictionary.glosses_of("停火")
    assert extended.glosses_of("停火") == known | {"zanthic": 1.0, "paus": 1.0}
    for word in ("协议", "和平"):
        assert extended.glosses_of(word) == dictionary.glosses_of(word)
    assert "布洛克维亚联邦共和国政府" not in dictionary.numbers


@pytest.mark.parametrize("terms", [(), [("停火", "of the")], [("", "truce")]])
def test_terms_without_words_are_passed_over(dictionary, terms):
    assert extend_dictionary(dictionary, terms) is dictionary


def test_texts_share_what_a_term_says():
    chinese = ["布洛克維亞聯邦共和國政府回應。", "他笑了。"]
    english = ["The Blorkovian government replied.", "He laughed."]
    rows = columns = np.arange(2)
    before = find_evidence(chinese, english).shared(rows, columns)
    after = find_evidence(chinese, english, [NAME]).shared(rows, columns)
    assert after[0, 0] > before[0, 0]
    assert after[1].tolist() == before[1].tolist()
