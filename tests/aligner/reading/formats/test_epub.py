"""EPUB: chapters in reading order, what is left out, what a package says, and damaged books."""

import pytest

from aligner import AlignerError
from aligner.reading.formats.epub import read_epub
from aligner.reading.records import Source
from aligner.records import Kind
from tests.aligner.reading.formats.books import book, chapter, package

ONE, TWO = chapter("<h1>一</h1><p>甲。</p>"), chapter("<h1>二</h1><p>乙。</p>")
ITEMS = [("a.xhtml", ""), ("b.xhtml", "")]
PLAIN = {"OPS/a.xhtml": ONE, "OPS/b.xhtml": TWO}
FONTS = "http://www.idpf.org/2008/embedding"
AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"


def read(data, **options):
    return read_epub(Source(data, "book.epub", **options))


def texts(data, **options):
    return [paragraph.text for paragraph in read(data, **options).document.paragraphs]


def encryption(algorithm):
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        f'<enc:EncryptionMethod Algorithm="{algorithm}"/></enc:EncryptedData></encryption>'
    )


def test_chapters_come_in_the_order_of_the_spine():
    spine = '<itemref idref="i1"/><itemref idref="i0"/>'
    reading = read(book(PLAIN, package(ITEMS, spine=spine)))
    found = [(p.text, p.kind, p.line) for p in reading.document.paragraphs]
    assert found == [
        ("二", Kind.HEADING, 1),
        ("乙。", Kind.BODY, 2),
        ("一", Kind.HEADING, 3),
        ("甲。", Kind.BODY, 4),
    ]
    assert reading.notes == ()


def test_what_is_outside_of_the_order_comes_last_but_for_a_title_page():
    spine = '<itemref idref="i0" linear="no"/><itemref idref="i1"/>'
    assert texts(book(PLAIN, package(ITEMS, spine=spine))) == ["一", "甲。", "二", "乙。"]
    items = [*ITEMS, ("c.xhtml", "")]
    spine = '<itemref idref="i0"/><itemref idref="i1" linear="no"/><itemref idref="i2"/>'
    members = {**PLAIN, "OPS/c.xhtml": chapter("<p>丙。</p>")}
    assert texts(book(members, package(items, spine=spine)))[2] == "丙。"


def test_metadata():
    found = read(book(PLAIN, package(ITEMS))).document.metadata
    assert (found.title, found.author, found.translator) == ("河口燈塔", "林小明", "Ann Weaver")
    assert (found.date, found.source) == ("2025-03", "堤岸出版")


@pytest.mark.parametrize(
    ("item", "guide", "body"),
    [
        ('properties="nav"', "", "<p>目錄</p>"),
        ("", '<guide><reference type="toc" href="b.xhtml#x"/></guide>', "<p>目錄</p>"),
        ("", '<guide><reference type="cover" href="b.xhtml"/></guide>', "<p>目錄</p>"),
        ("", "", '<nav epub:type="toc"><p>目錄</p></nav>'),
        ("", "", '<section epub:type="cover"><p>目錄</p></section>'),
    ],
    ids=["nav", "guide toc", "guide cover", "role toc", "role cover"],
)
def test_contents_and_covers_are_left_out_and_logged(item, guide, body):
    members = {"OPS/a.xhtml": ONE, "OPS/b.xhtml": chapter(body)}
    data = book(members, package([ITEMS[0], ("b.xhtml", item)], guide=guide))
    reading = read(data)
    assert [p.text for p in reading.document.paragraphs] == ["一", "甲。"]
    assert [(c.rule, c.before) for c in reading.changes] == [("navigation", "目錄")]
    assert texts(data, keep=frozenset({"navigation"})) == ["一", "甲。", "目錄"]


def test_a_book_is_all_text():
    body = (
        '<div class="sidebar"><p>甲。</p></div><aside><p>乙。</p></aside><p><a href="x">丙</a></p>'
    )
    assert texts(book({"OPS/a.xhtml": chapter(body)}, package(ITEMS[:1]))) == ["甲。", "乙。", "丙"]


@pytest.mark.parametrize(
    ("href", "member"),
    [
        ("a%20b.xhtml", "OPS/a b.xhtml"),
        ("%E7%AB%A0.xhtml", "OPS/章.xhtml"),
        ("a%20b.xhtml", "OPS/a%20b.xhtml"),
        ("../text/a.xhtml", "text/a.xhtml"),
        ("./x/../a.xhtml#top", "OPS/a.xhtml"),
        ("Text\\A.xhtml", "OPS/Text/A.xhtml"),
        ("A.XHTML", "OPS/a.xhtml"),
        ("/OPS/a.xhtml", "OPS/a.xhtml"),
    ],
)
def test_odd_paths_are_found(href, member):
    opf = package([(href, "")])
    assert texts(book({member: ONE}, opf)) == ["一", "甲。"]


