"""Hostile and damaged office files: one clear error each, whatever is in them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import AlignerError
from aligner.reading.formats.office.docx import read_docx
from aligner.reading.formats.office.odt import read_odt
from aligner.reading.formats.office.xlsx import read_xlsx
from aligner.reading.opening import read_file
from aligner.reading.records import Reading, Source
from tests.aligner.reading.formats.office.packages import (
    list_docx,
    list_xlsx,
    make_docx,
    make_odt,
    make_xlsx,
    pack,
    paragraph,
    row,
    table,
)
from tests.timing import time_work

DOCX = make_docx(paragraph("甲") + table(["乙", "b"]), parts={"footnotes": "<root/>"}).data
ODT = make_odt("<text:p>甲</text:p>").data
XLSX = make_xlsx(row(1, "甲", "a"), strings=["<t>a</t>"]).data
READERS = {".docx": (read_docx, DOCX), ".odt": (read_odt, ODT), ".xlsx": (read_xlsx, XLSX)}
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 30))
LONG = "".join(str(number * number) for number in range(1_000_000))
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def members_without(members, *names):
    return pack({name: content for name, content in members.items() if name not in names})


def rename(data, old, new):
    """Rename a member in the directory of an archive, and not where it stands."""
    place = data.rindex(old)
    return data[:place] + new + data[place + len(old) :]


WORD, EXCEL = list_docx(paragraph("a")), list_xlsx(row(1, "a"))
HOSTILE = {
    "empty": (".docx", b"", "empty|damaged"),
    "white space": (".odt", b" \n" * 50, "damaged|no sound XML"),
    "cut off": (".docx", DOCX[:-40], "damaged"),
    "cut off at the start": (".odt", ODT[50:], "no sound XML"),
    "no document": (".docx", members_without(WORD, "word/document.xml"), r"word/document\.xml"),
    "no workbook": (".xlsx", members_without(EXCEL, "xl/workbook.xml"), r"xl/workbook\.xml"),
    "no content": (".odt", pack({"mimetype": "x"}), r"content\.xml"),
    "another root": (".odt", pack({"content.xml": "<a/>"}), "no body"),
    "no XML": (".docx", pack(WORD | {"word/document.xml": "text"}), "no sound XML"),
    "broken styles": (".docx", pack(WORD | {"word/styles.xml": "<a"}), "no sound XML"),
    "broken sheet": (".xlsx", pack(EXCEL | {"xl/worksheets/s0.xml": "<worksheet>"}), "XML"),
    "laughs": (
        ".docx",
        pack(WORD | {"word/document.xml": f"<!DOCTYPE a [{LAUGHS}]><a>&l29;</a>"}),
        "entities",
    ),
    "laughs in strings": (
        ".xlsx",
        pack(EXCEL | {"xl/sharedStrings.xml": f"<!DOCTYPE a [{LAUGHS}]><a>&l29;</a>"}),
        "entities",
    ),
    "deep": (".docx", make_docx("<w:sdt><w:sdtContent>" * 9000).data, "no sound XML"),
    "deep tables": (".docx", make_docx(f"{'<w:tbl><w:tr><w:tc>' * 9000}").data, "no sound XML"),
    "zeros": (".odt", pack({"mimetype": "x", "content.xml": bytes(60 << 20)}), "zip bomb"),
    "a long text": (".docx", make_docx(paragraph(LONG)).data, "no sound XML"),
    "a line break in a name": (
        ".docx",
        rename(DOCX, b"word/footnotes.xml", b"word/foo\nnotes.xml"),
        "word/foo�notes.xml is damaged",
    ),
    "no text": (".docx", make_docx(paragraph(" ")).data, "no visible text"),
    "pictures only": (".odt", make_odt("<text:p><draw:frame/></text:p>").data, "no visible text"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_clear_error(name):
    suffix, data, message = HOSTILE[name]
    start = time.perf_counter()
    with pytest.raises(AlignerError, match=message) as caught:
        READERS[suffix][0](Source(data, f"a{suffix}"))
    assert "\n" not in str(caught.value)
    assert time.perf_counter() - start < 10


WRONG = {
    "a password": ("a.docx", COMPOUND + "EncryptedPackage".encode("utf-16-le"), "password"),
    "an old document": ("a.docx", COMPOUND + "WordDocument".encode("utf-16-le"), r"\.doc\)"),
    "an old workbook": ("a.xlsx", COMPOUND + "Workbook".encode("utf-16-le"), r"\.xls\)"),
    "a workbook named document": ("a.docx", XLSX, "Excel workbook: rename it to end in .xlsx"),
    "a document named text": ("a.txt", DOCX, "Word document: rename it to end in .docx"),
    "a document named table": ("a.csv", ODT, "OpenDocument text: rename it to end in .odt"),
    "text named document": ("a.docx", "甲".encode(), r"plain text, not a Word.*\.txt"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_suffix_is_named_with_the_path(name, tmp_path):
    file_name, data, message = WRONG[name]
    path = tmp_path / file_name
    path.write_bytes(data)
    with pytest.raises(AlignerError, match=message) as caught:
        read_file(path)
    assert str(caught.value).startswith(str(path))


@pytest.mark.parametrize("wrap", ["<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
                                  "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
                                  "<w:p><w:r><w:txbxContent>{}</w:txbxContent></w:r></w:p>",
                                  "<w:customXml>{}</w:customXml>"])  # fmt: skip
def test_nested_content_is_read_as_deep_as_xml_may_be(wrap):
    body = paragraph("a")
    for _ in range(245 // wrap.count("</")):
        body = wrap.format(body)
    document = read_docx(make_docx(body)).document
    assert [each.text for each in document.paragraphs] == ["a"]


def test_a_large_document_takes_linear_time():
    times = []
    for count in (2000, 16000):
        source = make_docx(paragraph("守燈人每晚爬上樓梯。" * 5) * count)
        reading, spent = time_work(lambda source=source: read_docx(source), 2)
        assert len(reading.document.paragraphs) == count
        times.append(spent)
    assert times[1] < 8 * max(times[0], 0.1) * 2.5


def check(reader, data):
    try:
        reading = reader(Source(data, "a"))
    except AlignerError as error:
        assert str(error)
        assert "\n" not in str(error)
    else:
        assert isinstance(reading, Reading)
        assert reading.document.paragraphs


@pytest.mark.parametrize("suffix", READERS)
@given(data=st.binary(max_size=200))
def test_no_bytes_give_another_error(suffix, data):
    check(READERS[suffix][0], data)


@pytest.mark.parametrize("suffix", READERS)
@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6),
    length=st.floats(0.5, 1),
)
def test_a_damaged_file_is_read_or_one_error(suffix, changes, length):
    reader, sound = READERS[suffix]
    data = bytearray(sound)
    for place, value in changes:
        data[min(int(place * len(data)), len(data) - 1)] = value
    check(reader, bytes(data[: int(len(data) * length)]) if length < 0.9 else bytes(data))


NAMES = {
    ".docx": "w:p w:r w:t w:br w:tbl w:tr w:tc w:sdt w:sdtContent w:del w:ins w:pPr w:rPr w:vanish "
    "w:ruby w:rt w:rubyBase w:drawing w:txbxContent w:fldChar w:instrText w:footnoteReference "
    "w:hyperlink mc:AlternateContent mc:Choice w:sym m:oMath w:gridSpan w:tcPr w:vMerge",
    ".odt": "text:p text:h text:span text:s text:tab text:line-break text:note text:note-body "
    "table:table table:table-row table:table-cell draw:frame draw:text-box text:section "
    "text:list text:list-item text:ruby text:ruby-base text:ruby-text text:table-of-content",
    ".xlsx": "row c v is t r rPh f",
}
ATTRIBUTES = {
    ".docx": ['w:val="x"', 'w:val="-1"', 'w:id="2"', 'w:fldCharType="begin"', 'w:char="zz"', ""],
    ".odt": ['text:c="-9"', 'text:style-name="x"', 'text:display="none"', ""],
    ".xlsx": ['r="A1"', 't="s"', 't="inlineStr"', 's="-1"', 'hidden="1"', ""],
}
MAKERS = {
    ".docx": lambda xml: make_docx(xml, parts={"footnotes": "<root/>"}),
    ".odt": make_odt,
    ".xlsx": make_xlsx,
}


def trees(suffix):
    names, attributes = st.sampled_from(NAMES[suffix].split()), st.sampled_from(ATTRIBUTES[suffix])
    return st.recursive(
        st.sampled_from(["甲", "a", " ", "3", ""]),
        lambda inner: st.builds(
            lambda name, attribute, parts: f"<{name} {attribute}>{''.join(parts)}</{name}>",
            names, attributes, st.lists(inner, max_size=4),
        ),
        max_leaves=25,
    )  # fmt: skip


@pytest.mark.parametrize("suffix", READERS)
@given(data=st.data())
def test_any_elements_in_any_order_are_read_or_one_error(suffix, data):
    xml = "".join(data.draw(st.lists(trees(suffix), max_size=4)))
    check(READERS[suffix][0], MAKERS[suffix](xml).data)
