"""Units of many languages → the two of a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import AlignerError
from aligner.reading.formats.bilingual import Unit, join_lines, make_units_reading
from aligner.reading.records import Source

SOURCE = Source(b"", "a.tmx")
TEXTS = {
    "zh-CN": "桥断了。",
    "zh-TW": "橋斷了。",
    "zh": "桥断了。",
    "ja-JP": "橋が落ちた。",
    "fr-FR": "Le pont a cédé.",
}


def make(*units):
    """Make a reading of units written as their tags: "zh-CN en"."""
    made = [Unit(tuple((t, TEXTS.get(t, "The bridge broke.")) for t in u.split())) for u in units]
    return make_units_reading(SOURCE, made)


def tags_of(reading):
    return [(p.language, p.row) for p in reading.document.paragraphs]


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        pytest.param(["en-US zh-CN"], "en-US zh-CN", id="the source is first"),
        pytest.param(["en fr-FR de zh-TW"], "en zh-TW", id="Chinese and English before others"),
        pytest.param(["zh-CN zh-TW en"], "zh-CN en", id="the first Chinese"),
        pytest.param(["zh-TW en", "zh-CN en", "zh-CN en"], "zh-CN en", id="the commonest pair"),
        pytest.param(["en zh-CN", "zh-CN en", "zh-CN en"], "zh-CN en", id="the commonest order"),
        pytest.param(["fr-FR ja-JP"], "fr-FR ja-JP", id="any pair"),
        pytest.param(["fr-FR ja-JP", "en", "zh-CN"], "fr-FR ja-JP", id="a pair that occurs"),
    ],
)
def test_the_pair(units, expected):
    found = make(*units).document
    rows = [[p.language for p in found.paragraphs if p.row == n] for n in range(1, 4)]
    assert max(rows, key=len) == expected.split()
    assert found.units


def test_what_is_left_out_is_said():
    reading = make("zh-CN en fr-FR", "zh-CN en ja-JP", "zh-TW en", "fr-FR")
    assert tags_of(reading) == [("zh-CN", 1), ("en", 1), ("zh-CN", 2), ("en", 2), ("en", 3)]
    note = "texts left out, for only zh-CN and en are read: 2 in fr-FR, 1 in ja-JP, 1 in zh-TW"
    assert reading.notes == (note,)


def test_a_tag_that_says_less_or_more_goes_with_its_side():
    reading = make("zh-CN en-US", "zh-CN en-US", "zh-CN en", "zh en-US-x-old")
    assert tags_of(reading)[4:] == [("zh-CN", 3), ("en-US", 3), ("zh-CN", 4), ("en-US", 4)]
    assert not reading.notes


def test_variants_of_one_language_are_a_pair():
    assert tags_of(make("zh-CN zh-TW", "zh-CN zh")) == [("zh-CN", 1), ("zh-TW", 1), ("zh-CN", 2)]


def test_of_two_texts_in_one_language_the_first_is_taken():
    unit = Unit((("zh-CN", "一"), ("en", "one"), ("en", "uno")))
    reading = make_units_reading(SOURCE, [unit])
    assert [p.text for p in reading.document.paragraphs] == ["一", "one"]
    assert reading.notes == ("texts left out, for only zh-CN and en are read: 1 in en",)


@pytest.mark.parametrize("tag", ["", "und", "Chinese", "x_y_z"])
def test_tags_that_are_none_are_told_by_the_text(tag):
    reading = make_units_reading(SOURCE, [Unit(((tag, "那座桥断了。"), ("en-GB", "It broke.")))])
    assert tags_of(reading) == [("zh-CN", 1), ("en-GB", 1)]
    assert "taken by the text for zh-CN" in reading.notes[0]


def test_two_languages_without_any_tag():
    unit = Unit((("", "The bridge collapsed."), ("", "那座桥断了。")))
    assert tags_of(make_units_reading(SOURCE, [unit])) == [("en-US", 1), ("zh-CN", 1)]


def test_one_language_alone_is_a_text_without_rows():
    document = make("zh-CN", "zh-CN").document
    assert ([(p.language, p.row) for p in document.paragraphs], document.units) == (
        [("zh-CN", None)] * 2,
        False,
    )


@pytest.mark.parametrize("units", [[], [Unit(())], [Unit((("en", " \u200b"), ("zh", "")))]])
def test_without_text(units):
    with pytest.raises(AlignerError, match="holds no text"):
        make_units_reading(SOURCE, units)


def test_one_language_twice():
    with pytest.raises(AlignerError, match=r"in one language \(en\)"):
        make("", "en en")


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("a\r\nb", "a b"),
        ("橋\n斷了", "橋斷了"),
        ("他說，\n“bridge”\n斷了", "他說，“bridge” 斷了"),
        ("一\u2028\u2028二\x0b三", "一二三"),
        (" \n \n", ""),
        ("a  b\t c", "a  b\t c"),
    ],
)
def test_lines_are_joined(text, joined):
    assert join_lines(text) == joined


@given(st.text(max_size=40))
def test_joining_lines_loses_no_character(text):
    assert "".join(join_lines(text).split()) == "".join(text.split())


TAGS = st.sampled_from(["zh", "zh-CN", "zh-TW", "en", "en-US", "fr", "", "und", "No!"])
TEXT = st.sampled_from(["", " ", "橋斷了。", "The bridge broke.", "12"])
UNITS = st.lists(
    st.lists(st.tuples(TAGS, TEXT), max_size=4).map(lambda t: Unit(tuple(t))), max_size=6
)


@given(UNITS)
def test_a_row_has_each_language_once(units):
    try:
        document = make_units_reading(SOURCE, units).document
    except AlignerError:
        return
    places = [(p.row, p.language) for p in document.paragraphs]
    assert not document.units or len(places) == len(set(places))
    assert len({p.language for p in document.paragraphs}) <= 2
    assert {p.text for p in document.paragraphs} <= {t for u in units for _, t in u.texts}
