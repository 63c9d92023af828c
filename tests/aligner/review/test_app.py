import json
import re

import pytest
from starlette.testclient import TestClient

from aligner.review.app import make_app
from aligner.review.security import POLICY, make_token
from aligner.review.session import ReviewSession
from aligner.revision.texts import edit_text
from tests.aligner.review.desk_kit import HOST, ORIGIN, TOKEN


@pytest.fixture
def client(desk):
    app = make_app(desk, TOKEN, [HOST])
    with TestClient(app, base_url=f"http://{HOST}") as opened:
        yield opened


def post(client, path, headers=ORIGIN, **values):
    return client.post(f"/{TOKEN}/{path}", json={"version": 0, **values}, headers=headers)


def test_the_page_loads_nothing_from_elsewhere(client):
    page = client.get(f"/{TOKEN}/")
    assert page.status_code == 200
    assert page.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    addresses = re.findall(r'(?:src|href)="([^"]*)"', page.text)
    assert not [each for each in addresses if "//" in each]
    assert not re.search(r"<[^>]* (style|on\w+)=", page.text)
    assert re.findall(r"<script(?![^>]* src=)", page.text) == []


@pytest.mark.parametrize("name", ["review.js", "review.css"])
def test_static_files_are_there(client, name):
    assert client.get(f"/{TOKEN}/static/{name}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/", id="no token"),
        pytest.param("/rows", id="no token, a path"),
        pytest.param("/toke/", id="short token"),
        pytest.param("/token2/", id="long token"),
        pytest.param(f"/{TOKEN}", id="no slash behind the token"),
        pytest.param(f"//{TOKEN}/", id="two slashes"),
        pytest.param("/té/", id="not ASCII"),
    ],
)
def test_missing_tokens_are_refused(client, path):
    assert client.get(path).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["static/../app.py", "static/..%2fapp.py", "static/%2e%2e/desk.py", "static/", "static/x.js"],
)
def test_path_tricks_find_nothing(client, path):
    assert client.get(f"/{TOKEN}/{path}").status_code in {403, 404}


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:9", "localhost.evil:8000"]
)
def test_other_hosts_are_refused(client, host):
    assert client.get(f"/{TOKEN}/", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", f"https://{HOST}", ""])
def test_other_origins_change_nothing(client, desk, origin):
    response = post(client, "do", headers={"Origin": origin}, action="accept", rows=[0])
    assert (response.status_code, desk.session.version) == (403, 0)


def test_only_json_is_taken(client, desk):
    headers = {**ORIGIN, "Content-Type": "text/plain"}
    body = '{"version": 0, "action": "accept", "rows": [0]}'
    response = client.post(f"/{TOKEN}/do", content=body, headers=headers)
    assert (response.status_code, desk.session.version) == (403, 0)


@pytest.mark.parametrize("body", ["", "[1]", "{", "[" * 100_000, "null"])
def test_broken_json_is_explained(client, body):
    headers = {**ORIGIN, "Content-Type": "application/json"}
    response = client.post(f"/{TOKEN}/do", content=body, headers=headers)
    assert response.status_code == 422
    assert "JSON" in response.json()["error"]


def test_half_a_character_is_refused_before_it_is_kept(client, desk):
    """A lone surrogate cannot be written to any page: the file could not be opened again."""
    body = json.dumps({"version": 0, "action": "edit", "segment": "s0", "text": "a\ud800"})
    headers = {**ORIGIN, "Content-Type": "application/json"}
    response = client.post(f"/{TOKEN}/do", content=body, headers=headers)
    assert (response.status_code, desk.session.version) == (422, 0)
    assert "half a character" in response.json()["error"]
    assert client.get(f"/{TOKEN}/").status_code == 200


def test_a_file_with_half_a_character_can_be_shown(client, desk):
    desk.session.do(lambda state: edit_text(state, "s0", "a\ud800b"), version=0)
    assert ">a?b<" in client.get(f"/{TOKEN}/").text
    assert post(client, "undo", version=1).status_code == 200


def test_the_page_shows_what_another_process_wrote(client, desk):
    assert 'data-version="0"' in client.get(f"/{TOKEN}/").text
    other = ReviewSession.open(desk.session.path)
    other.do(lambda state: edit_text(state, "s0", "灯塔。"), version=0)
    page = client.get(f"/{TOKEN}/").text
    assert 'data-version="1"' in page
    assert ">灯塔。<" in page


@pytest.mark.parametrize(
    ("ui", "said"), [("en", "Row 5 is the last"), ("zh", "第 5 行是最后一行"), ([1], "Row 5 is")]
)
def test_errors_are_told_in_the_language_of_the_page(client, ui, said):
    response = post(client, "do", action="merge", first=4, ui=ui)
    assert response.status_code == 422
    assert response.json()["error"].startswith(said)
    post(client, "do", action="accept", rows=[0])
    assert post(client, "undo", ui="zh").json()["error"].startswith("未执行")
    assert "未能完成" in post(client, "do", action="boil", ui="zh", version=1).json()["error"]


def test_a_change_is_answered_and_saved(client, desk):
    response = post(client, "do", action="accept", rows=[0, 1], filter="all", q="")
    answer = response.json()
    assert (response.status_code, answer["version"], answer["removed"]) == (200, 1, [0, 1])
    assert "accepted" in answer["html"]
    assert desk.session.version == 1


def test_a_stale_page_is_told(client):
    post(client, "do", action="accept", rows=[0])
    response = post(client, "do", action="accept", rows=[1])
    assert (response.status_code, response.json()["version"]) == (409, 1)


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("do", {"action": "merge", "first": 4}),
        ("undo", {}),
        ("do", {"version": "0", "action": "accept", "rows": [0]}),
        ("do", {"filter": "no such", "action": "accept", "rows": [0]}),
        ("propose", {"first": 0}),
        ("export/memory", {"choose": "all", "threshold": "x"}),
        ("export/memory", {"choose": "all", "threshold": ""}),
        ("do", {"action": "link", "source": "t0", "target": "s0"}),
        ("do", {"action": "edit", "segment": "s0", "text": "a", "was": "b"}),
        ("do", {"action": "edit", "segment": "s0", "text": "a", "was": ["b"]}),
        ("do", {"action": "divide", "segment": "s0", "offset": 2, "shown": "b"}),
        ("do", {"action": "join", "segment": "s0", "shown": "b"}),
        ("do", {"action": "reset", "segment": "s0", "was": "b"}),
    ],
)
def test_what_cannot_be_done_is_explained(client, path, values):
    response = post(client, path, **values)
    assert response.status_code == 422
    assert response.json()["error"]


