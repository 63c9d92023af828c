"""Rows → columns in reading order, and tables of two languages."""

import pytest

from aligner.reading.formats.pdf.columns import find_columns
from aligner.reading.formats.pdf.lines import find_rows
from aligner.reading.formats.pdf.tables import pair_cells
from tests.aligner.reading.formats.pdf.making import make_glyphs, make_lines

LEFT = [f"left column line number {n}" for n in range(8)]
RIGHT = [f"right column line number {n}" for n in range(8)]
WIDE = "a line that runs over the whole width of the page from side to side, wide"


def lay(*blocks):
    """Make the rows of a page of blocks: (texts, left, top)."""
    glyphs = [
        glyph
        for texts, left, top in blocks
        for number, text in enumerate(texts)
        for glyph in make_glyphs(text, left, top + 12 * number)
    ]
    return find_rows(glyphs)


def read(rows, **options):
    return [[line.text for line in column.lines] for column in find_columns(rows, **options)]


def test_one_column_is_read_line_by_line():
    assert read(lay((LEFT, 50, 100))) == [LEFT]


@pytest.mark.parametrize("shift", [0, 5], ids=["on one base line", "on different base lines"])
def test_two_columns_are_read_one_after_the_other(shift):
    assert read(lay((LEFT, 50, 100), (RIGHT, 200, 100 + shift))) == [LEFT, RIGHT]


def test_three_columns_are_read_one_after_the_other():
    third = [text.replace("right", "third") for text in RIGHT]
    assert read(lay((LEFT, 50, 100), (RIGHT, 200, 100), (third, 350, 100))) == [LEFT, RIGHT, third]


def test_what_runs_over_both_columns_stands_between_them():
    rows = lay(([WIDE], 50, 80), (LEFT, 50, 100), (RIGHT, 200, 100), ([WIDE], 50, 210))
    assert read(rows) == [[WIDE], LEFT, RIGHT, [WIDE]]


def test_chinese_beside_english_is_read_by_column():
    chinese = ["港口很安靜沒有人說話也沒有船" for _ in range(7)]
    assert read(lay((chinese, 50, 100), (RIGHT, 220, 103))) == [chinese, RIGHT]


def test_spaces_above_each_other_are_no_gutter():
    texts = [f"some words {'and' if n % 2 else 'but'} others in line {n}" for n in range(9)]
    assert read(lay((texts, 50, 100))) == [texts]


def test_the_labels_of_a_list_are_no_column():
    labels, items = [f"{n}." for n in range(1, 9)], LEFT
    merged = [f"{label} {item}" for label, item in zip(labels, items, strict=True)]
    assert read(lay((labels, 50, 100), (items, 75, 100))) == [merged]


def test_a_page_of_very_many_rows_is_one_column():
    rows = lay(*[(["a", "b"], 50 + 3 * (n % 90), 30 * n) for n in range(1500)])
    assert len(read(rows)) == 1


CELLS = [
    (
        ["港口很安靜沒有人說話", "也沒有船。"],
        ["The harbour was quiet. Nobody", "spoke.", "No boats."],
    ),
    (["燈塔看守人在等信。"], ["The keeper waited for a letter."]),
    (["信沒有來。", "他睡了。"], ["It did not come. He slept."]),
]


def make_table(gap=8):
    rows, y = [], 100
    for cells in CELLS:
        for side, texts in enumerate(cells):
            rows.append((texts, 50 + 115 * side, y))
        y += 12 * max(map(len, cells)) + gap
    return rows


def test_the_cells_of_a_bilingual_table_share_a_row():
    left, right = find_columns(lay(*make_table()))
    assert left.cells == (0, 0, 1, 2, 2)
    assert right.cells == (0, 0, 0, 1, 2)
    assert left.region == right.region


def test_columns_without_blank_strips_are_no_table():
    columns = find_columns(lay(*make_table(gap=0)))
    assert not any(column.cells for column in columns)


def test_two_columns_in_one_language_are_no_table():
    left = make_lines(["one", "two", "three"], pitch=30)
    right = make_lines(["four", "five", "six"], left=200, pitch=30)
    assert pair_cells(left, right) is None


def test_paragraphs_that_are_not_level_are_no_table():
    chinese = make_lines(["港口很安靜。", "沒有人。", "沒有船。", "他睡了。"], pitch=30)
    english = make_lines(["Quiet.", "Nobody.", "No boats."], left=200, pitch=43)
    assert pair_cells(chinese, english) is None


def test_a_table_goes_on_with_the_rest_of_a_row():
    chinese = make_lines(["燈塔看守人在等信。"], top=130)
    english = make_lines(["the rest of a cell", "in two lines."], left=165)
    english += make_lines(["The keeper waited."], left=165, top=130)
    assert pair_cells(chinese, english, goes_on=True) == ((0,), (-1, -1, 0))
