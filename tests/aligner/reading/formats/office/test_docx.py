"""Word documents: every feature of the format that holds text, or hides what is none."""

import pytest

from aligner.reading.formats.office.docx import read_docx
from aligner.reading.records import Source
from aligner.records import Kind
from tests.aligner.reading.formats.office.packages import (
    cell,
    list_docx,
    make_docx,
    pack,
    paragraph,
    run,
    table,
)

NOTES = {
    "footnotes": '<root><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" Two.")}</w:p>'
    f"{paragraph('More.')}</w:footnote>"
    f'<w:footnote w:id="3">{paragraph("Three.")}</w:footnote>'
    f'<w:footnote w:id="9">{paragraph("Nobody refers to it.")}</w:footnote></root>',
    "endnotes": f'<root><w:endnote w:id="2">{paragraph("End.")}</w:endnote></root>',
}


def texts(body, **options):
    return [p.text for p in read_docx(make_docx(body, **options)).document.paragraphs]


def line(*content):
    return f"<w:p>{''.join(content)}</w:p>"


def reference(number, part="footnote"):
    return f'<w:r><w:{part}Reference w:id="{number}"/></w:r>'


def field(code, result):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return (
        f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}"
        f"{result}{mark('end')}"
    )


def box(text):
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


EMOJI = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="F" '
    'w16se:char="1F600"/></mc:Choice><mc:Fallback><w:t>?</w:t></mc:Fallback>'
    "</mc:AlternateContent></w:r>"
)
RUBY = f"<w:r><w:ruby><w:rt>{run('hàn')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>"
KEPT = {
    "runs": (line(run("One "), run("and the same.")), ["One and the same."]),
    "spaces at the ends": (paragraph("  a b  "), ["a b"]),
    "an empty paragraph": (paragraph("") + paragraph("a"), ["a"]),
    "a tab": (line("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"), ["a\tb"]),
    "a line break": (line("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>"), ["a b"]),
    "a line break in Chinese": (line("<w:r><w:t>甲，</w:t><w:br/><w:t>乙</w:t></w:r>"), ["甲，乙"]),
    "two line breaks": (line("<w:r><w:t>a</w:t><w:br/><w:br/><w:t>b</w:t></w:r>"), ["a", "b"]),
    "a page break": (
        line('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>'), ["a", "b"]
    ),
    "a non-breaking hyphen": (
        line("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>"), ["a-b"]
    ),
    "a soft hyphen": (line("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>"), ["ab"]),
    "a symbol": (line('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>'), ["α"]),
    "text in a symbol font": (
        line(run("\uf0e0", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), run("x")), ["→x"]
    ),
    "an emoji": (line(EMOJI), ["😀"]),
    "beyond the BMP": (paragraph("𠀀"), ["𠀀"]),
    "a link": (line("<w:hyperlink>", run("a"), "</w:hyperlink>"), ["a"]),
    "a field": (line(run("see "), field(" REF x ", run("page 3"))), ["see page 3"]),
    "a field in a code": (line(field(f"IF {field('X', run('no'))} = 1", run("yes"))), ["yes"]),
    "fields without ends": (
        line('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', run("a")) + paragraph("b"), ["a", "b"]
    ),
    "a simple field": (line('<w:fldSimple w:instr="X">', run("a"), "</w:fldSimple>"), ["a"]),
    "an insertion": (line("<w:ins>", run("a"), "</w:ins>"), ["a"]),
    "a move": (
        line("<w:moveFrom>", run("a"), "</w:moveFrom>")
        + line("<w:moveTo>", run("a"), "</w:moveTo>"),
        ["a"],
    ),
    "a deleted end": (paragraph("one ", "", "<w:rPr><w:del/></w:rPr>") + paragraph("two"),
                      ["one two"]),
    "a large first letter": (
        paragraph("T", "", '<w:framePr w:dropCap="drop"/>') + paragraph("he end."), ["The end."]
    ),
    "a smart tag": (line("<w:smartTag>", run("a"), "</w:smartTag>"), ["a"]),
    "a control": (line("<w:sdt><w:sdtContent>", run("a"), "</w:sdtContent></w:sdt>"), ["a"]),
    "a control of blocks": (f"<w:sdt><w:sdtContent>{paragraph('a')}</w:sdtContent></w:sdt>", ["a"]),
    "custom XML": (f'<w:customXml w:element="x">{paragraph("a")}</w:customXml>', ["a"]),
    "another direction": (line('<w:bdo w:val="ltr">', run("a"), "</w:bdo>"), ["a"]),
    "a formula": (line("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), ["x=1"]),
    "a text box": (line(run("a"), box("b")) + paragraph("c"), ["a", "b", "c"]),
    "lettering": (line('<w:r><w:pict><v:textpath string="a"/></w:pict></w:r>'), ["a"]),
    "a list": (
        paragraph("a", "", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'), ["a"]
    ),
    "columns": (paragraph("a") + '<w:sectPr><w:cols w:num="2"/></w:sectPr>', ["a"]),
    "an inner table": (table([table(["a"]) + paragraph("b")]), ["a", "b"]),
    "merged cells": (
        table([cell("a", '<w:vMerge w:val="restart"/>')], [cell("b", "<w:vMerge/>")], ["c"]),
        ["a", "c"],
    ),
    "a style of itself": (paragraph("a", "loop"), ["a"]),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_text_is_read_whole(name):
    body, expected = KEPT[name]
    assert texts(body) == expected


@pytest.mark.parametrize(
    ("style", "properties", "kind"),
    [
        ("1", "", Kind.HEADING),
        ("a3", "", Kind.HEADING),
        ("out", "", Kind.HEADING),
        ("de", "", Kind.HEADING),
        ("cn", "", Kind.HEADING),
        ("body9", "", Kind.BODY),
        ("1", '<w:outlineLvl w:val="9"/>', Kind.HEADING),
        ("", '<w:outlineLvl w:val="0"/>', Kind.HEADING),
        ("cap", "", Kind.CAPTION),
        ("Title", "", Kind.HEADING),
        ("", "", Kind.BODY),
        ("nowhere", "", Kind.BODY),
    ],
)
def test_kinds_are_those_of_styles(style, properties, kind):
    document = read_docx(make_docx(paragraph("a", style, properties))).document
    assert [paragraph.kind for paragraph in document.paragraphs] == [kind]


def test_a_long_heading_is_text():
    document = read_docx(make_docx(paragraph("一句話。" * 60, "1"))).document
    assert document.paragraphs[0].kind is Kind.BODY


def test_notes_stand_at_the_end_in_the_order_of_their_references():
    body = line(run("a"), reference(3), run("b"), reference(2, "endnote")) + line(
        run("c"), reference(2), reference(3)
    )
    document = read_docx(make_docx(body, parts=NOTES)).document
    assert [(p.text, p.kind) for p in document.paragraphs] == [
        ("ab", Kind.BODY),
        ("c", Kind.BODY),
        ("Three.", Kind.FOOTNOTE),
        ("End.", Kind.FOOTNOTE),
        ("Two.", Kind.FOOTNOTE),
        ("More.", Kind.FOOTNOTE),
    ]


def test_a_mark_of_its_own_is_not_text():
    mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    assert texts(line(run("a"), mark, run(" b")), parts=NOTES) == ["a b", "Two.", "More."]


def test_what_is_not_read_is_said():
    body = line(
        "<w:del><w:r><w:delText>a</w:delText></w:r></w:del>",
        run("b"),
        '<w:r><w:commentReference w:id="1"/></w:r><w:r><w:commentReference w:id="2"/></w:r>',
    )
    reading = read_docx(make_docx(body + '<w:altChunk r="x"/>'))
    assert [p.text for p in reading.document.paragraphs] == ["b"]
    assert reading.notes == (
        "1 tracked deletion left out; insertions are read as text",
        "2 comments left out",
        "1 embedded document not read: give it as a file of its own",
    )


PROMPT = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>".format
)
CONTENTS = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    f"</w:sdtPr><w:sdtContent>{paragraph('x')}</w:sdtContent></w:sdt>"
)
DROPPED = {
    "hidden": (line(run("x", "<w:vanish/>"), run("a")), "hidden-text", "xa"),
    "not hidden": (line(run("", "<w:vanish/>"), run("a", '<w:vanish w:val="0"/>')), "", "a"),
    "hidden by style": (line(run("x", '<w:rStyle w:val="ghost"/>'), run("a")), "hidden-text", "xa"),
    "a prompt": (line(PROMPT(run("x")), run("a")), "hidden-text", "xa"),
    "a prompt of blocks": (PROMPT(paragraph("x")) + paragraph("a"), "hidden-text", "x a"),
    "ruby": (line(RUBY, run("a")), "ruby", "漢(hàn)a"),
    "contents": (line(field(' TOC \\o "1-3" ', run("x"))) + paragraph("a"), "contents", "x a"),
    "a control of contents": (CONTENTS + paragraph("a"), "contents", "x a"),
}


@pytest.mark.parametrize("name", DROPPED)
def test_what_a_rule_leaves_out_is_logged_and_can_be_kept(name):
    body, rule, kept = DROPPED[name]
    reading = read_docx(make_docx(body))
    assert reading.document.paragraphs[-1].text.endswith("a")
    assert "x" not in "".join(p.text for p in reading.document.paragraphs)
    assert [change.rule for change in reading.changes] == ([rule] if rule else [])
    assert all(change.before in ("x", "hàn") and change.reason for change in reading.changes)
    for options in ({"keep": frozenset({rule})}, {"cleaning": False}):
        assert " ".join(texts(body, **options)) == kept


def test_a_table_of_contents_goes_over_paragraphs():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TO</w:instrText></w:r>'
    begin += "<w:r><w:instrText>C \\h</w:instrText></w:r>"
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    body = (
        line(begin, field("HYPERLINK", run("One 1")))
        + line(field("HYPERLINK", run("Two 2")))
        + line('<w:r><w:fldChar w:fldCharType="end"/></w:r>', run("Text."))
    )
    reading = read_docx(make_docx(body))
    assert [p.text for p in reading.document.paragraphs] == ["Text."]
    assert [(change.line, change.before) for change in reading.changes] == [
        (1, "One 1"),
        (2, "Two 2"),
    ]


def test_running_heads_are_left_out_once():
    head = f"<root>{paragraph('Cape News')}{line(field('PAGE', run('3')))}</root>"
    parts = {"header1": head, "header2": head, "footer1": f"<root>{paragraph('頁尾')}</root>"}
    reading = read_docx(make_docx(paragraph("a"), parts=parts))
    assert [(c.rule, c.before) for c in reading.changes] == [
        ("running-heads", "Cape News"),
        ("running-heads", "頁尾"),
    ]
    kept = texts(paragraph("a"), parts=parts, keep=frozenset({"running-heads"}))
    assert kept == ["a", "Cape News", "頁尾"]


PAIRS = [
    ("守燈人每晚爬上樓梯。", "Every night the keeper climbs."),
    ("窗子會響。", "Windows rattle."),
]


def test_a_table_of_two_languages_has_rows():
    heading = cell(paragraph("Part one", "1"), '<w:gridSpan w:val="2"/>')
    rows = [["中文", "English"], [heading], *PAIRS]
    body = paragraph("Before.") + table(*rows) + table(*PAIRS)
    reading = read_docx(make_docx(body))
    assert [(p.text, p.language, p.row) for p in reading.document.paragraphs] == [
        ("Before.", "", None),
        ("Part one", "", None),
        (PAIRS[0][0], "zh", 2),
        (PAIRS[0][1], "en", 2),
        (PAIRS[1][0], "zh", 3),
        (PAIRS[1][1], "en", 3),
        (PAIRS[0][0], "zh", 4),
        (PAIRS[0][1], "en", 4),
        (PAIRS[1][0], "zh", 5),
        (PAIRS[1][1], "en", 5),
    ]
    assert reading.document.paragraphs[1].kind is Kind.HEADING


def test_a_cell_of_several_paragraphs_is_one_row():
    chinese, english = (
        paragraph(first, "1") + paragraph(second) for first, second in zip(*PAIRS, strict=True)
    )
    document = read_docx(make_docx(table([chinese, english]))).document
    assert [p.row for p in document.paragraphs] == [0, 0, 0, 0]
    assert [p.kind for p in document.paragraphs] == [Kind.HEADING, Kind.BODY] * 2


def test_languages_change_within_a_paragraph():
    body = line(
        "<w:r><w:t>守燈人每晚爬樓。</w:t><w:br/><w:t>The keeper climbs nightly.</w:t></w:r>"
    )
    assert texts(body) == ["守燈人每晚爬樓。", "The keeper climbs nightly."]


@pytest.mark.parametrize(
    ("text", "title", "author"),
    [
        ("The Lighthouse", "The Lighthouse", ""),
        ("By Anna Keeper", "", "Anna Keeper"),
        ("Something else", "", ""),
    ],
)
def test_properties_count_where_the_text_confirms_them(text, title, author):
    properties = (
        "<dc:title>The  Lighthouse</dc:title><dc:creator>Anna Keeper</dc:creator>"
        "<created>2020-01-01</created>"
    )
    metadata = read_docx(make_docx(paragraph(text), properties=properties)).document.metadata
    assert (metadata.title, metadata.author, metadata.date) == (title, author, "")


def test_the_strict_form_is_read():
    members = {
        name: xml.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, xml in list_docx(paragraph("a", "1")).items()
    }
    document = read_docx(Source(pack(members), "a.docx")).document
    assert [(p.text, p.kind) for p in document.paragraphs] == [("a", Kind.HEADING)]
