"""Any bytes at all: the readers of pages, Markdown and books never fail but by their own error."""

from unicodedata import normalize

from hypothesis import example, given
from hypothesis import strategies as st

from aligner import AlignerError
from aligner.reading.formats.epub import read_epub
from aligner.reading.formats.html import read_html
from aligner.reading.formats.markdown import read_markdown
from aligner.reading.records import Source
from aligner.reading.scripts import is_blank
from tests.aligner.reading.formats.books import book, chapter, package

PARTS = (
    "<p>", "</p>", "<div class='nav'>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<br>",
    "<h1>", "</h1>", "<a href='#n1' id='r1'>", "<a href='/x'>", "</a>", "<sup>", "</sup>", "1",
    "<li id='n1'>", "<ruby>", "<rt>", "</ruby>", "<pre>", "<code>", "</pre>", "<nav>", "</nav>",
    "<article>", "<form>", "<aside>", "<figcaption>", "<span hidden>", "</span>", "<script>",
    "</script>", "<!--", "-->", "&nbsp;", "&#0;", "中文。", "English text.", "\n", "  ", "𠀀",
    "\u200b", "<html lang='en'>", "<p lang='zh'>", "<p lang='en'>", "<svg>", "<body>",
    "<meta charset='gbk'>",
)  # fmt: skip
MARKS = (
    "# ", "* ", "1. ", "> ", "**", "_", "`", "```\n", "[", "](x)", "![", "[^1]", "\n[^1]: ", "|",
    "\n|-|-|\n", "\n", "\n\n", "---\n", "a: b\n", "    ", "中文。", "text", "<br>", "<p>", "\\",
    "=",
)  # fmt: skip


def read_whole(reader, data, name):
    """Read, and return the document; None where the reader refuses it with its own error."""
    try:
        document = reader(Source(data, name)).document
    except AlignerError as error:
        assert "\n" not in str(error)
        return None
    assert document.paragraphs
    assert not any(is_blank(paragraph.text) for paragraph in document.paragraphs)
    assert not any(p.text != p.text.strip() for p in document.paragraphs)
    assert all(paragraph.line >= 1 for paragraph in document.paragraphs)
    return document


@given(st.binary(max_size=300))
@example(b"<")
@example(b"<p>\x00")
@example(b"\xef\xbb\xbf<p>a")
def test_any_bytes(data):
    read_whole(read_html, data, "a.html")
    read_whole(read_html, data, "a.xhtml")
    read_whole(read_markdown, data, "a.md")
    read_whole(read_epub, data, "a.epub")


@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
def test_any_elements(html):
    read_whole(read_html, html.encode(), "a.html")
    read_whole(read_html, html.encode(), "a.xhtml")
    read_whole(
        read_epub, book({"OPS/a.xhtml": chapter(html)}, package([("a.xhtml", "")])), "a.epub"
    )


@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join))
def test_any_marks(text):
    read_whole(read_markdown, text.encode(), "a.md")


@given(st.lists(st.sampled_from(PARTS), max_size=25).map("".join))
@example("--><p><rt>\u200b")
@example("<sup>--><span hidden>1")
def test_what_is_left_out_and_what_stays_is_everything(html):
    try:
        everything = read_html(Source(html.encode(), "a.html", cleaning=False))
    except AlignerError:
        return
    try:
        reading = read_html(Source(html.encode(), "a.html"))
    except AlignerError:
        return
    logged = [change.before for change in reading.changes]
    assert list_visible([*list_texts(reading), *logged]) == list_visible(list_texts(everything))


def list_texts(reading):
    return [paragraph.text for paragraph in reading.document.paragraphs]


def list_visible(texts):
    """List the characters in order, raised digits as plain ones, for what is left out is told so.

    A paragraph of what nobody sees is none, but what was left out is told.
    """
    plain = (normalize("NFKC", text) for text in texts)
    return sorted(each for text in plain for each in text if not is_blank(each))
