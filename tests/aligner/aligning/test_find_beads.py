"""What must hold for the beads of any two texts, under the shipped weights."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.aligning import find_beads, load_model
from aligner.hints import Hints
from aligner.records import Bead, Document, Kind, Paragraph, Segment, Side
from tests.aligner.fakes import WORDS, BilingualEncoder, FakeEncoder, make_side

ENCODER = BilingualEncoder()
CHINESE = list(WORDS)
FOUR = [["船长", "风暴"], ["港口", "孩子", "信件"], ["面包", "山谷"], ["医生", "火车", "图书"]]


@cache
def shipped_model():
    return load_model()


def say(words, language):
    if language.startswith("zh"):
        return "、".join(words) + "。"
    return " and ".join(WORDS[word] for word in words).capitalize() + "."


def align(source, target, encoder=ENCODER, **options):
    return find_beads(source, target, encoder, shipped_model(), **options)


def mirror(beads):
    return tuple(Bead(bead.target, bead.source, bead.confidence) for bead in beads)


def check_cover(beads, source, target):
    """Each segment is in one bead, and those with text in order (a bead may pass a blank one)."""
    check_side([bead.source for bead in beads], source)
    check_side([bead.target for bead in beads], target)
    assert all(bead.source or bead.target for bead in beads)
    assert all(0 <= bead.confidence <= 1 for bead in beads)


def check_side(runs, side):
    numbers = [number for run in runs for number in run]
    assert sorted(numbers) == list(range(len(side.segments)))
    visible = [number for number in numbers if side.segments[number].text.strip()]
    assert visible == sorted(visible)


@st.composite
def pairs(draw, languages=("zh-CN", "en-GB")):
    """Two sides that share some of their segments, with blanks, repeats and odd characters."""
    words = st.lists(st.sampled_from(CHINESE), min_size=1, max_size=4)
    content = draw(st.lists(words, max_size=9))
    sides = []
    for language in languages:
        texts = [say(row, language) for row in content if draw(st.integers(0, 4))]
        for odd in draw(
            st.lists(st.sampled_from(["", " ", "　", "𠀀𠀀", "🎉", "\u200b"]), max_size=3)
        ):
            texts.insert(draw(st.integers(0, len(texts))), odd)
        sides.append(make_side(texts or ["𠀀"], language))
    return tuple(sides)


@settings(max_examples=30, deadline=None)
@given(pairs())
def test_every_segment_is_in_one_bead_in_order(sides):
    check_cover(align(*sides), *sides)


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from([("zh-HK", "en-US"), ("en-GB", "zh-TW"), ("de", "fr"), ("en", "en")]).flatmap(
        pairs
    )
)
def test_swapping_the_sides_mirrors_the_beads(sides):
    source, target = sides
    assert align(target, source) == mirror(align(source, target))


@settings(max_examples=10, deadline=None)
@given(pairs())
def test_the_result_is_the_same_on_repeat(sides):
    assert align(*sides) == align(*sides)


@settings(max_examples=20, deadline=None)
@given(pairs())
def test_blank_segments_are_null_beads_of_their_own(sides):
    beads = align(*sides)
    for number, segment in enumerate(sides[0].segments):
        if not segment.text.strip():
            assert Bead((number,), ()) in beads
    for number, segment in enumerate(sides[1].segments):
        if not segment.text.strip():
            assert Bead((), (number,)) in beads


@pytest.mark.parametrize("languages", [("zh-CN", "en-GB"), ("en-GB", "zh-CN")])
def test_a_translation_is_aligned_segment_by_segment(languages):
    sides = [make_side([say(row, language) for row in FOUR], language) for language in languages]
    assert [(bead.source, bead.target) for bead in align(*sides)] == [
        ((k,), (k,)) for k in range(4)
    ]


def test_blanks_do_not_disturb_and_keep_their_numbers():
    chinese = make_side([" ", say(FOUR[0], "zh"), "", "", say(FOUR[1], "zh")], "zh-CN")
    english = make_side([say(FOUR[0], "en"), "\t", say(FOUR[1], "en"), ""], "en")
    beads = align(chinese, english, hints=Hints(has_paragraphs=False))
    assert {(bead.source, bead.target) for bead in beads if not bead.is_null} == {
        ((1,), (0,)),
        ((4,), (2,)),
    }
    check_cover(beads, chinese, english)


def test_a_sentence_left_out_is_a_null():
    rows = [CHINESE[k : k + 4] for k in range(0, 20, 4)] + FOUR
    chinese = make_side([say(row, "zh") for k, row in enumerate(rows) if k != 3], "zh-CN")
    english = make_side([say(row, "en") for row in rows], "en")
    beads = align(chinese, english)
    assert [(bead.source, bead.target) for bead in beads if bead.is_null] == [((), (3,))]


@pytest.mark.parametrize("many", [1, 2, 7, 9, 60])
@pytest.mark.parametrize("languages", [("zh-CN", "en"), ("en", "zh-CN"), ("de", "fr")])
def test_one_segment_against_many(languages, many):
    one = make_side([say(CHINESE[:3], languages[0])], languages[0])
    other = make_side([say([CHINESE[k % 20]], languages[1]) for k in range(many)], languages[1])
    beads = align(one, other)
    check_cover(beads, one, other)
    assert align(other, one) == mirror(beads)


@pytest.mark.parametrize("repeats", [2, 3, 20])
def test_equal_segments_are_aligned_in_order(repeats):
    sides = make_side(["船长。"] * repeats, "zh-CN"), make_side(["Captain."] * repeats, "en")
    check_cover(align(*sides), *sides)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pytest.param([], ["Captain."], id="empty source"),
        pytest.param(["船长。"], [" ", ""], id="blank target"),
        pytest.param([], [], id="both empty"),
    ],
)
def test_a_side_without_text_gives_null_beads(source, target):
    sides = make_side(source, "zh-CN"), make_side(target, "en")
    beads = align(*sides)
    check_cover(beads, *sides)
    assert all(bead.is_null for bead in beads)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=8), max_size=6), st.lists(st.text(max_size=8), max_size=6))
def test_any_characters(left, right):
    sides = make_side(left, "zh-CN"), make_side(right, "en")
    beads = align(*sides, encoder=FakeEncoder())
    check_cover(beads, *sides)
    assert align(*reversed(sides), encoder=FakeEncoder()) == mirror(beads)


def test_paragraphs_and_kinds_mirror_too():
    sides = [with_heading(language) for language in ("zh-HK", "en-GB")]
    beads = align(*sides)
    check_cover(beads, *sides)
    assert (beads[0].source, beads[0].target) == ((0,), (0,))
    assert align(*reversed(sides)) == mirror(beads)


def with_heading(language):
    """A heading, then two paragraphs of two segments each."""
    heading, *rows = (say(row, language) for row in ([CHINESE[1]], *FOUR))
    paragraphs = [[heading], rows[:2], rows[2:]]
    kinds = [Kind.HEADING, Kind.BODY, Kind.BODY]
    segments = tuple(
        Segment(text, number, sum(map(len, texts[:k])), kinds[number])
        for number, texts in enumerate(paragraphs)
        for k, text in enumerate(texts)
    )
    made = (Paragraph("".join(t), kind=k) for t, k in zip(paragraphs, kinds, strict=True))
    return Side(Document(tuple(made), language), segments)
