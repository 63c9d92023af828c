import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.strategies import texts
from tmx import Code
from tmx.memory.folding import fold_text
from tmx.memory.matching.caps import find_cap
from tmx.memory.matching.flags import find_flags
from tmx.memory.records import Flag

CASES = Path(__file__).parents[3] / "cases/memory"
BOLD = Code("bpt", ("<b>",), i="1"), Code("ept", ("</b>",), i="1")


def load_cases(name):
    cases = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["label"]) for case in cases]


@pytest.mark.parametrize("case", load_cases("flags"))
def test_flags(case):
    assert [each.value for each in find_flags(case["text"], case["other"])] == case["flags"]
    assert [each.value for each in find_flags(case["other"], case["text"])] == case["flags"]


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", load_cases("flags-known-failures"))
def test_known_failures(case):
    assert [each.value for each in find_flags(case["text"], case["other"])] == case["flags"]


@given(texts(), texts())
def test_texts_of_one_key_that_differ_have_a_flag(text, other):
    assert not find_flags(text, text)
    if text != other and fold_text(text) == fold_text(other):
        assert find_flags(text, other)


FORMS = [
    *("aAａＡ", "国國", "，,、;。", '“"「«', ["é", "e\u0301"], ["ﬁ", "fi"], "1１①¹", "\u3000 \n"),
    *("不", "-−—", "3", "条條", ["", "\u200b"], "％%‰", ["’", "'", " "]),
]


@given(st.lists(st.sampled_from(FORMS).flatmap(lambda row: st.tuples(*[st.sampled_from(row)] * 2))))
def test_texts_in_other_forms_have_a_flag_and_the_same_one_both_ways(forms):
    text, other = ("".join(each[side] for each in forms) for side in (0, 1))
    found = find_flags(text, other)
    assert found == find_flags(other, text)
    if text != other and fold_text(text) == fold_text(other):
        assert found


@given(st.text('中國国a12三.,，不 A\u3000“"', max_size=6), st.data())
def test_flags_are_the_same_both_ways(text, data):
    other = "".join(data.draw(st.permutations(text)))
    assert find_flags(text, other) == find_flags(other, text)


CODES = {
    "none and one": ((), ("a", *BOLD)),
    "another kind": (("a", Code("ph", ("<b>",))), ("a", Code("ph", ("<i>",)))),
    "another name": (("a", Code("ph", ("<b>",))), ("a", Code("it", ("<b>",)))),
    "another number": (("a", *BOLD), ("a", *BOLD, *BOLD)),
    "another order": (("a", *BOLD), ("a", *reversed(BOLD))),
    "another place": ((BOLD[0], "a", BOLD[1]), ("a", *BOLD)),
    "marked text": ((Code("hi", ("a",)),), ("a",)),
    "text in native code": (
        (Code("ph", (Code("sub", ("x",)),)), "a"),
        (Code("ph", (Code("sub", ("y",)),)), "a"),
    ),
}


@pytest.mark.parametrize("contents", CODES.values(), ids=CODES)
def test_other_codes_are_flagged(contents):
    content, other = contents
    assert find_flags("a", "a", content=content, other_content=other) == (Flag.CODES,)


def test_numbers_that_tie_codes_do_not_matter():
    other = tuple(Code(each.name, each.content, i="7") for each in BOLD)
    assert not find_flags("a", "a", content=("a", *BOLD), other_content=("a", *other))


def test_codes_that_are_tied_otherwise_do():
    pairs = [Code("bpt", i=i) for i in "12"], [Code("ept", i=i) for i in "12"]
    nested, crossed = (*pairs[0], *reversed(pairs[1])), (*pairs[0], *pairs[1])
    assert find_flags("", "", content=nested, other_content=crossed) == (Flag.CODES,)


def test_codes_of_other_texts_are_compared_without_their_places():
    content, other = ("ab", *BOLD), ("abc", *BOLD)
    assert not find_flags("ab", "abc", content=content, other_content=other)


def test_the_lowest_cap_holds():
    assert find_cap({Flag.NUMBER, Flag.NEGATION}) == 94
    assert find_cap({Flag.DATE}) == 97
    assert find_cap({Flag.SCRIPT}) == 99
