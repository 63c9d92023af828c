"""TBX as others write it: versions, styles and dialects, and what of them is not taken."""

import pytest

from tests.tmx.glossary.tbx import read
from tmx import TmxError
from tmx.glossary import Provenance, Term, TermStatus

DCA = """<?xml version="1.0" encoding="utf-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="{namespace}">
 <tbxHeader><fileDesc><sourceDesc><p>from a tool</p></sourceDesc></fileDesc></tbxHeader>
 <text><body>{entries}</body></text>
</tbx>"""
ENTRY = """
<conceptEntry id="c2">
  <descrip type="subjectField">Astronomy</descrip>
  <langSec xml:lang="en">
    <descripGrp>
      <descrip type="definition">A structure that forms
        around a compact object.</descrip>
      <admin type="source">Oxford2007</admin>
    </descripGrp>
    <termSec>
      <term>accretion disk</term>
      <termNote type="partOfSpeech">noun</termNote>
      <termNote type="administrativeStatus">
          admittedTerm-admn-sts</termNote>
      <termNote type="grammaticalGender">neuter</termNote>
      <descripGrp><descrip type="context">Disks <hi>rotate</hi>.</descrip>
        <admin type="source">http://x.org/</admin></descripGrp>
      <note>one</note><note>two</note>
    </termSec>
  </langSec>
  <langSec xml:lang="zh-TW"><termSec><term>吸積盤</term></termSec></langSec>
</conceptEntry>"""
DCT = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p/></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="c2"><min:subjectField>Astronomy</min:subjectField>
<langSec xml:lang="en">
<descripGrp><basic:definition>A structure.</basic:definition>
<basic:source>Oxford2007</basic:source></descripGrp>
<termSec><term>accretion disk</term><min:partOfSpeech>noun</min:partOfSpeech>
<min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus>
<basic:grammaticalGender>neuter</basic:grammaticalGender>
<descripGrp><basic:context>Disks rotate.</basic:context></descripGrp></termSec></langSec>
<langSec xml:lang="zh-TW"><termSec><term>吸積盤</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""
MARTIF = """<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Default" xml:lang="en"><martifHeader><fileDesc>
<titleStmt><title>Space</title></titleStmt><sourceDesc><p>x</p></sourceDesc></fileDesc>
</martifHeader><text><body>{entries}</body><back><refObjectList type="respPerson">
<refObject id="r1"><item type="fn">Tommy</item></refObject>
</refObjectList></back></text></martif>"""
MIN = """<TBX dialect="TBX-Min"><header><id>Mail</id><description>x</description>
<languages source="en" target="de"/></header><body><termEntry id="C002">
<subjectField>whatever</subjectField>
<langSet xml:lang="en"><tig><term>dog</term><partOfSpeech>noun</partOfSpeech>
<termStatus>notRecommended</termStatus><customer>SAP</customer>
<noteGrp><note><noteKey>usage</noteKey><noteValue>pets</noteValue></note>
<note><noteValue>bare</noteValue></note></noteGrp></tig></langSet>
<langSet xml:lang="de"><tig><term>Hund</term></tig></langSet>
</termEntry></body></TBX>"""


def read_one(data):
    (concept,) = read(data).glossary.concepts
    return concept


def term(inside, tag="zh", element="tig"):
    """A file of one term with what is said of it."""
    entry = f'<termEntry><langSet xml:lang="{tag}"><{element}>{inside}</{element}></langSet>'
    return MARTIF.format(entries=f"{entry}</termEntry>")


@pytest.mark.parametrize(
    "namespace", ["urn:iso:std:iso:30042:ed-2", "urn:iso:std:iso:30042:ed:3.0", ""]
)
def test_dca_of_any_edition_is_read(namespace):
    concept = read_one(DCA.format(namespace=namespace, entries=ENTRY))
    assert concept.id == "c2"
    assert concept.subject == "Astronomy"
    assert concept.definition == "A structure that forms around a compact object."
    assert concept.note == "(en) definition source: Oxford2007"
    assert concept.terms[0] == Term("zh-TW", "吸積盤")
    assert concept.terms[1] == Term(
        "en",
        "accretion disk",
        TermStatus.ADMITTED,
        example="Disks rotate.",
        part_of_speech="noun",
        note="grammaticalGender: neuter\ncontext source: http://x.org/\none\ntwo",
    )


