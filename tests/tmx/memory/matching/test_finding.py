import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tmx.memory.matching import kit
from tmx import Code, Context, Prop
from tmx.memory.matching import finding
from tmx.memory.matching.finding import find_matches
from tmx.memory.records import (
    Flag,
    MatchKind,
    MatchOptions,
    Penalties,
    Query,
    Side,
    Status,
    UnitFilter,
)
from tmx.memory.store import make_memory

BOLD = (Code("bpt", ("<b>",), i="1"), "停火。", Code("ept", ("</b>",), i="1"))
AROUND = Context("前文。", "后文。")


@pytest.fixture
def memory(tmp_path):
    with make_memory(tmp_path / "a.tmdb", ("zh", "en")) as memory:
        yield memory


def ask(memory, text, side=Side.FIRST, *, options=None, **query):
    return find_matches(memory, Query(text, side, **query), options)


def rates(matches):
    return [each.rate for each in matches]


def test_an_equal_text_is_a_hundred_in_either_direction(memory):
    kit.add(memory, "停火。", "A ceasefire.")
    first, second = ask(memory, "停火。"), ask(memory, "A ceasefire.", Side.SECOND)
    for (match,), target in ((first, "A ceasefire."), (second, "停火。")):
        assert (match.rate, match.kind, match.similarity) == (100, MatchKind.EXACT, 1)
        assert match.target.text == target
        assert not (match.flags or match.differences or match.deductions or match.agreeing)
    assert not ask(memory, "A ceasefire.")


def test_what_is_nearest_letter_by_letter_is_among_several(memory):
    clauses = ["如果没有人反对", "会议就到此结束", "明天早上八点再见"]
    query = "，".join(clauses)
    for number in range(6):
        kit.add(memory, f"{clauses[2]}，{clauses[1]}，{clauses[0]}{'吧' * number}", str(number))
    kit.add(memory, "如果没有人反对，代表们今天下午八点再谈", "nearest")
    targets = [each.target.text for each in ask(memory, query, options=MatchOptions(limit=3))]
    assert targets == ["0", "1", "nearest"]
    (best,) = ask(memory, query, options=MatchOptions(limit=1))
    assert best.target.text == "0"


BOTH = ("previous", "following")
CONTEXTS = {
    "none known": ({}, {}, 100, ()),
    "unit has none": ({}, {"context": AROUND}, 100, ()),
    "query has none": ({"context": AROUND}, {}, 100, ()),
    "both neighbours": ({"context": AROUND}, {"context": AROUND}, 101, BOTH),
    "previous alone": ({"context": AROUND}, {"context": Context("前文。", "x")}, 100, BOTH[:1]),
    "following alone": ({"context": AROUND}, {"context": Context("x", "后文。")}, 100, BOTH[1:]),
    "previous known": ({"context": AROUND}, {"context": Context("前文。")}, 100, BOTH[:1]),
    "same key only": ({"context": AROUND}, {"context": Context("前文！", "后文！")}, 100, ()),
    "id": ({"tuid": "7"}, {"id": "7"}, 101, ("id",)),
    "id of OmegaT": ({"props": (Prop("id", "7"),)}, {"id": "7"}, 101, ("id",)),
    "id of Weblate": ({"props": (Prop("x-context", "7"),)}, {"id": "7"}, 101, ("id",)),
    "another id": ({"tuid": "7"}, {"id": "8"}, 100, ()),
    "empty id": ({}, {"id": ""}, 100, ()),
    "all": (
        {"context": AROUND, "tuid": "7"},
        {"context": AROUND, "id": "7"},
        102,
        (*BOTH, "id"),
    ),
    "alone": ({"context": Context("", "")}, {"context": Context("", "")}, 101, BOTH),
}


@pytest.mark.parametrize("row", CONTEXTS.values(), ids=CONTEXTS)
def test_contexts(memory, row):
    unit, query, rate, agreeing = row
    kit.add(memory, "停火。", "A ceasefire.", **unit)
    (match,) = ask(memory, "停火。", **query)
    assert (match.rate, match.agreeing) == (rate, agreeing)
    assert match.kind == (MatchKind.EXACT if rate == 100 else MatchKind.CONTEXT)


def test_context_does_not_make_a_match_of_other_codes(memory):
    kit.add(memory, "停火。", "A ceasefire.", context=AROUND, tuid="7")
    (match,) = ask(memory, "停火。", content=BOLD, context=AROUND, id="7")
    assert (match.rate, match.kind, match.flags) == (99, MatchKind.FUZZY, (Flag.CODES,))


