"""The page: terms marked, everything escaped, nothing that a browser runs."""

import io
import re

import pytest
from lxml import html

from aligner.records import Document, Paragraph
from aligner.terms.annotating.annotator import annotate
from aligner.terms.annotating.page import write_page
from tmx.glossary.records import Concept, Glossary, Term

KNOWN = Glossary(
    (
        Concept(
            (Term("zh-CN", "停火"), Term("en", "ceasefire <b>")),
        ),
    )
)


def make_page(*texts, name="a.txt"):
    document = Document(tuple(map(Paragraph, texts)), "zh-CN", name)
    stream = io.BytesIO()
    write_page(stream, annotate([document], KNOWN))
    return stream.getvalue().decode("utf-8")


@pytest.fixture(scope="module")
def page():
    return html.document_fromstring(
        make_page("停火保障领土完整。<script>alert(1)</script> & “停火”")
    )


def test_the_text_is_whole(page):
    for gloss in page.xpath("//span[@class='gloss']"):
        gloss.drop_tree()
    text = page.xpath("//article/p")[0].text_content()
    assert text == "停火保障领土完整。<script>alert(1)</script> & “停火”"


def test_known_and_proposed_terms_are_marked(page):
    marks = page.xpath("//article//mark")
    assert {(each.find("a").text, each.get("class")) for each in marks} == {
        ("停火", "known"),
        ("领土完整", "proposed"),
    }
    assert {each.get("title") for each in marks} == {"ceasefire <b>", "territorial integrity"}
    assert all(each.get("tabindex") == "0" for each in marks)


def test_the_list_has_every_term_and_links_lead_there(page):
    rows = {each.get("id"): each for each in page.xpath("//tbody/tr")}
    targets = {each.get("href") for each in page.xpath("//article//mark/a")}
    assert targets == {f"#{each}" for each in rows}
    assert [cell.text_content() for cell in rows["t1"]][:4] == [
        "停火",
        "ceasefire <b>",
        "2",
        "known",
    ]


def test_nothing_runs_and_nothing_is_fetched(page):
    assert not page.xpath("//script")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]
    assert not page.xpath("//@src")


def test_names_of_files_are_escaped():
    assert "<i>" not in re.sub(
        r"<style>.*?</style>", "", make_page("停火", name="<i>.txt"), flags=re.S
    )
