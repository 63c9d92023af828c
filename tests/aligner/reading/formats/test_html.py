"""HTML: which blocks of a page are its text, how they read, and what the page says of itself."""

import re

import pytest

from aligner import AlignerError
from aligner.reading.formats.html import read_html
from aligner.reading.records import Source
from aligner.records import Kind
from tests.aligner.reading.formats.pages import ENGLISH, HANS, HANT, PAGES


def read(html, *, encoding="utf-8", **options):
    data = html if isinstance(html, bytes) else html.encode(encoding)
    return read_html(Source(data, "page.html", **options))


def texts(html, **options):
    return [paragraph.text for paragraph in read(html, **options).document.paragraphs]


def squeeze(text):
    return re.sub(r"\s+", "", text)


def read_page(name):
    page = PAGES[name]
    encoding = "gb18030" if "charset=gb2312" in page.html else "utf-8"
    return read(page.html, encoding=encoding)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_an_article_is_lost_and_its_order_stays(name):
    found = [squeeze(p.text) for p in read_page(name).document.paragraphs]
    wanted = [squeeze(text) for text in PAGES[name].text]
    assert [text for text in found if text in set(wanted)] == wanted


def test_hardly_anything_but_the_article_is_left():
    extra = {}
    for name, page in PAGES.items():
        wanted = {squeeze(text) for text in page.text}
        found = [p.text for p in read_page(name).document.paragraphs]
        if more := [text for text in found if squeeze(text) not in wanted]:
            extra[name] = more
    assert sum(map(len, extra.values())) <= 4, extra


@pytest.mark.parametrize("name", PAGES)
def test_what_is_left_out_is_logged_or_stays(name):
    reading = read_page(name)
    kept = {p.text for p in reading.document.paragraphs}
    logged = {c.before for c in reading.changes if c.rule == "navigation"}
    everything = read(
        PAGES[name].html,
        encoding="gb18030" if "charset=gb2312" in PAGES[name].html else "utf-8",
        keep=frozenset({"navigation"}),
    )
    assert {p.text for p in everything.document.paragraphs} <= kept | logged
    assert all(change.reason for change in reading.changes)
    assert not [c for c in everything.changes if c.rule == "navigation"]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        pytest.param("<p>一\n  二</p>", ["一二"], id="a line of the file between Chinese"),
        pytest.param("<p>one\n  two</p>", ["one two"], id="a line of the file between words"),
        pytest.param("<p>他说：\n“好”</p>", ["他说：“好”"], id="a line before quotes"),
        pytest.param("<p>𠀀\n𠀁</p>", ["𠀀𠀁"], id="beyond the BMP"),
        pytest.param("<p>美國 中國</p>", ["美國 中國"], id="a space stays"),
        pytest.param("<p>un<b>believ</b>able</p>", ["unbelievable"], id="inline adds no space"),
        pytest.param("<p>一<span>二</span><em>三</em></p>", ["一二三"], id="inline Chinese"),
        pytest.param("<p>a<br>b</p>", ["a b"], id="a break between words"),
        pytest.param("<p>甲<br>乙</p>", ["甲乙"], id="a break between Chinese"),
        pytest.param("<p>甲。<br>&nbsp;<br>乙。</p>", ["甲。", "乙。"], id="two breaks"),
        pytest.param("<div>　　甲。<br>　　乙。</div>", ["甲。", "乙。"], id="indented lines"),
        pytest.param(
            "<div>One is here.<br>Two is here.<br>Three.</div>",
            ["One is here.", "Two is here.", "Three."],
            id="sentences on lines",
        ),
        pytest.param("<p><b>小標</b><br>正文。</p>", ["小標", "正文。"], id="a bold line"),
        pytest.param("<p>A&nbsp;B&amp;C&hellip;&#x4e2d;</p>", ["A B&C…中"], id="entities"),
        pytest.param("<p>AT&ensp;T</p>", ["AT\u2002T"], id="other spaces stay"),
        pytest.param("<p>10<sup>6</sup> m<sup>2</sup></p>", ["10⁶ m²"], id="powers"),
        pytest.param("<p>1<sup>st</sup> CO<sub>2</sub></p>", ["1st CO2"], id="raised letters"),
        pytest.param("<div>a<p>b</p>c</div>", ["a", "b", "c"], id="text around a block"),
        pytest.param("<ul><li>a<ul><li>b</ul><li>c</ul>", ["a", "b", "c"], id="nested lists"),
        pytest.param("<dl><dt>a<dd>b</dl>", ["a", "b"], id="definitions"),
        pytest.param("<p>a<!-- b --><script>c</script>d</p>", ["ad"], id="comments and scripts"),
        pytest.param("<p>x</p><style>y</style><template>z</template>", ["x"], id="never shown"),
        pytest.param("<p>a<span style='display:none'>b</span>c</p>", ["ac"], id="hidden"),
        pytest.param("<p>長<wbr>詞</p>", ["長詞"], id="a chance to break"),
        pytest.param("<p>a <b> b</b></p>", ["a b"], id="spaces on both sides of a tag"),
        pytest.param("text alone", ["text alone"], id="no element at all"),
        pytest.param("<p>&#8203;</p><p>a</p>", ["a"], id="nothing visible"),
    ],
)
def test_characters_of_a_block(html, wanted):
    assert texts(html) == wanted


