from hypothesis import given
from hypothesis import strategies as st

from tmx.memory.folding import fold_text
from tmx.memory.index.keys import fold_texts, lay_out_key, read_keys

# Characters that fold otherwise beside some others than alone, and some that do not.
TANGLED = "aé\u0301\u0323\u0307Σσςİßﬁｶﾞㄱ각Ⅳ½第條，. 𠀀國\u09c7\u09be㍿\0\n\ud800\U00016d67"
texts = st.text() | st.text(alphabet=TANGLED, max_size=12)


@given(st.lists(texts, max_size=6))
def test_many_keys_are_those_of_each(some):
    assert read_keys(fold_texts(some)) == [fold_text(each) for each in some]


def test_every_character_folds_as_alone():
    characters = [f"a{chr(code)}b" for code in range(0x3400)]
    characters += [f"a{chr(code)}b" for code in range(0xF900, 0x11800)]
    assert read_keys(fold_texts(characters)) == [fold_text(each) for each in characters]


@given(st.lists(texts, max_size=6))
def test_keys_know_their_lengths_and_owners(some):
    keys = fold_texts(some)
    wanted = [fold_text(each) for each in some]
    assert keys.lengths.tolist() == [len(each) for each in wanted]
    owners = [place for place, each in enumerate(wanted) for _ in range(len(each) + 1)]
    assert keys.owners.tolist() == [0, *owners]


def test_one_key_is_laid_out_as_among_many():
    key = fold_text("第12条, the U.S. 𠀀國")
    alone, among = lay_out_key(key), fold_texts([key])
    assert alone.codes.tolist() == among.codes.tolist()
    assert alone.is_cjk.tolist() == among.is_cjk.tolist()
