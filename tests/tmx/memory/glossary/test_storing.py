from dataclasses import replace

import pytest

from tests.tmx.memory.glossary.glossaries import (
    CALM,
    FULL,
    LATER,
    NOW,
    PEACE,
    TRUCE,
    list_stored,
    make_concept,
    make_glossary,
)
from tmx.errors import TmxError
from tmx.glossary import read_glossary, write_glossary
from tmx.glossary.records import Concept, Glossary, Review, Term
from tmx.memory.glossary.changing import decide_concepts
from tmx.memory.glossary.finding import (
    find_concept_changes,
    find_concepts,
    get_concept,
    read_stored_glossary,
)
from tmx.memory.glossary.storing import import_glossary, store_proposals
from tmx.memory.store import make_memory, open_memory


@pytest.fixture
def memory(tmp_path):
    with make_glossary(tmp_path / "a.tmdb") as memory:
        yield memory


def test_proposals_are_stored_in_their_order(memory):
    assert list_stored(memory) == [
        (1, "停火", "ceasefire", "proposed"),
        (2, "和平", "peace", "proposed"),
        (3, "和平", "tranquillity", "proposed"),
    ]


def test_everything_of_a_concept_is_kept(tmp_path):
    with make_memory(tmp_path / "a.tmdb", ("zh", "en")) as memory:
        import_glossary(memory, Glossary((FULL,)), moment=NOW, author="Li")
        stored = get_concept(memory, 1)
    assert stored is not None
    assert stored.concept == replace(
        FULL, terms=tuple(replace(each, text=each.text.strip()) for each in FULL.terms)
    )
    assert (stored.author, stored.changed) == ("Li", NOW)


def test_what_was_decided_stays_so(memory):
    decide_concepts(memory, ["1"], Review.ACCEPTED, moment=NOW)
    decide_concepts(memory, ["2"], Review.REJECTED, moment=NOW)
    found = Glossary(
        (
            make_concept("停火", "Ceasefire", count=9),
            make_concept("和平", "peace", count=9),
            make_concept("關稅", "tariffs"),
        )
    )
    report = store_proposals(memory, found)
    assert (report.created, report.merged, report.rejected) == (1, 1, 1)
    accepted, rejected, *_ = find_concepts(memory)
    assert [each.text for each in accepted.concept.terms] == ["停火", "ceasefire"]
    assert (accepted.concept.count, accepted.concept.review) == (9, Review.ACCEPTED)
    assert rejected.concept.count == 2
    assert find_concept_changes(memory, 2)[0].before.concept.review == Review.PROPOSED


def test_a_file_decides_and_the_history_tells(memory):
    stated = Glossary((replace(PEACE, review=Review.ACCEPTED, definition="no war"),))
    report = import_glossary(memory, stated, moment=NOW, author="Li")
    assert (report.created, report.merged) == (0, 1)
    stored = get_concept(memory, 2)
    assert (stored.concept.review, stored.concept.definition) == (Review.ACCEPTED, "no war")
    (change,) = find_concept_changes(memory, 2)
    assert (change.author, change.moment, change.action) == ("Li", NOW, "import")
    assert change.before.concept == PEACE


def test_a_file_without_decisions_leaves_them(memory):
    decide_concepts(memory, ["1"], Review.ACCEPTED, moment=NOW)
    decide_concepts(memory, ["2"], Review.REJECTED, moment=NOW)
    extra = Term("en-GB", "truce")
    extracted = replace(TRUCE, terms=(*TRUCE.terms, extra))
    report = import_glossary(memory, Glossary((extracted, PEACE)), moment=LATER)
    assert (report.created, report.merged, report.rejected) == (0, 1, 1)
    assert len(get_concept(memory, 1).concept.terms) == 2
    written = replace(extracted, probability=None)
    import_glossary(memory, Glossary((written,)), moment=LATER)
    assert extra in get_concept(memory, 1).concept.terms


def test_an_identifier_finds_a_concept_that_shares_a_term(memory):
    renamed = Concept((Term("zh-CN", "停火"), Term("en-GB", "truce")), "c1")
    stranger = Concept((Term("zh-CN", "关税"), Term("en-GB", "tariffs")), "c1")
    report = import_glossary(memory, Glossary((renamed, stranger)), moment=NOW)
    assert (report.created, report.merged) == (1, 1)
    texts = [each.text for each in get_concept(memory, 1).concept.terms]
    assert texts == ["停火", "ceasefire", "truce"]


