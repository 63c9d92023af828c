import numpy as np

from aligner.terms.pairing.learned import Grid, learn_links


def make_grid(chinese, english, known=None):
    shape = len(chinese), len(english)
    return Grid(np.array(chinese), np.array(english), np.zeros(shape) if known is None else known)


def test_words_that_stand_together_are_learned():
    grids = [make_grid([0, 1], [0, 1]), make_grid([0, 2], [0, 2]), make_grid([0, 3], [0, 3])]
    first = learn_links(grids)[0]
    assert first[0, 0] > 0.7
    assert first[1, 1] > 0.5
    assert first[0, 1] < 0.3


def test_the_dictionary_decides_where_nothing_is_learned():
    known = np.array([[0.0, 1.0], [0.0, 0.0]])
    first = learn_links([make_grid([0, 1], [0, 1], known)])[0]
    assert first[0, 1] > 0.7
    assert first[1, 0] > first[1, 1]


def test_nothing_is_learned_of_nothing():
    empty = Grid(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, 0)))
    assert [links.shape for links in learn_links([empty])] == [(0, 0)]
    assert learn_links([make_grid([0], [0]), empty])[1].shape == (0, 0)
