"""Changes of texts: edited, taken back, divided and joined; what is printed stays."""

from dataclasses import replace

import pytest

from aligner.records import mark_damage
from aligner.revision.grouping import merge_rows
from aligner.revision.records import RevisionError
from aligner.revision.state import RevisionState
from aligner.revision.texts import edit_text, join_segments, reset_text, split_segment
from tests.aligner.exporting.samples import make_article


@pytest.fixture
def state():
    return RevisionState(make_article())


def list_texts(state, place):
    row = state.get_row(place)
    return [state.get_segment(name).current for name in row.source + row.target]


def test_edit_and_reset(state):
    state.apply(edit_text(state, "t0", "Since the truce"))
    found = state.get_segment("t0")
    assert (found.current, found.text) == ("Since the truce", "After the ceasefire")
    state.apply(reset_text(state, "t0"))
    assert state.get_segment("t0").current == "After the ceasefire"


def test_the_printed_text_takes_an_edit_back(state):
    state.apply(edit_text(state, "t0", "Since the truce"))
    change = edit_text(state, "t0", "After the ceasefire")
    assert (change.kind, change.segments_after["t0"].edit) == ("reset", None)


def test_an_empty_line_is_edited_and_taken_back():
    article = make_article()
    segments = (replace(article.target.segments[0], text=""), *article.target.segments[1:])
    state = RevisionState(replace(article, target=replace(article.target, segments=segments)))
    state.apply(edit_text(state, "t0", "New"))
    state.apply(reset_text(state, "t0"))
    assert state.get_segment("t0") == segments[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [(" \u3000\n", "the text is empty"), ("After the ceasefire", "the text is as before")],
)
def test_edits_that_are_refused(state, text, message):
    with pytest.raises(RevisionError, match=f"segment t0: {message}"):
        edit_text(state, "t0", text)
    with pytest.raises(RevisionError, match="segment t0: the text was not edited"):
        reset_text(state, "t0")


def test_divide_and_join(state):
    state.apply(split_segment(state, "t1", 4))
    assert state.get_row(1).target == ("t1", "t1.4")
    assert list_texts(state, 1) == ["停火已經開始。", "The", "ceasefire has begun."]
    state.apply(split_segment(state, "t1.4", 10))
    assert state.get_row(1).target == ("t1", "t1.4", "t1.14")
    state.apply(join_segments(state, "t1"))
    assert list_texts(state, 1)[1:] == ["The ceasefire", "has begun."]
    state.apply(join_segments(state, "t1"))
    assert state.get_segment("t1") == make_article().target.segments[1]


def test_parts_know_whether_they_are_damaged():
    article = make_article()
    paragraphs = list(article.target.document.paragraphs)
    paragraphs[1] = replace(paragraphs[1], damage=((4, 8),))
    document = replace(article.target.document, paragraphs=tuple(paragraphs))
    segments = tuple(
        mark_damage(each, paragraphs[each.paragraph]) for each in article.target.segments
    )
    state = RevisionState(
        replace(article, target=replace(article.target, document=document, segments=segments))
    )
    state.apply(split_segment(state, "t1", 14))
    assert [state.get_segment(name).is_damaged for name in ("t1", "t1.14")] == [True, False]


@pytest.mark.parametrize("offset", [0, 24, 99, -3])
def test_no_part_is_empty(state, offset):
    with pytest.raises(RevisionError, match="put the cursor between two words"):
        split_segment(state, "t1", offset)


def test_an_edited_text_is_not_divided(state):
    state.apply(edit_text(state, "t1", "Truce."))
    with pytest.raises(RevisionError, match="take the edit back"):
        split_segment(state, "t1", 3)


def test_joins_that_are_refused(state):
    with pytest.raises(RevisionError, match="there is none behind it in its row"):
        join_segments(state, "t1")
    state.apply(merge_rows(state, 0, 1))
    with pytest.raises(RevisionError, match="in another paragraph"):
        join_segments(state, "t0")
    state.apply(edit_text(state, "t3", "Nobody."))
    with pytest.raises(RevisionError, match="a text was edited"):
        join_segments(state, "t2")


def test_segments_with_another_row_between_them_are_not_joined():
    article = make_article()
    crossed = list(article.beads)
    crossed[1], crossed[2] = replace(crossed[1], target=(1, 3)), replace(crossed[2], target=(2,))
    with pytest.raises(RevisionError, match="what stands behind it is in another row"):
        join_segments(RevisionState(replace(article, beads=tuple(crossed))), "t1")
