import pytest

from aligner.review.glossary.editing import read_edit
from aligner.revision.records import RevisionError
from tests.aligner.review.glossary.glossary_kit import CEASEFIRE, LANGUAGES
from tmx.errors import TmxError
from tmx.glossary.records import Concept, Term, TermStatus
from tmx.memory.glossary.changing import apply_concept_edit

TWINS = Concept(
    (Term("zh-CN", "停火"), Term("zh-HK", "停火"), Term("en-GB", "ceasefire", TermStatus.ADMITTED))
)


def make_form(concept, **changes):
    """Fill the form of a concept as the page does, and change some fields."""
    form = {"terms": str(len(concept.terms)), "definition": "", "note": ""}
    for place, term in enumerate(concept.terms):
        form |= {
            f"text-{place}": term.text,
            f"language-{place}": term.language,
            f"status-{place}": term.status or "",
        }
    return form | {name.replace("_", "-"): value for name, value in changes.items()}


def apply(concept, **changes):
    edit = read_edit(concept, make_form(concept, **changes), LANGUAGES)
    edited = apply_concept_edit(concept, edit)
    return [(each.language, each.text, each.status) for each in edited.terms]


@pytest.mark.parametrize("concept", [CEASEFIRE, TWINS])
def test_a_form_that_nobody_touched_changes_nothing(concept):
    edit = read_edit(concept, make_form(concept), LANGUAGES)
    assert apply_concept_edit(concept, edit) == concept


@pytest.mark.parametrize(
    ("changes", "place", "expected"),
    [
        ({"text_1": " cease-fire "}, 1, ("en-GB", "cease-fire", TermStatus.PREFERRED)),
        ({"language_0": "zh_TW"}, 0, ("zh-TW", "停火", TermStatus.PREFERRED)),
        ({"status_1": "deprecated"}, 1, ("en-GB", "ceasefire", TermStatus.DEPRECATED)),
        ({"status_1": ""}, 1, ("en-GB", "ceasefire", None)),
        ({"text_2": "truce", "language_2": "en-US"}, 2, ("en-US", "truce", None)),
    ],
)
def test_fields_become_terms(changes, place, expected):
    assert apply(CEASEFIRE, **changes)[place] == expected


def test_a_blank_text_takes_a_term_away():
    assert [text for _, text, _ in apply(TWINS, text_1="")] == ["停火", "ceasefire"]


def test_a_side_is_not_emptied():
    with pytest.raises(RevisionError, match="no term in zh"):
        apply(CEASEFIRE, text_0="")
    new = {"text_2": "停战", "language_2": "zh-CN"}
    assert len(apply(CEASEFIRE, text_0="", **new)) == 2


def test_the_same_text_in_two_regions_is_edited_in_the_one_that_is_meant():
    edited = apply(TWINS, text_1="停戰")
    assert {("zh-CN", "停火", None), ("zh-HK", "停戰", None)} <= set(edited)
    assert apply(TWINS, text_0="") == [("zh-HK", "停火", None), apply(TWINS)[2]]


@pytest.mark.parametrize(
    "changes", [{"status_0": "best"}, {"terms": "7"}, {"text_2": "x", "language_2": "?"}]
)
def test_what_makes_no_sense_is_explained(changes):
    with pytest.raises((RevisionError, TmxError)):
        apply(CEASEFIRE, **changes)
