"""The prior that rows of a file give: a help where they are right, no harm where they are not."""

import numpy as np
import pytest

from aligner.aligning import find_beads, load_model
from aligner.aligning.band import Band
from aligner.aligning.crf import Lattice, Scores
from aligner.aligning.decoding import Step
from aligner.aligning.pair import TYPES
from aligner.aligning.rows import Rows, find_rows
from aligner.hints import Hints
from aligner.records import Document, Paragraph, Segment, Side
from tests.aligner.fakes import WORDS, BilingualEncoder

CHINESE = list(WORDS)


def make_side(rows, language, texts=None):
    texts = texts or ["x"] * len(rows)
    paragraphs = tuple(Paragraph(t, row=row) for t, row in zip(texts, rows, strict=True))
    segments = tuple(Segment(text, number) for number, text in enumerate(texts))
    return Side(Document(paragraphs, language), segments)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([1, 1, 2], [1, 2, 2], ([0, 0, 1], [0, 1, 1])),
        ([1, 2, 4], [1, 3, 4], ([0, 1, 3], [0, 2, 3])),
        ([None, 5, None, 9], [None, 5, 9, None], ([0, 1, 2, 3], [0, 1, 3, 4])),
    ],
    ids=["numbers", "rows-of-one-side", "text-between-rows"],
)
def test_rows_are_numbered_over_both_sides(left, right, expected):
    rows = find_rows(make_side(left, "zh"), make_side(right, "en"))
    assert (rows.left.tolist(), rows.right.tolist()) == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [([None] * 3, [None] * 3), ([1, 1], [1, 1]), ([1, 2], [3, 4]), ([2, 1, 3], [1, 2, 3])],
    ids=["none", "one-row", "none-shared", "out-of-order"],
)
def test_no_rows(left, right):
    assert find_rows(make_side(left, "zh"), make_side(right, "en")) is None


def test_edges_are_counted_as_by_hand():
    rows = Rows(np.array([0, 0, 1, 2, 6]), np.array([0, 1, 1, 2, 3]))
    n, m = 5, 5
    band = Band(np.zeros(n + 1, np.int64), np.full(n + 1, m), np.empty((0, 2), np.int64))
    cells = (n + 1) * (m + 1)
    scores = Scores(np.zeros((cells, len(TYPES)), np.float32), *map(np.zeros, (n, m, n, m)))
    lattice = Lattice(band, scores)
    counts = rows.count_edges(lattice)
    for cell in range(cells):
        i, j = int(lattice.rows[cell]), int(lattice.columns[cell])
        for number, (a, b) in enumerate(TYPES):
            if a <= i and b <= j:
                places = [*rows.left[i - a : i], *rows.right[j - b : j]]
                assert counts[cell, number] == min(max(places) - min(places), 3)


def test_the_cost_follows_how_rare_beads_over_an_edge_are():
    rows = Rows(np.arange(20), np.arange(20))
    within = [Step(k, 1, k, 1) for k in range(20)]
    over = [Step(k, 1, k + 1, 1) for k in range(19)]
    assert rows.estimate_cost(within) > 3
    assert rows.estimate_cost(over) == 0
    assert 0 < rows.estimate_cost(within[:15] + over[15:]) < rows.estimate_cost(within)


def say(words, language):
    if language == "zh":
        return "、".join(words) + "。"
    return " and ".join(WORDS[word] for word in words).capitalize() + "."


def align(left_rows, right_rows, content):
    sides = [
        make_side(rows, language, [say(words, language) for words in content])
        for rows, language in ((left_rows, "zh"), (right_rows, "en"))
    ]
    return find_beads(*sides, BilingualEncoder(), load_model(), hints=Hints(has_paragraphs=False))


def test_rows_that_are_wrong_are_not_imposed():
    content = [[CHINESE[k % len(CHINESE)], CHINESE[(3 * k + 1) % len(CHINESE)]] for k in range(16)]
    shifted = [max(k - 1, 0) for k in range(16)]
    expected = [((k,), (k,)) for k in range(16)]
    for rows in (list(range(16)), shifted):
        found = align(list(range(16)), rows, content)
        assert [(bead.source, bead.target) for bead in found] == expected


def test_rows_decide_where_the_texts_do_not():
    words = [CHINESE[0], CHINESE[1]]
    content = [words] * 6
    sides = [
        make_side(rows, language, [say(w, language) for w in content[: len(rows)]])
        for rows, language in (([0, 1, 2, 3, 4, 5], "zh"), ([0, 1, 3, 4, 5], "en"))
    ]
    beads = find_beads(*sides, BilingualEncoder(), load_model(), hints=Hints(has_paragraphs=False))
    assert [bead.source for bead in beads if not bead.target] == [(2,)]