def test_a_missing_or_broken_chapter_is_a_note():
    items = [*ITEMS, ("c.xhtml", "")]
    members = {"OPS/a.xhtml": ONE, "OPS/c.xhtml": bytes(range(256)) * 20}
    reading = read(book(members, package(items)))
    assert [p.text for p in reading.document.paragraphs] == ["一", "甲。"]
    assert [note.split()[0] for note in reading.notes] == ["b.xhtml", "c.xhtml"]


def test_chapters_that_are_no_sound_xml_are_read():
    old = "<html><body><p>甲&nbsp;乙&mdash;丙<br><p>丁</body></html>"
    named = chapter("<p>戊&nbsp;己&hellip;</p>")
    data = book({"OPS/a.xhtml": old, "OPS/b.xhtml": named}, package(ITEMS))
    assert texts(data) == ["甲 乙—丙", "丁", "戊 己…"]


def test_empty_elements_of_xhtml_do_not_swallow_the_text():
    body = '<a id="p1"/><p>甲。</p><div/><script/><p>乙。<i/>丙</p>'
    head = '<script src="x.js"/><style/>'
    data = book({"OPS/a.xhtml": chapter(body, head=head)}, package(ITEMS[:1]))
    assert texts(data) == ["甲。", "乙。丙"]


def test_notes_go_to_the_end_of_their_chapter():
    body = (
        '<p>甲<a epub:type="noteref" href="#n1">1</a>。</p>'
        '<aside epub:type="footnote" id="n1"><p>注。</p></aside><p>乙。</p>'
    )
    data = book({"OPS/a.xhtml": chapter(body), "OPS/b.xhtml": TWO}, package(ITEMS))
    found = [(p.text, p.kind) for p in read(data).document.paragraphs]
    assert found[:3] == [("甲。", Kind.BODY), ("乙。", Kind.BODY), ("注。", Kind.FOOTNOTE)]
    assert found[3] == ("二", Kind.HEADING)


def test_rows_of_several_chapters_differ():
    table = "<table><tr><td>早安。</td><td>Good morning.</td></tr></table>"
    members = {"OPS/a.xhtml": chapter(table), "OPS/b.xhtml": chapter(table)}
    reading = read(book(members, package(ITEMS)))
    assert [p.row for p in reading.document.paragraphs] == [0, 0, 1, 1]


def test_ruby_is_left_out():
    data = book(
        {"OPS/a.xhtml": chapter("<p><ruby>漢<rt>hàn</rt></ruby>字</p>")}, package(ITEMS[:1])
    )
    assert texts(data) == ["漢字"]


def test_hidden_fonts_do_no_harm_but_protection_is_refused():
    fonts = {**PLAIN, "META-INF/encryption.xml": encryption(FONTS)}
    assert len(texts(book(fonts, package(ITEMS)))) == 4
    locked = {**PLAIN, "META-INF/encryption.xml": encryption(AES)}
    with pytest.raises(AlignerError, match="protected"):
        read(book(locked, package(ITEMS)))


def test_a_book_without_container_is_read_by_its_package():
    assert len(texts(book(PLAIN, package(ITEMS), container=None))) == 4


LAUGHS = '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><html><body>&b;</body></html>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "damaged"),
        (book(PLAIN, package(ITEMS))[:300], "damaged"),
        (b"PK\x03\x04" + bytes(range(256)), "damaged"),
        (book(PLAIN, None, container=None), "no package"),
        (book(PLAIN, "<package"), "no sound XML"),
        (book({"OPS/a.xhtml": LAUGHS}, package(ITEMS)), "entities"),
        (book({}, package(ITEMS)), "no visible text.*missing"),
        (book({}, package([])), "no visible text"),
        (book({"OPS/a.xhtml": chapter("<img/>")}, package(ITEMS[:1])), "no visible text"),
        (book({"OPS/a.xhtml": "<p>" + "a" * (1 << 25)}, package(ITEMS)), "zip bomb"),
    ],
    ids=[
        "empty", "cut off", "no archive", "no package", "broken package", "billion laughs",
        "files missing", "no files", "pictures", "zip bomb",
    ],
)  # fmt: skip
def test_hostile_books_are_clear_errors(data, message):
    with pytest.raises(AlignerError, match=message) as raised:
        read(data)
    assert "\n" not in str(raised.value)
