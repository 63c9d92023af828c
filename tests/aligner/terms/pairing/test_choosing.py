import numpy as np
import pytest

from aligner.terms.pairing.choosing import choose_pairs

CASES = {
    "apart in both": ([(0, 2), (3, 5)], [(4, 6), (0, 2)], [0, 1]),
    "inside in both": ([(0, 6), (0, 2)], [(0, 9), (4, 9)], [0, 1]),
    "around in both": ([(0, 2), (0, 6)], [(4, 9), (0, 9)], [0, 1]),
    "inside in one, apart in the other": ([(0, 6), (0, 2)], [(0, 9), (10, 12)], [0, 1]),
    "apart in one, across in the other": ([(0, 2), (3, 5)], [(0, 4), (2, 6)], [0]),
    "inside in one, around in the other": ([(0, 6), (0, 2)], [(2, 4), (0, 9)], [0]),
    "across": ([(0, 4), (2, 6)], [(0, 4), (2, 6)], [0]),
    "one stretch twice": ([(0, 4), (0, 4)], [(0, 4), (5, 6)], [0]),
}


@pytest.mark.parametrize(("chinese", "english", "kept"), CASES.values(), ids=CASES)
def test_pairs_stand_beside_each_other_unless_they_clash(chinese, english, kept):
    assert choose_pairs(np.array(chinese), np.array(english), [0, 1]) == kept


def test_the_better_pair_stands():
    same = np.array([(0, 4), (0, 4)])
    assert choose_pairs(same, np.array([(0, 4), (5, 6)]), [1, 0]) == [1]


def test_nothing_is_chosen_of_nothing():
    assert choose_pairs(np.zeros((0, 2)), np.zeros((0, 2)), []) == []
