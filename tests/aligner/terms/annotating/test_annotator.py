"""Texts with their terms: known ones in any script, proposed ones with their source."""

from itertools import pairwise

import pytest

from aligner.records import Document, Paragraph
from aligner.terms.annotating.annotator import annotate
from aligner.terms.annotating.records import AnnotateOptions
from tmx.glossary.records import Concept, Glossary, Provenance, Review, Term, TermStatus

TEXT = (
    "哈薩克斯坦總統托卡耶夫批評“經濟脅迫”，並強調領土完整。",
    "他說，經濟脅迫損害領土完整，制裁也是如此。",
)
NOTHING = Glossary(())


def make_document(*texts, language="zh-TW", damage=()):
    paragraphs = (Paragraph(text, line, damage=damage) for line, text in enumerate(texts, 1))
    return Document(tuple(paragraphs), language, "a.txt")


def make_glossary(*pairs, review=Review.ACCEPTED):
    return Glossary(
        tuple(Concept((Term("zh-CN", zh), Term("en", en)), review=review) for zh, en in pairs)
    )


def list_english(found):
    return {
        concept.terms[0].text: {(t.text, t.provenance) for t in concept.terms if t.language == "en"}
        for concept in found.glossary.concepts
    }


def read_marks(found):
    paragraphs = found.documents[0].paragraphs
    places = [each.place for each in found.marks]
    return [paragraphs[each.paragraph].text[each.start : each.stop] for each in places]


def test_proposals_say_where_their_english_comes_from():
    english = list_english(annotate([make_document(*TEXT)], NOTHING))
    assert english["哈薩克斯坦"] == {("Kazakhstan", Provenance.CLDR)}
    assert english["托卡耶夫"] == {("Tokayev", Provenance.DICTIONARY)}
    assert english["經濟脅迫"] == {("economic coercion", Provenance.CONVERSION)}
    assert english["領土完整"] == {("territorial integrity", Provenance.DICTIONARY)}


def test_generated_english_has_a_note():
    found = annotate([make_document(*TEXT)], NOTHING)
    terms = {each.text: each for concept in found.glossary.concepts for each in concept.terms}
    assert terms["economic coercion"].note.startswith("generated")
    assert not terms["territorial integrity"].note


def test_proposals_have_counts_and_an_example():
    found = annotate([make_document(*TEXT)], NOTHING)
    terms = {concept.terms[0].text: concept for concept in found.glossary.concepts}
    concept = terms["領土完整"]
    assert (concept.count, concept.review) == (2, Review.PROPOSED)
    assert concept.terms[0].status is TermStatus.PREFERRED
    assert concept.terms[0].example == TEXT[0]


def test_examples_can_be_left_out():
    options = AnnotateOptions(has_examples=False)
    found = annotate([make_document(*TEXT)], NOTHING, options)
    assert found.glossary.concepts
    assert not any(term.example for each in found.glossary.concepts for term in each.terms)


def test_known_terms_are_found_in_another_script_and_not_proposed():
    glossary = make_glossary(("领土完整", "territorial integrity"), ("停火", "ceasefire"))
    found = annotate([make_document(*TEXT)], glossary)
    assert found.known == 1
    concept = found.glossary.concepts[0]
    assert (concept.terms[0].text, concept.count) == ("领土完整", 2)
    assert "領土完整" not in {each.terms[0].text for each in found.glossary.concepts[1:]}
    assert read_marks(found).count("領土完整") == 2


def test_of_known_terms_the_longest_wins():
    glossary = make_glossary(("领土", "territory"), ("领土完整", "territorial integrity"))
    found = annotate([make_document(TEXT[0])], glossary)
    assert [each.terms[0].text for each in found.glossary.concepts[: found.known]] == ["领土完整"]


def test_rejected_terms_are_neither_found_nor_proposed():
    glossary = make_glossary(("经济胁迫", "economic coercion"), review=Review.REJECTED)
    found = annotate([make_document(*TEXT)], glossary)
    assert found.known == 0
    assert "經濟脅迫" not in read_marks(found)


def test_damaged_passages_propose_nothing():
    text = "制裁削弱全球供應鏈。"
    assert read_marks(annotate([make_document(text)], NOTHING))
    damaged = make_document(text, damage=((4, 6),))
    assert not read_marks(annotate([damaged], NOTHING))


def test_terms_of_two_locales_are_one_proposal():
    documents = [make_document("领土完整。", language="zh-CN"), make_document("領土完整。")]
    (concept,) = annotate(documents, NOTHING).glossary.concepts
    forms = {(each.language, each.text) for each in concept.terms if each.language != "en"}
    assert forms == {("zh-CN", "领土完整"), ("zh-TW", "領土完整")}
    assert concept.count == 2


def test_limit_and_termhood_leave_proposals_out():
    document = make_document(*TEXT)
    every = annotate([document], NOTHING, AnnotateOptions(0.0)).glossary.concepts
    usual = annotate([document], NOTHING).glossary.concepts
    assert len(usual) < len(every)
    assert annotate([document], NOTHING, AnnotateOptions(limit=2)).glossary.concepts == usual[:2]


def test_marks_do_not_stand_inside_each_other_and_are_in_order():
    places = [each.place for each in annotate([make_document(*TEXT)], NOTHING).marks]
    pairs = list(pairwise(places))
    assert not any(one.holds(two) or two.holds(one) for one, two in pairs)
    assert places == sorted(places, key=lambda each: (each.paragraph, each.start))


def test_english_texts_have_their_known_terms_found():
    glossary = make_glossary(("停火", "ceasefire"))
    document = make_document("Both ceasefires failed.", language="en")
    found = annotate([document], glossary)
    assert read_marks(found) == ["ceasefires"]
    assert len(found.glossary.concepts) == 1


@pytest.mark.parametrize("texts", [(), ("",), ("。",), ("𠀀",), ("NATO 2025",)])
def test_texts_without_terms_have_none(texts):
    found = annotate([make_document(*texts)], NOTHING)
    assert (found.marks, found.glossary.concepts) == ((), ())
