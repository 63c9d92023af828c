import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timing import time_work
from tests.tmx.strategies import texts, units
from tmx import Context, Header, Prop, TmxError, TranslationUnit, Variant, find_context, write_tmx
from tmx.contexts import find_neighbours
from tmx.dialects import DIALECTS, drop_context, state_alignment, state_context, state_header

CASES = Path(__file__).parents[1] / "cases" / "tmx-contexts.json"
ROWS = json.loads(CASES.read_text(encoding="utf-8"))
FOLLOWING = Prop("x-TextContextMatchType", "PrecedingAndFollowingSource")


def make_props(row, name):
    return tuple(Prop(*each) for each in row.get(name, ()))


def make_unit(row):
    source = Variant("zh-HK", "甲", make_props(row, "source_props"))
    target = Variant("en-GB", "A", make_props(row, "target_props"))
    return TranslationUnit((source, target), props=make_props(row, "props"))


@pytest.mark.parametrize("row", ROWS, ids=[row["label"] for row in ROWS])
def test_what_tools_write(row):
    header = Header("zh-HK", props=make_props(row, "header_props"))
    expected = None if row["context"] is None else Context(**row["context"])
    assert find_context(make_unit(row), header) == expected


@pytest.mark.parametrize("piece", ["<ph>", "<ph", "<ph/>", "</ph>", "<seg>", "</seg>", "&#", "| "])
def test_what_is_read_takes_time_by_its_length_alone(piece):
    text = f"<seg>{piece * 100_000}</seg>"
    props = (Prop("x-context-pre", text), Prop("x-ContextContent", text))
    _, spent = time_work(lambda: find_context(TranslationUnit((), props=props)))
    assert spent < 2


UNIT = TranslationUnit(
    (Variant("en", "b", (Prop("x-a", "1"),)), Variant("zh-HK", "B"), Variant("fr", "β")),
    props=(Prop("x-b", "2"),),
)
CONTEXT = Context("<a> & a", "c", "A | Ä")


def props_of(unit):
    """The properties of the unit, then of its variants."""
    return [[(p.type, p.text) for p in each.props] for each in (unit, *unit.variants)]


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        ("plain", [[("x-b", "2")], [("x-a", "1")], [], []]),
        (
            "memoq",
            [
                [("x-b", "2")],
                [("x-a", "1")],
                [
                    ("x-context-pre", "<seg>&lt;a&gt; &amp; a</seg>"),
                    ("x-context-post", "<seg>c</seg>"),
                ],
                [],
            ],
        ),
        (
            "trados",
            [
                [("x-b", "2"), ("x-ContextContent", "<a> & a |  | A || Ä | ")],
                [("x-a", "1")],
                [],
                [],
            ],
        ),
        (
            "phrase",
            [
                [("x-b", "2")],
                [("x-a", "1"), ("context_prev", "<a> & a"), ("context_next", "c")],
                [],
                [("context_prev", "<a> & a"), ("context_next", "c")],
            ],
        ),
    ],
)
def test_each_tool_has_its_own_place_and_form(dialect, expected):
    stated = state_context(UNIT, CONTEXT, dialect, header=Header("zh-HK"))
    assert props_of(stated) == expected


@pytest.mark.parametrize(
    ("context", "by_following", "expected"),
    [
        (Context(), False, []),
        (Context(""), False, [("x-Context", "0, 0")]),
        (Context("", "c", ""), False, [("x-Context", "0, 0")]),
        (Context("", "c", ""), True, [("x-ContextContent", " |  | c | ")]),
        (Context(None, "c"), True, [("x-ContextContent", " |  | c | ")]),
        (Context("a", "c"), False, [("x-ContextContent", "a |  |  | ")]),
        (Context("a", "c"), True, [("x-ContextContent", "a |  | c | ")]),
        (Context("a", "", "A"), True, [("x-ContextContent", "a |  |  | ")]),
        (Context("", "", ""), True, [("x-Context", "0, 0")]),
    ],
)
def test_what_trados_compares(context, by_following, expected):
    header = Header("zh-HK", props=(FOLLOWING,) if by_following else ())
    stated = state_context(UNIT, context, "trados", header=header)
    assert props_of(stated)[0][1:] == expected


@pytest.mark.parametrize("dialect", ["memoq", "trados", "phrase"])
def test_what_was_stated_before_is_replaced(dialect):
    header = Header("zh-HK")
    for other in DIALECTS[1:]:
        before = state_context(UNIT, Context("x", "y", "X"), other, header=header)
        after = state_context(before, CONTEXT, dialect, header=header)
        assert after == state_context(UNIT, CONTEXT, dialect, header=header)
        assert state_context(before, None, dialect) == UNIT == drop_context(before)


