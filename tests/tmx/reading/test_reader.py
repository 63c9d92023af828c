import io
from datetime import UTC, datetime
from functools import partial

import pytest

from tests.tracing import trace_peak
from tmx import (
    Header,
    Note,
    Prop,
    Provenance,
    TmxError,
    TmxFile,
    TranslationUnit,
    Variant,
    dump_tmx,
    load_tmx,
    read_tmx,
)

HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t"'
    ' adminlang="en" srclang="zh_CN" datatype="plaintext"/>'
)


def tmx(body, prolog="", header=HEADER, version="1.4"):
    return f'{prolog}<tmx version="{version}">{header}<body>{body}</body></tmx>'


def tu(*segments, attributes='xml:lang="zh-CN"'):
    variants = "".join(f"<tuv {attributes}><seg>{segment}</seg></tuv>" for segment in segments)
    return f"<tu>{variants}</tu>"


def read(text, encoding="utf-8"):
    reader = read_tmx(io.BytesIO(text if isinstance(text, bytes) else text.encode(encoding)))
    return reader.header, list(reader)


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        pytest.param("a b", "a b", id="plain"),
        pytest.param(" a \n b ", " a \n b ", id="spaces"),
        pytest.param("", "", id="empty"),
        pytest.param("a<ph x='1'>{0}</ph>b", "ab", id="ph"),
        pytest.param("<bpt i='1'>&lt;b></bpt>粗<ept i='1'>&lt;/b></ept>體", "粗體", id="bpt ept"),
        pytest.param("a<it pos='begin'>x</it>b<ut>y</ut>c", "abc", id="it ut"),
        pytest.param("a<hi type='x'>b<ph>c</ph>d</hi>e", "abde", id="hi with a code inside"),
        pytest.param("a<!-- c -->b<?p i?>c", "abc", id="comment and instruction"),
        pytest.param("<![CDATA[a<b]]>&amp;&#x20000;", "a<b&𠀀", id="cdata and references"),
        pytest.param("a<ph>x<sub>y</sub></ph>b", "ab", id="sub in a code"),
    ],
)
def test_text_of_a_segment(segment, expected):
    _, (unit,) = read(tmx(tu(segment)))
    assert unit.variants[0].text == expected


@pytest.mark.parametrize(
    ("attributes", "language"),
    [
        ('xml:lang="zh_CN"', "zh-CN"),
        ('xml:lang="zh-Hant-HK"', "zh-HK"),
        ('lang="EN-us"', "en-US"),
        ('xml:lang="cmn" lang="en"', "zh"),
        ('xml:lang="Chinese"', "Chinese"),
        ("", "und"),
    ],
)
def test_language_of_a_variant(attributes, language):
    _, (unit,) = read(tmx(tu("a", attributes=attributes)))
    assert unit.variants[0].language == language


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_encodings(encoding):
    bom = "\ufeff" if encoding == "utf-16-le" else ""
    declared = encoding.removesuffix("-sig").removesuffix("-le")
    text = tmx(tu("停火𠀀。"), prolog=f'{bom}<?xml version="1.0" encoding="{declared}"?>')
    _, (unit,) = read(text, encoding)
    assert unit.variants[0].text == "停火𠀀。"


def test_everything_of_a_unit():
    body = (
        '<tu tuid="7" creationdate="20240229T070507Z" changedate="soon" usagecount="x"'
        ' creationid="me" segtype="section" srclang="*ALL*"><note>n</note><prop type="x-a">1</prop>'
        '<tuv xml:lang="zh-HK"><prop type="x-lang">yue-Hant-HK</prop><seg>a</seg></tuv></tu>'
    )
    header, (unit,) = read(tmx(body, prolog='<!DOCTYPE tmx SYSTEM "tmx14.dtd">', version="1.1"))
    assert header == Header("zh-CN", "t", "1", o_tmf="t")
    assert unit == TranslationUnit(
        (Variant("yue-HK", "a"),),
        tuid="7",
        props=(Prop("x-a", "1"),),
        notes=(Note("n"),),
        source_language="*all*",
        provenance=Provenance(
            creation_date=datetime(2024, 2, 29, 7, 5, 7, tzinfo=UTC), creation_id="me"
        ),
    )


