"""What is seen of an alignment: curves, omissions, warnings, and what both sides share."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.inspection.omissions import find_omissions
from aligner.inspection.path import smooth_confidence, trace_path
from aligner.inspection.sharing import Sharer
from aligner.inspection.warnings import WarningCode, make_inspector
from aligner.records import Alignment, Bead, Document, Paragraph, Segment, Side


def make_side(texts, language):
    paragraphs = tuple(Paragraph(text, n) for n, text in enumerate(texts, 1))
    segments = tuple(Segment(text, n) for n, text in enumerate(texts))
    return Side(Document(paragraphs, language, "a.txt"), segments)


@st.composite
def alignments(draw):
    """Draw beads that run forward over both sides."""
    sizes = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=12))
    beads, at = [], (0, 0)
    for source, target in sizes:
        beads.append(
            Bead(
                tuple(range(at[0], at[0] + source)),
                tuple(range(at[1], at[1] + target)),
                draw(st.floats(0, 1)),
            )
        )
        at = at[0] + source, at[1] + target
    texts = [[draw(st.sampled_from(["", "甲", "字字字", "a b"])) for _ in range(n)] for n in at]
    return Alignment(make_side(texts[0], "zh-CN"), make_side(texts[1], "en"), tuple(beads))


@settings(deadline=None, max_examples=60)
@given(alignments())
def test_the_path_goes_through_every_bead_in_order(alignment):
    steps = trace_path(alignment)
    assert [step.number for step in steps] == list(range(len(alignment.beads)))
    for before, after in pairwise(steps):
        assert (before.source[1], before.target[1]) == (after.source[0], after.target[0])
    if steps:
        assert steps[-1].source[1] in {0.0, 1.0}
        assert all(0 <= value <= 1 for value in smooth_confidence(steps, 7) if value is not None)


@settings(deadline=None, max_examples=60)
@given(alignments())
def test_omissions_hold_what_has_no_counterpart_and_nothing_else(alignment):
    found = find_omissions(alignment)
    numbers = {number for each in found for number in each.beads}
    null = {n for n, bead in enumerate(alignment.beads) if bead.is_null}
    assert numbers <= null
    for number in null - numbers:
        bead = alignment.beads[number]
        side = alignment.source if bead.source else alignment.target
        assert not side.text_of((*bead.source, *bead.target)).strip() or number in numbers


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param("三十人", "30 people", [("30 people"[:2], "三十")], id="numerals"),
        pytest.param("北約（NATO）", "NATO", [("NATO", "NATO")], id="Latin letters"),
        pytest.param("十人", "11 people", [], id="another number"),
        pytest.param("停火談判", "a ceasefire", [("ceasefire", "停火")], id="term"),
    ],
)
def test_what_both_say_is_marked(source, target, expected):
    sharer = Sharer([("停火", "ceasefire")], ("zh-HK", "en-GB"))
    left, right = sharer.find_marks([source], [target])
    found = [
        (target[b.start : b.stop], source[a.start : a.stop])
        for a in left[0]
        for b in right[0]
        if a.number == b.number
    ]
    assert found == expected


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.text(alphabet="三十12停火談判 NATO", max_size=20), max_size=3),
    st.lists(st.text(alphabet="30 1ceasefire NATO", max_size=20), max_size=3),
)
def test_marks_lie_inside_the_text_and_apart(source, target):
    sharer = Sharer([("停火", "ceasefire"), ("停火談判", "fire")], ("zh-HK", "en-GB"))
    for side, texts in zip(sharer.find_marks(source, target), (source, target), strict=True):
        assert len(side) == len(texts)
        for marks, text in zip(side, texts, strict=True):
            ends = [0, *(place for mark in marks for place in (mark.start, mark.stop)), len(text)]
            assert ends == sorted(ends)
            assert all(mark.start < mark.stop for mark in marks)


@pytest.mark.parametrize("is_swapped", [False, True])
@pytest.mark.parametrize(
    ("chinese", "english", "code", "detail"),
    [
        ("共有30个孩子。", "There were 40 children.", WarningCode.NUMBERS, "30 | 40"),
        ("船长看见灯塔。", "船长看见灯塔。", WarningCode.EQUAL, ""),
        ("冬天很长。", "The winter was long. " * 12, WarningCode.LENGTH, "5 | 252"),
        ("共有三十个孩子。", "There were thirty children.", None, ""),
    ],
)
def test_warnings_name_what_differs(chinese, english, code, detail, is_swapped):
    sides = make_side([chinese], "zh-CN"), make_side([english], "en")
    texts = (chinese, english)
    if is_swapped:
        sides, texts = sides[::-1], texts[::-1]
        detail = " | ".join(reversed(detail.split(" | ")))
    inspector = make_inspector(Alignment(*sides, (Bead((0,), (0,), 0.9),)))
    found = inspector.find_warnings(sides[0].segments, sides[1].segments, texts)
    assert [(each.code, each.detail) for each in found] == (
        [] if code is None else [(code, detail)]
    )


def test_a_destroyed_passage_is_warned_of_until_it_is_edited():
    side, other = make_side(["它們?cè)谫Y源"], "zh-CN"), make_side(["They"], "en")
    damaged = replace(side.segments[0], is_damaged=True)
    inspector = make_inspector(Alignment(side, other, (Bead((0,), (0,)),)))
    for segment, expected in (
        (damaged, [WarningCode.DAMAGED]),
        (replace(damaged, edit="它們"), []),
    ):
        found = inspector.find_warnings([segment], other.segments, (segment.current, "They"))
        assert [each.code for each in found if each.code is WarningCode.DAMAGED] == expected
