import io
import shutil
import subprocess
import zipfile
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx import strategies
from tests.tmx.formats.tables import read, reasons_of, texts_of, write
from tmx import Code, Header, Note, Prop, TmxError, TranslationUnit, Variant
from tmx.content import make_variant
from tmx.formats.delimited import write_csv
from tmx.formats.records import ReadOptions
from tmx.formats.spreadsheet import packing
from tmx.formats.spreadsheet.escaping import escape_cell, unescape_cell
from tmx.formats.workbook import open_workbook, write_workbook

UNIT = TranslationUnit((Variant("zh-CN", "你好。"), Variant("en-GB", "Hello.")))
PAIR = [[("zh-CN", "你好。"), ("en-GB", "Hello.")]]
TRICKY = (
    *("=1+1", "00123", "1-2", " a ", "a\tb", "a\nb", "a\rb", "a\r\nb", "x_x", '"', "'a", "𠀀"),
    *("_x000D_", "_x005F_x000D_", "_x0041\x01", "__x0041__"),
    *("TRUE", "#N/A", "1e5", "2024-01-01", "+1", "@x", "&amp;<b>]]>", "  ", "\n", "\u2028\x85"),
    "\x00\x0b\x1f\ufffe\uffff",
)
# LibreOffice makes CR LF a line feed, and reads “_x005F_” as if more of it were an escape.
WRONG = ("\r\n", "\x00", "_x005F_", "x0041")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def read_book(tmp_path, data, **options):
    return read(open_workbook, tmp_path / "t.xlsx", data, **options)


@given(units=strategies.unit_lists(), header=st.none() | strategies.headers())
@settings(deadline=None, max_examples=40)
def test_units_and_header_come_back_equal(tmp_path_factory, units, header):
    data, conversion = write(write_workbook, units, header)
    path = tmp_path_factory.getbasetemp() / "units.xlsx"
    back, source = read(open_workbook, path, data)
    assert back == units
    assert header is None or source.header == header
    assert conversion.losses == source.report.losses == ()
    assert conversion.units == source.report.units == len(units)


@given(text=st.text(st.characters() | st.sampled_from("_xX05fFdD\r\x01"), max_size=20))
def test_escapes_come_back(text):
    escaped = escape_cell(text)
    plain = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert unescape_cell(plain) == text
    assert "\r" not in escaped


def test_tricky_texts_come_back(tmp_path):
    units = tuple(
        TranslationUnit((Variant("zh-CN", one), Variant("en", two)), notes=(Note(one),))
        for one, two in pairwise((*TRICKY, TRICKY[0]))
    )
    assert read_book(tmp_path, write(write_workbook, units)[0])[0] == units


