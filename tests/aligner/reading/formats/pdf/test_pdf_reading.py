"""Whole files → readings, and files that are no good."""

import base64
import time
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligner.errors import AlignerError
from aligner.reading import read_file
from aligner.reading.formats.pdf import read_pdf
from aligner.reading.records import Source
from aligner.records import Kind
from tests.aligner.reading.formats.pdf.making import PdfMaker

ENGLISH = [
    "The evening crossing will be kept for five years.",
    "The island pays for the crew, the company pays for",
    "fuel, and the government pays for nothing at all.",
]
CHINESE = ["晚間航班將保留五年，島上負擔船員的薪水，", "公司負擔燃料和維修，政府什麼也不出。"]
# Made with pikepdf: one page, owner and user password "secret", RC4 with 128 bits.
ENCRYPTED = (
    "eNqFkk1u2zAQhfc6xWy8TMXhjygCgheJY6BoixhO2k3QxYgcuS5cKZAZIOlxepEeq7uilBLbKryIuJDwOO8bzSNn"
    "q8XyAt/pbPb7z6+/GYKArv6eVRXkK9rwHmRS1pDfPT8w5FcUaddtYD7PuA1DoZwYrrrHNgJC/mEb9nAParR+PZhf"
    "eCer+s/aRm7jHvRLu08ctnTZPSWKSKtACdbJgbWiPhUefmvN++6x94mbKPP5tNWkk550+sjtJn5LQr7c7iL36b2j"
    "yAv2XRg9+9gz/cgG7+vnK8VMKAfvbaQ2UB+OXJQl5DdQCTZSOmlIsebSaq98Q77mxiCSVeQ1e1mHsjDBBxV0IW2B"
    "2qGlugmWdRplBRcoBtw6JZl/hsq7whuslZaSGD1JIWyZ8A2RdUXjhJCodeGcqB1rRC0skg4OhXal9piYX1Jwp1ye"
    "em6ylG4mjg8UxigDDRw1THOPO+1JK/SZhlKdaSmBc81NtNjTdpdyHCJdd91wecZjvd3+ZCggf7+A+0o5jWlyEeoa"
    "jSobtkEEa0lJ60uUYv52Rbo3163vnx8imLHDeM7UxzEBI1w2m13fLLN/oB/OKw=="
)


def read(data, **options):
    return read_pdf(Source(data, "made.pdf", **options))


def texts_of(reading):
    return [paragraph.text for paragraph in reading.document.paragraphs]


def make_article():
    maker = PdfMaker().page()
    maker.text("The Ferry Committee", size=16, font="bold").column(ENGLISH, y=140)
    return maker.column(CHINESE, y=220)


def test_a_page_is_read():
    reading = read(make_article().write(info="/Title (Ferries) /Author (Ann Lee)"))
    assert texts_of(reading) == ["The Ferry Committee", " ".join(ENGLISH), "".join(CHINESE)]
    assert [p.kind for p in reading.document.paragraphs] == [Kind.HEADING, Kind.BODY, Kind.BODY]
    assert [p.line for p in reading.document.paragraphs] == [1, 3, 7]
    assert reading.document.metadata.title == "Ferries"
    assert (reading.notes, reading.changes) == ((), ())


def test_the_suffix_leads_to_the_reader(tmp_path):
    path = tmp_path / "article.pdf"
    path.write_bytes(make_article().write())
    assert texts_of(read_file(path))[0] == "The Ferry Committee"


def test_characters_outside_the_bmp_and_radicals_come_out():
    assert texts_of(read(PdfMaker().page().text("𠀀⼀⻓ﬁ").write())) == ["𠀀一长fi"]


NUMBERS = ["None", "One", "Two", "Three", "Four"]


def make_book(pages=4):
    maker = PdfMaker()
    for number in range(1, pages + 1):
        maker.page().text("The Island Review", y=40, size=8)
        maker.column([f"{NUMBERS[number]} was the year.", *ENGLISH])
        maker.text(f"{number}", x=290, y=810, size=8)
    return maker


def test_running_heads_go_and_are_logged():
    reading = read(make_book().write())
    assert texts_of(reading)[1::2] == [" ".join(ENGLISH)] * 4
    assert {change.rule for change in reading.changes} == {"running-heads"}
    assert [change.before for change in reading.changes][:3] == [
        "The Island Review",
        "1",
        "The Island Review",
    ]
    assert [change.line for change in reading.changes][:3] == [1, 6, 7]


@pytest.mark.parametrize("options", [{"keep": frozenset({"running-heads"})}, {"cleaning": False}])
def test_running_heads_stay_on_request(options):
    reading = read(make_book().write(), **options)
    assert texts_of(reading).count("The Island Review") == 4
    assert not reading.changes


