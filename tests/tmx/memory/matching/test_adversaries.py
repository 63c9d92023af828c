"""Pairs that other tools call perfect: none comes to 100, and what differs is flagged."""

import pytest

from tests.tmx.memory.matching import kit
from tmx.memory.folding import fold_text
from tmx.memory.matching import find_matches
from tmx.memory.matching.contexts import Surroundings
from tmx.memory.matching.flags import find_flags
from tmx.memory.matching.judging import Judge, Score
from tmx.memory.rating import rate_keys
from tmx.memory.records import Flag, MatchOptions, Query
from tmx.memory.store import make_memory

COUNT = 240
KINDS = {
    "number": (kit.make_numbers(COUNT, are_equal=False), Flag.NUMBER, 97),
    "date": (kit.make_dates(COUNT, are_equal=False), Flag.DATE, 97),
    "negation": (kit.make_negations(COUNT), Flag.NEGATION, 94),
    "width": (kit.make_changes(COUNT, kit.WIDTHS), Flag.WIDTH, 99),
    "quotes": (kit.make_changes(COUNT, kit.QUOTE_TABLE), Flag.PUNCTUATION, 99),
    "script": (kit.make_changes(COUNT, kit.SCRIPT_TABLE), Flag.SCRIPT, 99),
}
PAIRS = {kind: (list(pairs), flag, cap) for kind, (pairs, flag, cap) in KINDS.items()}


@pytest.fixture(scope="module")
def memory(tmp_path_factory):
    with make_memory(tmp_path_factory.mktemp("memory") / "a.tmdb", ("zh", "en")) as memory:
        texts = [(side, text) for pairs, _, _ in PAIRS.values() for side, _, text in pairs]
        rows = [(text, "translation", "原文", text)[side * 2 :][:2] for side, text in texts]
        kit.fill(memory, dict.fromkeys(rows))
        yield memory


@pytest.mark.parametrize("kind", PAIRS)
def test_what_differs_is_flagged(kind):
    pairs, flag, _ = PAIRS[kind]
    assert len(pairs) == COUNT
    assert not [pair for pair in pairs if flag not in find_flags(pair[1], pair[2])]


@pytest.mark.parametrize("kind", PAIRS)
def test_no_pair_comes_to_a_hundred(kind):
    pairs, flag, cap = PAIRS[kind]
    for side, text, other in pairs:
        judge = Judge(Query(text, side), Surroundings(), MatchOptions())
        score = Score(rate_keys(fold_text(text), [fold_text(other)])[0])
        match = judge.judge([kit.make_unit(other, side)], score, count=1).match
        assert match.rate <= cap
        assert flag in match.flags
        assert match.differences


@pytest.mark.parametrize("kind", PAIRS)
def test_no_false_hundred_of_a_memory(memory, kind):
    for side, text, other in PAIRS[kind][0][::4]:
        for query in (text, other):
            matches = find_matches(memory, Query(query, side))
            assert all((each.rate >= 100) == (each.source.text == query) for each in matches)
            assert query == text or matches[0].rate == 100


@pytest.mark.parametrize("make", [kit.make_numbers, kit.make_dates])
def test_one_value_written_otherwise_is_no_other_number(make):
    pairs = list(make(COUNT, are_equal=True))
    wrong = {Flag.NUMBER, Flag.DATE}
    assert not [pair for pair in pairs if wrong & set(find_flags(pair[1], pair[2]))]
