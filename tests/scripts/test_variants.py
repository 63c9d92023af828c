"""Cut and interpolated variants: gold stays gold, and as much goes as was asked."""

import random

import pytest
from corpora import GoldBead, GoldPair, GoldSide
from cuts import LEFT, RIGHT, cut_runs, insert_strangers, make_variant, put_together, take_apart
from variants import CUTS, make_strange


def make_pair(beads=200, name="made"):
    """Make a pair that has a 1–2 and a 2–1 bead among each ten."""
    left, right, gold = [], [], []
    for number in range(beads):
        sizes = {3: (1, 2), 7: (2, 1)}.get(number % 10, (1, 1))
        spans = []
        for side, size in zip((left, right), sizes, strict=True):
            spans.append(tuple(range(len(side), len(side) + size)))
            side += [f"{'LR'[side is right]}{number}.{k}" for k in range(size)]
        gold.append(GoldBead(*spans))
    return GoldPair(name, GoldSide(tuple(left)), GoldSide(tuple(right)), tuple(gold))


PAIR = make_pair()
STRANGE = make_strange([[f"S{side}{n}" for n in range(50)] for side in "LR"])


def numbers_of(pair, side):
    return [n for bead in pair.beads for n in (bead.left, bead.right)[side]]


def pairs_as_text(pair):
    """Which texts belong together in a pair."""
    return {
        (
            tuple(pair.left.segments[i] for i in bead.left),
            tuple(pair.right.segments[j] for j in bead.right),
        )
        for bead in pair.beads
        if bead.left and bead.right
    }


@pytest.mark.parametrize("variant", [*CUTS, *STRANGE], ids=lambda variant: variant.label)
def test_every_segment_is_in_one_bead_and_in_order(variant):
    made = make_variant(PAIR, variant.label, variant.change, paragraphs=False)
    assert numbers_of(made, LEFT) == list(range(len(made.left.segments)))
    assert numbers_of(made, RIGHT) == list(range(len(made.right.segments)))
    assert pairs_as_text(made) <= pairs_as_text(PAIR)


@pytest.mark.parametrize("variant", [*CUTS, *STRANGE], ids=lambda variant: variant.label)
def test_the_same_call_gives_the_same_variant(variant):
    first, second = (
        make_variant(PAIR, variant.label, variant.change, paragraphs=False) for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("variant", CUTS[1:], ids=lambda variant: variant.label)
def test_the_share_that_was_asked_for_is_cut(variant):
    made = make_variant(PAIR, variant.label, variant.change, paragraphs=False)
    share = int(variant.label.split(" ")[0]) / 100
    for side, name in enumerate(("left", "right")):
        before, after = (len((p.left, p.right)[side].segments) for p in (PAIR, made))
        cut = 0.0 if variant.label.endswith({"left": "right", "right": "left"}[name]) else share
        assert before - after == pytest.approx(cut * before, abs=2)


@pytest.mark.parametrize("runs", [1, 2, 4])
@pytest.mark.parametrize("seed", range(5))
def test_runs_do_not_touch(runs, seed):
    rows = take_apart(PAIR)
    cut_runs(rows, 0.3, LEFT, random.Random(seed), runs=runs)
    flags = "".join("x" if not row.texts[LEFT] else "." for row in rows)
    assert len(flags.replace(".", " ").split()) == runs


@pytest.mark.parametrize("variant", STRANGE, ids=lambda variant: variant.label)
def test_strangers_are_added_and_nothing_is_lost(variant):
    made = make_variant(PAIR, variant.label, variant.change, paragraphs=False)
    side = 0 if variant.label.endswith("left") else 1
    segments = (made.left, made.right)[side].segments
    added = [text for text in segments if text.startswith("S")]
    old = (PAIR.left, PAIR.right)[side].segments
    assert len(added) == round(0.15 * len(old))
    assert [text for text in segments if not text.startswith("S")] == list(old)
    assert pairs_as_text(made) == pairs_as_text(PAIR)


def test_without_strangers_the_far_half_of_the_text_is_inserted():
    rows = take_apart(PAIR)
    insert_strangers(rows, 0.05, RIGHT, (), random.Random(1))
    made = put_together(rows, "far")
    assert len(made.right.segments) == round(1.05 * len(PAIR.right.segments))
    old = {text: place for place, text in enumerate(PAIR.right.segments)}
    for bead in made.beads:
        if not bead.left:
            distance = abs(old[made.right.segments[bead.right[0]]] - bead.right[0])
            assert 0.35 < distance / len(old) < 0.65
