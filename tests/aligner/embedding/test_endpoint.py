"""The encoder behind an address, against a server on the loopback: what it asks, and whatever the
server may do instead of answering.
"""

import json
import socket
import threading
import time
from contextlib import contextmanager

import numpy as np
import pytest

from aligner import AlignerError
from aligner.embedding.checking import check_encoder
from aligner.embedding.endpoint import EndpointEncoder, Place, make_batches, parse_place
from aligner.embedding.posting import Patience, find_message, read_pause
from tests.aligner.embedding.endpoints import Endpoint, serve
from tests.aligner.fakes import BilingualEncoder

TEXTS = ["船长在灯塔。", "𠀀来了。", "The captain is in the lighthouse."]


@pytest.fixture
def endpoint():
    return Endpoint()


@pytest.fixture
def base(endpoint):
    with serve(endpoint) as address:
        yield address


@pytest.fixture
def pauses():
    return []


@pytest.fixture
def make(base, pauses):
    def make(suffix="#m", key="", timeout=5.0, notes=None):
        patience = Patience(timeout=timeout, sleep=pauses.append)
        report = (notes if notes is not None else []).append
        place = parse_place(base + suffix)
        return EndpointEncoder(place, key=key, patience=patience, report=report)

    return make


ADDRESSES = {
    "base": ("http://Host:8080/v1#m", Place("http://host:8080/v1", model="m")),
    "full": ("https://host/v1/embeddings/", Place("https://host/v1")),
    "no path": ("http://host#m", Place("http://host", model="m")),
    "query": ("https://h/v1?api-version=2#m", Place("https://h/v1", "api-version=2", "m")),
    "slash": ("http://h/v1#a/b-c", Place("http://h/v1", model="a/b-c")),
    "prompt": ("http://h/v1#m&prompt=query:%20", Place("http://h/v1", model="m", prompt="query: ")),
    "no prompt": ("http://h/v1#m&prompt=", Place("http://h/v1", model="m", prompt="")),
    "IPv6": ("http://[::1]:80/v1#m", Place("http://[::1]:80/v1", model="m")),
}


@pytest.mark.parametrize(("address", "place"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_addresses(address, place):
    assert parse_place(address) == place


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://", "no host"),
        ("http:///v1", "no host"),
        ("http://host:port/v1", "http://HOST:PORT/v1#MODEL"),
        ("http://host:99999/v1", "http://HOST:PORT/v1#MODEL"),
        ("http://[::1/v1", "http://HOST:PORT/v1#MODEL"),
        ("http://a b/v1", "a space"),
        ("http://user:pass@host/v1", "DUIZHAO_API_KEY"),
        ("https://host/v1?api-key=s3cret", "DUIZHAO_API_KEY"),
        ("http://h/v1#m&promt=x", "only prompt"),
    ],
)
def test_addresses_that_are_none(address, message):
    with pytest.raises(AlignerError) as caught:
        parse_place(address)
    assert message in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_vectors_come_in_the_order_of_the_texts(make, endpoint):
    vectors = check_encoder(make()).encode(TEXTS)
    np.testing.assert_allclose(vectors, BilingualEncoder().encode(TEXTS), atol=1e-3)
    (method, path, headers, body) = endpoint.requests[0]
    assert (method, path) == ("POST", "/v1/embeddings")
    assert body == {"model": "m", "input": TEXTS}
    assert headers["Content-Type"] == "application/json"
    assert headers["Authorization"] is None


def test_the_key_goes_in_the_header_and_nowhere_else(make, endpoint):
    encoder = make(key=" s3cret\n")
    encoder.encode(TEXTS)
    assert endpoint.requests[0][2]["Authorization"] == "Bearer s3cret"
    assert "s3cret" not in encoder.signature


@pytest.mark.parametrize("key", ["a\nb", "schlüssel"])
def test_a_key_that_no_header_can_hold(make, key):
    with pytest.raises(AlignerError, match="DUIZHAO_API_KEY: holds"):
        make(key=key)


