import html
import re

import pytest

from aligner.errors import AlignerError
from aligner.messages import load_messages
from aligner.records import Bead
from aligner.review.clients import Client
from aligner.review.glossary.background import Background
from aligner.review.glossary.desk import find_focus
from aligner.review.glossary.views import PAGE, mark_term
from aligner.review.requests import describe_error
from aligner.revision.deciding import mark_row
from aligner.revision.records import RevisionError
from tests.aligner.review.desk_kit import make_alignment, open_desk
from tests.aligner.review.glossary.glossary_kit import (
    AGREEMENT,
    CEASEFIRE,
    SUMMIT,
    make_concept,
    open_store,
    read_store,
)
from tmx.errors import TmxError
from tmx.glossary import Glossary, Review, write_glossary
from tmx.glossary.records import TermStatus
from tmx.memory.glossary.changing import ConceptEdit, TermEdit

TALKS = [
    ("欧盟外长讨论停火协议。", "EU foreign ministers discussed the ceasefire agreement."),
    ("停火协议没有生效。", "The ceasefire agreement did not take effect."),
    ("北约峰会在海牙举行。", "The NATO summit was held in The Hague."),
    ("峰会之后，外长们谈到停火协议。", "After the summit, ministers spoke of a truce."),
    ("北约峰会结束了。", "The NATO summit ended."),
    ("停火协议终于签署。", "The ceasefire agreement was signed at last."),
]


def make_talks():
    beads = tuple(Bead((n,), (n,), 0.95) for n in range(len(TALKS)))
    return make_alignment(beads, tuple(zip(*TALKS, strict=True)))


@pytest.fixture(params=["tsv", "memory"])
def store(request, tmp_path):
    return open_store(request.param, tmp_path)


@pytest.fixture
def desk(store, tmp_path):
    """Yield the desk of talks, whose terms have been looked for."""
    with open_desk(tmp_path, make_talks(), terms=store) as opened:
        opened.glossary.shelf.find_terms()
        opened.glossary.wait()
        yield opened


def list_names(text):
    return re.findall(r'data-concept="([^"]+)"', text)


def find_name(desk, text, **asked):
    """Find what names the concept of a term on the page."""
    (name, *_) = list_names(desk.glossary.render("en", {"q": text, "state": "all", **asked}))
    return name


def act(desk, what, *ids, **values):
    return desk.glossary.act("en", {"do": what, "ids": list(ids), **values})


def test_candidates_come_with_evidence_and_examples(desk):
    page = desk.glossary.render("en", {"q": "北约"})
    assert "NATO" in page
    assert re.search(r"<mark>北约[^<]*</mark>", page)
    assert "alike in meaning" in page
    assert "these texts" in page


def test_the_panel_says_where_decisions_are_kept(desk, store):
    assert f"Decisions are kept in {store.name}." in desk.glossary.render("en", {})
    assert f"决定保存在 {store.name}。" in desk.glossary.render("zh", {})


def test_the_panel_comes_before_the_terms_are_found(store, tmp_path):
    with open_desk(tmp_path, make_talks(), terms=store) as desk:
        assert "data-again" in desk.glossary.render("en", {})
        desk.glossary.wait()
        page = desk.glossary.render("en", {})
        assert "data-again" not in page
        assert list_names(page)


def test_a_change_of_the_alignment_is_looked_at_again(desk):
    desk.session.do(_mark, version=0)
    page = desk.glossary.render("en", {})
    assert "data-again" in page
    assert list_names(page)
    desk.glossary.wait()
    assert "data-again" not in desk.glossary.render("en", {})


def _mark(state):
    return mark_row(state, state.get_row(0).id, is_marked=True)


def test_what_was_decided_leaves_the_proposals(desk, store):
    name = find_name(desk, "北约")
    answer = act(desk, "accept", name)
    assert answer["said"].startswith("Accepted: 北约")
    assert name not in list_names(answer["html"])
    assert answer["focus"] in list_names(answer["html"])
    assert list(read_store(store).values()) == [Review.ACCEPTED]


def test_rejected_candidates_stay_away(desk, store, tmp_path):
    name = find_name(desk, "北约")
    act(desk, "reject", name)
    with open_desk(tmp_path, terms=store) as again:
        again.glossary.render("en", {})
        again.glossary.wait()
        page = again.glossary.render("en", {"q": "北约"})
        kept = again.glossary.render("en", {"q": "北约", "state": "rejected"})
    assert name not in list_names(page)
    assert len(list_names(kept)) == 1


def test_decisions_are_taken_back(desk, store):
    act(desk, "accept", find_name(desk, "北约"))
    answer = act(desk, "undo")
    assert answer["said"] == "Decision taken back"
    assert Review.ACCEPTED not in read_store(store).values()
    assert find_name(desk, "北约", state="proposed")


