import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tmx.memory.folding import CJK, fold_text
from tmx.memory.index.grams import Grams, find_grams, find_phrase, find_words, read_words
from tmx.memory.index.keys import fold_texts, lay_out_key
from tmx.memory.index.postings import encode, merge, pack
from tmx.memory.index.rows import GRAM_BITS, make_base, make_key, read_grams
from tmx.memory.index.single import SHORT_CJK, SHORT_WORDS

SEGMENT = 1 << 16
postings = st.lists(
    st.tuples(st.integers(0, (1 << GRAM_BITS) - 1), st.integers(0, SEGMENT - 1)), min_size=1
)


def gather(key):
    laid = lay_out_key(key)
    return set(find_grams(laid, find_words(laid)).numbers.tolist())


@given(postings, st.integers(0, 1), st.integers(0, 9))
def test_what_is_encoded_is_read_back(some, side, segment):
    ids = sorted({place for _, place in some})
    owners = np.array([ids.index(place) for _, place in some], np.int32)
    grams = Grams(np.array([gram for gram, _ in some], np.uint64), owners)
    numbers = np.array(ids, np.int64) + segment * SEGMENT
    found = {
        (read_grams([key])[0], number)
        for key, row in encode(side, segment, pack(grams, numbers))
        for number in merge([(key, row)]).tolist()
    }
    assert found == {(gram, place + segment * SEGMENT) for gram, place in some}


@given(postings, st.integers(0, 5))
def test_rows_come_by_key_each_once(some, segment):
    owners = np.arange(len(some), dtype=np.int32)
    grams = Grams(np.array([gram for gram, _ in some], np.uint64), owners)
    ids = np.array([place for _, place in some], np.int64)
    keys = [key for key, _ in encode(1, segment, pack(grams, ids))]
    assert keys == sorted(set(keys))
    assert {key & 3 for key in keys} == {segment % 4}


def test_keys_are_numbers_that_sqlite_holds():
    greatest = make_key(1, (1 << 18) - 1, (1 << GRAM_BITS) - 1)
    assert greatest == (1 << 63) - 1
    assert make_base(1, 0) > make_key(0, (1 << 18) - 1, (1 << GRAM_BITS) - 1)


def test_ids_beyond_32_bits():
    segment = (1 << 34 >> 16) - 1
    rows = [(make_key(0, segment, 5), b"\x01\x00"), (make_key(0, 0, 5), b"\x02\x00")]
    assert merge(rows).tolist() == [2, segment * SEGMENT + 1]


@given(st.text())
def test_a_phrase_asks_for_no_gram_that_its_own_key_lacks(text):
    key = fold_text(text)
    phrase = find_phrase(key)
    grams = gather(key)
    assert set(phrase.grams) <= grams
    assert all(any(gram >> 21 == code for gram in grams) for code in phrase.characters)


def test_grams_of_both_sides_of_the_short():
    for key, limit in (("第" * SHORT_CJK, SHORT_CJK), ("a" * SHORT_WORDS, SHORT_WORDS)):
        assert len(key) == limit
        short, long = gather(key), gather(key + key[0])
        assert any(gram >> 43 for gram in short)
        assert not any(gram >> 43 for gram in long)


def test_words_are_told_apart_by_more_than_their_letters():
    words = ["ab", "ba", "abc", "a", "aa", "aaa", "a" * 64, "a" * 65, "b" + "a" * 64]
    keys = fold_texts([" ".join(words)])
    found = find_words(keys)
    assert len(set(found.numbers.tolist())) == len(words)
    read = read_words(keys, found, np.zeros(0, np.uint64))
    assert dict(read) == dict(zip(found.numbers.tolist(), words, strict=True))


def test_what_stands_in_the_class_of_characters_is_no_word():
    keys = fold_texts(["第𠀀條カ한", "one 二 three"])
    texts = {text for _, text in read_words(keys, find_words(keys), np.zeros(0, np.uint64))}
    assert texts == {"one", "three"}
    assert CJK