def test_the_same_units_give_the_same_bytes():
    header = Header("zh-CN", notes=(Note("n"),))
    first, second = (write(write_workbook, [UNIT], header)[0] for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_cell_is_a_text_and_the_header_stays_in_sight():
    data, _ = write(write_workbook, [TranslationUnit((Variant("en", "=1+1"),))])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert '<c r="A2" s="1" t="inlineStr"><is><t>=1+1</t></is></c>' in sheet
    assert "<f>" not in sheet
    assert 'state="frozen"' in sheet


def test_units_go_on_in_further_sheets(tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "MOST_ROWS", 3)
    units = tuple(TranslationUnit((Variant("en", str(number)),)) for number in range(5))
    data, conversion = write(write_workbook, units, Header("en", datatype="html"))
    assert conversion.notes == ("the units fill 3 sheets",)
    back, source = read_book(tmp_path, data)
    assert back == units
    assert source.header == Header("en", datatype="html")
    assert texts_of(source) == texts_of(units), "a second pass"


@pytest.mark.parametrize("text", ["好" * 32_767, "𠀀" * 16_383])
def test_a_cell_may_be_full(tmp_path, text):
    units = (TranslationUnit((Variant("zh", text),)),)
    data, conversion = write(write_workbook, units)
    assert conversion.losses == ()
    assert read_book(tmp_path, data)[0] == units


def test_what_no_cell_holds_is_left_out_and_counted(tmp_path):
    long = TranslationUnit((Variant("zh-CN", "𠀀" * 16_384), Variant("en-GB", "a")), tuid="7")
    noted = TranslationUnit(UNIT.variants, notes=(Note("n" * 32_768),))
    data, conversion = write(write_workbook, [long, noted, UNIT])
    back, _ = read_book(tmp_path, data)
    assert back == (UNIT, UNIT)
    assert conversion.units == 2
    assert [loss.places for loss in conversion.losses] == [("unit 1 (tuid 7)",), ("unit 2",)]


def test_what_no_cell_holds_of_the_header_is_counted(tmp_path):
    header = Header("zh-CN", props=(Prop("x-a", "a" * 40_000), Prop("x-b", "b")))
    data, conversion = write(write_workbook, [UNIT], header)
    _, source = read_book(tmp_path, data)
    assert source.header.props == (Prop("x-b", "b"),)
    assert len(conversion.losses) == 1


def test_codes_that_no_cell_holds_leave_the_text(tmp_path):
    content = ("a", Code("ph", ("x" * 40_000,)))
    data, conversion = write(write_workbook, [TranslationUnit((make_variant("en", content),))])
    assert texts_of(read_book(tmp_path, data)[0]) == [[("en", "a")]]
    assert len(conversion.losses) == 1


# A workbook as Excel writes it: shared texts, in runs and with a phonetic guide, numbers, dates,
# formulas with their results, mistakes, a hidden row, and cells without references.
STRINGS = (
    '<si><t>zh-CN</t></si><si><t>en-GB</t></si><si><t>你好。_x000D_\n</t></si>'
    "<si><r><rPr><b/></rPr><t>Hel</t></r><r><t xml:space=\"preserve\">lo. </t></r>"
    '<rPh sb="0" eb="1"><t>nihao</t></rPh></si>'
)  # fmt: skip
STYLES = (
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="[$-804]yyyy\\-mm\\-dd;@"/></numFmts>'
    '<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="4">'
    '<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs>'
)
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    '<c r="D1" t="inlineStr"><is><t>x</t></is></c></row>'
    '<row r="3" hidden="1"><c r="A3" t="s"><v>2</v></c><c r="B3" t="s"><v>3</v></c></row>'
    '<row><c><v>12</v></c><c t="str"><f>A1&amp;"b"</f><v>ab</v></c><c/><c><v>0.97</v></c></row>'
    '<row r="9"><c r="A9" s="1"><v>45351</v></c><c r="B9" t="b"><v>1</v></c>'
    '<c r="D9" s="3"><v>45351.5</v></c></row>'
    '<row r="10"><c r="A10" t="e"><v>#N/A</v></c><c r="B10" s="2"><v>45351</v></c></row>'
    '<row r="11"><c r="A11" s="1"/></row>'
    '<row r="12"><c r="D12" t="inlineStr"><is><t>end</t></is></c></row>'
    '<row r="13"><c r="A13" s="1"/></row>'
)


def make_book(rows=ROWS, *, prefix="", strings=STRINGS, extra=()):
    """Pack parts; with a prefix, elements of sheets are named as some programs name them."""
    space = f'xmlns:{prefix[:-1]}="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    rows = (
        rows.replace("</", "<\0").replace("<", f"<{prefix}").replace(f"<{prefix}\0", f"</{prefix}")
    )
    links = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in (
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "/xl/sharedStrings.xml"),
            ("rId3", "styles", "styles.xml"),
        )
    )  # fmt: skip
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1"'
        f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Tabelle 1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>',
        "xl/worksheets/sheet1.xml": f"<{prefix}worksheet {space}><{prefix}sheetData>{rows}"
        f"</{prefix}sheetData></{prefix}worksheet>",
        **dict(extra),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_workbooks_of_other_programs(tmp_path, prefix):
    back, source = read_book(tmp_path, make_book(prefix=prefix))
    assert texts_of(back) == [
        [("zh-CN", "你好。\r\n"), ("en-GB", "Hello. ")],
        [("zh-CN", "12"), ("en-GB", "ab")],
        [("zh-CN", "2024-02-29"), ("en-GB", "TRUE")],
        [("en-GB", "2024-02-29")],
    ]
    assert [unit.props for unit in back[1:3]] == [
        (Prop("x-x", "0.97"),),
        (Prop("x-x", "2024-02-29 12:00:00"),),
    ]
    # Empty rows at the end are no part of the table.
    assert {loss.reason.split()[0]: loss.places for loss in source.report.losses} == {
        "formulas": ("row 10",),
        "empty": ("row 11",),
        "rows": ("row 12",),
    }


def test_a_formula_that_was_never_worked_out_is_said(tmp_path):
    header, _, _ = ROWS.partition("</row>")
    cells = '<c r="A2"><f>B1</f></c>', '<c r="B3" t="str"><f>""</f><v></v></c>'
    rows = [f'<row r="{number}">{cell}</row>' for number, cell in enumerate(cells, start=2)]
    _, source = read_book(tmp_path, make_book(f"{header}</row>{''.join(rows)}"))
    assert [loss.places for loss in source.report.losses] == [("row 2",)]