def test_equal_codes_are_a_hundred(memory):
    kit.add(memory, "停火。", "A ceasefire.", content=BOLD)
    kit.add(memory, "停火。", "A truce.")
    assert rates(ask(memory, "停火。", content=BOLD)) == [100, 99]
    assert [each.target.text for each in ask(memory, "停火。")] == ["A truce.", "A ceasefire."]


def test_the_best_of_the_units_with_the_same_texts_is_shown(memory):
    kit.add(memory, "停火。", "A ceasefire.", document="a", context=AROUND)
    best = kit.add(memory, "停火。", "A ceasefire.", document="b", context=Context("x", "y"))
    kit.add(memory, "停火。", "A ceasefire.", document="c", content=BOLD)
    (match,) = ask(memory, "停火。", context=Context("x", "y"))
    assert (match.unit.id, match.others, match.rate) == (best.id, 2, 101)


def test_deductions_leave_an_exact_match_under_a_hundred(memory):
    kit.add(memory, "停火。", "A ceasefire.", confidence=0.7, context=AROUND)
    (match,) = ask(memory, "停火。", language="zh-TW")
    assert (match.rate, match.kind) == (96, MatchKind.EXACT)
    assert [(each.reason, each.points) for each in match.deductions] == [
        ("alignment", 3),
        ("region", 1),
    ]
    (match,) = ask(memory, "停火。", context=AROUND)
    assert (match.rate, match.kind) == (97, MatchKind.CONTEXT)


def test_penalties_are_configurable_and_end_at_nothing(memory):
    kit.add(memory, "停火。", "A ceasefire.", confidence=0.0)
    none = MatchOptions(penalties=Penalties(alignment=0))
    assert rates(ask(memory, "停火。", options=none)) == [100]
    all_of_it = MatchOptions(penalties=Penalties(alignment=500), min_rate=0)
    assert rates(ask(memory, "停火。", options=all_of_it)) == [0]


def test_all_of_several_best_are_shown_beyond_the_limit(memory):
    for number in range(4):
        kit.add(memory, "停火。", f"A ceasefire {number}.")
    kit.add(memory, "停火！", "Cease fire!")
    two = MatchOptions(limit=2)
    assert rates(ask(memory, "停火。", options=two)) == [100] * 4
    assert rates(ask(memory, "停火。")) == [100] * 4 + [99]
    assert rates(ask(memory, "停火", options=two)) == [99] * 2


def test_order_is_rate_similarity_status_date_number(memory):
    statuses = (Status.DRAFT, Status.REVIEWED, None, Status.TRANSLATED, Status.ALIGNED)
    for status in statuses:
        kit.add(memory, "停火。", f"{status}", status=status)
    found = [each.target.text for each in ask(memory, "停火。")]
    assert found == ["reviewed", "translated", "None", "draft", "aligned"]


def test_of_exact_matches_one_beside_which_a_neighbour_agrees_comes_first(memory):
    kit.add(memory, "停火。", "A truce.", context=Context("前文。", "x"), status=Status.ALIGNED)
    kit.add(memory, "停火。", "A ceasefire.", status=Status.REVIEWED)
    assert [each.target.text for each in ask(memory, "停火。")] == ["A ceasefire.", "A truce."]
    found = ask(memory, "停火。", context=AROUND)
    assert [each.target.text for each in found] == ["A truce.", "A ceasefire."]
    assert rates(found) == [100, 100]


def test_rejected_units_are_never_offered(memory):
    kit.add(memory, "停火。", "Fire!", status=Status.REJECTED)
    assert not ask(memory, "停火。")
    only = MatchOptions(units=UnitFilter(status=(Status.REJECTED,)))
    assert not ask(memory, "停火。", options=only)


def test_a_filter_holds_for_every_kind_of_match(memory):
    kit.add(memory, "第12条适用。", "Article 12 applies.", document="a")
    kit.add(memory, "第13条适用。", "Article 13 applies.", document="b")
    kit.add(memory, "第12條適用。", "Article 12 shall apply.", document="a")
    only = MatchOptions(units=UnitFilter(document="b"))
    (match,) = ask(memory, "第12条适用。", options=only)
    assert match.target.text == "Article 13 applies."


