import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.memory.folding import fold_text
from tmx.memory.index import nearest, signatures
from tmx.memory.index.keys import fold_texts, lay_out_key
from tmx.memory.index.nearest import Chosen
from tmx.memory.index.records import MEMBERS
from tmx.memory.index.signatures import (
    Signatures,
    join,
    make_signatures,
    measure,
    measure_likeness,
)


def sign(*texts):
    return make_signatures(fold_texts(texts))


@given(st.text(min_size=1), st.integers(0, 20), st.characters())
def test_an_edit_changes_four_bits_at_most(text, place, character):
    key = fold_text(text)
    edited = fold_text(key[:place] + character + key[place + 1 :])
    if abs(len(edited) - len(key)) > 1:
        return
    pair = [make_signatures(lay_out_key(each)) for each in (key, edited)]
    distance = int(measure(pair[0].bits, pair[1].bits[0])[0])
    shared = sum(left != right for left, right in zip(key, edited, strict=False))
    edits = shared + abs(len(edited) - len(key))
    assert distance <= 4 * max(edits, 1)


def test_bits_are_counted_alike_without_numpy_2():
    bits = np.random.default_rng(1).integers(0, 2**63, (50, 2)).astype(np.uint64)
    counted = [each.bit_count() for each in bits[:, 1].tolist()]
    assert signatures._count_by_table(bits[:, 1]).tolist() == counted


def test_a_key_that_is_empty_has_no_signature():
    found = sign("", "a", "…")
    assert found.lengths.tolist() == [0, 1, 0]
    assert not found.bits[[0, 2]].any()
    assert found.bits[1].any()


def test_lengths_stop_growing():
    assert sign("字" * 70_000).lengths.tolist() == [0xFFFF]


def find_nearest(signatures, query, ids, *, count):
    bits = signatures.bits if ids is None else signatures.bits[ids]
    return Chosen(signatures, measure(bits, query.bits[0]), ids).find(count)


def test_one_text_does_not_crowd_out_others():
    many = join([sign(*["海水在三天内上涨了"] * 5000), sign("海水在四天内上涨了", "河水上涨了")])
    found = find_nearest(many, sign("海水在三天内上涨了"), None, count=3)
    assert found == [*range(5000 - MEMBERS, 5000), 5000, 5001]
    alone = find_nearest(many, sign("海水在三天内上涨了"), np.arange(5000), count=3)
    assert alone == list(range(5000 - 3 * MEMBERS, 5000))


@pytest.mark.parametrize("count", [1, 50, 400, 5000])
def test_of_very_many_a_sample_tells_how_far_to_look(count, monkeypatch):
    random = np.random.default_rng(7)
    bits = random.integers(0, 1 << 63, (4000, 2)).astype(np.uint64)
    many = Signatures(bits, random.integers(5, 50, 4000).astype(np.uint16))
    query = Signatures(bits[17:18] ^ np.uint64(0b1011), many.lengths[17:18])
    expected = find_nearest(many, query, None, count=count)
    distances = measure(bits, query.bits[0])
    assert sorted(distances[expected]) == sorted(distances)[:count]
    monkeypatch.setattr(nearest, "_SAMPLE", 100)
    assert find_nearest(many, query, None, count=count) == expected


def test_no_signature_at_all():
    none = Signatures(np.zeros((0, 2), np.uint64), np.zeros(0, np.uint16))
    assert find_nearest(none, sign("a"), None, count=3) == []
    assert find_nearest(sign("b", "c"), sign("a"), np.zeros(0, np.int64), count=3) == []


def guess_likeness(text, other):
    return measure_likeness(sign(other).bits, sign(text).bits[0])[0]


def test_likeness_is_near_the_share_of_grams(monkeypatch):
    text, swapped = "如果没有人反对，会议就到此结束", "会议就到此结束，如果没有人反对"
    assert guess_likeness(text, text) == 1
    assert guess_likeness(text, swapped) > 0.8
    assert guess_likeness(text, "海水在三天内上涨了五米") < 0.2
    found = [guess_likeness(text, each) for each in (text, swapped)]
    monkeypatch.setattr(signatures, "_count_bits", signatures._count_by_table)
    assert [guess_likeness(text, each) for each in (text, swapped)] == found


def test_likeness_of_nothing_or_too_much_is_not_known():
    much = "".join(map(chr, range(0x4E00, 0x5200)))
    assert guess_likeness("如果", "") == guess_likeness("如果", much) == 1
