import pytest

from tests.tmx.memory.glossary.glossaries import (
    CALM,
    LATER,
    NOW,
    list_stored,
    make_concept,
    make_glossary,
)
from tmx.errors import TmxError
from tmx.glossary.records import Glossary, Provenance, Review, TermStatus
from tmx.memory.glossary.changing import (
    ConceptEdit,
    TermEdit,
    decide_concepts,
    edit_concept,
    merge_concepts,
    restore_concept,
)
from tmx.memory.glossary.finding import (
    find_concept_changes,
    find_concepts,
    find_named,
    get_concept,
)
from tmx.memory.glossary.records import ConceptFilter
from tmx.memory.glossary.storing import store_proposals


@pytest.fixture
def memory(tmp_path):
    with make_glossary(tmp_path / "a.tmdb") as memory:
        yield memory


def edit(memory, name, *terms, **texts):
    return edit_concept(memory, name, ConceptEdit(terms, **texts), moment=NOW, author="Li")


@pytest.mark.parametrize(
    ("name", "number"),
    [("1", 1), ("Ceasefire", 1), (" 停火 ", 1), ("和平=peace", 2), ("tranquillity = 和平", 3)],
)
def test_concepts_are_named_by_number_or_term(memory, name, number):
    assert [each.number for each in find_named(memory, [name, name])] == [number]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("9", "has no concept “9”"),
        ("关税", "has no concept “关税”"),
        ("和平=ceasefire", "has no concept"),
        ("和平", r"of 2 concepts \(2 和平 = peace; 3 和平 = tranquillity\): give a number"),
        ("", "has no concept “”"),
    ],
)
def test_what_names_no_concept_or_several_is_said(memory, name, message):
    with pytest.raises(TmxError, match=message):
        decide_concepts(memory, ["1", name], Review.ACCEPTED, moment=NOW)
    assert {review for *_, review in list_stored(memory)} == {"proposed"}


def test_decisions_are_kept_with_who_and_when(memory):
    done, same = decide_concepts(memory, ["1", "peace"], Review.ACCEPTED, moment=NOW, author="Li")
    assert ([each.number for each in done], same) == ([1, 2], 0)
    decide_concepts(memory, ["1"], Review.REJECTED, moment=LATER, author="Wang")
    assert [each[-1] for each in list_stored(memory)] == ["rejected", "accepted", "proposed"]
    history = find_concept_changes(memory, 1)
    assert [(each.action, each.author, each.moment) for each in history] == [
        ("accept", "Li", NOW),
        ("reject", "Wang", LATER),
    ]
    assert [each.before.concept.review.value for each in history] == ["proposed", "accepted"]


def test_a_decision_made_already_makes_no_history(memory):
    for expected in (0, 1):
        _, same = decide_concepts(memory, ["1"], Review.ACCEPTED, moment=NOW)
        assert same == expected
    assert len(find_concept_changes(memory, 1)) == 1


def test_concepts_are_found_by_what_they_hold(memory):
    decide_concepts(memory, ["1"], Review.ACCEPTED, moment=NOW)

    def find(**wanted):
        return [each.number for each in find_concepts(memory, ConceptFilter(**wanted))]

    assert find(contains="PEAC") == [2]
    assert find(contains="和") == [2, 3]
    assert find(reviews=(Review.PROPOSED,), contains="停") == []
    assert find(reviews=(Review.ACCEPTED, Review.PROPOSED)) == [1, 2, 3]


def test_a_term_is_changed_and_the_concept_accepted(memory):
    stored, is_changed = edit(
        memory, "1", TermEdit("Ceasefire", text="cease-fire", language="en-us"), definition="d"
    )
    term = stored.concept.terms[1]
    assert (term.text, term.language, term.provenance) == ("cease-fire", "en-US", Provenance.USER)
    assert (is_changed, stored.concept.review, stored.concept.definition) == (
        True,
        Review.ACCEPTED,
        "d",
    )
    assert get_concept(memory, 1) == stored
    assert find_named(memory, ["cease-fire"]) == [stored]


