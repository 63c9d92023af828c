"""Documents to translate as XLIFF: states, suggestions, places, and hostile texts."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.grammars import check_xliff
from tests.tmx.formats.bilingual import ALL, CODED, HOSTILE
from tmx.formats.jobs import Filling, Job, JobFile, JobParagraph, JobSegment, Suggestion
from tmx.formats.xliff_jobs import write_job12, write_job21
from tmx.records import Variant

X1 = "{urn:oasis:names:tc:xliff:document:1.2}"
X2 = "{urn:oasis:names:tc:xliff:document:2.0}"
MTC = "{urn:oasis:names:tc:xliff:matches:2.0}"
MDA = "{urn:oasis:names:tc:xliff:metadata:2.0}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
WRITERS = [write_job12, write_job21]


def write(writer, *paragraphs, tags=("zh-CN", "en-GB"), names=("a.txt",), notes=()):
    files = [JobFile(name, iter(paragraphs)) for name in names]
    stream = io.BytesIO()
    made = writer(stream, Job(*tags, files, notes))
    root = etree.fromstring(stream.getvalue())
    check_xliff(root)
    return root, made


def paragraph(*segments, number=3, line=5, **fields):
    return JobParagraph(number, line, segments, **fields)


def suggest(rate=85, source="停火了。", target="A ceasefire.", tags=("zh-CN", "en-GB"), **fields):
    variants = (Variant(tag, text) for tag, text in zip(tags, (source, target), strict=True))
    given = {"similarity": 0.853, "kind": "fuzzy", "filling": Filling.FUZZY} | fields
    return Suggestion(
        rate, given["similarity"], given["kind"], *variants, "m.tmdb: a.txt", given["filling"],
        fields.get("remark", ""),
    )  # fmt: skip


STATES = [
    (Filling.EMPTY, ("needs-translation", None, None), ("initial", None)),
    (Filling.COPIED, ("needs-translation", None, None), ("initial", None)),
    (
        Filling.FUZZY,
        ("needs-review-translation", "fuzzy-match", None),
        ("initial", "duizhao:fuzzy-match"),
    ),
    (
        Filling.LEVERAGED,
        ("needs-review-translation", "leveraged-tm", None),
        ("translated", "duizhao:draft"),
    ),
    (Filling.EXACT, ("translated", "exact-match", None), ("translated", "duizhao:exact-match")),
    (Filling.APPROVED, ("signed-off", "exact-match", "yes"), ("reviewed", "duizhao:exact-match")),
]


@pytest.mark.parametrize(("filling", "old", "new"), STATES, ids=[s[0].value for s in STATES])
def test_states(filling, old, new):
    target = "" if filling is Filling.EMPTY else "A ceasefire."
    text = paragraph(JobSegment("停火。", target=target, filling=filling))
    unit = next(write(write_job12, text)[0].iter(f"{X1}trans-unit"))
    element = unit.find(f"{X1}target")
    found = element.get("state"), element.get("state-qualifier"), unit.get("approved")
    assert (found, element.text or "") == (old, target)
    segment = next(write(write_job21, text)[0].iter(f"{X2}segment"))
    assert (segment.get("state"), segment.get("subState")) == new
    assert (segment.findtext(f"{X2}target") or "") == target


def test_the_place_of_a_segment():
    heading = paragraph(JobSegment("标题"), kind="heading", remarks=("paragraph 3, line 5",))
    body = paragraph(JobSegment("停火。"), JobSegment("撤军。", before=" "), number=4, line=7)
    root = write(write_job12, heading, body)[0]
    assert [unit.get("id") for unit in root.iter(f"{X1}trans-unit")] == ["3.1", "4.1", "4.2"]
    groups = [(each.get("id"), each.get("restype")) for each in root.iter(f"{X1}group")]
    assert groups == [("3", "heading"), ("4", None)]
    contexts = [(each.get("context-type"), each.text) for each in root.iter(f"{X1}context")]
    assert contexts[:2] == [("linenumber", "5"), ("x-paragraph", "3")]
    assert [each.text for each in root.iter(f"{X1}note")] == ["paragraph 3, line 5"]
    root = write(write_job21, heading, body)[0]
    units = [(each.get("id"), each.get("type")) for each in root.iter(f"{X2}unit")]
    assert units == [("p3", "duizhao:heading"), ("p4", None)]
    assert [each.text for each in root.iter(f"{MDA}meta")] == ["3", "5", "4", "7"]


def test_a_unit_of_2_1_holds_its_paragraph_whole():
    text = paragraph(
        JobSegment("停火。", before="\u3000\u3000"),
        JobSegment("撤军\n了。", before=" "),
        behind="\t",
    )
    unit = next(write(write_job21, text)[0].iter(f"{X2}unit"))
    assert "".join(unit.itertext(f"{X2}source")) == "\u3000\u3000停火。 撤军\n了。\t"


def test_suggestions_of_1_2():
    other = suggest(101, tags=("zh-TW", "en-GB"), filling=Filling.EXACT, remark="numbers differ")
    root = write(write_job12, paragraph(JobSegment("停火。", suggestions=(other, suggest()))))[0]
    first, second = root.iter(f"{X1}alt-trans")
    assert (first.get("match-quality"), first.get("origin")) == ("101%", "m.tmdb: a.txt")
    assert first.find(f"{X1}source").get(XML_LANG) == "zh-TW"
    assert first.find(f"{X1}target").get(XML_LANG) is None
    assert first.find(f"{X1}target").get("state-qualifier") == "exact-match"
    assert first.findtext(f"{X1}note") == "numbers differ"
    assert (second.get("match-quality"), second.find(f"{X1}note")) == ("85%", None)


def test_suggestions_of_2_1():
    segments = (
        JobSegment("停火。", suggestions=(suggest(102, kind="context", similarity=1.0),)),
        JobSegment(
            "撤军。", suggestions=(suggest(tags=("zh-TW", "en-GB")), suggest(kind="semantic"))
        ),
    )
    root = write(write_job21, paragraph(*segments))[0]
    matches = list(root.iter(f"{MTC}match"))
    assert [each.get("ref") for each in matches] == ["#s1", "#s2", "#s2"]
    assert [each.get("type") for each in matches] == ["icm", "tm", "other"]
    qualities = [(each.get("matchQuality"), each.get("similarity")) for each in matches]
    assert qualities == [("100", "100.0"), ("85", "85.3"), ("85", "85.3")]
    details = [{m.get("type"): m.text for m in each.iter(f"{MDA}meta")} for each in matches]
    assert details[0] == {"rate": "102"}
    assert details[1] == {"rate": "85", "source language": "zh-TW"}
    assert matches[1].findtext(f"{X2}target") == "A ceasefire."


def test_remarks_say_which_segment_they_are_of():
    second = JobSegment("撤军。", remarks=("numbers differ",))
    text = paragraph(JobSegment("停火。"), second, remarks=("line 5",))
    root = write(write_job21, text)[0]
    assert [each.text for each in root.iter(f"{X2}note")] == ["line 5", "segment 2: numbers differ"]
    units = write(write_job12, text)[0].iter(f"{X1}trans-unit")
    notes = [[note.text for note in unit.iter(f"{X1}note")] for unit in units]
    assert notes == [["line 5"], ["numbers differ"]]


def test_inline_codes_of_a_match_stay_in_the_suggestion():
    source, target = CODED.variants
    match = Suggestion(99, 1.0, "exact", source, target, "m.tmdb", Filling.FUZZY)
    text = paragraph(JobSegment("甲乙丙", suggestions=(match,)))
    old = next(write(write_job12, text)[0].iter(f"{X1}alt-trans"))
    assert len(list(old.iter(f"{X1}bpt"))) == 2
    new = next(write(write_job21, text)[0].iter(f"{MTC}match"))
    used = {value for e in new.iter() for name, value in e.attrib.items() if "dataRef" in name}
    assert used <= {each.get("id") for each in new.iter(f"{X2}data")}
    assert used


def test_several_files():
    text = [paragraph(JobSegment("停火。"))]
    for writer, space in ((write_job12, X1), (write_job21, X2)):
        stream = io.BytesIO()
        files = [JobFile("a.txt", text), JobFile('b "1".docx', text), JobFile("c.txt", ())]
        made = writer(stream, Job("zh-Hant-HK", "en-GB", iter(files), ("done",)))
        root = etree.fromstring(stream.getvalue())
        check_xliff(root)
        assert [each.get("original") for each in root] == ["a.txt", 'b "1".docx', "c.txt"]
        assert len({each.get("id") for each in root if space == X2}) in {0, 3}
        assert [each.text for each in root.iter(f"{space}note")] == ["done"] * 3
        assert (made.units, made.notes) == (2, ("the language zh-Hant-HK is written zh-HK",))


@pytest.mark.parametrize("writer", WRITERS)
def test_hostile_texts_stay_texts(writer):
    match = suggest(source=HOSTILE, target=HOSTILE, remark=HOSTILE, tags=("no tag <", "en-GB"))
    segment = JobSegment(HOSTILE, HOSTILE, HOSTILE, Filling.FUZZY, (match,), (HOSTILE,))
    root, _ = write(writer, paragraph(segment), names=(HOSTILE,), notes=(HOSTILE,))
    texts = [*root.itertext(), *(value for e in root.iter() for value in e.attrib.values())]
    assert sum(HOSTILE in text for text in texts) >= 7


@pytest.mark.parametrize("writer", WRITERS)
def test_what_xml_does_not_allow_is_left_out_and_counted(writer):
    segment = JobSegment("停\x00火\x0b。\ud800", suggestions=(suggest(target="a\ufffe"),))
    root, made = write(writer, paragraph(segment), names=("a\x01.txt",), notes=("\x02",))
    space = X1 if writer is write_job12 else X2
    sources = [each.text for each in root.iter(f"{space}source")]
    assert "停火 。" in sources
    (loss,) = made.losses
    assert (loss.count, loss.places) == (4, ("line 5",))


@pytest.mark.parametrize("writer", WRITERS)
def test_a_paragraph_of_a_megabyte(writer):
    text = paragraph(*(JobSegment("停" * 999 + "。") for _ in range(1000)))
    root, made = write(writer, text)
    assert made.units == 1000
    assert sum(len(each) for each in root.itertext()) > 1_000_000


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from([unit.variants for unit in ALL]))
def test_any_text_is_read_again(source, target, variants):
    match = Suggestion(75, 0.75, "fuzzy", *variants[:2], "m", Filling.FUZZY)
    text = paragraph(JobSegment(source, "", target, Filling.FUZZY, (match,), (source,)))
    for writer, space in ((write_job12, f"{X1}trans-unit"), (write_job21, f"{X2}segment")):
        root, made = write(writer, text)
        found = next(root.iter(space))
        texts = [found[0].text or "", found[1].text or ""]
        if not made.losses:
            assert texts == [source, target]
