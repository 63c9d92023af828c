"""What word processors' documents have in common: line breaks, names of styles, symbols."""

import pytest

from aligner.reading.formats.office.flow import split_breaks
from aligner.reading.formats.office.styles import find_style_kind
from aligner.reading.formats.office.symbols import map_symbols
from aligner.records import Kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \u3000\n\u200b", []),
        (" a ", ["a"]),
        ("a\nb", ["a b"]),
        ("a \n b", ["a b"]),
        ("甲\n乙", ["甲乙"]),
        ("甲，\n乙", ["甲，乙"]),
        ("𠀀\n𠀁", ["𠀀𠀁"]),
        ("（甲）\n「乙」", ["（甲）「乙」"]),
        ("甲\nUSA", ["甲 USA"]),
        ("a\n\nb", ["a", "b"]),
        ("a\n \n\nb\nc", ["a", "b c"]),
        ("\na\n", ["a"]),
        ("燈塔在海角。\nThe lighthouse stands.", ["燈塔在海角。", "The lighthouse stands."]),
        ("他讀 The\nLighthouse 這本書。", ["他讀 The Lighthouse 這本書。"]),
    ],
)
def test_line_breaks_are_joined_or_divide(text, expected):
    assert split_breaks(text) == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("heading 1", Kind.HEADING),
        ("Heading_20_10", Kind.HEADING),
        ("標題 2", Kind.HEADING),
        ("TITLE", Kind.HEADING),
        ("Image Caption", Kind.CAPTION),
        ("圖說", Kind.CAPTION),
        ("Author", Kind.BYLINE),
        ("Date", Kind.DATELINE),
        ("Heading Text", None),
        ("Table Heading", None),
        ("Normal", None),
        ("", None),
    ],
)
def test_names_of_styles(name, kind):
    assert find_style_kind(name) is kind


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        ("\uf0b7", "Symbol", "•"),
        ("a b", "symbol", "α β"),
        ("\uf0fc", "Wingdings", "✓"),
        ("\uf099", "Wingdings", ""),
        ("甲", "Symbol", "甲"),
        ("\uf0b7", "Another", "\uf0b7"),
    ],
)
def test_symbols_are_what_they_show(text, font, expected):
    assert map_symbols(text, font) == expected