def test_sheets_without_languages_are_left_out(tmp_path):
    second = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c t="inlineStr"><is><t>a</t></is></c>'
        '<c><v>1</v></c></row></sheetData></worksheet>'
    )  # fmt: skip
    book = make_book(
        extra={
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="sums" sheetId="1" r:id="rId9"/><sheet name="t" sheetId="2" r:id="rId1"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="rId9" Type="{OFFICE}/worksheet" Target="worksheets/sheet9.xml"/>'
            f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>",
            "xl/worksheets/sheet9.xml": second,
        }
    )
    back, source = read_book(tmp_path, book)
    assert len(back) == 4
    assert "the sheet “sums” names no languages and is left out" in reasons_of(source)


def test_languages_may_be_stated(tmp_path):
    rows = (
        '<row r="1"><c t="inlineStr"><is><t>你好。</t></is></c>'
        '<c t="inlineStr"><is><t>Hello.</t></is></c></row>'
    )
    with pytest.raises(TmxError, match=r"t\.xlsx, sheet “Tabelle 1”.*--source and --target"):
        read_book(tmp_path, make_book(rows))
    back, _ = read_book(tmp_path, make_book(rows), source_language="zh-CN", target_language="en-GB")
    assert texts_of(back) == PAIR


def test_a_sheet_that_breaks_off_gives_what_came_before(tmp_path):
    rows = ROWS + "<row><c></row>"
    back, source = read_book(tmp_path, make_book(rows))
    assert len(back) == 4
    assert "is no sound workbook" in source.report.truncation


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no sound workbook"),
        (b"zh-CN\ten-GB\n", "no sound workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "password; save it as .xlsx"),
        (make_book()[:-40], "no sound workbook"),
        (make_book(extra={"xl/workbook.xml": "<workbook>"}), "no sound workbook"),
        (make_book(extra={"xl/sharedStrings.xml": "<sst><si>"}), "no sound workbook"),
        (make_book(extra={"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
         "has a DOCTYPE"),
        (make_book(extra={"_rels/.rels": "<Relationships/>", "xl/workbook.xml": "<workbook/>"}),
         "holds no rows"),
        (make_book(rows=""), "holds no rows"),
        (make_book(rows=f'<row r="{" " * 3_000_000}"/>'), "a tag of over 2,000,000 bytes"),
        (make_book(rows=f"<row><c><v>{'1' * 10_000_001}</v></c></row>"), "a cell with over"),
    ],
    ids=["empty", "text", "old or locked", "cut off", "broken list", "broken texts", "entities",
         "no sheets", "no rows", "endless tag", "endless cell"],
)  # fmt: skip
def test_what_is_no_workbook(tmp_path, data, message):
    with pytest.raises(TmxError, match=message):
        read_book(tmp_path, data)


def test_a_folder_and_a_zip_of_something_else(tmp_path):
    with pytest.raises(TmxError, match="cannot be read"):
        open_workbook([tmp_path], ReadOptions())
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "b")
    with pytest.raises(TmxError, match="is no Excel workbook"):
        open_workbook([path], ReadOptions())


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_cells(tmp_path):
    texts = [text for text in TRICKY if not any(each in text for each in WRONG)]
    units = tuple(TranslationUnit((Variant("en", text),), tuid="1") for text in texts)
    (tmp_path / "in.xlsx").write_bytes(write(write_workbook, units, Header("en"))[0])
    convert(tmp_path, "in.xlsx")
    source = open_workbook([tmp_path / "out" / "in.xlsx"], ReadOptions())
    assert tuple(source) == units
    assert source.header == Header("en")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_our_text_tables(tmp_path):
    texts = [text for text in TRICKY if not any(each in text for each in (*WRONG, "\r"))]
    units = tuple(TranslationUnit((Variant("en", text),), tuid="1") for text in texts)
    (tmp_path / "in.csv").write_bytes(write(write_csv, units)[0])
    # Comma, quotation mark, UTF-8, from line 1, both columns as text: as docs/formats.md advises.
    convert(tmp_path, "in.csv", "--infilter=CSV:44,34,76,1,1/2/2/2")
    assert tuple(open_workbook([tmp_path / "out" / "in.xlsx"], ReadOptions())) == units


def convert(folder, name, *options):
    """Let LibreOffice open a file and save it as a workbook in the folder `out`."""
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", *options, "--convert-to",
         "xlsx", "--outdir", str(folder / "out"), str(folder / name)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
