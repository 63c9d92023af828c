"""Encodings: detected, given, refused."""

import encodings.aliases
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import AlignerError
from aligner.reading.encoding import decode

SIMPLIFIED = "俄乌停火谈判的地缘政治：美国在调停双方冲突上对俄罗斯采取的绥靖政策能否真正发挥作用？"
TRADITIONAL = "俄烏停火談判的地緣政治：美國在調停雙方衝突上對俄羅斯採取的綏靖政策能否真正發揮作用？"
CANTONESE = "我哋唔知佢哋幾時嚟，不過佢話聽日會落雨，嗰個人喺度等緊，啲細路已經走咗。"
MIXED = "他用Microsoft Word写了《河流》(The River)，花了3年。It isn’t long."
ENGLISH = "It’s a “test” – of £5 and €6, isn’t it? The café’s naïve owner said ‘no’…"

ROWS = [
    (SIMPLIFIED, "utf-8", "utf-8"),
    (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
    (SIMPLIFIED, "gb18030", "gb18030"),
    (SIMPLIFIED, "utf-16", "utf-16"),
    (SIMPLIFIED, "utf-16-le", "utf-16-le"),
    (SIMPLIFIED, "utf-16-be", "utf-16-be"),
    (TRADITIONAL, "big5", "cp950"),
    (TRADITIONAL, "gb18030", "gb18030"),
    (TRADITIONAL, "utf-16-be", "utf-16-be"),
    (CANTONESE, "big5hkscs", "big5hkscs"),
    (MIXED, "gb18030", "gb18030"),
    (MIXED, "utf-16-le", "utf-16-le"),
    (ENGLISH, "cp1252", "cp1252"),
    (ENGLISH, "utf-8", "utf-8"),
    (ENGLISH, "utf-16-le", "utf-16-le"),
    ("plain", "ascii", "utf-8"),
    ("标题", "gb18030", "gb18030"),
    ("標題", "big5", "cp950"),
    ("𠀀𠀁，他说。", "gb18030", "gb18030"),
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{r[1]}-{r[0][:6]}" for r in ROWS])
def test_detects(row):
    text, written, detected = row
    found = decode(text.encode(written))
    assert (found.text, found.encoding) == (text, detected)


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("given_name", [None, "same"])
def test_mark_never_ends_up_in_the_text(name, given_name):
    encoding = name if given_name else None
    assert decode(SIMPLIFIED.encode(name), encoding=encoding).text == SIMPLIFIED


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le"])
def test_mark_is_dropped_where_the_name_does_not_expect_it(name):
    assert decode(("\ufeff" + MIXED).encode(name), encoding=name).text == MIXED


@pytest.mark.parametrize("name", ["gb2312", "GBK", "gb18030"])
def test_name_of_a_part_stands_for_its_family(name):
    assert decode("着𠀀説".encode("gb18030"), encoding=name).text == "着𠀀説"


def test_big5_stands_for_its_family():
    assert decode(CANTONESE.encode("big5hkscs"), encoding="big5").text == CANTONESE


def test_wrong_encoding_says_where_and_what_it_looks_like():
    data = ("ok\nok\n" + SIMPLIFIED).encode("gb18030")
    with pytest.raises(AlignerError, match=r"offset 6 \(line 3\).*looks like gb18030"):
        decode(data, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        (SIMPLIFIED, "utf-8", "latin-1"),
        (SIMPLIFIED + "a", "utf-8-sig", "cp437"),
        (TRADITIONAL, "utf-16", "latin-1"),
        ("It is a river, and it is wide.", "utf-8", "utf-16"),
    ],
)
def test_gibberish_is_refused_by_what_the_bytes_look_like(text, written, name):
    with pytest.raises(AlignerError, match=f"as {name} as stated.*the bytes look like utf"):
        decode(text.encode(written), encoding=name)


def test_doubtful_encoding_is_read_as_stated():
    found = decode(TRADITIONAL.encode("gb18030"), encoding="latin-1")
    assert (found.encoding, found.looks_like) == ("iso8859-1", "gb18030")
    text = "Наш дом стоит у реки, и вода в ней холодная."
    assert decode(text.encode("koi8-r"), encoding="koi8-r").looks_like == ""


def test_every_encoding_of_python_gives_text_or_a_line():
    for name in sorted(set(encodings.aliases.aliases.values())):
        try:
            assert decode(SIMPLIFIED.encode(), encoding=name).text
        except AlignerError as error:
            assert "\n" not in str(error)


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", "\0", ""])
def test_unknown_encoding(name):
    with pytest.raises(AlignerError, match="unknown encoding"):
        decode(b"text", encoding=name)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODT = "application/vnd.oasis.opendocument.text"


def zip_members(*names, first="x"):
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(name, "x" if number else first)
    return stream.getvalue()


BINARY = [
    (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
    (b"PK\x03\x04\x14\0\0\0\0\0a.txt", "ZIP"),
    (OLE + b"\0\0", "Office"),
    (OLE + b"\0" * 40 + "WordDocument".encode("utf-16-le"), r"Word document \(\.doc\)"),
    (OLE + b"\0" * 40 + "Workbook".encode("utf-16-le"), "Excel"),
    (zip_members("[Content_Types].xml", "word/document.xml"), r"Word document"),
    (zip_members("[Content_Types].xml", "word/document.xml")[:130], r"Word document"),
    (zip_members("[Content_Types].xml", "xl/workbook.xml", "docProps/word/a"), "Excel"),
    (zip_members("ppt/presentation.xml"), "PowerPoint"),
    (zip_members("mimetype", "content.xml", first=ODT), "OpenDocument text"),
    (zip_members("mimetype", "OEBPS/a.xhtml", first="application/epub+zip"), "EPUB"),
    (zip_members("META-INF/container.xml", "a.xhtml"), "EPUB"),
    (zip_members("password/word/a.txt"), "ZIP"),
    (b"{\\rtf1\\ansi text}", "RTF"),
    (b"\x1f\x8b\x08\0\0\0", "gzip"),
    (bytes(range(256)) * 4, "binary"),
    (b"\0\1\2\3" * 50, "binary"),
    (b"plain text with \0\0\0\0\0\0\0\0 inside", "binary"),
]


@pytest.mark.parametrize("row", BINARY, ids=[f"{i}-{r[1]}" for i, r in enumerate(BINARY)])
def test_binary_is_named(row):
    data, name = row
    with pytest.raises(AlignerError, match=name) as caught:
        decode(data)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", "\u3000\n".encode("utf-16")])
def test_nothing_to_read(data):
    with pytest.raises(AlignerError, match=r"empty|white space"):
        decode(data)


def test_damaged_utf8_is_not_read_as_something_else():
    data = SIMPLIFIED.encode() + b"\xe4\xb8" + SIMPLIFIED.encode()
    with pytest.raises(AlignerError, match=r"damaged UTF-8.*offset"):
        decode(data)


def test_damaged_gb18030_is_not_read_as_western():
    data = (SIMPLIFIED * 3).encode("gb18030") + b"\xff" + SIMPLIFIED.encode("gb18030")
    with pytest.raises(AlignerError, match="gb18030"):
        decode(data)


def test_a_few_controls_are_no_binary():
    assert decode(b"Sixty characters of text\x00 with a control or two\x01 inside.").encoding


COMMON = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之"
chinese = st.text(st.sampled_from(COMMON + "，。"), min_size=12, max_size=80)
english = st.lists(
    st.sampled_from(["the", "river", "rose", "and", "nobody’s", "“home”", "in", "time", "need"]),
    min_size=8,
    max_size=30,
).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(chinese, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]))
def test_chinese_round_trip(text, name):
    assert decode(text.encode(name)).text == text.lstrip("\ufeff")


@settings(deadline=None, max_examples=60)
@given(english, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "cp1252"]))
def test_english_round_trip(text, name):
    assert decode(text.encode(name)).text == text


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gb18030", "big5", "utf-16"]))
def test_any_bytes_give_text_or_a_line(data, name):
    try:
        assert not decode(data, encoding=name).text.startswith("\ufeff")
    except AlignerError as error:
        assert "\n" not in str(error)