def test_a_missing_header_is_none():
    header, found = read(tmx(tu("a"), header=""))
    assert header is None
    assert len(found) == 1


ENTITY = '<!DOCTYPE tmx [<!ENTITY x "y">]>'
OUTSIDE = '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
PARAMETER = '<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://localhost:9/x"> %x;]>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(tmx(tu("&x;"), prolog=ENTITY), "declares entities", id="entity"),
        pytest.param(tmx(tu("&x;"), prolog=OUTSIDE), "declares entities", id="outside entity"),
        pytest.param(tmx(tu("a"), prolog=PARAMETER), "declares entities", id="parameter entity"),
        pytest.param("", "is empty", id="empty"),
        pytest.param("plain text", "no TMX", id="text"),
        pytest.param("<xliff><tu/></xliff>", "root element is “xliff”, not tmx", id="xliff"),
        pytest.param("<html><p>a</p></html>", "root element is “html”, not tmx", id="html"),
        pytest.param('<?xml version="1.0" encoding="none"?><tmx/>', "encoding", id="encoding"),
        pytest.param('<?xml version="1.0" encoding="rot13"?><tmx/>', "encoding", id="no charset"),
        pytest.param(b"\x1f\x8b\x08\x00abc", "nothing of it can be read", id="gzip"),
        pytest.param(b"%PDF-1.7 abcdefghijkl", "a file of PDF", id="pdf"),
        pytest.param(tmx(tu("停火協議")).encode("gb18030"), "state its encoding", id="gb18030"),
    ],
)
def test_files_that_are_refused(text, message):
    with pytest.raises(TmxError, match=message) as caught:
        read(text)
    assert "\n" not in str(caught.value)


def test_what_is_detected_is_believed():
    data = tmx(tu("停火協議")).encode("gb18030")
    reader = read_tmx(io.BytesIO(data), detect=lambda sample: "gbk")
    assert next(reader).variants[0].text == "停火協議"
    assert reader.encoding == "gb18030"
    assert [loss.reason for loss in reader.report.losses] == [
        "the encoding is “gbk”, which was found out"
    ]


def test_a_truncated_file_gives_what_came_before():
    reader = read_tmx(io.BytesIO(tmx(tu("a") + tu("b") + "<tu>")[:-14].encode()))
    assert [unit.variants[0].text for unit in reader] == ["a", "b"]
    assert reader.report.truncation == "line 1: the file breaks off inside a unit"


def test_load_of_a_path(tmp_path):
    unit = TranslationUnit((Variant("zh-HK", "停火。"), Variant("en-GB", "Ceasefire.")))
    dump_tmx(tmp_path / "a.tmx", [unit], Header("zh-HK"))
    found = load_tmx(tmp_path / "a.tmx")
    assert (found.header, found.units) == (Header("zh-HK"), (unit,))
    assert found.units[0].get_variant("en-GB").text == "Ceasefire."
    assert found.units[0].get_variant("en") is None


@pytest.mark.parametrize("name", ["none.tmx", "."])
def test_load_of_what_is_no_file(tmp_path, name):
    with pytest.raises(TmxError, match="cannot be read"):
        load_tmx(tmp_path / name)


def test_a_file_is_read_anew_at_each_pass(tmp_path):
    path = tmp_path / "a.tmx"
    path.write_text(tmx(tu("a") + "<tu/>" + tu("b")), encoding="utf-8")
    file = TmxFile(path)
    assert file.header.source_language == "zh-CN"
    assert file.report.units == 0
    assert list(file) == list(file)
    assert (file.report.units, len(file.report.losses)) == (2, 1)


def test_memory_does_not_grow(tmp_path):
    units, peak = trace_peak(partial(write_and_read, tmp_path / "a.tmx"), 5000, first=1)
    assert units == 5000
    assert (tmp_path / "a.tmx").stat().st_size > 5_000_000
    assert peak < 3_000_000


def write_and_read(path, count):
    unit = TranslationUnit((Variant("zh-HK", "停火。" * 50), Variant("en-GB", "Ceasefire." * 50)))
    dump_tmx(path, (unit for _ in range(count)), Header("zh-HK"))
    with path.open("rb") as stream:
        return sum(1 for _ in read_tmx(stream))
