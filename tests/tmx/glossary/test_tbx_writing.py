"""TBX as it is written: valid, of TBX-Basic alone, and read back as it was."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from lxml import etree

from tests.tmx.glossary.concepts import EXAMPLE, glossaries
from tests.tmx.glossary.tbx import NAMESPACE, VERSIONS, check_grammar, read, write
from tmx import TmxError
from tmx.glossary import Concept, Glossary, Term, TermStatus, tbx2, tbx3

BOTH = pytest.mark.parametrize("version", VERSIONS)
PAIR = (Term("zh-TW", "緩衝國"), Term("en-GB", "buffer state"))
LEVELS = {
    ("descrip", "subjectField"): {"conceptEntry"},
    ("descrip", "definition"): {"conceptEntry", "langSec"},
    ("descrip", "context"): {"termSec"},
    ("admin", "source"): {"conceptEntry", "langSec", "termSec"},
    ("termNote", "administrativeStatus"): {"termSec"},
    ("termNote", "partOfSpeech"): {"termSec"},
    ("termNote", "geographicalUsage"): {"termSec"},
}
"""Where the modules Min and Basic allow what we write."""


@BOTH
@settings(deadline=None, max_examples=60)
@given(glossary=glossaries(min_size=1))
def test_any_glossary_is_valid_and_read_back_as_it_was(version, glossary):
    data, report = write(version, *glossary.concepts, title=glossary.title)
    check_grammar(data)
    assert report.concepts == len(glossary.concepts)
    assert report.losses == ()
    reading = read(data)
    assert reading.glossary == glossary
    assert reading.losses == ()


@BOTH
def test_a_concept_with_all_fields_is_read_back(version):
    data, _ = write(version, EXAMPLE, title="術語 𠀀")
    assert read(data).glossary == Glossary((EXAMPLE,), "術語 𠀀")


def test_every_category_is_of_the_dialect_and_at_its_level():
    root = etree.fromstring(write("tbx3", EXAMPLE)[0])
    found = [each for each in root.iter() if each.get("type") and each is not root]
    assert len(found) > 8
    for each in found:
        parent = each.getparent().tag.removeprefix(NAMESPACE)
        assert parent in LEVELS[each.tag.removeprefix(NAMESPACE), each.get("type")]


@pytest.mark.parametrize("status", TermStatus, ids=str)
def test_a_status_has_its_name_in_the_dialect(status):
    data, _ = write("tbx3", Concept((replace(PAIR[0], status=status),)))
    assert f"{status}Term-admn-sts" in data.decode()


@pytest.mark.parametrize(
    ("part", "nearest"), [("noun", "noun"), ("properNoun", "noun"), ("量詞", "other")]
)
def test_a_part_of_speech_is_written_as_the_nearest_and_read_as_it_was(part, nearest):
    concept = Concept((replace(PAIR[0], part_of_speech=part),))
    data, _ = write("tbx3", concept)
    assert f'<termNote type="partOfSpeech">{nearest}</termNote>' in data.decode()
    assert read(data).glossary.concepts == (concept,)


def test_a_variant_has_its_language_and_its_region():
    text = write("tbx3", EXAMPLE)[0].decode()
    assert '<langSec xml:lang="zh-HK">' in text
    assert '<termNote type="geographicalUsage">HK</termNote>' in text


@BOTH
def test_terms_of_a_language_stand_together(version):
    mixed = (PAIR[0], Term("zh-CN", "缓冲国"), Term("zh-TW", "緩衝地帶國家"))
    data, _ = write(version, Concept(mixed))
    check_grammar(data)
    found = read(data).glossary.concepts[0].terms
    assert [each.text for each in found] == ["緩衝國", "緩衝地帶國家", "缓冲国"]


@pytest.mark.parametrize("ids", [("7", "c7"), ("", ""), ("a b", "c"), ("unnamed-1", "unnamed-2")])
@BOTH
def test_identifiers_that_xml_does_not_take_are_kept(version, ids):
    concepts = [Concept(PAIR, id=each, note=str(place)) for place, each in enumerate(ids)]
    data, _ = write(version, *concepts)
    check_grammar(data)
    assert tuple(each.id for each in read(data).glossary.concepts) == ids


@BOTH
def test_an_identifier_stands_once_in_a_file(version):
    data, _ = write(version, Concept(PAIR, id="c7"), Concept(PAIR[:1], id="c7"))
    check_grammar(data)
    assert [each.id for each in read(data).glossary.concepts] == ["c7", ""]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"text": " 緩衝\n國 "}, "white space in terms"),
        ({"text": "緩衝國\x00"}, "characters that XML does not allow"),
        ({"note": " spaced "}, "white space around a text"),
        ({"example": "one\n  two"}, "white space around a text"),
        ({"text": " "}, "a term without a text"),
    ],
    ids=["term-space", "control", "outer-space", "indentation", "blank"],
)
@BOTH
def test_what_is_not_kept_is_counted(version, change, reason):
    data, report = write(version, Concept((replace(PAIR[0], **change), PAIR[1])))
    check_grammar(data)
    assert [each.reason for each in report.losses if each.reason.startswith(reason)]
    assert report.losses[0].places == ("concept 1",)
    assert read(data).losses == ()


def test_a_concept_without_a_term_is_left_out_and_counted():
    data, report = write("tbx3", Concept((Term("zh", " "),)), Concept(PAIR))
    assert report.concepts == 1
    assert "a concept without a term is left out" in [each.reason for each in report.losses]
    assert len(read(data).glossary.concepts) == 1


def test_an_empty_glossary_is_valid_in_version_3():
    data, report = write("tbx3")
    check_grammar(data)
    assert report.concepts == 0
    assert read(data).glossary == Glossary(())


def test_an_empty_glossary_cannot_be_version_2():
    with pytest.raises(TmxError, match=r"holds no concept.* write TBX v3 or a table"):
        tbx2.write(BytesIO(), Glossary(()))


def test_a_language_that_is_none_is_named():
    with pytest.raises(TmxError, match=r"concept 1, term 緩衝國: “Chinese”.*write zh-CN"):
        tbx3.write(BytesIO(), Glossary((Concept((Term("Chinese", "緩衝國"),)),)))


def test_markup_in_texts_stays_text():
    concept = Concept((replace(PAIR[0], text="<b>&amp;", note="]]> <note> &#1;", example='"x"'),))
    assert read(write("tbx3", concept)[0]).glossary.concepts == (concept,)