def test_what_is_not_taken_is_counted_with_its_line():
    losses = {each.reason: each for each in read(DCA.format(namespace="", entries=ENTRY)).losses}
    assert losses["marks in texts are left out, their text stays"].places == ("line 19",)
    assert losses["what the file says of itself is left out"].places == ("line 3",)


def test_dct_says_the_same_by_names_of_elements():
    concept = read_one(DCT)
    assert (concept.subject, concept.definition) == ("Astronomy", "A structure.")
    english = concept.terms[1]
    assert (english.status, english.part_of_speech) == (TermStatus.ADMITTED, "noun")
    assert english.example == "Disks rotate."
    assert english.note == "grammaticalGender: neuter"


def test_tbx_min_is_read():
    reading = read(MIN)
    (concept,) = reading.glossary.concepts
    assert reading.glossary.title == "Mail"
    assert concept.subject == "whatever"
    note = "customer: SAP\nusage: pets\nbare"
    dog = Term("en", "dog", TermStatus.DEPRECATED, part_of_speech="noun", note=note)
    assert concept.terms == (dog, Term("de", "Hund"))


def test_terms_with_components_and_a_doctype_are_read():
    inside = (
        "<termGrp><term>黑洞</term><termNote type='partOfSpeech'>Noun</termNote>"
        "<termCompList type='lemma'><termComp>黑</termComp></termCompList></termGrp>"
        "<transacGrp><transac type='transactionType'>origination</transac>"
        "<date>2010-04-17</date></transacGrp>"
        "<xref type='externalCrossReference' target='http://x.org/1'>page</xref>"
    )
    reading = read(term(inside, element="ntig"))
    (found,) = reading.glossary.concepts[0].terms
    assert (found.text, found.part_of_speech) == ("黑洞", "noun")
    assert found.note == "externalCrossReference: page http://x.org/1"
    reasons = [each.reason for each in reading.losses]
    assert "the parts of a term are left out" in reasons
    assert "who wrote an entry, and when, is left out" in reasons
    assert "the back matter is left out" in reasons
    assert reading.glossary.title == "Space"


@pytest.mark.parametrize(
    ("tag", "usage", "language", "note"),
    [
        ("zh", "TW", "zh-TW", ""),
        ("zh", "Hong Kong", "zh-HK", ""),
        ("zh-Hant", "zh_HK", "zh-HK", ""),
        ("ZH-tw", "Taiwan", "zh-TW", ""),
        ("en-GB", "US", "en-GB", "geographicalUsage: US"),
        ("en", "the North", "en", "geographicalUsage: the North"),
    ],
)
def test_the_region_of_a_term_is_in_its_language(tag, usage, language, note):
    inside = f"<term>x</term><termNote type='geographicalUsage'>{usage}</termNote>"
    (found,) = read_one(term(inside, tag)).terms
    assert (found.language, found.note) == (language, note)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("preferredTerm-admn-sts", TermStatus.PREFERRED),
        ("preferredTerm", TermStatus.PREFERRED),
        ("supersededTerm-admn-st", TermStatus.SUPERSEDED),
        ("obsolete", TermStatus.SUPERSEDED),
    ],
)
def test_a_status_is_read_in_its_forms(value, status):
    inside = f"<term>x</term><termNote type='normativeAuthorization'>{value}</termNote>"
    assert read_one(term(inside)).terms[0].status is status


def test_a_status_that_is_none_becomes_a_note():
    inside = "<term>x</term><termNote type='administrativeStatus'>proposed</termNote>"
    (found,) = read_one(term(inside)).terms
    assert (found.status, found.note) == (None, "administrativeStatus: proposed")


def test_sources_and_second_examples_stay():
    inside = (
        "<term>x</term><admin type='source'>dictionary</admin><admin type='source'>Oxford</admin>"
        "<descrip type='context'>one</descrip><descrip type='context'>two</descrip>"
    )
    (found,) = read_one(term(inside)).terms
    assert found.provenance is Provenance.DICTIONARY
    assert (found.example, found.note) == ("one", "source: Oxford\ncontext: two")