def test_kinds_and_lines():
    html = (
        "<h1>T</h1>\n<p>a</p>\n<h6>s</h6>\n"
        "<figure><img><figcaption>c <i>d</i></figcaption></figure>\n"
        "<blockquote><p>q</p></blockquote>\n<table><caption>e</caption><tr><td>f</table>"
    )
    found = [(p.text, p.kind, p.line) for p in read(html).document.paragraphs]
    assert found == [
        ("T", Kind.HEADING, 1),
        ("a", Kind.BODY, 2),
        ("s", Kind.HEADING, 3),
        ("c d", Kind.CAPTION, 4),
        ("q", Kind.BODY, 5),
        ("e", Kind.CAPTION, 6),
        ("f", Kind.BODY, 6),
    ]


def test_ruby_is_left_out_or_kept():
    html = "<p><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字。</p>"
    assert texts(html) == ["漢字。"]
    assert [(c.rule, c.before) for c in read(html).changes][:1] == [("ruby", "(")]
    assert texts(html, keep=frozenset({"ruby"})) == ["漢(hàn)字。"]
    assert texts(html, cleaning=False) == ["漢(hàn)字。"]


@pytest.mark.parametrize(
    "html",
    [
        '<p>Text<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a>.</p><p>More.</p>'
        '<section class="footnotes"><ol><li id="fn1"><p>Note.'
        '<a href="#fnref1" class="footnote-back">↩︎</a></p></li></ol></section>',
        '<p>Text<a class="sdfootnoteanc" name="sd1anc" href="#sd1sym"><sup>1</sup></a>.</p>'
        '<div id="sd1"><p><a class="sdfootnotesym" name="sd1sym" href="#sd1anc">1</a> Note.</p>'
        "</div><p>More.</p>",
        '<p>Text<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup>.</p><p>More.</p>'
        '<ol><li id="footnote-1"><p>Note. <a href="#footnote-ref-1">↑</a></p></li></ol>',
        '<p>Text<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a><o:p></o:p>.</p><p>More.</p>'
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Note.</p></div>',
    ],
    ids=["pandoc", "LibreOffice", "mammoth", "Word"],
)
def test_footnotes_lose_their_marks_and_go_to_the_end(html):
    found = [(p.text, p.kind) for p in read(html).document.paragraphs]
    assert found == [("Text.", Kind.BODY), ("More.", Kind.BODY), ("Note.", Kind.FOOTNOTE)]


def test_a_bilingual_table_has_rows():
    paragraphs = read(PAGES["columns"].html).document.paragraphs[1:]
    assert [p.row for p in paragraphs] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert [p.language for p in paragraphs] == ["zh", "en"] * 4


def test_any_other_table_is_read_cell_by_cell():
    html = "<table><tr><th>國家<th>人口<tr><td>法國<td>6800萬<tr><td>德國<td>8400萬</table>"
    paragraphs = read(html).document.paragraphs
    assert [p.text for p in paragraphs] == ["國家", "人口", "法國", "6800萬", "德國", "8400萬"]
    assert {p.row for p in paragraphs} == {None}