@pytest.mark.parametrize("suffix", ["tsv", "xlsx", "tbx"])
def test_memory_to_file_to_memory_is_equal(tmp_path, memory, suffix):
    import_glossary(memory, Glossary((FULL,)), moment=NOW)
    before = read_stored_glossary(memory)
    write_glossary(tmp_path / f"g.{suffix}", before)
    reading = read_glossary(tmp_path / f"g.{suffix}")
    with make_memory(tmp_path / "b.tmdb", ("zh", "en")) as other:
        import_glossary(other, reading.glossary, moment=NOW)
        assert read_stored_glossary(other).concepts == reading.glossary.concepts
    assert [each.id for each in reading.glossary.concepts] == ["c1", "c2", "c3", "f1"]
    assert [describe(each) for each in reading.glossary.concepts] == [
        describe(each) for each in before.concepts
    ]


def describe(concept):
    """Return what every format holds."""
    # A table has its columns in one order.
    terms = sorted((each.language, each.text, str(each.status)) for each in concept.terms)
    return terms, concept.review, concept.probability, concept.count, concept.definition


@pytest.mark.parametrize(
    ("concept", "reason"),
    [
        (Concept((Term("fr", "trêve"),)), "concepts without a term in zh or en"),
        (Concept((Term("zh", " "),)), "concepts without a term in zh or en"),
    ],
    ids=["other language", "blank"],
)
def test_what_cannot_be_held_is_counted(memory, concept, reason):
    report = store_proposals(memory, Glossary((TRUCE, concept)))
    ((loss),) = report.losses
    assert (loss.reason, loss.count, loss.places) == (reason, 1, ("concept 2",))


def test_a_glossary_of_other_languages_is_refused(memory):
    with pytest.raises(TmxError, match="is a memory of zh and en, and no concept"):
        store_proposals(memory, Glossary((Concept((Term("fr", "trêve"), Term("de", "Ruhe"))),)))


def test_odd_values_are_made_possible(memory):
    odd = replace(
        make_concept("关\ud800税", "tariffs\0"),
        probability=7.0,
        count=1 << 70,
        evidence=(("nan", float("nan")), ("one", 1.0)),
    )
    store_proposals(memory, Glossary((odd,)))
    stored = get_concept(memory, 4).concept
    assert [each.text for each in stored.terms] == ["关\ufffd税", "tariffs\ufffd"]
    assert (stored.probability, stored.count) == (None, (1 << 63) - 1)
    assert stored.evidence == (("one", 1.0),)


def test_nothing_is_kept_of_what_fails(memory):
    def fail(count):
        raise KeyboardInterrupt

    many = Glossary(tuple(make_concept(f"词{n}", f"word {n}") for n in range(1500)))
    with pytest.raises(KeyboardInterrupt):
        store_proposals(memory, many, progress=fail)
    assert len(list_stored(memory)) == 3


def test_a_memory_opened_for_reading_is_not_written(tmp_path, memory):
    with (
        open_memory(tmp_path / "a.tmdb") as reader,
        pytest.raises(TmxError, match="opened for reading"),
    ):
        store_proposals(reader, Glossary((CALM,)))


def test_many_are_stored_in_reasonable_time(memory):
    many = Glossary(tuple(make_concept(f"词{n}", f"word {n}") for n in range(5000)))
    assert store_proposals(memory, many).created == 5000
    assert store_proposals(memory, many).merged == 5000


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE concept SET review = 'x'",
        "UPDATE concept SET evidence = '[1'",
        "UPDATE term SET status = 'x'",
        "DELETE FROM term",
    ],
)
def test_damage_is_said(memory, statement):
    with memory.write() as connection:
        connection.execute(statement)
    with pytest.raises(TmxError, match=r"the memory is damaged .concept 1 of the glossary"):
        list(find_concepts(memory))


def test_a_damaged_history_is_said(memory):
    decide_concepts(memory, ["1"], Review.ACCEPTED, moment=NOW)
    with memory.write() as connection:
        connection.execute("UPDATE concept_change SET before = '{}'")
    with pytest.raises(TmxError, match=r"the memory is damaged .the history of the glossary"):
        find_concept_changes(memory, 1)
