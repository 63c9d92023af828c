import io
from datetime import datetime

import pytest
from lxml import etree

from tmx import CharacterMap, Header, Note, Prop, TmxError, UserEncoding, write_tmx

MAP = CharacterMap("#xF8FF")


def write_header(header):
    stream = io.BytesIO()
    write_tmx(stream, [], header)
    return etree.fromstring(stream.getvalue()).find("header")


def test_all_that_a_header_may_hold():
    maps = (CharacterMap("#xF8FF", "#xF0", "Apple", "(apple)\n"), MAP)
    header = Header(
        "*all*",
        notes=(Note("a", "zh_CN", "big5"),),
        props=(Prop("x-b", "c", "en", "gbk"),),
        o_encoding="gb18030",
        encodings=(UserEncoding("mac", maps, "macintosh"),),
    )
    found = write_header(header)
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [each.tag for each in found] == ["note", "prop", "ude"]
    assert dict(found[0].attrib) == {language: "zh-CN", "o-encoding": "big5"}
    assert dict(found[1].attrib) == {"type": "x-b", language: "en", "o-encoding": "gbk"}
    assert dict(found[2].attrib) == {"name": "mac", "base": "macintosh"}
    assert [dict(each.attrib) for each in found[2]] == [
        {"unicode": "#xF8FF", "code": "#xF0", "ent": "Apple", "subst": "(apple)\n"},
        {"unicode": "#xF8FF"},
    ]
    assert (found.get("srclang"), found.get("o-encoding")) == ("*all*", "gb18030")


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (Header("Chinese"), "header: “Chinese” is no language tag"),
        (Header(""), "header: “” is no language tag"),
        (Header("zh-HK", admin_language="*all*"), "header: “\\*all\\*” is no language tag"),
        (Header("zh-HK", segtype="x"), "header: segtype is “x”"),
        (Header("zh-HK", creation_tool="OmegaT"), "header: OmegaT reads"),
        (Header("zh-HK", creation_tool="\x00OmegaT"), "header: OmegaT reads"),
        (Header("zh-HK", datatype=""), "header: datatype is empty"),
        (Header("zh-HK", creation_tool_version=" "), "creation_tool_version is empty"),
        (Header("zh-HK", creation_date=datetime(2024, 1, 1)), "no time zone"),
        (Header("zh-HK", encodings=(UserEncoding("a", ()),)), "maps no character"),
        (Header("zh-HK", encodings=(UserEncoding("", (MAP,)),)), "name of an encoding is empty"),
        (Header("zh-HK", encodings=(UserEncoding("a", (CharacterMap(""),)),)), "unicode of a map"),
        (
            Header("zh-HK", encodings=(UserEncoding("a", (CharacterMap("#xE000", "#xF0"),)),)),
            "state the base",
        ),
    ],
)
def test_headers_that_are_refused(header, message):
    with pytest.raises(TmxError, match=message):
        write_header(header)
