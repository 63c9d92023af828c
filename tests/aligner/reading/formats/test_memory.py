"""TMX as a document of two languages."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import AlignerError
from aligner.reading.formats.tmx import read_memory
from aligner.reading.opening import read_file
from aligner.reading.records import Reading, Source
from tmx import Header, TranslationUnit, Variant, dump_tmx


def tmx(*units, source="zh-CN"):
    return f'<tmx version="1.4"><header srclang="{source}"/><body>{"".join(units)}</body></tmx>'


def tu(**texts):
    variants = (
        f'<tuv xml:lang="{tag.replace("_", "-")}"><seg>{text}</seg></tuv>'
        for tag, text in texts.items()
    )
    return f"<tu>{''.join(variants)}</tu>"


def read(text):
    return read_memory(Source(text if isinstance(text, bytes) else text.encode(), "a.tmx"))


def test_what_was_written_is_read(tmp_path):
    texts = [("橋𠀀斷了。", "The bridge broke."), ("“保存”（第３条）", "“Save” (Article 3)")]
    units = [TranslationUnit((Variant("zh-HK", zh), Variant("en-GB", en))) for zh, en in texts]
    dump_tmx(tmp_path / "a.tmx", units, Header("zh-HK", creation_date=datetime.now(UTC)))
    document = read_file(tmp_path / "a.tmx").document
    assert [p.text for p in document.paragraphs] == [text for pair in texts for text in pair]
    assert [(p.language, p.row) for p in document.paragraphs[:2]] == [("zh-HK", 1), ("en-GB", 1)]
    assert document.units


def test_codes_and_line_ends():
    document = read(
        tmx(tu(zh_CN="<bpt i='1'>{b}</bpt>桥<ept i='1'/>\n断了", en="A <hi>b</hi>\n c"))
    ).document
    assert [p.text for p in document.paragraphs] == ["桥断了", "A b c"]


@pytest.mark.parametrize("source", ["zh-CN", "zh", "ZH-cn"])
def test_the_source_is_first_where_the_file_says_which_it_is(source):
    document = read(tmx(tu(en_US="A bridge.", zh_CN="桥。"), source=source)).document
    assert [p.language for p in document.paragraphs] == ["zh-CN", "en-US"]


def test_any_source_leaves_the_order():
    document = read(tmx(tu(en_US="A bridge.", zh_CN="桥。"), source="*all*")).document
    assert [p.language for p in document.paragraphs] == ["en-US", "zh-CN"]


def test_languages_beyond_two_are_noted():
    reading = read(tmx(tu(zh_CN="桥。", zh_TW="橋。", en="A bridge.", fr="Un pont.")))
    assert [p.language for p in reading.document.paragraphs] == ["zh-CN", "en"]
    assert "1 in zh-TW, 1 in fr" in reading.notes[-1]


def test_a_unit_without_a_counterpart_is_one_paragraph():
    document = read(
        tmx(tu(zh_CN="桥。", en="A bridge."), tu(zh_CN="路。"), tu(zh_CN="河。", en=""))
    ).document
    assert [(p.text, p.row) for p in document.paragraphs][2:] == [("路。", 2), ("河。", 3)]


def test_undeclared_gb18030():
    text = tmx(tu(zh_CN="村民搬到山上去住，没有人知道水什么时候退。" * 3, en="They moved."))
    reading = read(text.encode("gb18030"))
    assert reading.document.encoding == "gb18030"
    assert reading.document.paragraphs[0].text.startswith("村民搬到")


def test_a_file_that_breaks_off_is_read_so_far():
    whole = tmx(tu(zh_CN="桥。", en="A bridge."), tu(zh_CN="路。", en="A road."))
    reading = read(whole[: whole.index("A road.")])
    assert [p.text for p in reading.document.paragraphs] == ["桥。", "A bridge."]
    assert "breaks off" in reading.notes[0]


def test_what_is_mended_is_noted():
    reading = read(tmx(tu(zh_CN="桥\x01。", en="R&D")))
    assert [p.text for p in reading.document.paragraphs] == ["桥。", "R&D"]
    assert "duizhao check" in reading.notes[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("桥。", "no TMX"),
        ('<!DOCTYPE t [<!ENTITY a "b">]>' + tmx(tu(zh="&a;", en="A")), "declares entities"),
        ("<xliff/>", "root element is “xliff”"),
        (tmx(), "holds no text"),
        (b"\xff\xfe\x00", "."),
        ('<: :=""><header', "."),
    ],
)
def test_files_that_are_refused(text, message):
    with pytest.raises(AlignerError, match=message) as caught:
        read(text)
    assert "\n" not in str(caught.value)


@given(
    st.binary(max_size=200) | st.binary(max_size=60).map(lambda b: b"<tmx><body><tu><tuv><seg>" + b)
)
def test_any_bytes_are_read_or_refused(data):
    try:
        assert isinstance(read(data), Reading)
    except AlignerError as error:
        assert "\n" not in str(error)
