"""The shipped dictionary, and how a text is cut into its words."""

from importlib import resources

import numpy as np
import pytest

from aligner.lexicon.dictionary import LONGEST_WORD, Dictionary, load_dictionary
from aligner.lexicon.english import find_words, stem_words
from tmx.key import matching_key

MOST_BYTES = 3_000_000


@pytest.fixture(scope="module")
def dictionary():
    return load_dictionary()


def test_the_file_is_small_and_its_licence_is_beside_it():
    folder = resources.files("aligner.lexicon") / "data"
    assert len((folder / "cedict.npz").read_bytes()) < MOST_BYTES
    assert "CC BY-SA" in (folder / "LICENSE-CC-CEDICT.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("word", "gloss"),
    [
        ("特朗普", "Trump"),
        ("北约", "NATO"),
        ("经济", "economy"),
        ("停火", "ceasefire"),
        ("灯塔", "lighthouse"),
        ("國家", "country"),
        ("聯合國", "United Nations"),
        ("礦產", "minerals"),
    ],
)
def test_known_words_have_their_glosses(dictionary, word, gloss):
    glosses = dictionary.glosses_of(matching_key(word))
    assert set(stem_words(find_words(gloss))) <= set(glosses)
    assert all(0 < weight <= 1 for weight in glosses.values())


def test_traditional_and_simplified_are_one_word(dictionary):
    traditional, simplified = (
        dictionary.find_words(matching_key(text)) for text in ("聯合國與經濟", "联合国与经济")
    )
    assert traditional == simplified
    assert "联合国" in simplified


def test_the_longest_word_is_taken_and_the_unknown_passed_over():
    dictionary = make_dictionary("北京", "北京大学", "大学", "学生")
    assert dictionary.find_words("在北京大学生活，北京") == ["北京大学", "北京"]
    assert dictionary.find_words("𠀀北京𠀀") == ["北京"]
    assert dictionary.find_words("") == []


def test_words_are_no_longer_than_looked_for(dictionary):
    assert max(map(len, dictionary.numbers)) == LONGEST_WORD


def make_dictionary(*words):
    count = len(words)
    return Dictionary(
        {word: number for number, word in enumerate(words)},
        [f"stem{number}" for number in range(count)],
        np.arange(count + 1, dtype=np.int32),
        np.arange(count, dtype=np.int32),
        np.full(count, 0.5, dtype=np.float32),
        {},
    )


def test_glosses_are_those_of_the_word():
    assert make_dictionary("甲", "乙").glosses_of("乙") == {"stem1": 0.5}


@pytest.mark.parametrize(
    ("left", "right"),
    [("labour", "labor"), ("organise", "organized"), ("centre", "centers"), ("talks", "Talk")],
)
def test_spellings_and_forms_have_one_stem(left, right):
    assert stem_words([left]) == stem_words([right])


def test_stop_words_and_single_letters_have_no_stem():
    assert stem_words(["The", "of", "a", "I", "x", "his"]) == []