def test_a_query_is_sent_along(make, endpoint):
    encoder = make("?api-version=2#m")
    encoder.encode(TEXTS)
    assert encoder.signature.endswith("/v1?api-version=2#m")
    assert endpoint.requests[0][1] == "/v1/embeddings?api-version=2"


@pytest.mark.parametrize(
    ("suffix", "prompt"),
    [("#m", ""), ("#intfloat/multilingual-e5-small", "query: "), ("#e5-x&prompt=", "")],
)
def test_prompts(make, endpoint, suffix, prompt):
    make(suffix).encode(["a"])
    assert endpoint.batches == [[prompt + "a"]]


def test_batches_are_bounded_by_texts_and_characters():
    texts = ["a" * length for length in [10] * 70 + [3000] * 5 + [9000, 5]]
    batches = list(make_batches(texts))
    assert [text for batch in batches for text in batch] == texts
    assert all(len(b) <= 32 and (sum(map(len, b)) <= 6000 or len(b) == 1) for b in batches)
    assert len(batches) == 7


def list_models(*names):
    content = json.dumps({"data": [{"id": name} for name in names]}).encode()
    return lambda method, path, headers, body: (200, {}, content) if method == "GET" else None


def test_the_only_model_is_taken(make, endpoint):
    endpoint.rules = [list_models("bge-m3")]
    encoder = make("")
    encoder.encode(TEXTS)
    assert endpoint.requests[-1][3]["model"] == "bge-m3"
    assert encoder.signature.endswith("/v1#bge-m3")


def test_of_several_models_one_must_be_named(make, endpoint):
    endpoint.rules = [list_models("a", "b")]
    with pytest.raises(AlignerError, match=r"serves 2 models \(a, b\): name one after #"):
        make("").encode(TEXTS)


def test_without_a_list_of_models_it_goes_too(make, endpoint):
    make("").encode(TEXTS)
    assert endpoint.requests[-1][3]["model"] == "default"


def fail(times, status, headers=None, content=b"{}"):
    left = [times]

    def rule(method, path, headers_given, body):
        left[0] -= 1
        return (status, headers or {}, content) if left[0] >= 0 else None

    return rule


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again(make, endpoint, pauses, status):
    endpoint.rules = [fail(3, status)]
    assert len(make().encode(TEXTS)) == 3
    assert pauses == [1, 2, 4]


def test_retry_after_is_honoured(make, endpoint, pauses):
    endpoint.rules = [fail(2, 429, {"Retry-After": "7"})]
    make().encode(TEXTS)
    assert pauses == [7, 7]


def test_a_long_retry_after_ends_the_run(make, endpoint, pauses):
    endpoint.rules = [fail(9, 429, {"Retry-After": "3600"})]
    with pytest.raises(AlignerError, match=r"answered 429 .*asks to wait 3600 s; asked once"):
        make().encode(TEXTS)
    assert not pauses


@pytest.mark.parametrize(
    ("value", "expected"),
    [("12", 12), (None, None), ("soon", None), ("-5", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0)],
)
def test_reading_retry_after(value, expected):
    assert read_pause({"Retry-After": value}) == expected


def test_a_lasting_failure_is_an_error(make, endpoint, pauses):
    endpoint.rules = [fail(99, 503, content=b'{"error": "loading"}')]
    with pytest.raises(AlignerError, match=r"answered 503 .*“loading”.*asked 6 times"):
        make().encode(TEXTS)
    assert len(pauses) == 5


STATUSES = {
    "401": (401, {}, b'{"error": {"message": "bad key s3cret"}}', "DUIZHAO_API_KEY"),
    "403": (403, {}, b"", "DUIZHAO_API_KEY"),
    "404": (404, {}, b"<html>Not found</html>", "up to and with /v1"),
    "404 model": (404, {}, b'{"error": {"message": "no m"}}', "“no m”"),
    "400": (400, {}, b'{"message": "no such model"}', "“no such model”"),
    "redirect": (302, {"Location": "http://127.0.0.1:1/v1"}, b"", "http://127.0.0.1:1/v1"),
    "308": (308, {"Location": "http://127.0.0.1:1/v1"}, b"", "is not followed"),
    "418": (418, {}, b'{"detail": [{"loc": 1}]}', "check the address"),
}


