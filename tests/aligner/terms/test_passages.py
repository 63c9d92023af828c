from aligner.records import Alignment, Bead, Document, Paragraph, Segment, Side
from aligner.terms.passages import list_passages, read_passages
from aligner.terms.records import Passage
from tmx import Prop, TranslationUnit, Variant

CHINESE, ENGLISH = Variant("zh-HK", " 緩衝國 "), Variant("en-GB", "buffer state")
PASSAGE = Passage("緩衝國", "buffer state", 1.0, ("zh-HK", "en-GB"))


def test_chinese_comes_first_whatever_the_source_is():
    for variants in ((CHINESE, ENGLISH), (ENGLISH, CHINESE)):
        assert list(read_passages([TranslationUnit(variants)])) == [PASSAGE]


def test_a_unit_says_how_sure_its_alignment_is():
    unit = TranslationUnit((CHINESE, ENGLISH), props=(Prop("x-confidence", "0.25"),))
    assert [each.probability for each in read_passages([unit])] == [0.25]


def test_each_chinese_variant_makes_a_passage():
    unit = TranslationUnit((ENGLISH, CHINESE, Variant("zh-CN", "缓冲国"), Variant("fr", "x")))
    found = [(each.chinese, each.tags[0]) for each in read_passages([unit], source_language="en")]
    assert found == [("緩衝國", "zh-HK"), ("缓冲国", "zh-CN")]


def test_units_without_both_languages_are_passed_over():
    units = [
        TranslationUnit((CHINESE,)),
        TranslationUnit((CHINESE, Variant("fr", "x"))),
        TranslationUnit((CHINESE, Variant("en", "  "))),
        TranslationUnit(()),
    ]
    assert not list(read_passages(units))


def make_side(language, *texts):
    paragraphs = tuple(Paragraph(text) for text in texts)
    segments = tuple(Segment(text, number) for number, text in enumerate(texts))
    return Side(Document(paragraphs, language), segments)


def test_beads_make_passages_but_for_those_of_one_side():
    source, target = make_side("en-US", "One.", "Two."), make_side("zh-TW", "一。", "二。", "三。")
    beads = (Bead((0,), (0, 1), 0.9), Bead((), (2,)), Bead((1,), ()))
    (found,) = list_passages(Alignment(source, target, beads))
    assert found == Passage("一。二。", "One.", 0.9, ("zh-TW", "en-US"))


def test_texts_in_other_languages_make_none():
    source, target = make_side("en", "One."), make_side("fr", "Un.")
    assert not list_passages(Alignment(source, target, (Bead((0,), (0,)),)))