def test_stated_languages_count_only_where_the_text_agrees():
    found = {p.language for p in read(PAGES["parallel"].html).document.paragraphs[1:]}
    assert found == {"zh-CN", "en"}
    wrong = PAGES["parallel"].html.replace('lang="zh-CN"', 'lang="en"')
    assert {p.language for p in read(wrong).document.paragraphs} == {""}
    alone = f'<html lang="en"><body><div lang="zh"><p>{HANS[1]}</p></div></body></html>'
    assert {p.language for p in read(alone).document.paragraphs} == {""}


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="gb2312">', "gb18030"),
        ('<meta http-equiv=Content-Type content="text/html; charset=GBK">', "gb18030"),
        ("<META CHARSET=utf-8>", "utf-8"),
        ("<?xml version='1.0' encoding='gb18030'?>", "gb18030"),
        ("", "gb18030"),
        ("", "utf-8"),
        ("\ufeff", "utf-16"),
        ("\ufeff", "utf-8"),
    ],
)
def test_the_encoding_that_a_page_states_or_shows(head, encoding):
    html = head + "".join(f"<p>{text}</p>" for text in HANS)
    data = html.encode("utf-16-le" if encoding == "utf-16" else encoding)
    reading = read(data)
    assert [p.text for p in reading.document.paragraphs] == list(HANS)
    assert reading.document.encoding.startswith(encoding)


def test_big5_is_read_as_stated():
    html = '<meta charset="big5">' + "".join(f"<p>{text}</p>" for text in HANT)
    assert texts(html.encode("big5")) == list(HANT)


@pytest.mark.parametrize(
    ("stated", "encoding"),
    [("gb2312", "utf-8"), ("utf-8", "gb18030"), ("iso-8859-1", "utf-8"), ("no-such", "utf-8")],
)
def test_a_wrong_statement_is_overruled(stated, encoding):
    html = f'<meta charset="{stated}">' + "".join(f"<p>{text}</p>" for text in HANS)
    reading = read(html.encode(encoding))
    assert [p.text for p in reading.document.paragraphs] == list(HANS)
    assert stated in reading.notes[0]


def test_few_characters_are_enough_to_overrule_a_wrong_statement():
    html = '<meta charset="gb2312"><p>俄乌停火谈判的地缘政治，走向绥靖政策？</p>'
    assert texts(html) == ["俄乌停火谈判的地缘政治，走向绥靖政策？"]


def test_a_broken_character_is_noted_and_the_rest_read():
    html = '<meta charset="utf-8">' + "".join(f"<p>{text}</p>" for text in HANS * 3)
    data = html.encode().replace("灯塔".encode(), "灯塔".encode()[:-1], 1)
    reading = read(data)
    assert len(reading.document.paragraphs) == 3 * len(HANS)
    assert any("lost" in note for note in reading.notes)


def test_the_user_overrules_the_page():
    html = '<meta charset="utf-8"><p>' + HANS[1]
    reading = read_html(Source(html.encode("gb18030"), "page.html", encoding="gb18030"))
    assert reading.document.paragraphs[0].text == HANS[1]


def test_comments_longer_than_the_text_are_left_out():
    text = "".join(f"<p>{x}</p>" for x in ENGLISH[1:])
    comments = "".join(f"<p>{x} So I was told, at least.</p>" for x in ENGLISH[1:]) * 9
    html = f'<h1>{ENGLISH[0]}</h1>{text}<div id="comments"><h3>Say something</h3>{comments}</div>'
    assert texts(html) == list(ENGLISH)


def test_the_name_of_a_page_below_its_text_is_no_title():
    text = "".join(f"<h2>{x}</h2>" if n == 2 else f"<p>{x}</p>" for n, x in enumerate(ENGLISH[1:]))
    recent = f'<ul><li><a href="/1">{ENGLISH[0]}</a></li><li><a href="/2">Otters</a></li></ul>'
    html = f"<title>{ENGLISH[0]}</title><p><a href='/'>Home</a></p>{text}<h3>Recent</h3>{recent}"
    found = [text for text in texts(html) if text != "Home"]
    assert found[: len(ENGLISH) - 1] == list(ENGLISH[1:])