@pytest.mark.parametrize("case", STATUSES.values(), ids=STATUSES.keys())
def test_a_refusal_is_an_error_with_advice(make, endpoint, pauses, case):
    status, headers, content, message = case
    endpoint.rules = [fail(99, status, headers, content)]
    with pytest.raises(AlignerError) as caught:
        make(key="s3cret").encode(TEXTS)
    assert f"answered {status}" in str(caught.value)
    assert message in str(caught.value)
    assert "s3cret" not in str(caught.value)
    assert not pauses


NONSENSE = {
    "HTML": (b"<html><body>Welcome</body></html>", "HTML"),
    "nothing": (b"", "no sound JSON"),
    "cut JSON": (b'{"data": [{"index": 0, "embedd', "no sound JSON"),
    "no UTF-8": (b"\xff\xfe", "no sound JSON"),
    "deep": (b"[" * 100_000, "no sound JSON"),
    "a list": (b"[1, 2]", "data is missing"),
    "an error": (b'{"error": "x"}', "data is missing"),
    "too few": (b'{"data": [{"index": 0, "embedding": [1, 2]}]}', "1 vectors for 3 texts"),
    "no list": (b'{"data": {"0": 1}}', "data is missing"),
    "no entries": (b'{"data": [1, 2, 3]}', "data is missing"),
}