def test_concepts_are_merged(desk, store):
    ids = [find_name(desk, "北约"), find_name(desk, "停火协议")]
    answer = act(desk, "merge", *ids)
    assert answer["said"].startswith("2 terms merged")
    assert len(store.list_concepts()) == 1
    terms = {term.text for term in store.list_concepts()[0].concept.terms}
    assert any("NATO" in each for each in terms)
    assert any("ceasefire" in each for each in terms)


def read_form(desk, name):
    form = desk.glossary.render_editor("en", name)
    return dict(re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', form))


def test_a_concept_is_edited_in_its_form(desk, store):
    name = find_name(desk, "停火协议")
    values = read_form(desk, name)
    english = next(key for key, value in values.items() if "ceasefire" in value)
    wanted = values | {english: "truce agreement", "note": "as in 2025"}
    answer = act(desk, "edit", name, **wanted)
    assert answer["said"] == "Edited: 停火协议 = truce agreement"
    (kept,) = [each for each in store.list_concepts() if each.concept.review == Review.ACCEPTED]
    assert "truce agreement" in {term.text for term in kept.concept.terms}
    assert kept.concept.note == "as in 2025"


@pytest.mark.parametrize("is_restarted", [False, True])
def test_an_edited_proposal_is_not_offered_again(desk, store, tmp_path, is_restarted):
    values = read_form(desk, name := find_name(desk, "停火协议"))
    english = next(key for key, value in values.items() if "ceasefire" in value)
    act(desk, "edit", name, **values | {english: "truce agreement"})
    if is_restarted:
        store = open_store("memory" if store.name.endswith(".tmdb") else "tsv", tmp_path)
    with open_desk(tmp_path, terms=store) as again:
        again.glossary.render("en", {})
        again.glossary.wait()
        assert list_names(again.glossary.render("en", {"q": "停火协议"})) == []
        accepted = again.glossary.render("en", {"q": "停火协议", "state": "accepted"})
    assert len(list_names(accepted)) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text-0": "", "text-1": ""}, "zh 一侧将没有术语"),
        ({"text-0": ""}, "zh 一侧将没有术语"),
        ({"language-0": "!!x"}, "不是语言标签"),
    ],
)
def test_a_form_that_cannot_be_kept_is_explained(desk, store, change, said):
    values = read_form(desk, name := find_name(desk, "停火协议"))
    with pytest.raises(RevisionError) as caught:
        act(desk, "edit", name, **values | change)
    assert said in describe_error(caught.value, load_messages("zh"))
    assert list(store.list_concepts()) == []


def test_one_term_is_not_merged(desk):
    with pytest.raises(RevisionError, match="another one too"):
        act(desk, "merge", find_name(desk, "停火协议"))


@pytest.mark.parametrize(
    "asked",
    [
        {"do": "accept", "ids": []},
        {"do": "accept", "ids": "found-1"},
        {"do": "accept", "ids": [7]},
        {"do": "accept", "ids": ["no such"]},
        {"do": "burn", "ids": ["no such"]},
        {"do": "undo"},
        {"do": "accept", "ids": ["x"], "state": "odd"},
        {"do": "accept", "ids": ["x"], "page": "-1"},
    ],
)
def test_what_cannot_be_done_is_explained(desk, store, asked):
    with pytest.raises((RevisionError, TmxError)):
        desk.glossary.act("en", asked)
    assert list(store.list_concepts()) == []


def test_shorter_terms_stand_under_longer_ones(tmp_path):
    store = open_store("tsv", tmp_path)
    store.decide([CEASEFIRE, AGREEMENT, SUMMIT], Review.PROPOSED)
    with open_desk(tmp_path, terms=store) as desk:
        page = desk.glossary.render("en", {})
        desk.glossary.wait()
    (held,) = re.findall(r'<li data-concept="([^"]+)"', page)
    assert held == store.list_concepts()[0].id
    assert "hides:" in page


def test_hostile_terms_are_text(tmp_path):
    store = open_store("tsv", tmp_path)
    evil = '<script>alert("停")</script>'
    concept = make_concept(evil, '"><img src=x onerror=alert(1)>', example=f"{evil}。")
    store.decide([concept], Review.PROPOSED)
    with open_desk(tmp_path, terms=store) as desk:
        (name,) = (each.id for each in store.list_concepts())
        act(desk, "accept", name)
        pages = [
            desk.glossary.render("en", {"state": "all"}),
            desk.glossary.render_editor("en", name),
        ]
        desk.glossary.wait()
    for page in pages:
        assert "<script" not in page
        assert "<img" not in page
        assert html.escape(evil, quote=False) in page.replace("&#34;", '"')
        assert "own<b>" not in page


