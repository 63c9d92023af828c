import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tmx.characters import find_forbidden, remove_forbidden

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "expected", "removed"),
    [
        pytest.param("", "", 0, id="empty"),
        pytest.param("a\tb\nc\rd", "a\tb\nc\rd", 0, id="allowed controls"),
        pytest.param("行\x0b行\x0c", "行 行 ", 2, id="vertical tab and form feed"),
        pytest.param("a\x00\x1f\x08b", "ab", 3, id="controls"),
        pytest.param("a\ud800b\udfff", "ab", 2, id="lone surrogates"),
        pytest.param("\ufffe\uffff\ufffd", "\ufffd", 2, id="noncharacters"),
        pytest.param("𠀀\U0010ffffｆｕｌｌ", "𠀀\U0010ffffｆｕｌｌ", 0, id="beyond the BMP"),
        pytest.param("\x7f\x85\u2028", "\x7f\x85\u2028", 0, id="odd but allowed"),
    ],
)
def test_remove_forbidden(text, expected, removed):
    assert remove_forbidden(text) == (expected, removed)
    assert len(find_forbidden(text)) == removed


@given(ANY_TEXT)
def test_what_is_left_can_be_written_and_nothing_else_goes(text):
    cleaned = remove_forbidden(text)
    element = etree.Element("seg")
    element.text = cleaned.text
    assert etree.fromstring(etree.tostring(element)).text == (cleaned.text or None)
    places = set(find_forbidden(text))
    kept = [character for place, character in enumerate(text) if place not in places]
    assert cleaned.text.replace(" ", "") == "".join(kept).replace(" ", "")
