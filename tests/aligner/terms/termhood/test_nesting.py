"""Pairs that are one row, and pairs that only longer ones hold."""

import pytest

from aligner.terms.records import Kind, TermPair
from aligner.terms.termhood import hide_nested


def make_pair(chinese, english, *places, kind=Kind.PHRASE, probability=0.9):
    """Make a pair; a place is a passage and where the Chinese and the English begin in it."""
    spans = tuple(
        (passage, (left, left + len(chinese)), (right, right + len(english)))
        for passage, left, right in places
    )
    return TermPair(chinese, english, spans, probability, {}, kind)


def names_of(pairs):
    return [(each.chinese, each.english) for each in pairs]


BUFFER_STATE = make_pair("緩衝國", "buffer state", (0, 2, 4), (1, 0, 0))


def test_what_only_a_longer_term_holds_is_hidden():
    inner = make_pair("衝國", "state", (0, 3, 11), (1, 1, 7), kind=Kind.WORD)
    assert names_of(hide_nested([inner, BUFFER_STATE])) == [("緩衝國", "buffer state")]


def test_what_also_stands_alone_stays():
    inner = make_pair("衝國", "state", (0, 3, 11), (5, 0, 0), kind=Kind.WORD)
    assert len(hide_nested([inner, BUFFER_STATE])) == 2


def test_what_many_longer_terms_share_stays():
    longer = [
        make_pair(f"步驟{end}", f"steps {word}", (k, 0, 0))
        for k, (end, word) in enumerate([("甲", "first"), ("乙", "next"), ("丙", "last")])
    ]
    inner = make_pair("步驟", "steps", (0, 0, 0), (1, 0, 0), (2, 0, 0), kind=Kind.WORD)
    assert ("步驟", "steps") in names_of(hide_nested([*longer, inner]))


def test_what_one_longer_term_holds_time_and_again_is_hidden():
    longer = make_pair("步驟甲", "steps first", (0, 0, 0), (1, 0, 0), (2, 0, 0))
    inner = make_pair("步驟", "steps", (0, 0, 0), (1, 0, 0), (2, 0, 0), kind=Kind.WORD)
    assert names_of(hide_nested([longer, inner])) == [("步驟甲", "steps first")]


def test_a_longer_pair_that_is_hardly_right_hides_nothing():
    wrong = make_pair("重要步驟", "important steps", (0, 0, 0), probability=0.2)
    inner = make_pair("步驟", "steps", (0, 2, 10), kind=Kind.WORD)
    assert ("步驟", "steps") in names_of(hide_nested([wrong, inner]))


def test_places_in_other_passages_hide_nothing():
    inner = make_pair("衝國", "state", (7, 3, 11), kind=Kind.WORD)
    assert len(hide_nested([inner, BUFFER_STATE])) == 2


@pytest.mark.parametrize(
    ("longer", "inner"),
    [
        (
            make_pair("法國總統馬克龍", "French President Macron", (0, 0, 0), kind=Kind.NAME),
            make_pair("馬克龍", "Macron", (0, 4, 17), kind=Kind.NAME),
        ),
        (
            make_pair("呼籲實行核威懾", "calls for nuclear deterrence", (0, 0, 0)),
            make_pair("核威懾", "nuclear deterrence", (0, 4, 10)),
        ),
        (
            make_pair("加拿大和墨西哥", "Canada and Mexico", (0, 0, 0), kind=Kind.NAME),
            make_pair("墨西哥", "Mexico", (0, 4, 11), kind=Kind.NAME),
        ),
    ],
    ids=["title", "verb", "enumeration"],
)
def test_terms_in_free_combinations_stay(longer, inner):
    assert names_of([inner])[0] in names_of(hide_nested([longer, inner]))


def test_a_piece_of_a_name_is_hidden():
    whole = make_pair("沙特阿拉伯", "Saudi Arabia", (0, 0, 0), kind=Kind.NAME)
    piece = make_pair("沙特", "Saudi", (0, 0, 0), kind=Kind.NAME)
    assert names_of(hide_nested([whole, piece])) == [("沙特阿拉伯", "Saudi Arabia")]


