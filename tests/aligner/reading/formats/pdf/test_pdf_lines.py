"""Glyphs → characters, spaces and rows."""

import pytest

from aligner.reading.formats.pdf.characters import is_unmapped, mend_character
from aligner.reading.formats.pdf.lines import cut_line, find_rows, merge_row
from aligner.reading.formats.pdf.records import Glyph
from tests.aligner.reading.formats.pdf.making import make_glyphs, make_text_line


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        pytest.param("ﬁ", "fi", id="ligature"),
        pytest.param("⼀", "一", id="Kangxi radical"),
        pytest.param("⻓", "长", id="radical of the supplement"),
        pytest.param("豈", "豈", id="compatibility ideograph"),
        pytest.param("﨎", "﨎", id="an ordinary character among the compatibility forms"),
        pytest.param("︵", "（", id="vertical form"),
        pytest.param("𠀀", "𠀀", id="outside the BMP"),
        pytest.param("，", "，", id="full width stays"),
        pytest.param("Ａ", "Ａ", id="full-width letter stays"),
        pytest.param("\x02", "-", id="hyphen of PDFium"),
        pytest.param("\u00a0", " ", id="no-break space"),
        pytest.param("\uf0b7", "•", id="bullet of the Symbol font"),
        pytest.param("\x07", "", id="control"),
    ],
)
def test_glyphs_stand_for_ordinary_characters(given, wanted):
    assert mend_character(given) == wanted


def test_private_characters_are_not_known():
    assert is_unmapped("\ue000")
    assert is_unmapped("\ufffd")
    assert not is_unmapped("中")


def texts_of(glyphs):
    return [[line.text for line in row] for row in find_rows(glyphs)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The harbour was quiet.", id="English"),
        pytest.param("港口很安靜，沒有人說話。", id="Chinese"),
        pytest.param("他讀了GDP的報告", id="mixed"),
        pytest.param("談判開始 沒有人在場", id="a printed space in Chinese"),
    ],
)
def test_printed_spaces_are_spaces(text):
    assert texts_of(make_glyphs(text)) == [[text]]


def test_gaps_are_spaces_where_none_is_printed():
    assert texts_of(make_glyphs("The harbour was quiet.", spaces=False)) == [
        ["The harbour was quiet."]
    ]


def test_narrow_gaps_are_spaces_too():
    glyphs, left = [], 50.0
    for word in ("the", "old", "port"):
        glyphs += make_glyphs(word, left)
        left = glyphs[-1].right + 2.5
    assert texts_of(glyphs) == [["the old port"]]


def test_letters_set_apart_are_one_word():
    glyphs = [Glyph(letter, 50 + 7 * n, 55 + 7 * n, 100, 10) for n, letter in enumerate("HARBOUR")]
    assert texts_of(glyphs) == [["HARBOUR"]]


def test_stretched_chinese_has_no_spaces():
    glyphs = [Glyph(c, 50 + 13 * n, 60 + 13 * n, 100, 10) for n, c in enumerate("港口很安靜沒有人")]
    assert texts_of(glyphs) == [["港口很安靜沒有人"]]


def test_spaces_between_all_characters_of_a_recognised_scan_go():
    assert texts_of(make_glyphs("港 口 很 安 靜 。", size=10)) == [["港口很安靜。"]]


def test_the_space_that_programs_set_around_figures_is_none():
    glyphs = [
        *make_glyphs("在", 50),
        *make_glyphs("1968", 62.5),
        *make_glyphs("年", 85),
    ]
    assert texts_of(glyphs) == [["在1968年"]]


def test_wide_gaps_part_the_pieces_of_a_row():
    glyphs = make_glyphs("left side") + make_glyphs("right side", 300)
    assert texts_of(glyphs) == [["left side", "right side"]]


def test_merged_pieces_keep_the_space_between_them():
    (row,) = find_rows(make_glyphs("left") + make_glyphs("right", 80))
    assert merge_row(row).text == "left right"


def test_raised_print_stays_in_its_line():
    glyphs = make_glyphs("the sea") + make_glyphs("12", 83, 96, 6) + make_glyphs(" is", 89)
    (row,) = find_rows(glyphs)
    line = merge_row(row)
    assert (line.text, line.raised, line.size) == ("the sea12 is", ((7, 9),), 10)


def test_glyphs_printed_twice_for_bold_are_one():
    glyphs = make_glyphs("bold") + make_glyphs("bold", 50.3)
    assert texts_of(glyphs) == [["bold"]]


def test_the_order_of_the_file_does_not_matter():
    glyphs = make_glyphs("first line") + make_glyphs("second line", base=114)
    assert texts_of(reversed(glyphs)) == [["first line"], ["second line"]]


def test_a_line_is_cut_only_between_glyphs():
    line = make_text_line("中文ab")
    assert [part.text for part in cut_line(line, 70)] == ["中文", "ab"]
    assert cut_line(line, 66) == (line,)


def test_no_glyphs_are_no_rows():
    assert find_rows([]) == ()
    assert find_rows(make_glyphs("   ")) == ()