def test_what_stands_at_an_angle_goes():
    data = make_article().text("CONFIDENTIAL", x=500, y=400, turned=True).write()
    reading = read(data)
    assert "CONFIDENTIAL" not in texts_of(reading)
    assert [change.before for change in reading.changes] == ["CONFIDENTIAL"]
    assert "CONFIDENTIAL" in texts_of(read(data, keep=frozenset({"running-heads"})))


def test_a_page_that_lies_on_its_side_is_read():
    maker = PdfMaker().page()
    for number, text in enumerate(ENGLISH):
        maker.text(text, x=100 + 14 * number, y=700, turned=True)
    assert texts_of(read(maker.write())) == [" ".join(ENGLISH)]


def test_a_paragraph_goes_on_on_the_next_page():
    maker = PdfMaker().page().column(ENGLISH[:2]).page().column(ENGLISH[2:])
    assert texts_of(read(maker.write())) == [" ".join(ENGLISH)]


def test_columns_in_two_languages_are_read_one_after_the_other():
    maker = PdfMaker().page()
    for number in range(4):
        maker.column(CHINESE, x=50, y=100 + 28 * number, pitch=14)
        maker.column(
            ["one line of English text", "and another line of it,"], x=330, y=103 + 28 * number
        )
    texts = texts_of(read(maker.write()))
    assert texts[0].startswith(CHINESE[0])
    assert texts[-1].startswith("one line of English")
    assert all(p.row is None for p in read(maker.write()).document.paragraphs)


def test_the_rows_of_a_bilingual_table_are_numbered():
    maker = PdfMaker().page()
    for number in range(3):
        maker.column(CHINESE, x=50, y=100 + 60 * number)
        maker.column(
            ["One line of English text", "and another line of it."], x=330, y=100 + 60 * number
        )
    rows = [(p.row, p.text[:3]) for p in read(maker.write()).document.paragraphs]
    assert rows == [(n, text) for n in range(3) for text in ("晚間航", "One")]


def test_footnotes_come_last():
    maker = PdfMaker().page().column(ENGLISH).text("1 See the minutes.", y=700, size=7)
    maker.page().column(CHINESE)
    kinds = [(p.kind, p.text) for p in read(maker.write()).document.paragraphs]
    assert kinds[-1] == (Kind.FOOTNOTE, "See the minutes.")


def test_a_scan_is_refused():
    with pytest.raises(AlignerError, match="page images without text: run OCR first"):
        read(PdfMaker().page().image().write())


def test_pages_of_images_among_others_are_noted():
    reading = read(make_article().page().image().write())
    assert reading.notes == ("page 2: images without text, not read (OCR makes them text)",)


def test_fonts_that_do_not_tell_their_characters_are_refused():
    maker = PdfMaker(has_map=False).page().column(CHINESE)
    with pytest.raises(AlignerError, match=r"do not tell their characters.*--force-ocr"):
        read(maker.write())


def test_some_unknown_characters_are_counted():
    maker = PdfMaker().page().column(ENGLISH).text("\ue123\ue124", y=300)
    assert read(maker.write()).notes == (
        "2 characters are not known: their fonts do not tell them",
    )


def test_a_password_is_asked_for():
    with pytest.raises(AlignerError, match="needs a password"):
        read(zlib.decompress(base64.b64decode(ENCRYPTED)))


def break_tree():
    return make_article().write(kids="2 0 R")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"%PDF-1.7\n", id="a header alone"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 40, id="garbage with a header"),
        pytest.param(b"no PDF at all", id="text"),
        pytest.param(make_article().write()[:700], id="truncated"),
        pytest.param(break_tree(), id="a page tree in a circle"),
        pytest.param(
            make_article().write().replace(b"/Count 1", b"/Count 2147483647", 1)[:900],
            id="huge count",
        ),
        pytest.param(PdfMaker().page().write(), id="an empty page"),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(data):
    start = time.perf_counter()
    with pytest.raises(AlignerError) as caught:
        read(data)
    assert "\n" not in str(caught.value)
    assert ":" in str(caught.value)
    assert time.perf_counter() - start < 10


def test_a_huge_count_of_pages_ends():
    data = make_article().write().replace(b"/Count 1 ", b"/Count 99999999 ")
    start = time.perf_counter()
    assert texts_of(read(data))[0] == "The Ferry Committee"
    assert time.perf_counter() - start < 10


def test_ten_thousand_empty_pages_end():
    maker = PdfMaker()
    for _ in range(10_000):
        maker.page()
    with pytest.raises(AlignerError, match="no text"):
        read(maker.write())


WHOLE = make_book(2).page().column(CHINESE).write()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6), st.integers(0, 40)),
        min_size=1,
        max_size=8,
    )
)
def test_damaged_files_are_read_or_refused(damages):
    data = bytearray(WHOLE)
    for place, inserted, removed in damages:
        data[place : place + removed] = inserted
    try:
        assert texts_of(read(bytes(data)))
    except AlignerError as error:
        assert "\n" not in str(error)