def test_renderings_of_one_term_become_its_variants():
    best = make_pair("特朗普", "Trump", (0, 0, 0), (1, 0, 0), kind=Kind.NAME)
    other = make_pair("特朗普", "Donald Trump", (2, 5, 9), kind=Kind.NAME)
    simplified = make_pair("盟友", "partners", (3, 0, 0), probability=0.8)
    traditional = make_pair("盟友", "allies", (4, 0, 0))
    found = hide_nested([other, best, simplified, traditional])
    assert names_of(found) == [("特朗普", "Trump"), ("盟友", "allies")]
    assert found[0].variants == {"Donald Trump": 1}
    assert [place[0] for place in found[0].places] == [0, 1, 2]
    assert found[1].variants == {"partners": 1}


def test_simplified_and_traditional_are_one_term():
    pairs = [
        make_pair("烏克蘭", "Ukraine", (0, 0, 0), (1, 0, 0), kind=Kind.NAME),
        make_pair("乌克兰", "Ukraine", (2, 0, 0), kind=Kind.NAME),
    ]
    (found,) = hide_nested(pairs)
    assert (found.chinese, found.variants) == ("烏克蘭", {"乌克兰": 1})


def test_a_rendering_with_the_wrong_borders_is_no_variant():
    best = make_pair("威懾", "deterrence", (0, 0, 0), kind=Kind.WORD)
    wrong = make_pair("威懾", "deterrence strategy", (1, 0, 0), probability=0.8)
    (found,) = hide_nested([best, wrong])
    assert (found.variants, len(found.places)) == ({}, 1)


def test_a_piece_of_a_name_with_the_english_of_the_whole_goes():
    whole = make_pair("科斯坦", "Costain", (0, 0, 0), (1, 0, 0), kind=Kind.NAME)
    piece = make_pair("斯坦", "Costain", (2, 1, 0), kind=Kind.NAME)
    assert names_of(hide_nested([piece, whole])) == [("科斯坦", "Costain")]


def test_different_words_with_one_translation_both_stay():
    pairs = [make_pair("斡旋", "mediation", (0, 0, 0)), make_pair("調停", "mediation", (1, 0, 0))]
    assert hide_nested(pairs) == pairs


@pytest.mark.parametrize("pairs", [[], [make_pair("", "", (0, 0, 0))], [make_pair("𠀀", "x")]])
def test_strange_pairs_are_left_alone(pairs):
    assert hide_nested(pairs) == pairs


def make_titled(chinese, english, *places):
    return make_pair(chinese, english, *places, kind=Kind.NAME)


INITIATIVE = make_titled("全球安全倡議", "Global Security Initiative", (0, 0, 0))


def test_words_of_a_name_that_only_it_gives_capitals_are_hidden():
    piece = make_titled("全球安全", "Global Security", (0, 0, 0))
    assert names_of(hide_nested([INITIATIVE, piece])) == names_of([INITIATIVE])


def test_words_of_a_name_with_a_place_in_it_are_hidden():
    whole = make_titled(
        "西非國家經濟共同體", "Economic Community of West African States", (0, 0, 0)
    )
    inner = make_titled("經濟共同體", "Economic Community", (0, 4, 0))
    assert names_of(hide_nested([whole, inner])) == names_of([whole])


def test_words_of_a_name_that_also_stand_alone_stay():
    piece = make_titled("全球安全", "Global Security", (0, 0, 0), (1, 0, 0))
    assert len(hide_nested([INITIATIVE, piece])) == 2


def test_a_name_inside_the_name_of_something_else_stays():
    pairs = [
        make_titled("巴黎協定", "Paris Agreement", (0, 0, 0)),
        make_titled("巴黎", "Paris", (0, 0, 0)),
    ]
    assert hide_nested(pairs) == pairs


def test_a_given_name_that_is_nearly_always_part_of_a_longer_one_is_hidden():
    places = [(k, 0, 0) for k in range(9)]
    whole = make_titled("陈清扬", "Chen Qingyang", *places)
    piece = make_titled("清扬", "Qingyang", *((k, 1, 5) for k in range(10)))
    assert names_of(hide_nested([whole, piece])) == [("陈清扬", "Chen Qingyang")]
