import io
import zipfile

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.tmx import strategies
from tests.tmx.formats.bilingual import ALL, EVIL, HEADER, HOSTILE, RICH, Source, make_unit
from tmx import Note, Prop, TmxError, TranslationUnit, Variant
from tmx.formats import docx
from tmx.formats.docx import write_docx
from tmx.formats.docx_table import font_of
from tmx.formats.records import WriteOptions

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def write(*units, header=HEADER, **options):
    stream = io.BytesIO()
    made = write_docx(stream, Source(*units, header=header), WriteOptions(**options))
    return stream.getvalue(), made


def read_part(data, name="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def read_rows(data):
    """Return the texts of the cells, row by row; a paragraph a line."""
    rows = read_part(data).iter(f"{W}tr")
    return [[text_of_cell(cell) for cell in row.iter(f"{W}tc")] for row in rows]


def text_of_cell(cell):
    return "\n".join("".join(map(read_piece, paragraph.iter())) for paragraph in cell.iter(f"{W}p"))


def read_piece(element):
    shown = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}t": element.text or ""}
    return shown.get(element.tag, "")


def with_usual_breaks(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_rows_and_columns():
    data, made = write(RICH, make_unit("甲", "a", notes=(Note("n"),)))
    source, target = (with_usual_breaks(each.text) for each in RICH.variants)
    assert read_rows(data) == [
        ["No.", "zh-HK", "en-GB", "Confidence", "Notes"],
        ["a 7", source, target, "0.98", "Check\n看"],
        ["2", "甲", "a", "", "n"],
    ]
    assert made.units == 2
    assert [(each.reason, each.count) for each in made.losses] == [
        ("properties and dates are left out", 6)
    ]


def test_columns_that_no_unit_needs_are_not_there():
    rows = read_rows(write(make_unit("甲", "a"))[0])
    assert rows == [["No.", "zh-HK", "en-GB"], ["1", "甲", "a"]]


def test_widths_add_up_and_the_names_are_repeated():
    table = next(read_part(write(RICH)[0]).iter(f"{W}tbl"))
    widths = [int(each.get(f"{W}w")) for each in table.iter(f"{W}gridCol")]
    cells = [int(each.get(f"{W}w")) for each in table.iter(f"{W}tcW")]
    assert cells == widths * 2
    assert sum(widths) == int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) <= 15_138
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")] == [
        True,
        False,
    ]


def test_a_row_that_is_higher_than_a_page_may_be_split():
    rows = read_part(write(make_unit("甲" * 2000, "a"), RICH)[0]).iter(f"{W}tr")
    assert [row.find(f"{W}trPr") is not None for row in rows] == [True, False, True]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (("zh-HK", "en-GB"), [{"val": "en-GB", "eastAsia": "zh-HK"}, {"val": "en-GB"}]),
        (("en-US", "zh-Hans"), [{"val": "en-US"}, {"val": "en-US", "eastAsia": "zh-CN"}]),
        (
            ("ja-JP", "zh-TW"),
            [{"val": "en-US", "eastAsia": "ja-JP"}, {"val": "en-US", "eastAsia": "zh-TW"}],
        ),
        (("en", "ar-EG"), [{"val": "en"}, {"bidi": "ar-EG"}]),
    ],
)
def test_languages_of_runs(tags, expected):
    unit = TranslationUnit(tuple(Variant(tag, "text") for tag in tags))
    body = read_part(write(unit, header=None)[0])
    found = [
        {k.removeprefix(W): v for k, v in each.attrib.items()} for each in body.iter(f"{W}lang")
    ]
    assert found == expected
    assert (next(body.iter(f"{W}bidi"), None) is not None) == ("ar-EG" in tags)


@pytest.mark.parametrize(
    ("tag", "font"),
    [
        ("zh-CN", "Microsoft YaHei"),
        ("zh-TW", "Microsoft JhengHei"),
        ("zh-HK", "Microsoft JhengHei"),
        ("ko", "Malgun Gothic"),
        ("no tag", "Microsoft YaHei"),
    ],
)
def test_fonts_are_those_of_the_region(tag, font):
    assert font_of(tag) == font


def test_the_page_says_what_it_holds():
    data, _ = write(RICH)
    header = "".join(read_part(data, "word/header1.xml").itertext()).strip()
    assert header == "Translation memory zh-HK → en-GB1 unit"
    size = next(read_part(data).iter(f"{W}pgSz"))
    assert dict(size.attrib) == {f"{W}w": "16838", f"{W}h": "11906", f"{W}orient": "landscape"}


def test_every_part_is_well_formed_and_known():
    data, _ = write(*ALL)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    types = read_part(data, "[Content_Types].xml")
    stated = {each.get("PartName", "").removeprefix("/") for each in types}
    assert {name for name in names if name.endswith(".xml")} - stated == {"[Content_Types].xml"}
    for name in names:
        assert read_part(data, name) is not None
    styles = {each.get(f"{W}styleId") for each in read_part(data, "word/styles.xml")}
    used = {each.get(f"{W}val") for each in read_part(data).iter(f"{W}pStyle", f"{W}tblStyle")}
    assert used <= styles


def test_hostile_texts_stay_texts():
    row = read_rows(write(EVIL)[0])[1]
    assert row == [HOSTILE, f"甲{HOSTILE}", f"a{HOSTILE}", HOSTILE, HOSTILE]


def test_codes_are_counted():
    _, made = write(*ALL)
    counts = {each.reason: each.count for each in made.losses}
    assert counts["inline codes are left out"] == 22


@settings(max_examples=50)
@given(strategies.units(source="zh-HK"))
def test_texts_of_any_unit_are_read_again(unit):
    cells = read_rows(write(unit)[0])[1]
    assert cells[1:3] == [with_usual_breaks(each.text) for each in unit.variants[:2]]


def test_a_table_too_large_for_the_format(monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 3000)
    with pytest.raises(TmxError, match="larger than 2 GiB"):
        write(*[RICH] * 400)


def test_a_long_table_is_advised_against(monkeypatch):
    monkeypatch.setattr(docx, "_MANY_ROWS", 1)
    _, made = write(RICH, RICH)
    assert made.notes == ("Word is slow with a table of 2 rows; HTML and XLSX hold so many better",)


def test_our_own_reader_reads_the_pairs(tmp_path):
    from aligner.reading import read_file

    pairs = [("停火已經開始。", "The ceasefire has begun."), ("價格上升。", "Prices rose, 5%.")] * 3
    units = [make_unit(*pair, props=(Prop("x-confidence", "0.9"),)) for pair in pairs]
    (tmp_path / "a.docx").write_bytes(write(*units)[0])
    paragraphs = read_file(tmp_path / "a.docx").document.paragraphs
    texts = [each.text for each in paragraphs if each.row is not None]
    assert list(zip(texts[::2], texts[1::2], strict=True)) == pairs
    assert {each.language for each in paragraphs} == {"zh-HK", "en-GB"}
