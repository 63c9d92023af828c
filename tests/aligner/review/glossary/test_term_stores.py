import pytest
from typer.testing import CliRunner

from aligner.command import app
from aligner.exporting import dump_alignment
from aligner.review.glossary.choosing import choose_store
from aligner.review.glossary.file_store import FileStore
from aligner.review.glossary.memory_store import MemoryStore
from tests.aligner.review.desk_kit import make_alignment
from tests.aligner.review.glossary.glossary_kit import (
    AGREEMENT,
    CEASEFIRE,
    SUMMIT,
    make_concept,
    open_store,
    read_store,
)
from tmx.errors import TmxError
from tmx.glossary import Glossary, Review, read_glossary, write_glossary
from tmx.glossary.records import TermStatus
from tmx.memory.glossary.changing import ConceptEdit, TermEdit

KINDS = ("memory", "tsv", "csv", "xlsx", "tbx", "xml")
BOTH = ("memory", "tsv")


@pytest.fixture(params=BOTH)
def store(request, tmp_path):
    return open_store(request.param, tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_decisions_survive_a_restart(kind, tmp_path):
    store = open_store(kind, tmp_path)
    store.decide([CEASEFIRE, AGREEMENT], Review.ACCEPTED)
    store.decide([SUMMIT], Review.REJECTED)
    assert read_store(open_store(kind, tmp_path)) == {
        "停火 = ceasefire": Review.ACCEPTED,
        "停火协议 = ceasefire agreement": Review.ACCEPTED,
        "峰会 = summit": Review.REJECTED,
    }


def test_nothing_is_written_before_a_decision(store, tmp_path):
    assert list(store.list_concepts()) == []
    assert list(store.list_losses()) == []
    assert not store.can_undo
    assert list(tmp_path.iterdir()) == []


def test_a_decision_is_by_the_name_that_was_given(store):
    first, second = store.decide([CEASEFIRE, SUMMIT], Review.ACCEPTED)
    assert store.decide([second], Review.PROPOSED) == [second]
    names = {each.id: each.concept.review for each in store.list_concepts()}
    assert names == {first: Review.ACCEPTED, second: Review.PROPOSED}


def test_decisions_are_taken_back_one_after_another(store):
    (name,) = store.decide([CEASEFIRE], Review.ACCEPTED)
    store.decide([name], Review.REJECTED)
    store.undo()
    assert read_store(store) == {"停火 = ceasefire": Review.ACCEPTED}
    store.undo()
    assert Review.ACCEPTED not in read_store(store).values()
    assert not store.can_undo
    with pytest.raises(TmxError, match="no decision"):
        store.undo()


def test_an_edit_changes_terms_and_accepts(store):
    (name,) = store.decide([CEASEFIRE], Review.PROPOSED)
    edit = ConceptEdit(
        (TermEdit("ceasefire", text="cease-fire"), TermEdit(text="truce", language="en-US")),
        definition="an end of fighting",
    )
    assert store.edit(name, edit) == name
    (kept,) = [each.concept for each in store.list_concepts() if each.id == name]
    assert [term.text for term in kept.terms] == ["停火", "cease-fire", "truce"]
    assert (kept.review, kept.definition) == (Review.ACCEPTED, "an end of fighting")
    store.undo()
    assert read_store(store) == {"停火 = ceasefire": Review.PROPOSED}


def test_what_an_edit_has_replaced_is_known(store):
    name = store.edit(CEASEFIRE, ConceptEdit((TermEdit("ceasefire", text="truce"),)))
    kept = {each.id: each for each in store.list_concepts()}
    rejected = [each.concept for each in kept.values() if each.concept.review == Review.REJECTED]
    assert kept[name].concept.review == Review.ACCEPTED
    known = [*rejected, *kept[name].former]
    assert [[term.text for term in each.terms] for each in known] == [["停火", "ceasefire"]]
    store.undo()
    assert Review.REJECTED not in read_store(store).values()
    assert "停火 = truce" not in read_store(store)


def test_an_edit_leaves_a_term(store):
    edit = ConceptEdit((TermEdit("停火", is_removed=True), TermEdit("ceasefire", is_removed=True)))
    with pytest.raises(TmxError, match="no term"):
        store.edit(CEASEFIRE, edit)
    assert list(store.list_concepts()) == []


def test_a_merge_and_its_way_back(store):
    first, second = store.decide([CEASEFIRE, AGREEMENT], Review.ACCEPTED)
    assert store.merge([first, second]) == first
    assert read_store(store) == {
        "停火 = 停火协议 = ceasefire = ceasefire agreement": Review.ACCEPTED
    }
    store.undo()
    assert read_store(store) == {
        "停火 = ceasefire": Review.ACCEPTED,
        "停火协议 = ceasefire agreement": Review.ACCEPTED,
    }


def test_one_concept_is_not_merged(store):
    (name,) = store.decide([CEASEFIRE], Review.ACCEPTED)
    with pytest.raises(TmxError, match="merged"):
        store.merge([name, name])
    assert read_store(store) == {"停火 = ceasefire": Review.ACCEPTED}


def test_a_concept_that_is_not_there_changes_nothing(store):
    (name,) = store.decide([CEASEFIRE], Review.ACCEPTED)
    with pytest.raises(TmxError):
        store.decide([name, "77"], Review.REJECTED)
    assert read_store(store) == {"停火 = ceasefire": Review.ACCEPTED}


def test_what_others_write_is_seen(store, request, tmp_path):
    store.decide([CEASEFIRE], Review.ACCEPTED)
    other = open_store(request.node.callspec.params["store"], tmp_path)
    other.decide([SUMMIT, AGREEMENT], Review.ACCEPTED)
    assert len(store.list_concepts()) == 3


def test_a_memory_sees_what_was_decided_between_two_of_our_decisions(tmp_path):
    store, other = (open_store("memory", tmp_path) for _ in range(2))
    (name,) = store.decide([CEASEFIRE], Review.ACCEPTED)
    store.list_concepts()
    other.decide([SUMMIT], Review.REJECTED)
    store.decide([name], Review.REJECTED)
    assert set(read_store(store).values()) == {Review.REJECTED}
    assert len(store.list_concepts()) == 2


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(tmp_path):
    store, other = (open_store("tsv", tmp_path) for _ in range(2))
    (name,) = store.decide([CEASEFIRE], Review.ACCEPTED)
    other.decide([SUMMIT], Review.ACCEPTED)
    with pytest.raises(TmxError, match="another program"):
        store.decide([name], Review.REJECTED)
    store.decide([name], Review.REJECTED)
    assert read_store(other) == {
        "停火 = ceasefire": Review.REJECTED,
        "峰会 = summit": Review.ACCEPTED,
    }


def test_concepts_without_names_of_their_own_get_some(tmp_path):
    path = tmp_path / "terms.tsv"
    write_glossary(path, Glossary((CEASEFIRE, SUMMIT, make_concept("援助", "aid"))))
    store = FileStore(path, ("zh", "en"))
    names = [each.id for each in store.list_concepts()]
    assert len(set(names)) == 3
    store.decide(names[1:2], Review.ACCEPTED)
    assert [each.id for each in FileStore(path, ("zh", "en")).list_concepts()] == names


def test_what_a_file_says_beside_decisions_stays(tmp_path):
    path = tmp_path / "terms.tbx"
    store = FileStore(path, ("zh", "en"))
    (name,) = store.decide(
        [make_concept("停火", "ceasefire", example="双方停火。")], Review.ACCEPTED
    )
    store.edit(name, ConceptEdit((TermEdit("ceasefire", status=TermStatus.DEPRECATED),)))
    (concept,) = read_glossary(path).glossary.concepts
    assert concept.terms[0].example == "双方停火。"
    assert concept.terms[1].status == TermStatus.DEPRECATED
    assert concept.evidence == CEASEFIRE.evidence


def test_a_broken_file_is_explained_and_left_alone(tmp_path):
    path = tmp_path / "terms.tbx"
    path.write_text("<martif><oops", encoding="utf-8")
    store = FileStore(path, ("zh", "en"))
    for act in (store.list_concepts, lambda: store.decide([CEASEFIRE], Review.ACCEPTED)):
        with pytest.raises(TmxError, match=r"terms\.tbx"):
            act()
    assert path.read_text(encoding="utf-8") == "<martif><oops"


@pytest.mark.parametrize("name", ["terms.utf8", "terms.txt", "terms.doc"])
def test_formats_without_decisions_are_refused(name, tmp_path):
    with pytest.raises(TmxError, match="terms"):
        FileStore(tmp_path / name, ("zh", "en"))


@pytest.mark.parametrize(
    ("options", "kind", "name"),
    [
        ({}, FileStore, "story.terms.tsv"),
        ({"memory": "team.tmdb"}, MemoryStore, "team.tmdb"),
        ({"glossary": "ours.tbx"}, FileStore, "ours.tbx"),
        ({"glossary": "ours.tbx", "memory": "team.tmdb"}, FileStore, "ours.tbx"),
    ],
)
def test_where_decisions_are_kept(options, kind, name, tmp_path):
    paths = {option: tmp_path / value for option, value in options.items()}
    store = choose_store(tmp_path / "story.duizhao", ("zh-CN", "en-GB"), **paths)
    assert (type(store), store.name) == (kind, name)


def test_texts_in_one_language_have_no_terms(tmp_path):
    assert choose_store(tmp_path / "a.duizhao", ("zh-CN", "zh-TW")) is None


def test_a_glossary_in_no_folder_is_refused_before_the_page_opens(tmp_path):
    glossary = tmp_path / "none" / "g.tsv"
    with pytest.raises(TmxError, match="make it first"):
        choose_store(tmp_path / "a.duizhao", ("zh-CN", "en-GB"), glossary=glossary)


def test_terms_of_an_english_text_go_into_a_memory_too(tmp_path):
    store = choose_store(tmp_path / "a.duizhao", ("en-GB", "zh-TW"), memory=tmp_path / "m.tmdb")
    store.decide([CEASEFIRE], Review.ACCEPTED)
    assert read_store(store) == {"停火 = ceasefire": Review.ACCEPTED}


def test_a_glossary_that_holds_no_decisions_is_refused_before_the_page_opens(tmp_path):
    dump_alignment(tmp_path / "a.duizhao", make_alignment())
    glossary = tmp_path / "ours.utf8"
    arguments = ["review", tmp_path / "a.duizhao", "--no-browser", "--glossary", glossary]
    result = CliRunner().invoke(app, list(map(str, arguments)))
    assert result.exit_code == 1
    assert "ours.utf8" in result.stderr
    assert not glossary.exists()