def test_a_filter_finds_what_lies_behind_the_nearest(memory):
    rows = [(f"第{n}条规定的期限为十日。", f"The term of Article {n}.") for n in range(10, 110)]
    kit.fill(memory, rows)
    kit.add(memory, "第12条规定的期限为三十个工作日。", "The term of this law.", document="b")
    only = MatchOptions(units=UnitFilter(document="b"))
    (match,) = ask(memory, "第12条规定的期限为十日。", options=only)
    assert match.target.text == "The term of this law."


def test_min_rate_counts_after_deductions(memory):
    kit.add(memory, "第12条适用。", "Article 12 applies.")
    options = MatchOptions(min_rate=83)
    assert rates(ask(memory, "第15条适用。", options=options)) == [83]
    assert not ask(memory, "第15条适用。", options=options, language="zh-TW")
    assert not ask(memory, "天气很好。")


@pytest.mark.parametrize("size", [600, 3000], ids=["tail", "index"])
def test_clauses_in_another_order_are_found_among_many(memory, size):
    draw = random.Random(4)
    words = "关税政策委员会通过决议河水上涨学校关门渔民等待价格上升文件提交双方代表"
    clauses = ["".join(draw.choices(words, k=12)) for _ in range(size)]
    texts = [f"{one}，{two}。" for one, two in pairwise(clauses)]
    kit.fill(memory, [(text, str(number)) for number, text in enumerate(texts)])
    for text in texts[:: size // 10]:
        one, two = text.removesuffix("。").split("，")
        match = ask(memory, f"{two}，{one}。")[0]
        assert (match.rate, match.flags, match.source.text) == (95, (Flag.ORDER,), text)


def test_texts_without_letters_match_only_themselves(memory):
    kit.add(memory, "……", "...")
    kit.add(memory, "！？", "!?")
    (match,) = ask(memory, "……")
    assert (match.rate, match.source.text) == (100, "……")
    assert not ask(memory, "。。")
    assert not ask(memory, "")


def test_units_of_a_crowd_are_still_found_by_their_context(memory, monkeypatch):
    monkeypatch.setattr(finding, "_MOST_UNITS", 3)
    first = kit.add(memory, "是。", "Yes.", document="0", context=AROUND)
    for number in range(1, 8):
        kit.add(memory, "是。", "Yes.", document=str(number), context=Context(str(number), "x"))
    (match,) = ask(memory, "是。", context=AROUND)
    assert (match.rate, match.unit.id, match.others) == (101, first.id, 7)
    (match,) = ask(memory, "是。", options=MatchOptions(units=UnitFilter(document="1")))
    assert (match.rate, match.others) == (100, 0)


@pytest.mark.parametrize("text", ["menu/7", "“7”\\𠀀\n"])
def test_units_of_a_crowd_are_still_found_by_what_other_tools_state(memory, text, monkeypatch):
    monkeypatch.setattr(finding, "_MOST_UNITS", 3)
    first = kit.add(memory, "是。", "Yes.", document="0", props=(Prop("x-context", text),))
    for number in range(1, 8):
        kit.add(memory, "是。", "Yes.", document=str(number), props=(Prop("x-context", "a"),))
    (match,) = ask(memory, "是。", id=text)
    assert (match.rate, match.unit.id) == (101, first.id)


def test_what_was_just_added_is_found(memory):
    for number in range(11, 14):
        kit.add(memory, f"第{number}条适用。", f"Article {number} applies.")
        assert rates(ask(memory, f"第{number}条适用。"))[0] == 100


def test_memories_of_other_languages_are_searched_alike(tmp_path):
    with make_memory(tmp_path / "b.tmdb", ("en", "de")) as memory:
        kit.fill(memory, [("One apple.", "Ein Apfel.")], tags=("en", "de"))
        assert rates(ask(memory, "Ein Apfel.", Side.SECOND)) == [100]


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with make_memory(tmp_path_factory.mktemp("memory") / "a.tmdb", ("zh", "en")) as memory:
        texts = [
            "".join(random.Random(n).choices("国國12三十。，,a A", k=n % 4 + 1)) for n in range(400)
        ]
        kit.fill(memory, [(each, "x") for each in dict.fromkeys(texts) if each.strip()])
        yield memory


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text("国國12三十。，,a A", min_size=1, max_size=4))
def test_a_hundred_means_equal_texts_and_the_other_way_round(shared, text):
    matches = find_matches(shared, Query(text, Side.FIRST), MatchOptions(min_rate=0))
    for match in matches:
        assert (match.rate == 100) == (match.source.text == text) == (not match.differences)
        assert match.rate == 100 or match.flags or match.similarity < 1
    assert rates(matches) == sorted(rates(matches), reverse=True)
