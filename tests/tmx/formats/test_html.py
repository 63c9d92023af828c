import base64
import hashlib
import io
import re

import pytest
from hypothesis import given, settings
from lxml import html

from tests.tmx import strategies
from tests.tmx.formats.bilingual import (
    ALL,
    CODED,
    CROSSED,
    EVIL,
    HEADER,
    HOSTILE,
    RICH,
    Source,
    make_unit,
)
from tmx import Note, Prop, TranslationUnit, Variant
from tmx.formats.html import write_html
from tmx.formats.records import WriteOptions

PARSER = html.HTMLParser(encoding="utf-8", huge_tree=True)


def write(*units, header=HEADER, **options):
    stream = io.BytesIO()
    made = write_html(stream, Source(*units, header=header), WriteOptions(**options))
    return html.document_fromstring(stream.getvalue(), parser=PARSER), made


def read_rows(page):
    return [list(row) for row in page.xpath("//tbody/tr")]


def text_of(cell):
    """Return the text of a cell without its codes."""
    for code in cell.xpath(".//code"):
        code.drop_tree()
    return cell.text_content()


def test_rows():
    page, made = write(RICH, make_unit("甲", "a"))
    first, second = read_rows(page)
    assert [text_of(cell) for cell in first[:3]] == ["a 7", *(v.text for v in RICH.variants)]
    assert [dict(cell.attrib) for cell in first[1:3]] == [
        {"role": "cell", "lang": "zh-HK"},
        {"role": "cell", "lang": "en-GB"},
    ]
    assert [each.text_content() for each in first[3]] == ["0.98", "Check", "看"]
    assert [text_of(cell) for cell in second] == ["2", "甲", "a", ""]
    assert made.units == 2
    assert [(each.reason, each.count) for each in made.losses] == [
        ("properties and dates are left out", 6)
    ]


def test_the_head_says_what_it_holds():
    page, _ = write(RICH, CODED)
    assert page.findtext(".//title") == "Translation memory zh-HK → en-GB"
    assert page.xpath("string(//*[@id='count'])") == "2 units"
    assert [each.text for each in page.xpath("//thead//th")] == ["No.", "zh-HK", "en-GB", "Remarks"]
    facts = {each.findtext("dt"): each.findtext("dd") for each in page.xpath("//dl/div")}
    assert facts["Note"] == "of the file"
    assert facts["x-signature"] == "s <1>"


def test_remarks_have_a_column_only_if_there_are_some():
    page, _ = write(CODED)
    assert [len(row) for row in read_rows(page)] == [3]
    assert page.xpath("//table/@class") == ["plain"]
    page, _ = write(CODED, RICH)
    assert [len(row) for row in read_rows(page)] == [4, 4]
    assert page.xpath("//table/@class") == ["remarked"]


@pytest.mark.parametrize(("value", "is_low"), [("0.79", True), ("0.80", False), ("high", False)])
def test_low_confidence_is_set_off(value, is_low):
    page, _ = write(make_unit("甲", "a", props=(Prop("x-confidence", value),)))
    assert page.xpath("//td/span/@class") == ["sure low" if is_low else "sure"]


def test_codes_are_shown():
    cells = read_rows(write(CODED, CROSSED)[0])
    assert [code.text for code in cells[0][1].iter("code")] == ["<b>", "</b>", "<br/>", "<i>"]
    assert cells[0][1].xpath("code/@title")[:2] == ["bpt 1 bold", "ept 1"]
    marked = cells[1][2].find("mark")
    assert (marked.get("title"), text_of(marked)) == ("hi term", "bc")


def test_hostile_texts_stay_texts():
    page, _ = write(EVIL, header=HEADER)
    name, source, target, remarks = read_rows(page)[0]
    assert [text_of(cell) for cell in (name, source, target)] == [
        HOSTILE,
        f"甲{HOSTILE}",
        f"a{HOSTILE}",
    ]
    assert [each.text_content() for each in remarks] == [HOSTILE, HOSTILE]
    assert page.xpath("count(//img)") == 0
    assert page.xpath("count(//script)") == 1
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert {link[0] for link in page.xpath("//@href")} == {"#"}


@pytest.mark.parametrize("tag", ['zh"><script>alert(1)</script>', "zh-HK' onload='x"])
def test_hostile_tags_stay_texts(tag):
    unit = TranslationUnit((Variant(tag, "甲"), Variant("en", "a", notes=(Note("n", tag),))))
    page, _ = write(unit, header=None)
    assert page.xpath("count(//script)") == 1
    assert page.xpath("//thead//th")[1].text == tag
    assert page.xpath("//tbody//td/@lang") == ["", "en"]


def test_the_policy_lets_the_page_run_its_own_script_alone():
    page, _ = write(RICH)
    policy = page.xpath("//meta[@http-equiv]/@content")[0]
    for name in ("style", "script"):
        text = page.xpath(f"string(//{name})")
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_the_page_needs_nothing_else():
    stream = io.BytesIO()
    write_html(stream, Source(*ALL[:3], header=HEADER), WriteOptions())
    text = stream.getvalue().decode("utf-8")
    assert not re.search(r"(?i)https?:|url\(|@import|<link|\bsrc=|\$[a-z_]+\b(?!\{)", text)


def test_the_table_is_one_for_those_who_do_not_see_it():
    page, _ = write(RICH, CODED)
    assert page.xpath("//h1")[0].text == "Translation memory"
    assert page.xpath("//table/caption")[0].text
    assert page.get("lang") == "en"
    for name, role in (("tr", "row"), ("td", "cell"), ("tbody", "rowgroup")):
        assert {each.get("role") for each in page.iter(name)} == {role}
    assert {each.get("scope") for each in page.iter("th")} == {"col", "row"}
    names = page.xpath("//@id")
    assert len(names) == len(set(names))


def test_rows_stand_in_groups():
    page, _ = write(*[make_unit("甲", "a")] * 120)
    assert [len(group) for group in page.iter("tbody")] == [50, 50, 20]


def test_directions():
    unit = TranslationUnit((Variant("en", "a"), Variant("ar", "ب")))
    assert read_rows(write(unit, header=None)[0])[0][2].get("dir") == "rtl"


@settings(max_examples=60)
@given(strategies.units(source="zh-HK"))
def test_texts_of_any_unit_are_read_again(unit):
    cells = read_rows(write(unit)[0])[0]
    assert [text_of(cell) for cell in cells[1:3]] == [each.text for each in unit.variants[:2]]