def test_definitions_in_several_languages_stay():
    sets = [
        f'<langSet xml:lang="{tag}"><descrip type="definition">{text}</descrip>'
        f"<tig><term>{text}</term></tig></langSet>"
        for tag, text in (("en", "state"), ("zh-CN", "国家"))
    ]
    concept = read_one(MARTIF.format(entries=f"<termEntry>{''.join(sets)}</termEntry>"))
    assert concept.definition == "(en) state\n(zh-CN) 国家"


@pytest.mark.parametrize(
    "fields",
    ['{"count": -1}', '{"count": "4"}', '{"colour": 1}', '{"count": true}', '{"count": 1e999}'],
)
def test_fields_that_cannot_be_read_are_counted(fields):
    reading = read(term(f"<term>x</term><admin type='source'>duizhao: {fields}</admin>"))
    assert reading.glossary.concepts[0].terms == (Term("zh", "x"),)
    reasons = [each.reason for each in reading.losses]
    assert "a field of Duizhao that cannot be read is left out" in reasons


@pytest.mark.parametrize("text", ["duizhao: {", "duizhao: [1]", "duizhao: " + "[" * 100_000])
def test_what_only_looks_like_fields_is_a_source(text):
    (found,) = read_one(term(f"<term>x</term><admin type='source'>{text}</admin>")).terms
    assert found.note == f"source: {text}"


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ('<termEntry><langSet xml:lang="zh"><tig/></langSet></termEntry>', "a term without a text"),
        ("<termEntry><note>x</note></termEntry>", "an entry without a term"),
        ("<foo><term>x</term></foo>", "<foo> is left out"),
        ("stray", "text between entries"),
    ],
    ids=["term", "entry", "unknown", "text"],
)
def test_what_is_no_concept_is_counted(entries, reason):
    reading = read(MARTIF.format(entries=entries))
    assert reading.glossary.concepts == ()
    assert [each.places for each in reading.losses if each.reason.startswith(reason)]


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ('xml:lang="Chinese"', "line 6: “Chinese” is no language tag .*write zh-CN"),
        ("", "line 6: <langSet> has no xml:lang; add it"),
    ],
)
def test_a_language_that_is_none_is_named_with_its_line(tag, message):
    entries = f"\n<termEntry><langSet {tag}><tig><term>x</term></tig></langSet></termEntry>"
    with pytest.raises(TmxError, match=message):
        read(MARTIF.format(entries=entries))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_other_encodings_are_read(encoding):
    declared = encoding.removesuffix("-sig")
    text = term("<term>緩衝</term>").replace("'1.0'", f"'1.0' encoding='{declared}'")
    assert read_one(text.encode(encoding)).terms == (Term("zh", "緩衝"),)


def test_entities_of_html_are_read_where_a_dtd_may_declare_them():
    assert read_one(term("<term>caf&eacute;</term>")).terms[0].text == "café"


def test_an_undeclared_encoding_is_found_out():
    data = term(f"<term>{'緩衝國' * 20}</term>").encode("gb18030")
    reading = read(data, detect=lambda _: "gb18030")
    assert reading.glossary.concepts[0].terms[0].text == "緩衝國" * 20
    assert "the encoding is gb18030, which was found out" in [e.reason for e in reading.losses]


def test_a_stated_encoding_is_taken():
    data = term("<term>緩衝</term>").encode("big5")
    assert read(data, encoding="big5").glossary.concepts[0].terms[0].text == "緩衝"


def test_what_stands_twice_is_kept_once_and_counted():
    entries = [
        f'<termEntry id="c1"><langSet xml:lang="en"><tig><term>{text}</term></tig></langSet>'
        "</termEntry>"
        for text in ("state", "state", "nation")
    ]
    reading = read(MARTIF.format(entries="\n".join(entries)))
    found = [(each.id, each.terms[0].text) for each in reading.glossary.concepts]
    assert found == [("c1", "state"), ("", "nation")]
    places = [each.places for each in reading.losses if "another concept" in each.reason]
    assert places == [("line 7",)]
