import re

import pytest
from starlette.testclient import TestClient

from aligner.review.app import make_app
from tests.aligner.review.desk_kit import HOST, ORIGIN, TOKEN, open_desk
from tests.aligner.review.glossary.glossary_kit import AGREEMENT, SUMMIT, open_store
from tmx.glossary import Review


@pytest.fixture
def store(tmp_path):
    store = open_store("tsv", tmp_path)
    store.decide([AGREEMENT, SUMMIT], Review.PROPOSED)
    return store


@pytest.fixture
def client(store, tmp_path):
    with open_desk(tmp_path, terms=store) as desk:
        app = make_app(desk, TOKEN, [HOST])
        with TestClient(app, base_url=f"http://{HOST}") as opened:
            yield opened
        desk.glossary.wait()


def post(client, headers=ORIGIN, **values):
    return client.post(f"/{TOKEN}/terms", json={"version": 0, **values}, headers=headers)


def test_the_page_has_a_button_for_the_glossary(client):
    assert 'data-action="glossary"' in client.get(f"/{TOKEN}/").text


@pytest.mark.parametrize("path", ["glossary?state=all&q=停火", "findings", "term/c1"])
def test_panels_are_there(client, path):
    response = client.get(f"/{TOKEN}/{path}")
    assert response.status_code == 200
    assert not re.search(r"<[^>]* (style|on\w+)=", response.text)


def test_a_decision_is_answered_and_kept(client, store):
    response = post(client, do="accept", ids=["c1"], state="proposed", ui="zh")
    answer = response.json()
    assert answer["said"] == "已接受：停火协议 = ceasefire agreement"
    assert answer["focus"] == "c2"
    assert 'data-concept="c1"' not in answer["html"]
    assert store.list_concepts()[0].concept.review == Review.ACCEPTED


@pytest.mark.parametrize(
    "values",
    [
        {"do": "accept", "ids": ["c9"]},
        {"do": "merge", "ids": ["c1"]},
        {"do": "edit", "ids": ["c1"], "text-0": "", "text-1": ""},
        {"do": "undo" * 99, "ids": ["c1"]},
        {},
    ],
)
def test_what_cannot_be_done_is_explained(client, values):
    response = post(client, **values)
    assert response.status_code == 422
    assert response.json()["error"]


@pytest.mark.parametrize("path", ["glossary?state=odd", "glossary?page=x", "term/c99"])
def test_wrong_questions_are_explained(client, path):
    assert client.get(f"/{TOKEN}/{path}").status_code == 422


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_other_origins_decide_nothing(client, store, origin):
    response = post(client, headers={"Origin": origin}, do="accept", ids=["c1"])
    assert response.status_code == 403
    assert store.list_concepts()[0].concept.review == Review.PROPOSED


@pytest.mark.parametrize("path", ["glossary", "findings", "term/c1"])
def test_without_a_store_there_is_no_glossary(tmp_path, path):
    with open_desk(tmp_path) as desk:
        app = make_app(desk, TOKEN, [HOST])
        with TestClient(app, base_url=f"http://{HOST}") as client:
            assert client.get(f"/{TOKEN}/{path}").status_code == 422
            assert 'data-action="glossary"' not in client.get(f"/{TOKEN}/").text
