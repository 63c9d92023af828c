"""What tells candidates that are cut out of longer ones from whole ones."""

import numpy as np
import pytest

from aligner.terms.candidates.chinese import find_chinese
from aligner.terms.candidates.english import find_english
from aligner.terms.pairing import pair_terms
from aligner.terms.pairing.atoms import read_chinese, read_english
from aligner.terms.pairing.borders import Said, compare_nested, find_cuts
from aligner.terms.pairing.links import Links
from aligner.terms.pairing.sides import Side
from aligner.terms.pairing.stretches import Signs, Stretches
from aligner.terms.records import Passage

PRISONERS = ("战俘", "prisoners of war were exchanged")
CLUB = ("帆船俱乐部", "the New York Yacht Club wants it")


def make_stretches(atoms, *runs, weights=None):
    firsts, behinds = np.array(runs, dtype=np.int64).T
    sizes = np.array(weights or [1.0] * len(runs), dtype=np.float32)
    return Stretches(atoms, firsts, behinds, sizes, np.zeros(len(runs), dtype=np.bool_))


def make_sides(texts, chinese, english):
    atoms = read_chinese(texts[0]), read_english(texts[1])
    return make_stretches(atoms[0], *chinese), make_stretches(atoms[1], *english)


@pytest.fixture
def said():
    chinese, english = make_sides(PRISONERS, [(0, 2)], [(0, 1), (0, 3), (0, 5)])
    dictionary = np.zeros((2, 5), dtype=np.float32)
    dictionary[:, [0, 2]] = np.sqrt(0.5)
    return Said(chinese, english, dictionary)


def test_one_word_of_two_says_half(said):
    assert said.find_complete()[0] == pytest.approx([0.5, 1, 1])


def test_what_stands_beside_makes_it_whole(said):
    assert said.find_torn()[0] == pytest.approx([1, 1, 1])


def test_words_that_the_dictionary_has_not_are_not_exact(said):
    assert said.find_exact()[0] == pytest.approx([0.5, 1, 0])


def make_signs(chinese, english, links, sounds=0.0):
    weights = np.array(links, dtype=np.float32)
    shape = len(chinese.firsts), len(english.firsts)
    likeness = np.full(shape, sounds, dtype=np.float32)
    return Signs(Links(weights, weights, weights), weights, weights, likeness, likeness)


def test_a_run_of_capitals_is_cut():
    chinese, english = make_sides(CLUB, [(0, 5)], [(1, 5), (2, 5), (2, 4)])
    signs = make_signs(chinese, english, np.zeros((5, 7)))
    assert find_cuts(chinese, english, signs)[0].tolist() == [0, 1, 2]


def test_words_that_others_explain_are_not_missed():
    chinese, english = make_sides(("德国总理", "German Chancellor"), [(0, 2)], [(0, 1)])
    links = np.zeros((4, 2))
    links[2:, 1] = 1
    assert find_cuts(chinese, english, make_signs(chinese, english, links)).tolist() == [[0]]


def test_what_sounds_like_all_of_it_is_whole():
    chinese, english = make_sides(("卢比奥", "Marco Rubio"), [(0, 3)], [(1, 2)])
    signs = make_signs(chinese, english, np.zeros((3, 2)), sounds=1.0)
    assert find_cuts(chinese, english, signs).tolist() == [[0]]


def test_a_surname_that_sounds_better_speaks_against_the_whole_name():
    _, english = make_sides(("卢比奥", "Marco Rubio said"), [(0, 3)], [(1, 2), (0, 2), (2, 3)])
    sounds = np.array([[1, 0.6, 0]], dtype=np.float32)
    assert compare_nested(english, sounds)[0] == pytest.approx([0, 0.4, 0])


def test_a_longer_candidate_whose_words_nothing_explains_is_seen():
    texts = ("金砖国家说", "BRICS says")
    chinese, english = make_sides(texts, [(0, 2), (0, 4)], [(0, 1)])
    links = np.zeros((5, 2), dtype=np.float32)
    assert Side(chinese, english, links).look_around().tolist() == [[1], [0]]
    links[2:4, 1] = 1
    assert Side(chinese, english, links).look_around().tolist() == [[0], [0]]


def test_texts_without_candidates_have_no_borders():
    chinese, english = make_sides(PRISONERS, [(0, 2)], [(0, 1)])
    none = Stretches(
        chinese.atoms,
        *(each[:0] for each in (chinese.firsts, chinese.behinds)),
        chinese.weights[:0],
        chinese.is_name[:0],
    )
    assert Side(none, english, np.zeros((2, 5), dtype=np.float32)).look_around().shape == (0, 1)


TEXTS = [
    Passage("战俘受到保护。", "Prisoners of war are protected."),
    Passage("双方交换了战俘。", "The two sides exchanged prisoners of war."),
    Passage("硅谷反对出口管制。", "Silicon Valley is against export controls."),
    Passage("卢卡申科会见了代表团。", "Alexander Lukashenko met the delegation."),
    Passage("彭德怀批评了政策。", "Peng Dehuai criticised the policy."),
]


@pytest.fixture(scope="module")
def found():
    chinese = find_chinese([each.chinese for each in TEXTS])
    english = find_english([each.english for each in TEXTS])
    best = {}
    for pair in pair_terms(TEXTS, chinese, english):
        best.setdefault(pair.chinese, pair.english)
    return best


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("战俘", "prisoners of war"),
        ("硅谷", "Silicon Valley"),
        ("出口管制", "export controls"),
        ("卢卡申科", "Lukashenko"),
        ("彭德怀", "Peng Dehuai"),
    ],
)
def test_the_whole_of_a_term_is_taken(found, chinese, english):
    assert found[chinese].casefold() == english.casefold()