LINES = texts(min_size=1).map(lambda text: f"¶{text}¶")


@given(units(source="zh-HK"), LINES, LINES, LINES, st.booleans())
def test_what_is_stated_is_found(unit, previous, following, target, by_following):
    header = Header("zh-HK", props=(FOLLOWING,) if by_following else ())
    context = Context(previous, following, target)
    for dialect, known in {
        "memoq": Context(previous, following),
        "phrase": Context(previous, following),
        "trados": Context(previous, following) if by_following else Context(previous, None, target),
    }.items():
        stated = state_context(unit, context, dialect, header=header)
        assert find_context(stated, header) == known


@given(units(), st.sampled_from(DIALECTS), texts(), texts(), texts())
def test_what_is_stated_can_be_written(unit, dialect, previous, following, target):
    context = Context(previous, following, target)
    header = state_header(Header("*all*"), dialect, context)
    stated = state_alignment(state_context(unit, context, dialect, header=header), dialect)
    assert write_tmx(io.BytesIO(), [stated], header).losses == ()


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        ("plain", [[("x-b", "2")], [("x-a", "1")], [], []]),
        ("memoq", [[("x-b", "2"), ("aligned", "yes")], [("x-a", "1")], [], []]),
        (
            "trados",
            [
                [("x-b", "2"), ("x-Origin", "Alignment"), ("x-ConfirmationLevel", "Draft")],
                [("x-a", "1")],
                [],
                [],
            ],
        ),
        ("phrase", [[("x-b", "2")], [("x-a", "1")], [("aligned", "true")], [("aligned", "true")]]),
    ],
)
def test_that_a_unit_was_aligned(dialect, expected):
    stated = state_alignment(UNIT, dialect)
    assert props_of(stated) == expected
    assert state_alignment(stated, dialect) == stated


def test_trados_takes_contexts_of_its_own_files_only():
    header = Header("zh-HK", creation_tool_version="1", props=(Prop("x-a", "b"),))
    stated = state_header(header, "trados", CONTEXT)
    assert (stated.creation_tool, stated.o_tmf) == ("SDL Language Platform", "SDL TM8 Format")
    assert stated.props == (
        Prop("x-a", "b"),
        Prop("x-IncludesContextContent", "True"),
        Prop("x-creationtool", "duizhao 1"),
    )
    assert state_header(stated, "trados", CONTEXT).creation_tool == stated.creation_tool
    assert state_header(header, "memoq") == state_header(header, "plain") == header


def test_trados_compares_what_follows_where_no_target_is_known():
    assert FOLLOWING in state_header(Header("zh-HK"), "trados", Context("a", "c")).props
    assert FOLLOWING not in state_header(Header("zh-HK"), "trados", CONTEXT).props


def test_a_header_of_trados_stays():
    first = state_header(Header("zh-HK"), "trados", Context("a", "c"))
    again = state_header(first, "trados", Context("a", "c"))
    assert set(again.props) == set(first.props)


@pytest.mark.parametrize("change", [state_alignment, state_header])
def test_an_unknown_dialect(change):
    with pytest.raises(TmxError, match="no dialect “sdl”; choose one of plain, memoq"):
        change(UNIT, "sdl")


def test_an_unknown_dialect_of_a_context():
    with pytest.raises(TmxError, match="no dialect “memoQ”"):
        state_context(UNIT, None, "memoQ")


def make_units(*names):
    return [
        TranslationUnit(
            (Variant("en", name.upper()), Variant("zh-HK", name)),
            props=(Prop("x-document", name[0]),),
        )
        for name in names
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], []),
        (["a"], [Context("", "", "")]),
        (["a1", "a2", "a3"], [("", "a2", ""), ("a1", "a3", "A1"), ("a2", "", "A2")]),
        (["a1", "b1", "b2"], [("", "", ""), ("", "b2", ""), ("b1", "", "B1")]),
    ],
)
def test_neighbours_within_a_document(names, expected):
    given_units = make_units(*names)
    found = list(find_neighbours(iter(given_units), "zh-HK"))
    assert [unit for unit, _ in found] == given_units
    assert [context for _, context in found] == [
        each if isinstance(each, Context) else Context(*each) for each in expected
    ]


def test_neighbours_by_another_rule():
    found = find_neighbours(make_units("a1", "b1"), "zh-HK", document_of=lambda unit: None)
    assert [context.following for _, context in found] == ["b1", ""]


def test_a_neighbour_without_a_source_is_not_known():
    odd = TranslationUnit((Variant("fr", "c"),))
    (_, context), _ = find_neighbours([TranslationUnit((Variant("zh-HK", "a"),)), odd], "zh-HK")
    assert context == Context("", None, "")
