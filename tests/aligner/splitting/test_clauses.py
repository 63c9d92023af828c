"""Where segments may be divided."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.splitting.clauses import find_clauses

CASES = [
    pytest.param(
        "他打了一会，又去击打墙边的皮人。", "他打了一会，|又去击打墙边的皮人。", id="comma"
    ),
    pytest.param(
        "狗儿听了道：“难道叫我打劫去不成？”", "狗儿听了道：|“难道叫我打劫去不成？”", id="speech"
    ),
    pytest.param("“不错，很好。”他说。", "“不错，很好。”|他说。", id="short clauses stay together"),
    pytest.param("呼吸不畅——𠀀𠀀𠀀站住。", "呼吸不畅——|𠀀𠀀𠀀站住。", id="dash, outside the BMP"),
    pytest.param("３，０００人离开了这里", "３，０００人离开了这里", id="full-width number"),
    pytest.param("没有标点的一句话", "没有标点的一句话", id="nothing to divide"),
    pytest.param("She said nothing; he left.", "She said nothing;| he left.", id="semicolon"),
    pytest.param("It cost 3,000,000 dollars.", "It cost 3,000,000 dollars.", id="number"),
    pytest.param("“Not today!” he cried out.", "“Not today!”| he cried out.", id="quote"),
    pytest.param("Er ging—sagte sie—nach Hause.", "Er ging—sagte sie—|nach Hause.", id="dashes"),
    pytest.param("", "", id="empty"),
    pytest.param("，，，。。。", "，，，。。。", id="marks alone"),
]


def divide(text, **options):
    cuts = find_clauses(text, **options)
    return "|".join(text[start:stop] for start, stop in pairwise([0, *cuts, len(text)]))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_clauses(text, expected):
    assert divide(text) == expected


@pytest.mark.parametrize(("text", "expected"), [c for c in CASES if c.id != "full-width number"])
def test_compatibility_form_is_divided_alike(text, expected):
    plain = unicodedata.normalize("NFKC", text)
    assert divide(plain) == unicodedata.normalize("NFKC", expected)


def test_english_is_divided_before_conjunctions():
    text = "He waited there until the bell rang."
    assert divide(text, english=True) == "He waited there |until the bell rang."
    assert divide(text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Some words came here,              ", id="behind"),
        pytest.param("             and some words came here", id="before"),
        pytest.param("              ", id="alone"),
    ],
)
def test_white_space_is_no_clause(text):
    assert find_clauses(text, english=True) == []


@given(st.text(alphabet="我他说，。：、“”——aA bc,;.!' 1", max_size=60), st.booleans())
def test_offsets_lie_inside_and_increase(text, english):
    cuts = find_clauses(text, english=english)
    assert all(text[:cut].strip() and text[cut:].strip() for cut in cuts)
    assert cuts == sorted(set(cuts))
