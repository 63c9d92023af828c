import numpy as np
import pytest

from aligner.terms.pairing.atoms import fold_chinese, fold_english, read_chinese, read_english


def test_chinese_atoms_are_characters_words_and_numbers():
    atoms = read_chinese("「烏克蘭」加入NATO,2025年")
    assert atoms.keys == [*"乌克兰加入", "nato", "2025", "年"]
    assert atoms.printed[:3] == list("烏克蘭")
    assert not atoms.is_joined[3], "a mark stands between"
    assert atoms.is_joined[4]


def test_function_characters_carry_no_meaning():
    assert read_chinese("美國的霸權").is_content.tolist() == [True, True, False, True, True]


def test_english_atoms_leave_out_possessives():
    atoms = read_english("Ukraine’s US-led talks, then U.S. aid")
    assert atoms.keys == ["ukraine", "us", "led", "talks", "then", "us", "aid"]
    assert atoms.is_joined.tolist() == [False, True, True, True, False, True, True]
    assert atoms.is_content.tolist() == [True, True, True, True, False, True, True]


def test_an_astral_character_is_one_atom():
    atoms = read_chinese("𠀀國")
    assert (atoms.starts.tolist(), atoms.stops.tolist()) == ([0, 1], [1, 2])


@pytest.mark.parametrize("read", [read_chinese, read_english])
@pytest.mark.parametrize("text", ["", "…", "——"])
def test_a_text_without_words_has_no_atoms(read, text):
    assert len(read(text)) == 0


def test_stretches_are_found_as_runs_of_atoms():
    atoms = read_english("the buffer state of Europe")
    firsts, behinds = atoms.find_runs(np.array([4, 20]), np.array([16, 26]))
    assert (firsts.tolist(), behinds.tolist()) == ([1, 4], [3, 5])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Buffer states", "buffer state"),
        ("policies", "policy"),
        ("long-term crises", "long term crises"),
        ("approaches", "approach"),
    ],
)
def test_english_forms_of_one_term_have_one_key(one, other):
    assert fold_english(one) == fold_english(other)


@pytest.mark.parametrize(
    ("one", "other"), [("status", "statu"), ("US", "u"), ("national", "nation")]
)
def test_other_english_terms_have_other_keys(one, other):
    assert fold_english(one) != fold_english(other)


def test_chinese_forms_of_one_term_have_one_key():
    assert fold_chinese("緩衝國") == fold_chinese("缓冲国")
