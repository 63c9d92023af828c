import numpy as np
import pytest

from aligner.terms.pairing.atoms import read_chinese
from aligner.terms.pairing.lexical import find_units
from aligner.terms.pairing.links import (
    LinkSigns,
    describe_links,
    list_unit_keys,
    read_texts,
    weigh_links,
)
from aligner.terms.pairing.model import load_weights


def link(chinese, english):
    """Return how the dictionary links atoms, by their keys."""
    reading = read_texts(chinese, english)
    links = np.maximum(reading.dictionary, reading.same)
    return lambda one, other: links[
        reading.chinese.keys.index(one), reading.english.keys.index(other)
    ]


def test_the_longest_words_of_the_dictionary_are_units():
    keys = list_unit_keys(read_texts("核威懾戰略", "nuclear deterrence strategy"))
    assert keys == ["核威慑", "战略"]


def test_units_do_not_go_beyond_marks():
    atoms = read_chinese("美,國")
    assert find_units(atoms) == [(0, 1), (1, 2)]


def test_names_of_territories_in_other_regions_are_words():
    keys = list_unit_keys(read_texts("沙地阿拉伯外交大臣", "the Saudi foreign minister"))
    assert keys[0] == "沙地阿拉伯"
    assert link("沙地阿拉伯外交大臣", "the Saudi foreign minister")("沙", "saudi") > 0.5


def test_an_institution_is_said_by_either_word():
    linked = link("商務部", "the Ministry of Commerce")
    assert linked("部", "ministry") > 0.5
    assert link("商務部", "the Department of Commerce")("部", "department") > 0.5
    assert linked("商", "commerce") > 0.5


def test_words_are_linked_by_the_dictionary():
    linked = link("停火協議", "a ceasefire agreement")
    assert linked("停", "ceasefire") > 0.5
    assert linked("议", "agreement") > 0.5
    assert linked("停", "agreement") < 0.3


def test_us_is_the_country_where_it_is_written_in_capitals():
    assert link("美國", "the US")("美", "us") > 0.5
    assert link("美國", "tell us")("美", "us") == 0


@pytest.mark.parametrize(
    ("chinese", "english", "one", "other"),
    [
        ("與NATO談判", "talks with NATO", "nato", "nato"),
        ("30天停火", "a 30-day ceasefire", "30", "30"),
        ("李明博說", "Lee Mingbo said", "明", "mingbo"),
    ],
    ids=["latin", "number", "pinyin"],
)
def test_what_is_the_same_in_both_is_linked(chinese, english, one, other):
    assert link(chinese, english)(one, other) > 0.5


def test_a_text_without_words_is_not_read():
    assert read_texts("……", "words") is None


def test_a_weighed_link_counts_less_beside_a_stronger_one():
    reading = read_texts("停火協議", "a ceasefire agreement")
    shape = len(reading.firsts), len(reading.english)
    signs = LinkSigns(np.zeros(shape), np.zeros(shape), np.zeros_like(reading.same))
    described = describe_links(reading, signs)
    line = load_weights().links
    weak = weigh_links(described, line.weights, line.bias).both
    described[0, 1, 3] = 1
    strong = weigh_links(described, line.weights, line.bias).both
    assert strong[0, 1] > weak[0, 1]
    assert strong[0, 2] < weak[0, 2]