@pytest.mark.parametrize("case", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_is_an_error(make, endpoint, case):
    content, message = case
    endpoint.rules = [fail(99, 200, {}, content)]
    with pytest.raises(AlignerError) as caught:
        make().encode(TEXTS)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


ENTRIES = {
    "an index twice": ([0, 1, 1], [[1, 2]] * 3, "indexes are not 0 to 2"),
    "an index too high": ([1, 2, 3], [[1, 2]] * 3, "indexes are not 0 to 2"),
    "a word for an index": ([0, 1, "2"], [[1, 2]] * 3, "indexes are not 0 to 2"),
    "a word in a vector": ([0, 1, 2], [[1, 2], [1, "2"], [1, 2]], "not a list of numbers"),
    "null in a vector": ([0, 1, 2], [[1, 2], [1, None], [1, 2]], "not a list of numbers"),
    "base64": ([0, 1, 2], ["AAAA"] * 3, "not a list of numbers"),
    "an empty vector": ([0, 1, 2], [[]] * 3, "not a list of numbers"),
    "a huge number": ([0, 1, 2], [[1, 2], [10**400, 2], [1, 2]], "out of range"),
    "lengths that differ": ([0, 1, 2], [[1, 2], [1, 2, 3], [1, 2]], "2, 3 numbers"),
    "NaN": ([0, 1, 2], [[1, 2], [float("nan"), 2], [1, 2]], "NaN or infinity for “𠀀来了。”"),
    "past float32": ([0, 1, 2], [[1, 2], [1e300, 2], [1, 2]], "NaN or infinity for “𠀀来了。”"),
    "zeros": ([0, 1, 2], [[1, 2], [0, 0], [1, 2]], "zeros alone for “𠀀来了。”"),
}


@pytest.mark.parametrize("case", ENTRIES.values(), ids=ENTRIES.keys())
def test_bad_vectors_are_errors(make, endpoint, case):
    numbers, vectors, message = case
    data = [{"index": n, "embedding": v} for n, v in zip(numbers, vectors, strict=True)]
    endpoint.rules = [fail(99, 200, {}, json.dumps({"data": data}).encode())]
    with pytest.raises(AlignerError) as caught:
        check_encoder(make()).encode(TEXTS)
    assert message in str(caught.value)


def test_entries_without_index_are_in_order(make, endpoint):
    data = [{"embedding": [number, 1]} for number in range(3)]
    endpoint.rules = [fail(1, 200, {}, json.dumps({"data": data}).encode())]
    np.testing.assert_array_equal(make().encode(TEXTS)[:, 0], [0, 1, 2])


def test_a_batch_that_is_too_large_is_halved(make, endpoint):
    def rule(method, path, headers, body):
        return (413, {}, b"{}") if len(body["input"]) > 4 else None

    endpoint.rules = [rule]
    texts = [f"text {number}" for number in range(20)]
    vectors = check_encoder(make()).encode(texts)
    np.testing.assert_allclose(vectors, BilingualEncoder().encode(texts), atol=1e-3)


@pytest.mark.parametrize(("status", "said"), [(400, "?"), (500, "input is too large to process")])
def test_of_a_text_that_is_too_long_the_beginning_counts(make, endpoint, status, said):
    def rule(method, path, headers, body):
        content = json.dumps({"error": {"message": said}}).encode()
        return (status, {}, content) if max(map(len, body["input"])) > 300 else None

    endpoint.rules = [rule]
    notes = []
    text = "灯塔 " * 300
    vectors = make(notes=notes).encode(["short", text, text])
    np.testing.assert_allclose(vectors[1:], BilingualEncoder().encode([text] * 2), atol=1e-5)
    assert len(notes) == 1
    assert "long texts are refused" in notes[0]


def test_a_slow_endpoint_is_asked_twice(make, endpoint, pauses):
    done = threading.Event()
    endpoint.rules = [lambda *_: done.wait(5) and None]
    start = time.monotonic()
    with pytest.raises(AlignerError, match=r"no answer within 0\.2 s; asked 2 times"):
        make(timeout=0.2).encode(TEXTS)
    assert time.monotonic() - start < 3
    assert pauses == [1]
    done.set()


@contextmanager
def listen(act):
    """Accept connections and do something else with them than speak HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        stop = threading.Event()

        def work():
            while not stop.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    connection.settimeout(1)
                    connection.recv(65536)
                    act(connection)

        thread = threading.Thread(target=work)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/v1#m"
        finally:
            stop.set()
            thread.join()


def drip(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    try:
        for _ in range(40):
            connection.sendall(b" ")
            time.sleep(0.05)
    except OSError:
        return


RUDE = {
    "closes": (lambda connection: None, "connection failed"),
    "speaks another protocol": (lambda c: c.sendall(b"220 smtp ready\r\n"), "connection failed"),
    "stops in the middle": (
        lambda c: c.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{"data"'),
        "connection failed",
    ),
    "sends drops": (drip, "no answer within 0.5 s"),
}


@pytest.mark.parametrize(("act", "message"), RUDE.values(), ids=RUDE.keys())
def test_a_rude_endpoint_is_an_error(act, message):
    with listen(act) as address:
        patience = Patience(timeout=0.5, sleep=lambda seconds: None)
        with pytest.raises(AlignerError) as caught:
            EndpointEncoder(parse_place(address), patience=patience).encode(TEXTS)
    assert message in str(caught.value)
    assert "asked 2 times" in str(caught.value)


def test_an_endpoint_that_is_down_is_an_error(pauses):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    place = parse_place(f"http://127.0.0.1:{port}/v1#m")
    with pytest.raises(AlignerError, match=r"the connection failed .*asked 2 times"):
        EndpointEncoder(place, patience=Patience(sleep=pauses.append)).encode(TEXTS)


def test_a_proxy_is_not_asked_for_the_loopback(make, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert len(make().encode(TEXTS)) == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"error": {"message": "m"}}', "m"),
        ('{"error": "m"}', "m"),
        ('{"detail": ["m"]}', '["m"]'),
        ("plain", "plain"),
        ("<html>m</html>", ""),
        ("{}", ""),
    ],
)
def test_messages_of_errors(content, message):
    assert find_message(content) == message
