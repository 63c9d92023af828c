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
        (b"", "g.xlsx: is no sound workbook"),
        (b"zh-CN,en\n", "g.xlsx: is no sound workbook"),
        (b"\xd0\xcf\x11\xe0" * 9, "is an old workbook"),
        (make_book(a=(["foo", "bar"], ["北约", "NATO"])), r"sheet “a”: .*row 1 is: foo \| bar"),
        (make_book(a=(["", ""],)), "holds no rows"),
    ],
    ids=["empty", "text", "xls", "columns", "blank"],
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
