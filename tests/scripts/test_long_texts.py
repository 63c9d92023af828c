"""Long texts made of short ones: exact numbers, gold that covers them, no copies."""

import pytest
from corpora import GoldBead, GoldPair, GoldSide, read_align
from cuts import take_apart
from long_texts import make_long_pair, read_pairs, write_pair


def make_pair(name, beads=60):
    left = tuple(f"{name}左{n}。" for n in range(beads))
    right = tuple(f"{name} right {n}." for n in range(beads))
    gold = tuple(GoldBead((n,), (n,)) for n in range(beads))
    return GoldPair(name, GoldSide(left), GoldSide(right), gold)


PAIRS = [make_pair("A"), make_pair("B")]
SIZES = [(30, 30), (100, 130), (900, 900), (900, 1250), (1250, 900)]


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_the_numbers_are_those_asked_for_and_each_segment_is_in_one_bead(sizes):
    made = make_long_pair(PAIRS, *sizes)
    assert (len(made.left.segments), len(made.right.segments)) == sizes
    assert [i for bead in made.beads for i in bead.left] == list(range(sizes[0]))
    assert [j for bead in made.beads for j in bead.right] == list(range(sizes[1]))


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_few_segments_are_without_counterpart(sizes):
    made = make_long_pair(PAIRS, *sizes)
    nulls = [bead for bead in made.beads if not (bead.left and bead.right)]
    assert len(nulls) <= 0.04 * len(made.beads)


def parts_of(text):
    return sorted(part.strip() for part in text.split("."))


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_what_is_in_a_bead_is_a_translation(sizes):
    for row in take_apart(make_long_pair(PAIRS, *sizes)):
        if row.is_pair:
            left = "".join(row.texts[0]).replace("左", " right ").replace("。", ".")
            assert parts_of(left) == parts_of(" ".join(row.texts[1]))


def test_hardly_a_segment_comes_twice():
    made = make_long_pair(PAIRS, 600, 600)
    for side in (made.left, made.right):
        assert len(set(side.segments)) >= 0.99 * len(side.segments)


def test_the_seed_decides():
    assert make_long_pair(PAIRS, 400, 400) == make_long_pair(PAIRS, 400, 400)
    assert make_long_pair(PAIRS, 400, 400) != make_long_pair(PAIRS, 400, 400, seed=2)


def test_a_corpus_is_turned_so_that_chinese_is_left_and_written_as_files(corpus, tmp_path):
    pairs = read_pairs([f"{corpus}:zh:en"])
    assert pairs[0].left.segments[1] == "他的女儿还没有回家。"
    write_pair(make_long_pair(pairs, 6, 6), tmp_path / "out")
    assert (tmp_path / "out" / "zh.txt").read_text("utf-8").count("\n") == 6
    assert len((tmp_path / "out" / "en.txt").read_text("utf-8").splitlines()) == 6
    assert read_align(tmp_path / "out" / "gold.align")[0] == GoldBead((0,), (0,))


def test_a_missing_corpus_is_named(tmp_path):
    with pytest.raises(SystemExit, match="no folder of gold alignments"):
        read_pairs([f"{tmp_path / 'nothing'}:zh:en"])