@pytest.mark.parametrize("suffix", ["tbx", "tsv"])
def test_a_broken_glossary_leaves_the_page_working(suffix, tmp_path):
    path = tmp_path / f"terms.{suffix}"
    path.write_bytes(b"<martif>\x00\xff\xfe" * 9)
    with open_desk(tmp_path, make_talks(), terms=open_store(suffix, tmp_path)) as desk:
        page = desk.glossary.render("en", {})
        assert f"terms.{suffix}" in page
        assert 'role="alert"' in page
        assert 'role="alert"' in desk.glossary.render_findings("en")
        with pytest.raises(TmxError):
            act(desk, "accept", "found-1")
        assert "外长" in desk.render_rows(Client(), 0, 9)[0]
        desk.glossary.wait()
    assert path.read_bytes() == b"<martif>\x00\xff\xfe" * 9


def test_terms_that_both_sides_have_are_marked_in_the_rows(tmp_path):
    store = open_store("tsv", tmp_path)
    with open_desk(tmp_path, make_talks(), terms=store) as desk:
        assert "shared-term" not in desk.render_rows(Client(), 0, 9)[0]
        (name,) = store.decide([make_concept("停火协议", "ceasefire agreement")], Review.ACCEPTED)
        assert "shared-term" not in desk.render_rows(Client(), 0, 9)[0]
        assert desk.glossary.load()
        assert not desk.glossary.load()
        rows, _ = desk.render_rows(Client(), 0, 9)
        assert len(re.findall('<mark class="shared-term"', rows)) == 6
        store.decide([name], Review.REJECTED)
        assert "shared-term" not in desk.render_rows(Client(), 0, 9)[0]


def test_findings_lead_to_their_rows(tmp_path):
    store = open_store("tsv", tmp_path)
    store.decide([AGREEMENT], Review.ACCEPTED)
    with open_desk(tmp_path, make_talks(), terms=store) as desk:
        assert "data-again" in desk.glossary.render_findings("en")
        desk.glossary.wait()
        page = desk.glossary.render_findings("en")
    assert "Checked by the accepted terms. 4 occurrences of terms, 1 perhaps" in page
    assert re.findall(r'data-panel="go" data-row="(\d+)"', page) == ["3"]
    assert "possible" in page
    assert "<mark>停火协议</mark>" in page


def test_inconsistent_renderings_are_summed_up(tmp_path):
    store = open_store("tsv", tmp_path)
    (name,) = store.decide([AGREEMENT], Review.ACCEPTED)
    truce = TermEdit(text="truce", language="en-GB", status=TermStatus.ADMITTED)
    store.edit(name, ConceptEdit((truce,)))
    with open_desk(tmp_path, make_talks(), terms=store) as desk:
        desk.glossary.render_findings("en")
        desk.glossary.wait()
        page = desk.glossary.render_findings("en")
    assert "Nothing was found." in page
    assert re.search(r"ceasefire agreement</span> 3,\s*<span[^>]*>truce</span> 1", page)


def test_concepts_come_in_pages(tmp_path):
    concepts = tuple(make_concept(f"第{n}舰队", f"fleet {n} of many") for n in range(PAGE + 5))
    write_glossary(tmp_path / "terms.tsv", Glossary(concepts))
    with open_desk(tmp_path, terms=open_store("tsv", tmp_path)) as desk:
        first, second, far = (
            desk.glossary.render("en", {"q": "fleet", "page": n}) for n in ("0", "1", "99")
        )
        desk.glossary.wait()
    assert [len(list_names(each)) for each in (first, second, far)] == [PAGE, 5, 5]


@pytest.mark.parametrize(
    ("ids", "after", "done", "expected"),
    [
        (["a"], ["b", "c"], [], "b"),
        (["c"], ["a", "b"], [], "b"),
        (["b"], ["a", "b", "c"], ["b"], "b"),
        (["a", "b", "c"], [], [], None),
        (["x"], ["a"], [], "a"),
    ],
)
def test_the_work_goes_on_with_the_next(ids, after, done, expected):
    assert find_focus(["a", "b", "c"], after, ids, done) == expected


@pytest.mark.parametrize(
    ("example", "term", "expected"),
    [
        ("双方停火。", "停火", ("双方", "停火", "。")),
        ("Ceasefire now", "ceasefire", ("", "Ceasefire", " now")),
        ("nothing", "停火", ("nothing", "", "")),
        ("İ" * 3 + "x", "X", ("İİİx", "", "")),
        ("a" * 200 + "b" + "c" * 200, "b", ("…" + "a" * 90, "b", "c" * 90 + "…")),
    ],
)
def test_terms_are_marked_in_their_examples(example, term, expected):
    assert mark_term(example, term) == expected


def test_work_that_fails_is_told_and_not_repeated():
    def fail():
        raise AlignerError("no words")

    work = Background()
    assert work.ask(1, fail).is_busy
    assert work.wait().error == "no words"
    assert work.ask(1, fail).error == "no words"
    work.ask(2, lambda: "done")
    assert work.wait().value == "done"
