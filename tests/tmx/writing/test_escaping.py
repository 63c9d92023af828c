import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx import Prop, TranslationUnit, Variant, remove_forbidden
from tmx.characters import find_forbidden
from tmx.writing.escaping import clean_record, encode

ANYTHING = st.text(st.characters(exclude_categories=()) | st.sampled_from("\x00\x0b\ud800\uffff"))


@given(ANYTHING)
def test_what_xml_forbids_is_found_in_the_bytes(text):
    assert (encode(text) is None) == bool(find_forbidden(text))


@pytest.mark.parametrize("number", [*range(32), 0xD7FF, 0xD800, 0xDFFF, 0xFFFD, 0xFFFE, 0x1FFFE])
def test_each_limit(number):
    assert (encode(chr(number)) is None) == bool(find_forbidden(chr(number)))


@given(ANYTHING, ANYTHING, ANYTHING)
def test_all_texts_of_a_record_are_cleaned(first, second, third):
    unit = TranslationUnit((Variant("en", first, props=(Prop("x-a", second),)),), tuid=third)
    cleaned, removed = clean_record(unit)
    texts = (cleaned.variants[0].text, cleaned.variants[0].props[0].text, cleaned.tuid)
    assert texts == tuple(remove_forbidden(text).text for text in (first, second, third))
    assert removed == sum(remove_forbidden(text).removed for text in (first, second, third))
