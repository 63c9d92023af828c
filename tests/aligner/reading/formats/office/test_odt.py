"""OpenDocument texts: every feature of the format that holds text, or hides what is none."""

import pytest

from aligner.errors import AlignerError
from aligner.reading.formats.office.odt import read_odt
from aligner.records import Kind
from tests.aligner.reading.formats.office.packages import make_flat_odt, make_odt

AUTOMATIC = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Caption"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Text_20_body"/>
<style:style style:name="P3" style:family="paragraph" style:parent-style-name="P3"/>
<style:style style:name="P4" style:family="paragraph">
  <style:text-properties text:display="none"/></style:style>
<style:style style:name="T1" style:family="text">
  <style:text-properties text:display="none"/></style:style>
"""


def texts(body, **options):
    source = make_odt(body, automatic=AUTOMATIC, **options)
    return [paragraph.text for paragraph in read_odt(source).document.paragraphs]


def p(content, style=""):
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def note(text, kind="footnote"):
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p(text)}</text:note-body></text:note>"
    )


def table(*rows):
    cells = "<table:table-cell>{}</table:table-cell>".format
    return "<table:table>{}</table:table>".format(
        "".join(f"<table:table-row>{''.join(map(cells, row))}</table:table-row>" for row in rows)
    )


KEPT = {
    "spans": (p('One <text:span text:style-name="T9">and</text:span> all.'), ["One and all."]),
    "white space folds": (p("\n  a \n <text:span> b</text:span>  "), ["a b"]),
    "spaces that are elements": (p('a<text:s text:c="2"/>b'), ["a  b"]),
    "a tab": (p("a<text:tab/>b"), ["a\tb"]),
    "a line break": (p("a<text:line-break/>b"), ["a b"]),
    "a line break in Chinese": (p("甲，<text:line-break/>乙"), ["甲，乙"]),
    "two line breaks": (p("a<text:line-break/><text:line-break/>b"), ["a", "b"]),
    "a page break": (p("a<text:soft-page-break/>b"), ["ab"]),
    "beyond the BMP": (p("𠀀"), ["𠀀"]),
    "a link": (p("<text:a>a</text:a>"), ["a"]),
    "a field": (p('see <text:bookmark-ref text:x="">page 3</text:bookmark-ref>'), ["see page 3"]),
    "an insertion": (p('a<text:change-start/>b<text:change-end/>'), ["ab"]),
    "a list": (
        f"<text:list><text:list-item>{p('a')}<text:list><text:list-item>{p('b')}"
        f"</text:list-item></text:list></text:list-item></text:list>",
        ["a", "b"],
    ),
    "a section": (f"<text:section>{p('a')}</text:section>", ["a"]),
    "a numbered paragraph": (f"<text:numbered-paragraph>{p('a')}</text:numbered-paragraph>", ["a"]),
    "a text box": (
        p(f"a<draw:frame><draw:text-box>{p('b')}</draw:text-box></draw:frame>") + p("c"),
        ["a", "b", "c"],
    ),
    "a box of the page": (
        f"<draw:frame><draw:text-box>{p('a')}</draw:text-box></draw:frame>{p('b')}", ["a", "b"]
    ),
    "a shape": (p(f"<draw:custom-shape>{p('a')}</draw:custom-shape>"), ["a"]),
    "an inner table": (table([table(["<text:p>a</text:p>"]) + p("b")]), ["a", "b"]),
    "an index of words": (
        f"<text:alphabetical-index><text:index-body>{p('a')}</text:index-body>"
        "</text:alphabetical-index>",
        ["a"],
    ),
    "covered cells": (
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:covered-table-cell><text:p>x</text:p></table:covered-table-cell>"
        "</table:table-row></table:table>",
        ["a"],
    ),
    "rows in a group": (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>a"
        "</text:p></table:table-cell></table:table-row></table:table-header-rows></table:table>",
        ["a"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_text_is_read_whole(name):
    body, expected = KEPT[name]
    assert texts(body) == expected


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('<text:h text:outline-level="2">a</text:h>', Kind.HEADING),
        (p("a", "Title"), Kind.HEADING),
        (p("a", "Heading_20_1"), Kind.HEADING),
        (p("a", "P1"), Kind.CAPTION),
        (p("a", "P2"), Kind.BODY),
        (p("a", "P3"), Kind.BODY),
        (p("a"), Kind.BODY),
    ],
)
def test_kinds_are_those_of_elements_and_styles(body, kind):
    document = read_odt(make_odt(body, automatic=AUTOMATIC)).document
    assert [paragraph.kind for paragraph in document.paragraphs] == [kind]


def test_notes_stand_at_the_end_in_order():
    document = read_odt(make_odt(p(f"a{note('One.')}b{note('Two.', 'endnote')}") + p("c"))).document
    assert [(each.text, each.kind) for each in document.paragraphs] == [
        ("ab", Kind.BODY),
        ("c", Kind.BODY),
        ("One.", Kind.FOOTNOTE),
        ("Two.", Kind.FOOTNOTE),
    ]


def test_a_note_in_a_note_is_read():
    assert texts(p(f"a{note('b' + note('c'))}")) == ["a", "b", "c"]


def test_what_is_not_read_is_said():
    deletion = f"<text:changed-region><text:deletion>{p('x')}</text:deletion></text:changed-region>"
    body = f"<text:tracked-changes>{deletion}</text:tracked-changes>" + p(
        f"a<office:annotation>{p('x')}</office:annotation>"
    )
    reading = read_odt(make_odt(body))
    assert [paragraph.text for paragraph in reading.document.paragraphs] == ["a"]
    assert reading.notes == (
        "1 tracked deletion left out; insertions are read as text",
        "1 comment left out",
    )


RUBY = (
    "<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>hàn</text:ruby-text></text:ruby>"
)
CONTENTS = (
    f"<text:table-of-content><text:table-of-content-source>{p('y')}</text:table-of-content-source>"
    f"<text:index-body>{p('x')}</text:index-body></text:table-of-content>"
)
DROPPED = {
    "hidden": (p('<text:span text:style-name="T1">x</text:span>a'), "hidden-text", "xa"),
    "a hidden paragraph": (p("x", "P4") + p("a"), "hidden-text", "x a"),
    "a hidden section": (
        f'<text:section text:display="none">{p("x")}</text:section>{p("a")}', "hidden-text", "x a"
    ),
    "a hidden field": (
        p('<text:hidden-text text:is-hidden="true">x</text:hidden-text>a'), "hidden-text", "xa"
    ),
    "a prompt": (p("<text:placeholder>x</text:placeholder>a"), "hidden-text", "xa"),
    "ruby": (p(f"{RUBY}a"), "ruby", "漢(hàn)a"),
    "contents": (CONTENTS + p("a"), "contents", "x a"),
}  # fmt: skip


@pytest.mark.parametrize("name", DROPPED)
def test_what_a_rule_leaves_out_is_logged_and_can_be_kept(name):
    body, rule, kept = DROPPED[name]
    reading = read_odt(make_odt(body, automatic=AUTOMATIC))
    assert "x" not in "".join(paragraph.text for paragraph in reading.document.paragraphs)
    assert [change.rule for change in reading.changes] == [rule]
    for options in ({"keep": frozenset({rule})}, {"cleaning": False}):
        assert " ".join(texts(body, **options)) == kept


def test_running_heads_are_left_out():
    styles = (
        "<office:master-styles><style:master-page><style:header>"
        f"{p('Cape News')}{p('<text:page-number>3</text:page-number>')}</style:header>"
        f"<style:footer-left>{p('頁尾')}</style:footer-left></style:master-page>"
        "</office:master-styles>"
    )
    reading = read_odt(make_odt(p("a"), styles=styles))
    assert [(c.rule, c.before) for c in reading.changes] == [
        ("running-heads", "Cape News"),
        ("running-heads", "頁尾"),
    ]
    kept = texts(p("a"), styles=styles, keep=frozenset({"running-heads"}))
    assert kept == ["a", "Cape News", "頁尾"]


def test_a_table_of_two_languages_has_rows():
    rows = [("中文", "英文"), ("守燈人每晚爬樓。", "The keeper climbs."), ("窗響。", "It rattles.")]
    reading = read_odt(make_odt(table(*([p(each) for each in row] for row in rows))))
    assert [(each.text, each.language, each.row) for each in reading.document.paragraphs] == [
        ("守燈人每晚爬樓。", "zh", 1),
        ("The keeper climbs.", "en", 1),
        ("窗響。", "zh", 2),
        ("It rattles.", "en", 2),
    ]


def test_repeated_cells_cost_nothing():
    cells = '<table:table-cell table:number-columns-repeated="999999999"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cells}</table:table-row>'
    assert texts(f"<table:table>{row * 100}</table:table>{p('a')}") == ["a"]


def test_properties_count_where_the_text_confirms_them():
    meta = (
        "<dc:title>The Lighthouse</dc:title><meta:initial-creator>Anna</meta:initial-creator>"
        "<dc:creator>Somebody</dc:creator><dc:date>2020-01-01</dc:date>"
    )
    metadata = read_odt(make_odt(p("The Lighthouse") + p("By Anna"), meta=meta)).document.metadata
    assert (metadata.title, metadata.author, metadata.date) == ("The Lighthouse", "Anna", "")


def test_a_flat_file_is_read_without_its_pictures():
    picture = f"<office:binary-data>{'QUJD' * 4_000_000}</office:binary-data>"
    body = p("a") + p(f"<draw:frame><draw:image>{picture}</draw:image></draw:frame>b")
    document = read_odt(make_flat_odt(body)).document
    assert [paragraph.text for paragraph in document.paragraphs] == ["a", "b"]


@pytest.mark.parametrize(
    "members",
    [
        {
            "META-INF/manifest.xml": "<manifest><encryption-data/></manifest>",
            "content.xml": b"\x8f",
        },
        {"encrypted-package": b"\x8f\x00"},
    ],
)
def test_a_password_is_named(members):
    with pytest.raises(AlignerError, match="has a password: save it without one"):
        read_odt(make_odt(p("a"), members=members))


def test_objects_are_said_not_to_be_read():
    frame = f"<draw:frame><draw:object>{p('x')}</draw:object></draw:frame>"
    reading = read_odt(make_odt(p(f"a{frame}")))
    assert [paragraph.text for paragraph in reading.document.paragraphs] == ["a"]
    assert reading.notes == ("1 embedded object not read (such as a formula or a chart)",)
