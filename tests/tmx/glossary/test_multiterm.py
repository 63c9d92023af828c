"""MultiTerm XML: glossaries come back as they were, those of MultiTerm are read."""

import doctest
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.tmx.glossary.concepts import EXAMPLE, glossaries
from tmx import TmxError
from tmx.glossary import (
    Concept,
    Glossary,
    Term,
    TermStatus,
    languages,
    multiterm,
    read_glossary,
    write_glossary,
)
from tmx.glossary.termbase import fields
from tmx.glossary.termbase.categories import find_part_of_speech

PAIR = (Term("zh-TW", "緩衝國"), Term("en-GB", "buffer state"))
EXPORTED = """<?xml version='1.0' encoding='UTF-16' ?><mtf><conceptGrp><concept>12</concept>
<system type="entryClass">1</system>
<transacGrp><transac type="origination">li</transac><date>2021-03-01T11:21:32</date></transacGrp>
<descripGrp><descrip type="Domain">外交</descrip></descripGrp>
<languageGrp><language lang="EN-US" type="Englisch"/>
<descripGrp><descrip type="Definition">A small <xref Tlink="x">state</xref>.</descrip></descripGrp>
<termGrp><term>buffer state</term><descripGrp><descrip type="Status">preferred</descrip>
<descripGrp><descrip type="Source">Oxford</descrip></descripGrp></descripGrp></termGrp>
<termGrp><term>cushion</term><descripGrp><descrip type="Status">Forbidden</descrip></descripGrp>
<descripGrp><descrip type="Auteur" Ulink="http://x.org">Julien</descrip></descripGrp></termGrp>
</languageGrp>
<languageGrp><language lang="ZH" type="Chinese (Traditional, Taiwan)"/>
<termGrp><term>緩衝國</term></termGrp></languageGrp></conceptGrp></mtf>"""


def write(*concepts, title=""):
    stream = BytesIO()
    report = multiterm.write(stream, Glossary(concepts, title))
    return stream.getvalue(), report


def read(data):
    return multiterm.read(BytesIO(data), "a.xml")


def numbered(glossary):
    """A glossary as MultiTerm holds it: each entry has a number, words are in their usual form."""
    concepts = read(write(*glossary.concepts)[0]).glossary.concepts
    return tuple(
        replace(each, id=found.id, terms=tuple(map(usual, each.terms)))
        for each, found in zip(glossary.concepts, concepts, strict=True)
    )


def usual(term):
    return replace(term, part_of_speech=find_part_of_speech(term.part_of_speech))


@pytest.mark.parametrize("module", [languages, fields])
def test_examples_of_docstrings(module):
    assert doctest.testmod(module).failed == 0


@settings(deadline=None, max_examples=60)
@given(glossary=glossaries(min_size=1))
def test_any_glossary_is_read_back(glossary):
    data, report = write(*glossary.concepts)
    reading = read(data)
    assert report.concepts == len(glossary.concepts)
    assert reading.glossary.concepts == numbered(glossary)
    assert reading.losses == ()
    stated = [" ".join(each.id.split()) for each in glossary.concepts]
    found = [each.id for each in reading.glossary.concepts]
    assert [one for one, other in zip(found, stated, strict=True) if other] == [
        *filter(None, stated)
    ]


def test_a_concept_with_all_fields_is_read_back():
    data, report = write(EXAMPLE)
    assert report.losses == ()
    assert read(data).glossary.concepts == (EXAMPLE,)


def test_the_elements_stand_in_the_order_of_the_schema():
    root = etree.fromstring(write(EXAMPLE)[0])
    (entry,) = root
    assert entry[0].tag == "concept"
    kinds = [each.tag for each in entry]
    assert kinds == ["concept", *["descripGrp"] * kinds.count("descripGrp"), *["languageGrp"] * 3]
    assert dict(entry.find("languageGrp/language").attrib) == {
        "type": "Chinese (Taiwan)",
        "lang": "ZH-TW",
    }
    assert entry.findtext("languageGrp/termGrp/descripGrp/descrip[@type='Status']") == "preferred"
    for descrip in root.iter("descrip"):
        assert descrip.getparent().tag == "descripGrp"
        assert len(descrip.getparent()) == 1


