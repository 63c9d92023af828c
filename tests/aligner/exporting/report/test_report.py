"""The report: what it shows, what it never does."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import html

from aligner.exporting.report import write_report
from aligner.exporting.report.views import view_report
from aligner.records import Alignment, Bead, Document, Metadata, Paragraph, Segment, Side
from tests.aligner.exporting.samples import make_article
from tmx.characters import find_forbidden

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=http://evil.example/x onerror=alert(1)>",
    "</style></title></textarea><b>",
    "{{ 7 * 7 }} {% raw %}",
    "\"'><svg onload=alert(1)>",
    "\u202eevil\u202c 𠀀 ＆ &amp;",
]


def write(alignment):
    stream = BytesIO()
    write_report(stream, alignment)
    return stream.getvalue().decode()


def make_side(texts, language, **metadata):
    document = Document(
        tuple(Paragraph(text, n) for n, text in enumerate(texts, 1)),
        language,
        f"{texts[0][:30]}.txt",
        metadata=Metadata(**metadata),
    )
    return Side(document, tuple(Segment(text, n) for n, text in enumerate(texts)))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_becomes_markup(text):
    side = make_side([text, "甲"], "zh-CN", title=text, author=text)
    other = make_side(["b", text], "en", source=text)
    beads = (Bead((0,), (0,), 0.9), Bead((1,), (), 0.5), Bead((), (1,), 0.4))
    page = html.fromstring(write(Alignment(side, other, beads, notes=(text,))))
    assert not page.xpath("//script | //img | //b | //*[@onerror or @onload] | //textarea")
    assert len(page.xpath("//style")) == 1
    cells = [each.text_content() for each in page.xpath("//table[@class='texts']//td")]
    assert cells[0] == text
    assert text in page.xpath("//title")[0].text_content() or len(text) > 30


@pytest.mark.parametrize("place", ["name", "metadata", "notes", "encoder"])
def test_no_character_that_a_page_cannot_hold_is_left(place):
    odd = "x\x00\x1b\ud800\x0by"
    article = make_article()
    documents = {"name": {"name": odd}, "metadata": {"metadata": Metadata(title=odd, author=odd)}}
    source = replace(
        article.source, document=replace(article.source.document, **documents.get(place, {}))
    )
    changed = {"notes": {"notes": (odd,)}, "encoder": {"encoder": odd}}.get(place, {})
    text = write(replace(article, source=source, **changed))
    assert not find_forbidden(text)
    assert "x y" in text


def test_it_asks_for_nothing():
    text = write(make_article())
    assert "<script" not in text
    addresses = re.findall(r'(?:src|href)="([^"]*)"', text)
    assert all(each.startswith(("#", "data:")) for each in addresses)
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text


def test_what_is_omitted_stands_apart_on_both_sides():
    view = view_report(make_article())
    null = [bead for bead in make_article().beads if bead.is_null]
    found = [each for side in view.omissions for each in side]
    assert sum(each.segments for each in found) == sum(
        len(bead.source) + len(bead.target) for bead in null
    )
    assert all(each.is_source for each in view.omissions[0])
    assert not any(each.is_source for each in view.omissions[1])


def test_links_lead_to_rows():
    page = html.fromstring(write(make_article()))
    ids = {each.get("id") for each in page.xpath("//tr[@id]")}
    links = {each.get("href")[1:] for each in page.xpath("//a[@href]")}
    assert links
    assert links <= ids


def test_accepted_rows_say_so():
    article = make_article()
    beads = tuple(replace(bead, is_accepted=not bead.is_null) for bead in article.beads)
    view = view_report(replace(article, beads=beads))
    assert {bead.level for bead in view.beads} == {"sure", "null"}
    assert view.counts["accepted"] == sum(not bead.is_null for bead in beads)