def test_what_was_rejected_stays_so_when_it_is_edited(memory):
    decide_concepts(memory, ["1"], Review.REJECTED, moment=NOW)
    stored, _ = edit(memory, "1", note="n")
    assert stored.concept.review == Review.REJECTED


def test_terms_are_added_preferred_and_removed(memory):
    new = TermEdit(text="truce", language="en-GB", status=TermStatus.PREFERRED)
    stored, _ = edit(memory, "1", new)
    assert [each.text for each in stored.concept.terms] == ["停火", "truce", "ceasefire"]
    stored, _ = edit(memory, "1", TermEdit("ceasefire", status=TermStatus.PREFERRED))
    statuses = [(each.text, each.status) for each in stored.concept.terms[1:]]
    assert statuses == [("ceasefire", "preferred"), ("truce", "admitted")]
    stored, _ = edit(memory, "1", TermEdit("truce", is_removed=True))
    assert [each.text for each in stored.concept.terms] == ["停火", "ceasefire"]


def test_an_edit_that_changes_nothing_is_none(memory):
    _, is_changed = edit(memory, "1", TermEdit("停火", language="zh-cn"))
    assert not is_changed
    assert find_concept_changes(memory, 1) == ()


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ([TermEdit("truce", text="x")], "no term “truce”: it has “停火”, “ceasefire”"),
        ([TermEdit("停火", text=" ")], "cannot be blank"),
        ([TermEdit("停火", language="x y")], "x y"),
        ([TermEdit(text="truce")], "needs a text and the tag"),
        ([TermEdit(text="停火", language="zh-CN")], "has the term “停火” .zh-CN. already"),
        (
            [TermEdit("停火", is_removed=True), TermEdit("ceasefire", language="fr")],
            "would have no term in zh or en: reject it instead",
        ),
        (
            [TermEdit("停火", is_removed=True), TermEdit("ceasefire", is_removed=True)],
            "would have no term",
        ),
    ],
    ids=["none", "blank", "tag", "no tag", "twice", "other language", "all"],
)
def test_an_edit_that_cannot_be_made_is_said(memory, terms, message):
    with pytest.raises(TmxError, match=message):
        edit(memory, "1", *terms)
    assert find_concept_changes(memory, 1) == ()


def test_merged_concepts_are_one_and_come_back(memory):
    before = list(find_concepts(memory))
    stored = merge_concepts(memory, ["2", "tranquillity"], moment=NOW, author="Li")
    assert [each.text for each in stored.concept.terms] == ["和平", "peace", "tranquillity"]
    assert [number for number, *_ in list_stored(memory)] == [1, 2]
    assert [each.before.number for each in find_concept_changes(memory, 2)] == [2, 3]
    restored = restore_concept(memory, 2, moment=LATER, state=-1)
    assert (restored.number, restored.concept) == (3, before[2].concept)
    assert restore_concept(memory, 2, moment=LATER, state=0).concept == before[1].concept
    assert [each.concept for each in find_concepts(memory)] == [each.concept for each in before]


def test_what_was_merged_is_recognised(memory):
    merge_concepts(memory, ["2", "3"], moment=NOW)
    assert find_concept_changes(memory, 3) == ()
    report = store_proposals(memory, Glossary((CALM,)))
    assert (report.created, report.merged) == (0, 1)


def test_numbers_are_never_used_again(memory):
    merge_concepts(memory, ["1", "3"], moment=NOW)
    store_proposals(memory, Glossary((make_concept("关税", "tariffs"),)))
    assert [number for number, *_ in list_stored(memory)] == [1, 2, 4]


def test_one_concept_is_not_merged(memory):
    with pytest.raises(TmxError, match="concept 1 alone cannot be merged"):
        merge_concepts(memory, ["1", "停火"], moment=NOW)


def test_states_that_are_not_there_are_said(memory):
    decide_concepts(memory, ["1"], Review.ACCEPTED, moment=NOW)
    for state in (1, -2, 1 << 70):
        with pytest.raises(TmxError, match="no such state of concept 1, it has 1"):
            restore_concept(memory, 1, moment=NOW, state=state)
