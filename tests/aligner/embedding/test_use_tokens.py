import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.embedding.use import UseEncoder
from aligner.embedding.use_tokens import TokenNetwork


@pytest.fixture(scope="module")
def network():
    return TokenNetwork()


TEXTS = ("他签署了停火协议。", "He signed the ceasefire, “Ｆｉｎｅ” 囧囧𠀀", "２ ㎏ … ½")


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_those_of_the_encoder(network, text):
    assert network.read_tokens(text).numbers == network.tokenise(text)[0]


@pytest.mark.parametrize("text", TEXTS)
def test_all_of_a_text_has_its_own_vector(network, text):
    tokens = network.read_tokens(text)
    (rows,) = network.project([tokens.numbers])
    vector = network.embed(rows.sum(axis=0)[None], np.array([len(rows)], dtype=np.float32))
    assert np.allclose(vector, UseEncoder().encode([text]), atol=1e-4)


def test_stretches_have_the_tokens_that_stand_there(network):
    tokens = network.read_tokens("He signed the ceasefire")
    firsts, stops = tokens.find_runs(np.array([0, 3, 0]), np.array([2, 9, 23]))
    assert (firsts[0], stops[2]) == (1, len(tokens.numbers) - 1)
    assert stops[0] == firsts[1]


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_places_are_in_order_whatever_the_text(network, text):
    tokens = network.read_tokens(text)
    if tokens is None:
        return
    assert (np.diff(tokens.starts) >= 0).all()
    assert (np.diff(tokens.stops) >= 0).all()
    assert ((tokens.starts >= 0) & (tokens.stops <= len(text))).all()
    assert len(tokens.starts) == len(tokens.numbers) - 2