@pytest.mark.parametrize(
    "path",
    [
        "rows?start=x",
        "rows?filter=y",
        "next?row=99",
        "next?what=odd",
        "place?row=x",
        "row/99/alternatives",
        "export?format=exe&choose=all",
        "export?format=tmx&choose=some",
        "export/preview?choose=all&threshold=9",
    ],
)
def test_wrong_questions_are_explained(client, path):
    response = client.get(f"/{TOKEN}/{path}")
    assert response.status_code == 422
    assert response.json()["error"]


def test_rows_come_in_windows(client):
    response = client.get(f"/{TOKEN}/rows?start=1&count=2")
    assert re.findall(r'data-row="(\d+)"', response.text) == ["1", "2"]
    assert (response.headers["x-total"], response.headers["x-version"]) == ("5", "0")


@pytest.mark.parametrize("name", ["tmx", "xlsx", "docx"])
def test_downloads_have_a_name(client, name):
    response = client.get(f"/{TOKEN}/export?format={name}&choose=all&threshold=0")
    assert response.status_code == 200
    assert response.headers["content-disposition"].endswith(f"story.{name}")
    assert len(response.content) > 500


@pytest.mark.parametrize(
    ("wish", "expected"), [("zh-TW,zh;q=0.9", "zh"), ("en-GB", "en"), ("de", "en")]
)
def test_the_interface_speaks_the_language_of_the_browser(client, wish, expected):
    page = client.get(f"/{TOKEN}/", headers={"Accept-Language": wish})
    assert f'<html lang="{expected}">' in page.text


def test_tokens_are_long_and_new():
    tokens = {make_token() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 32