@pytest.mark.parametrize(
    "html",
    [
        '<h1>T</h1><h2 id="comments">Comments</h2><p>a</p><h2 id="tags">Tags</h2><p>b</p>',
        '<section id="related-work" class="level2"><h2>Related work</h2><p>a, b.</p></section>',
        '<div class="section" id="search"><h2>Search</h2><p>a, b.</p></div>',
        "<p>a, b.</p><p>© 2025 All rights reserved</p>",
        '<p>a, b.</p><p class="author">C</p>',
        '<p>a.</p><ul><li><a href="https://x.example/1">X</a></li>'
        '<li><a href="https://y.example/2">Y</a></li><li><a href="https://z.example">Z</a></li></ul>',
        '<p>a.</p><p><a href="https://x.example">（原文按此）</a></p>',
    ],
    ids=["headings", "sections", "divisions", "rights", "author", "references", "last link"],
)
def test_a_converted_document_loses_nothing(html):
    assert not [change for change in read(html).changes if change.rule == "navigation"]


def test_metadata_of_json_ld():
    found = read(PAGES["platform"].html).document.metadata
    assert (found.title, found.author) == (ENGLISH[0], "Ann Weaver")
    assert (found.date, found.source) == ("2025-03-11T09:00:00+00:00", "Millstream")


def test_metadata_of_meta_elements_and_time():
    found = read(PAGES["taiwan"].html).document.metadata
    assert (found.title, found.source) == (HANT[0], "山城新聞")
    assert found.date == "2025-03-11T09:00:00+08:00"
    official = read(PAGES["ministry"].html).document.metadata
    assert (official.date, official.source) == ("2025-03-11T08:20", "河口市渔业局")


@pytest.mark.parametrize("name", ["portal", "hong_kong", "blog", "breaks", "server_form"])
def test_the_title_is_that_of_the_text(name):
    assert read_page(name).document.metadata.title == PAGES[name].text[0]


def test_a_title_that_the_page_does_not_show_is_no_paragraph():
    html = f"<html><head><title>{ENGLISH[0]}</title></head><body><p>{ENGLISH[1]}</p></body></html>"
    reading = read(html)
    assert [p.text for p in reading.document.paragraphs] == [ENGLISH[1]]
    assert reading.document.metadata.title == ENGLISH[0]


@pytest.mark.parametrize(
    "html",
    [
        '<html><head><script src="a.js"></script></head><body><div id="root"></div></body></html>',
        "<script>go()</script><noscript>Please enable JavaScript.</noscript><p>Loading</p>",
    ],
    ids=["a place for it", "asks for it"],
)
def test_a_page_that_scripts_fill_is_an_error(html):
    with pytest.raises(AlignerError, match="builds its text by script"):
        read(html)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<html><body></body></html>", "no visible text"),
        (bytes(range(256)) * 40, "binary|not known|not recognised"),
        (b"<div>" * 100_000 + b"x", "nested more than"),
        (b'<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><p>&b;</p>', "entities"),
    ],
    ids=["empty", "blank", "no text", "binary", "deep", "billion laughs"],
)
def test_hostile_pages_are_clear_errors(data, message):
    with pytest.raises(AlignerError, match=message) as raised:
        read(data)
    assert "\n" not in str(raised.value)


def test_an_element_cut_off_at_the_end_is_read_as_far_as_it_goes():
    html = PAGES["conversion"].html
    assert texts(html[: len(html) // 2])[1] == HANT[0]


@pytest.mark.parametrize(
    "html",
    ["<p>" + " \n" * 500_000 + "x", "文字，" * 400_000, "<" * 300_000, "<p>a<br>" * 20_000],
    ids=["spaces", "one line", "brackets", "breaks"],
)
def test_long_input_takes_linear_time(html):
    assert len(texts(html)) >= 1


@pytest.mark.parametrize(
    "head",
    [
        '<thead><tr class="header"><th>項目</th><th>金額</th></tr></thead>',
        '<tr class="header"><th>項目</th><th class="side">金額</th></tr>',
        '<thead class="header"><tr class="head nav"><td>項目</td><td>金額</td></tr></thead>',
    ],
)
def test_the_head_of_a_table_is_not_the_head_of_the_page(head):
    table = f"<table>{head}<tr><td>玻璃</td><td>一百萬元</td></tr></table>"
    body = "".join(f"<p>{text}</p>" for text in HANT)
    found = texts(f"<body><h1>{HANT[0]}</h1>{body}{table}</body>")
    assert found[-4:] == ["項目", "金額", "玻璃", "一百萬元"]


def test_the_log_holds_no_scripts():
    reading = read("<p>甲乙丙<span hidden>丁<script>a()</script>戊<!-- c --></span></p>")
    assert [change.before for change in reading.changes] == ["丁戊"]
