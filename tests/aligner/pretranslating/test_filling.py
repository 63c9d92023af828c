import pytest

from aligner.pretranslating.filling import FillOptions, fill_segment, find_filling
from tests.aligner.pretranslating.memories import make_match
from tmx.formats.jobs import Filling
from tmx.memory.records import Deduction, Flag, MatchKind, Status


def fill(source, matches, options):
    return fill_segment(source, matches, memory="m.tmdb", options=options)


FILLINGS = [
    ("exact", make_match(), Filling.EXACT),
    ("context", make_match(101), Filling.EXACT),
    ("context of a reviewed unit", make_match(102, status=Status.REVIEWED), Filling.APPROVED),
    ("exact of a reviewed unit", make_match(status=Status.REVIEWED), Filling.EXACT),
    ("aligned", make_match(status=Status.ALIGNED), Filling.LEVERAGED),
    ("context, aligned", make_match(102, status=Status.ALIGNED), Filling.LEVERAGED),
    ("draft", make_match(status=Status.DRAFT), Filling.LEVERAGED),
    (
        "another region",
        make_match(99, kind=MatchKind.EXACT, deductions=(Deduction("region", 1),)),
        Filling.LEVERAGED,
    ),
    ("codes differ", make_match(99, kind=MatchKind.EXACT, flags=(Flag.CODES,)), Filling.FUZZY),
    ("a number differs", make_match(97, flags=(Flag.NUMBER,)), Filling.FUZZY),
    ("fuzzy", make_match(80), Filling.FUZZY),
    ("fuzzy of a reviewed unit", make_match(99, status=Status.REVIEWED), Filling.FUZZY),
]


@pytest.mark.parametrize(
    ("match", "filling"), [row[1:] for row in FILLINGS], ids=[row[0] for row in FILLINGS]
)
def test_what_a_match_is_as_a_target(match, filling):
    assert find_filling(match, [match]) is filling


@pytest.mark.parametrize(
    ("threshold", "rate", "is_filled"),
    [(75, 75, True), (75, 74, False), (100, 99, False), (101, 100, False), (103, 102, False)],
)
def test_the_threshold(threshold, rate, is_filled):
    match = make_match(rate)
    filled = fill("停火。", [match], FillOptions(threshold=threshold))
    assert (filled.target == "A ceasefire.") is is_filled
    assert [each.rate for each in filled.suggestions] == [rate]


def test_a_semantic_match_never_fills():
    match = make_match(95, kind=MatchKind.SEMANTIC)
    filled = fill("停火。", [match], FillOptions())
    assert (filled.target, filled.filling) == ("", Filling.EMPTY)
    assert filled.suggestions[0].remark == "alike in meaning"


def test_an_empty_translation_fills_nothing():
    assert fill("停火。", [make_match(target=" ")], FillOptions()).target == ""


def test_several_translations_of_one_text_are_to_be_seen():
    matches = [make_match(), make_match(target="Truce."), make_match(90, target="Peace.")]
    filled = fill("停火。", matches, FillOptions())
    assert (filled.target, filled.filling) == ("A ceasefire.", Filling.LEVERAGED)
    assert filled.remark == "match of 100%: the memory has 2 translations of this text"
    assert [each.target.text for each in filled.suggestions] == ["A ceasefire.", "Truce.", "Peace."]


def test_a_context_match_goes_before_others_of_its_text():
    matches = [make_match(101), make_match(target="Truce.")]
    assert fill("停火。", matches, FillOptions()).filling is Filling.EXACT


def test_no_number_is_replaced_and_what_differs_is_told():
    match = make_match(97, "Article 15", "第15条", flags=(Flag.NUMBER,), document="a.txt")
    filled = fill("第12条", [match], FillOptions())
    assert (filled.target, filled.filling) == ("Article 15", Filling.FUZZY)
    assert filled.remark == "match of 97%: numbers differ"
    assert filled.suggestions[0].origin == "m.tmdb: a.txt"


def test_every_reason_is_told():
    match = make_match(
        88, flags=tuple(Flag), deductions=(Deduction("alignment", 3),), status=Status.ALIGNED
    )
    remark = fill("停火。", [match], FillOptions()).remark
    assert remark.count(";") == len(Flag) + 1
    assert remark.endswith("order differs; 3 off for alignment; aligned, and not reviewed")


def test_an_exact_match_needs_no_remark():
    assert fill("停火。", [make_match()], FillOptions()).remark == ""


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_so_many_suggestions(limit):
    matches = [make_match(90 - number) for number in range(4)]
    filled = fill("停火。", matches, FillOptions(suggestions=limit))
    assert (len(filled.suggestions), filled.target) == (limit, "A ceasefire.")


def test_the_source_is_copied_only_where_nothing_fills():
    options = FillOptions(copies_source=True)
    assert fill("停火。", [], options).filling is Filling.COPIED
    assert fill("停火。", [], options).target == "停火。"
    assert fill("停火。", [make_match()], options).filling is Filling.EXACT
