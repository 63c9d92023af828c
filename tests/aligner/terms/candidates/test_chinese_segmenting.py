"""How Chinese is cut into words: the cheapest way, names, and what other ways would cost."""

from importlib import resources

import pytest

from aligner.terms.candidates.segmenting.folding import fold_characters
from aligner.terms.candidates.segmenting.lattice import build_lattice
from aligner.terms.candidates.segmenting.names import NameFinder
from aligner.terms.candidates.segmenting.roles import (
    BORDER,
    INITIAL,
    JOINT,
    NAME,
    NOMINAL,
    NUMBER,
    ORDINAL,
    PERSON,
    SUFFIX,
    VERB,
    find_role,
    load_lists,
)
from aligner.terms.candidates.segmenting.stretches import find_stretches
from aligner.terms.candidates.segmenting.words import LONGEST, NameTables, Use, Words, load_words

MOST_BYTES = 800_000
TABLES = NameTables(*({"威": 4.0, "特": 4.0, "科": 4.0, "夫": 4.0} for _ in range(3)), {}, {})


def cut(text):
    words = load_words()
    lattice = build_lattice(text, words, NameFinder(words.names))
    return [text[a:b] for a, b in zip(lattice.best, lattice.best[1:], strict=False)]


@pytest.mark.parametrize(
    "text",
    [
        "俄罗斯 总统 普京 会见 美国 特使 威特科夫",
        "泽连斯基 和 乌克兰 政府",
        "这些 波罗的海 国家",
        "2025 年 3 月",
        "G20 峰会",
        "约翰·肯尼迪 与 赫鲁晓夫",
        "𠀀 国家",
    ],
)
def test_the_cheapest_way_is_the_one_a_reader_takes(text):
    assert cut(text.replace(" ", "")) == text.split()


def test_the_file_is_small_and_its_licences_are_beside_it():
    folder = resources.files("aligner.terms.candidates.segmenting") / "data"
    assert len((folder / "chinese.npz").read_bytes()) < MOST_BYTES
    licence = (folder / "LICENSE-jieba.txt").read_text("utf-8")
    assert "MIT License" in licence
    assert "CC BY-SA 4.0" in licence


def test_words_are_simplified_and_no_longer_than_looked_for():
    entries = load_words().entries
    assert max(map(len, entries)) <= LONGEST
    assert not [word for word in list(entries)[::50] if fold_characters(word) != word]
    assert all(cost >= 0 for cost, _ in entries.values())


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("停火", NOMINAL),
        ("采取", BORDER),
        ("削弱", VERB),
        ("因为", BORDER),
        ("国", SUFFIX),
        ("俄", INITIAL),
        ("和", JOINT),
        ("法国", NAME),
        ("拜登", PERSON),
        ("第三", ORDINAL),
        ("三", NUMBER),
    ],
)
def test_roles_of_words(word, role):
    assert find_role(word, load_words().entries[word][1]) is role


def test_no_word_is_in_two_lists_that_contradict_each_other():
    lists = load_lists()
    grammar = lists.borders | lists.joints
    assert not grammar & (lists.suffixes | lists.prefixes | lists.initials | lists.nouns)
    assert not grammar & (lists.modifiers | lists.toward | lists.weak)


def test_slack_is_what_a_border_costs():
    words = Words({"中国": (1.0, 1), "中": (3.0, 1), "国": (4.0, 1), "人": (2.0, 1)}, TABLES)
    lattice = build_lattice("中国人", words, NameFinder(TABLES))
    assert lattice.best == [0, 2, 3]
    assert lattice.slack == pytest.approx([0.0, 6.0, 0.0, 0.0])
    assert lattice.get_slack(0, lattice.edges[0][0]) == pytest.approx(6.0)


def test_a_name_beats_the_characters_it_is_made_of():
    words = Words(dict.fromkeys("威特科夫", (9.0, 1)), TABLES)
    lattice = build_lattice("威特科夫", words, NameFinder(TABLES))
    assert lattice.best == [0, 4]
    assert lattice.edges[0][-1][2] & Use.PERSON


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("發展 AI 技術,好", ["發展AI技術", "好"]),
        ("中 國", ["中", "國"]),
        ("「喬治·布什」(U.S.)", ["喬治·布什", "U.S"]),
        ("12,000 人", ["12,000人"]),
        ("2025", []),
        ("", []),
    ],
)
def test_stretches_end_at_marks(text, stretches):
    found = list(find_stretches(text))
    assert [each.key for each in found] == stretches
    assert all("".join(text[p] for p in each.places) == each.key for each in found)


@pytest.mark.parametrize("text", ["國\U0002f800ﬁ", "ＡＢ１「」", "㈱１２", "é…", "", "龜\ufa0e"])
def test_folding_keeps_all_places(text):
    assert len(fold_characters(text)) == len(text)
    assert fold_characters(fold_characters(text)) == fold_characters(text)