def test_entries_have_numbers_of_their_own():
    data, report = write(
        *(Concept(PAIR, id=name, note=str(i)) for i, name in enumerate(("", "1", "c7", "07", "3")))
    )
    numbers = [each.text for each in etree.fromstring(data).iter("concept")]
    assert numbers == ["2", "1", "4", "5", "3"]
    assert [each.id for each in read(data).glossary.concepts] == ["2", "1", "c7", "07", "3"]
    assert report.losses == ()


def test_what_multiterm_exports_is_read():
    reading = read(EXPORTED.encode("utf-16"))
    (concept,) = reading.glossary.concepts
    assert (concept.id, concept.subject) == ("12", "外交")
    assert concept.definition == "A small state."
    chinese, preferred, forbidden = concept.terms
    assert chinese == Term("zh-TW", "緩衝國")
    assert (preferred.language, preferred.status) == ("en-US", TermStatus.PREFERRED)
    assert preferred.note == "Status source: Oxford"
    assert forbidden.status is TermStatus.DEPRECATED
    assert forbidden.note == "Auteur: Julien http://x.org"
    reasons = [each.reason for each in reading.losses]
    assert reasons == ["who wrote an entry, and when, is left out"]


def test_either_format_is_known_by_its_content(tmp_path):
    write_glossary(tmp_path / "a.xml", Glossary((EXAMPLE,)))
    (tmp_path / "a.tbx").write_bytes((tmp_path / "a.xml").read_bytes())
    assert read_glossary(tmp_path / "a.tbx").glossary.concepts == (EXAMPLE,)
    write_glossary(tmp_path / "b.xml", Glossary((EXAMPLE,)), format="tbx2")
    assert read_glossary(tmp_path / "b.xml").glossary.concepts == (EXAMPLE,)


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ('<language lang="" type=""/>', r"a\.xml: line 1: <language> has no lang; add it"),
        ("", r"a\.xml: line 1: <languageGrp> has no lang; add it"),
        ('<language lang="SH-B4" type="Srpski"/>', r"line 1: .*SH-B4"),
    ],
)
def test_a_language_that_is_not_told_is_said(language, message):
    entry = f"<languageGrp>{language}<termGrp><term>a</term></termGrp></languageGrp>"
    with pytest.raises(TmxError, match=message):
        read(f"<mtf><conceptGrp><concept>1</concept>{entry}</conceptGrp></mtf>".encode())


def test_a_code_of_trados_alone_is_told_by_the_name():
    language = '<language lang="SH-B4" type="Chinese (Hong Kong S.A.R.)"/>'
    entry = f"<languageGrp>{language}<termGrp><term>a</term></termGrp></languageGrp>"
    data = f"<mtf><conceptGrp><concept>1</concept>{entry}</conceptGrp></mtf>".encode()
    assert read(data).glossary.concepts[0].terms == (Term("zh-HK", "a"),)


def test_a_field_that_holds_something_else_is_kept():
    fields = "".join(
        f'<descripGrp><descrip type="{name}">often</descrip></descripGrp>'
        for name in ("Count", "Evidence", "Review", "Probability")
    )
    entry = (
        '<languageGrp><language lang="EN" type="E"/><termGrp><term>a</term></termGrp></languageGrp>'
    )
    data = f"<mtf><conceptGrp><concept>1</concept>{fields}{entry}</conceptGrp></mtf>"
    (concept,) = read(data.encode()).glossary.concepts
    assert concept.note == "Count: often\nEvidence: often\nReview: often\nProbability: often"


@pytest.mark.parametrize(
    ("glossary", "reason"),
    [
        (Glossary((Concept(PAIR),), "title"), "MultiTerm XML holds no title"),
        (Glossary((Concept(PAIR, id=" c  7"),)), "white space in identifiers"),
        (Glossary((Concept((replace(PAIR[0], part_of_speech="Noun"),)),)), "parts of speech are"),
        (Glossary((Concept((Term("zh", " "),)), Concept(PAIR))), "a concept without a term"),
    ],
    ids=["title", "identifier", "part-of-speech", "no-term"],
)
def test_what_is_not_kept_is_counted(glossary, reason):
    report = multiterm.write(BytesIO(), glossary)
    assert [each for each in report.losses if each.reason.startswith(reason)]


def test_an_empty_glossary_cannot_be_written():
    with pytest.raises(TmxError, match=r"holds no concept.* write a table or TBX v3"):
        multiterm.write(BytesIO(), Glossary(()))
