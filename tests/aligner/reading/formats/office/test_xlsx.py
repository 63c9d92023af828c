"""Excel workbooks: two languages side by side, what cells show, what is hidden."""

import pytest

from aligner.errors import AlignerError
from aligner.reading.formats.office.xlsx import read_xlsx
from tests.aligner.reading.formats.office.packages import make_xlsx, row

PAIRS = [
    ("守燈人每晚爬上樓梯。", "Every night the keeper climbs the stairs."),
    ("風大的時候窗子會響。", "In a strong wind the windows rattle."),
]
STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="[$-404]e&quot;年&quot;m&quot;月&quot;d"/>'
    '<numFmt numFmtId="171" formatCode="&quot;days&quot; 0.0"/></numFmts><cellXfs>'
    + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 22, 10, 4, 170, 171, 20, 1))
    + "</cellXfs>"
)


def read(*sheets, **options):
    return read_xlsx(make_xlsx(*sheets, **options))


def texts(*sheets, **options):
    return [paragraph.text for paragraph in read(*sheets, **options).document.paragraphs]


def cell(reference, value, kind="n", style=0):
    return f'<c r="{reference}" t="{kind}" s="{style}"><v>{value}</v></c>'


def rows_of(pairs, start=1):
    return "".join(row(start + index, *pair) for index, pair in enumerate(pairs))


def test_two_columns_are_rows():
    reading = read(rows_of([("No", "中文", "英文"), ("1", *PAIRS[0]), ("2", *PAIRS[1])]))
    assert [(p.text, p.line, p.language, p.row) for p in reading.document.paragraphs] == [
        (PAIRS[0][0], 2, "zh", 1),
        (PAIRS[0][1], 2, "en", 1),
        (PAIRS[1][0], 3, "zh", 2),
        (PAIRS[1][1], 3, "en", 2),
    ]
    assert reading.notes == ("columns 2 and 3 hold the two languages; left out: 1 (No)",)
    assert not reading.document.units


def test_columns_may_stand_apart():
    body = "".join(
        f'<row r="{n}"><c r="B{n}" t="str"><v>{zh}</v></c><c r="F{n}" t="str"><v>{en}</v></c></row>'
        for n, (zh, en) in enumerate(PAIRS, start=5)
    )
    document = read(body).document
    assert [(p.text, p.line) for p in document.paragraphs][:2] == [
        (PAIRS[0][0], 5),
        (PAIRS[0][1], 5),
    ]


def test_every_sheet_of_two_languages_is_read_and_no_other():
    reading = read(rows_of([["說明"]]), rows_of(PAIRS[:1]), rows_of(PAIRS[1:]))
    assert [(p.text, p.row) for p in reading.document.paragraphs] == [
        (PAIRS[0][0], 0),
        (PAIRS[0][1], 0),
        (PAIRS[1][0], 1),
        (PAIRS[1][1], 1),
    ]
    assert reading.notes == ("left out sheets without two languages side by side: “Sheet 0”",)


def test_without_two_languages_every_cell_is_a_paragraph():
    reading = read(rows_of([["甲", "乙"], ["", "丙\n丁"]]), rows_of([["One."]]))
    assert [(p.text, p.line) for p in reading.document.paragraphs] == [
        ("甲", 1), ("乙", 1), ("丙", 2), ("丁", 2), ("One.", 1),
    ]  # fmt: skip
    assert {(p.language, p.row) for p in reading.document.paragraphs} == {("", None)}


SHOWN = {
    "a whole number": (cell("A1", "3.0"), "3"),
    "a number": (cell("A1", "0.30000000000000004"), "0.3"),
    "a large number": (cell("A1", "1e300"), "1e+300"),
    "no decimals": (cell("A1", "2.6", style=8), "3"),
    "a date": (cell("A1", "45727", style=1), "2025-03-11"),
    "a date and a time": (cell("A1", "45727.604166667", style=2), "2025-03-11 14:30"),
    "a time": (cell("A1", "0.5", style=7), "12:00"),
    "a date of one's own format": (cell("A1", "45727", style=5), "2025-03-11"),
    "no date": (cell("A1", "45727", style=6), "45727.0"),
    "a date out of range": (cell("A1", "1e18", style=1), "1e+18"),
    "a share": (cell("A1", "0.256", style=3), "25.60%"),
    "thousands": (cell("A1", "1234567.891", style=4), "1,234,567.89"),
    "infinity": (cell("A1", "1e999"), "inf"),
    "a truth": (cell("A1", "1", "b"), "TRUE"),
    "a result": ('<c r="A1" t="str"><f>B1&amp;"x"</f><v>ax</v></c>', "ax"),
    "a date as text": (cell("A1", "2025-03-11", "d"), "2025-03-11"),
    "an unknown style": (cell("A1", "3", style=99), "3"),
    "no number": (cell("A1", "x"), "x"),
    "a shared string": (cell("A1", "1", "s"), "東京"),
    "an escape": (cell("A1", "2", "s"), "a_b"),
    "no reference": ("<c t='str'><v>a</v></c>", "a"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_cells_show_what_excel_shows(name):
    content, expected = SHOWN[name]
    strings = (
        "<t>no</t>",
        '<r><t>東</t></r><r><rPr><b/></rPr><t>京</t></r><rPh sb="0" eb="2"><t>とう</t></rPh>',
        "<t>a_x005F_b</t>",
    )
    assert texts(row(1, content), styles=STYLES, strings=strings) == [expected]


def test_dates_may_count_from_1904():
    body = row(1, cell("A1", "44265", style=1))
    assert texts(body, styles=STYLES, properties='date1904="1"') == ["2025-03-11"]


@pytest.mark.parametrize("content", [cell("A1", "#N/A", "e"), cell("A1", "9", "s"), "<c r='A1'/>"])
def test_cells_without_text_are_empty(content):
    assert texts(row(1, content) + row(2, "a")) == ["a"]


def test_what_is_hidden_is_left_out_and_logged():
    visible = rows_of([("甲", "x1", "乙")]) + row(2, "x2", attributes='hidden="1"')
    sheets = (
        (visible, "", '<col min="2" max="2" hidden="1"/>'),
        (rows_of([["x3"]]), 'state="veryHidden"', ""),
    )
    reading = read(*sheets)
    assert [p.text for p in reading.document.paragraphs] == ["甲", "乙"]
    assert [(c.rule, c.before) for c in reading.changes] == [
        ("hidden-text", "x1"),
        ("hidden-text", "x2"),
        ("hidden-text", "x3"),
    ]
    assert [note.split(" left")[0] for note in reading.notes] == [
        "1 hidden sheet",
        "1 hidden row",
        "1 hidden column",
    ]
    assert texts(*sheets, keep=frozenset({"hidden-text"})) == ["甲", "x1", "乙", "x2", "x3"]


def test_hostile_references_cost_nothing():
    cells = "".join(
        f'<row r="{n}"><c r="XFD{n}" t="str"><v>a</v></c></row>' for n in range(1, 3000)
    )
    hidden = '<col min="1" max="999999999" hidden="0"/>'
    document = read((cells, "", hidden)).document
    assert len(document.paragraphs) == 2999


def test_a_workbook_without_text_is_an_error():
    with pytest.raises(AlignerError, match="no visible text"):
        read(row(1))
