import io

import pytest
from hypothesis import given
from lxml import etree

from tests.tmx.strategies import contents
from tmx import Code, Header, TmxError, TranslationUnit, Variant, write_tmx
from tmx.content import make_content, make_variant, text_of
from tmx.writing.codes import MOST_NESTED, count_codes, format_content


def parse_content(element):
    """Read a segment with another parser."""
    pieces = [element.text or ""]
    for child in element:
        pieces.append(Code(child.tag, parse_content(child), **child.attrib))
        pieces.append(child.tail or "")
    return make_content(pieces)


def written(content):
    stream = io.BytesIO()
    variant = make_variant("en", ["a", *content])
    write_tmx(stream, [TranslationUnit((variant,))], Header("en"))
    return parse_content(etree.fromstring(stream.getvalue()).find("body/tu/tuv/seg"))


@given(contents())
def test_another_parser_reads_the_same_content(content):
    assert written(content) == make_content(["a", *content])


def test_overlapping_pairs_are_written():
    content = (
        Code("bpt", i="1", x="1", type="bold"),
        "a",
        Code("bpt", i="2"),
        "b",
        Code("ept", i="1"),
        "c",
        Code("ept", i="2"),
    )
    assert format_content(content, "abc") == (
        '<bpt i="1" x="1" type="bold"/>a<bpt i="2"/>b<ept i="1"/>c<ept i="2"/>'
    )


def nest(depth):
    content = ("a",)
    for _ in range(depth):
        content = (Code("hi", content),)
    return content


BPT, EPT = Code("bpt", i="1"), Code("ept", i="1")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ((Code("b", ("a",)),), "“b” is no inline code"),
        ((Code("sub", ("a",)),), "sub stands in seg"),
        ((Code("hi", (Code("sub"),)),), "sub stands in hi"),
        ((Code("ph", (Code("ph"),)),), "ph stands in ph"),
        ((Code("ph", (Code("sub", (Code("sub"),)),)),), "sub stands in sub"),
        ((Code("bpt"), EPT), "i of bpt is empty"),
        ((BPT, Code("ept")), "i of ept is empty"),
        ((BPT, Code("ept", i=" ")), "i of ept is empty"),
        ((BPT,), "a bpt with i=1 has no ept behind it"),
        ((EPT, BPT), "an ept with i=1 has no bpt before it"),
        ((BPT, EPT, EPT), "an ept with i=1 has no bpt before it"),
        ((BPT, EPT, BPT, EPT), "two bpt have i=1"),
        ((BPT, Code("ph", (Code("sub", (BPT, EPT)),)), EPT), "two bpt have i=1"),
        ((Code("it"),), "pos of it is “None”"),
        ((Code("it", pos="middle"),), "pos of it is “middle”"),
        ((Code("ph", assoc="x"),), "assoc of ph is “x”"),
        ((BPT, Code("ept", i="1", x="1")), "ept has no attribute x"),
        ((Code("ph", pos="begin"),), "ph has no attribute pos"),
        ((Code("ut", type="a"),), "ut has no attribute type"),
        (nest(MOST_NESTED + 1), "nested over 64 deep"),
    ],
)
def test_codes_that_are_refused(content, message):
    text = text_of(content)
    unit = TranslationUnit((Variant("en", "a" + text, content=("a", *content)),))
    with pytest.raises(TmxError, match=r"^unit 1: .*" + message):
        write_tmx(io.BytesIO(), [unit], Header("en"))


def test_deep_codes_are_written():
    assert written(nest(MOST_NESTED)) == ("a", *nest(MOST_NESTED))


def test_codes_within_codes_are_counted():
    assert count_codes(("a", Code("ph", (Code("sub", (Code("it"),)),)), Code("ut"))) == 4
