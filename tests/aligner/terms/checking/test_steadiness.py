"""What the texts of a glossary say of its terms: how often they keep to them."""

from aligner.terms.checking.checker import TermChecker
from aligner.terms.checking.records import CheckedUnit
from aligner.terms.checking.steadiness import measure_steadiness
from aligner.terms.records import Passage
from tmx.glossary.records import Concept, Glossary, Term

TERMS = Term("zh", "厄夜丛林"), Term("en", "Blair Witch")
GLOSSARY = Glossary((Concept(TERMS, probability=0.9, evidence=(("dice", 0.5),)),))
PASSAGES = [
    Passage("《厄夜丛林》上映了。", "Blair Witch is out."),
    *[Passage("这部影片很可怕。", "Blair Witch scares people.")] * 4,
]


def test_occurrences_are_counted_from_both_languages():
    (concept,) = measure_steadiness(GLOSSARY, PASSAGES).concepts
    assert dict(concept.evidence) == {
        "dice": 0.5,
        "asked_zh": 1,
        "kept_zh": 1,
        "asked_en": 5,
        "kept_en": 1,
    }


def test_what_its_own_texts_render_otherwise_is_asked_for_from_the_other_side_alone():
    measured = measure_steadiness(GLOSSARY, PASSAGES)
    wrong = CheckedUnit("", "《厄夜丛林》好看。", "Good film.", ("zh", "en"))
    turned = CheckedUnit("", "Blair Witch is good.", "影片好看。", ("en", "zh"))
    assert TermChecker(measured).check([wrong]).missing == 1
    assert TermChecker(measured).check([turned]).asked == 0
    assert TermChecker(measured, asks_all=True).check([turned]).missing == 1


def test_of_many_passages_some_are_enough(monkeypatch):
    monkeypatch.setattr("aligner.terms.checking.steadiness.MOST_PASSAGES", 2)
    (concept,) = measure_steadiness(GLOSSARY, PASSAGES).concepts
    assert dict(concept.evidence)["asked_en"] == 2


def test_no_passage_counts_nothing():
    assert measure_steadiness(GLOSSARY, []) == GLOSSARY
