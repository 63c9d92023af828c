"""Workbooks: glossaries come back equal, also through LibreOffice; damage has clear errors."""

import io
import shutil
import subprocess
import zipfile

import pytest
from hypothesis import given, settings

from tests.tmx.glossary.concepts import EXAMPLE
from tests.tmx.glossary.glossaries import (
    NATO,
    by_language,
    concept_lists,
    pairs_of,
    read,
    reasons_of,
    write,
)
from tmx import TmxError
from tmx.formats.spreadsheet import packing
from tmx.formats.spreadsheet.packing import Sheet, WorkbookWriter
from tmx.glossary import workbook
from tmx.glossary.records import Concept, Term

PAIR = [("zh-CN", "北约"), ("en-GB", "NATO")]


def make_book(**sheets):
    """A workbook of sheets, each a list of rows."""
    stream = io.BytesIO()
    with WorkbookWriter(stream) as book:
        for name, (names, *rows) in sheets.items():
            with book.add_sheet(Sheet(name, names, [10] * len(names))) as sheet:
                for row in rows:
                    sheet.write_row(row)
    return stream.getvalue()


def edit_sheet(data, old, new):
    """Change the XML of the first sheet."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as out:
        for name in archive.namelist():
            part = archive.read(name)
            out.writestr(name, part.replace(old, new) if "sheet1" in name else part)
    return stream.getvalue()


@settings(deadline=None, max_examples=25)
@given(concepts=concept_lists())
def test_concepts_come_back_equal(concepts):
    data, report = write(workbook, *concepts, title="術語")
    reading = read(workbook, data, "g.xlsx")
    assert by_language(reading.glossary.concepts) == by_language(concepts)
    assert reading.glossary.title == "術語"
    assert report.losses == reading.losses == ()


def test_cells_are_texts():
    data, _ = write(workbook, Concept((Term("zh-CN", "=1+1"), Term("en", "'=1"))))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert '<c r="A2" s="1" t="inlineStr"><is><t>=1+1</t></is></c>' in sheet
    assert pairs_of(read(workbook, data, "g.xlsx")) == [[("zh-CN", "=1+1"), ("en", "'=1")]]


def test_a_formula_is_read_as_its_result():
    book = edit_sheet(
        write(workbook, NATO)[0],
        b't="inlineStr"><is><t>NATO</t></is></c>',
        b't="str"><f>UPPER("nato")</f><v>NATO</v></c>',
    )
    assert pairs_of(read(workbook, book, "g.xlsx")) == [PAIR]


def test_a_formula_without_a_result_is_counted():
    book = edit_sheet(
        write(workbook, NATO)[0], b't="inlineStr"><is><t>NATO</t></is></c>', b"><f>A1</f></c>"
    )
    reading = read(workbook, book, "g.xlsx")
    assert pairs_of(reading) == [PAIR[:1]]
    assert len(reading.losses) == 1
    assert reading.losses[0].places == ("row 2",)


CELLS = {
    "a number": (b"><v>1984</v></c>", "1984"),
    "a fraction": (b"><v>0.95</v></c>", "0.95"),
    "a large number": (b"><v>1E+20</v></c>", "1e+20"),
    "a truth value": (b' t="b"><v>1</v></c>', "TRUE"),
    "a date as ISO 8601": (b' t="d"><v>2024-02-29</v></c>', "2024-02-29"),
    "a formula of numbers": (b"><f>1983+1</f><v>1984</v></c>", "1984"),
    "runs of rich text": (
        b' t="inlineStr"><is><r><rPr><b/></rPr><t>NA</t></r><r><t>TO</t></r></is></c>',
        "NATO",
    ),
    "a guide to pronunciation": (
        b' t="inlineStr"><is><t>NATO</t><rPh sb="0" eb="4"><t>nay-toe</t></rPh></is></c>',
        "NATO",
    ),
}


@pytest.mark.parametrize("name", CELLS)
def test_what_is_no_plain_text_is_read_as_a_term(name):
    cell, text = CELLS[name]
    style = b' s="1" t="inlineStr"><is><t>NATO</t></is></c>'
    data = write(workbook, NATO)[0]
    reading = read(workbook, edit_sheet(data, style, cell), "g.xlsx")
    assert pairs_of(reading) == [[PAIR[0], ("en-GB", text)]]
    assert reading.losses == ()


def test_a_cell_that_shows_a_mistake_is_counted():
    cell = b' t="e"><v>#N/A</v></c>'
    data = write(workbook, NATO)[0]
    style = b' s="1" t="inlineStr"><is><t>NATO</t></is></c>'
    reading = read(workbook, edit_sheet(data, style, cell), "g.xlsx")
    assert pairs_of(reading) == [PAIR[:1]]
    assert [(each.count, each.places) for each in reading.losses] == [(1, ("row 2",))]


def test_cells_that_are_merged_over_rows_stand_in_each():
    rows = [
        ["zh-CN", "en-GB", "subject"],
        ["北约", "NATO", "defence"],
        ["", "Alliance", ""],
        ["欧盟", "EU", ""],
    ]
    ranges = b'<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="C2:C4"/></mergeCells>'
    ranges = ranges.replace(b"</m", b'<mergeCell ref="A1:B1"/><mergeCell ref="x"/></m', 1)
    book = edit_sheet(make_book(a=rows), b"</sheetData>", b"</sheetData>" + ranges)
    reading = read(workbook, book, "g.xlsx")
    assert pairs_of(reading) == [
        PAIR,
        [("zh-CN", "北约"), ("en-GB", "Alliance")],
        [("zh-CN", "欧盟"), ("en-GB", "EU")],
    ]
    assert {each.subject for each in reading.glossary.concepts} == {"defence"}
    (loss,) = reading.losses
    assert (loss.count, loss.places) == (3, ("row 3", "row 4"))


def test_an_apostrophe_of_a_text_table_is_taken_away():
    book = make_book(a=(["zh-CN", "en"], ["'=1+1", "'-5"]))
    assert pairs_of(read(workbook, book, "g.xlsx")) == [[("zh-CN", "=1+1"), ("en", "-5")]]


def test_all_sheets_with_terms_are_read():
    book = make_book(
        one=(["zh-CN", "en-GB", "id"], ["北约", "NATO", "1"]),
        two=(["en", "zh-TW", "id", "x"], ["EU", "歐盟", "1", "y"]),
        help=(["Read me"], ["Please"]),
        three=(["zh-CN", "en-GB", "id"], ["北约", "NATO", "1"]),
    )
    reading = read(workbook, book, "g.xlsx")
    assert pairs_of(reading) == [PAIR, [("en", "EU"), ("zh-TW", "歐盟")]]
    assert [each.id for each in reading.glossary.concepts] == ["1", ""]
    assert reasons_of(reading) == {
        "the sheet “help” names no languages and is left out": 1,
        "the column “x” is kept in the note": 1,
        "concepts that stand twice are kept once": 1,
        "identifiers that another concept has are left out": 1,
    }
    assert reading.losses[1].places == ("sheet “two”, row 2",)


def test_more_concepts_than_rows_go_on_in_further_sheets(monkeypatch):
    monkeypatch.setattr(packing, "MOST_ROWS", 3)
    concepts = [Concept((Term("zh-CN", str(i)),)) for i in range(5)]
    data, report = write(workbook, *concepts)
    assert report.concepts == 5
    assert read(workbook, data, "g.xlsx").glossary.concepts == tuple(concepts)


def test_what_is_too_long_for_a_cell_is_counted():
    long = "長" * 40_000
    concepts = (Concept((Term("zh-CN", long),)), Concept((Term("zh-CN", "a"),), note=long))
    data, report = write(workbook, *concepts)
    assert report.concepts == 1
    assert reasons_of(report) == {
        "concepts whose terms fill over 32,767 characters are left out": 1,
        "in the column note, over 32,767 characters are left out": 1,
    }
    assert pairs_of(read(workbook, data, "g.xlsx")) == [[("zh-CN", "a")]]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "g.xlsx: is empty; give a workbook"),
        (b"zh-CN,en\n", "g.xlsx: is no workbook, .* suffix .csv or .tsv"),
        (b"PK\3\4 cut", "g.xlsx: is no sound workbook"),
        (b"\xd0\xcf\x11\xe0" * 9, "is an old workbook"),
        (make_book(a=(["foo", "bar"], ["北约", "NATO"])), r"sheet “a”: .*row 1 is: foo \| bar"),
        (make_book(a=(["", ""],)), "holds no rows"),
    ],
    ids=["empty", "text", "cut", "xls", "columns", "blank"],
)
def test_a_bad_workbook_has_a_clear_error(data, message):
    with pytest.raises(TmxError, match=message):
        read(workbook, data, "g.xlsx")


def test_a_cut_workbook_has_a_clear_error():
    data, _ = write(workbook, NATO)
    with pytest.raises(TmxError, match="is no sound workbook"):
        read(workbook, data[:-200], "g.xlsx")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_workbook_survives_libreoffice(tmp_path, suffix):
    concepts = (
        EXAMPLE,
        NATO,
        Concept(
            (Term("zh-CN", "=1+1"), Term("en", "'=a", note="a\n| b")),
        ),
    )
    (tmp_path / "in.xlsx").write_bytes(write(workbook, *concepts)[0])
    target = "xlsx" if suffix == "xlsx" else "csv:Text - txt - csv (StarCalc):44,34,76"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", target, "--outdir", str(tmp_path / "out"), str(tmp_path / "in.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    from tmx.glossary import tables

    module = workbook if suffix == "xlsx" else tables
    reading = read(module, (tmp_path / "out" / f"in.{suffix}").read_bytes(), f"in.{suffix}")
    assert reading.glossary.concepts == concepts
