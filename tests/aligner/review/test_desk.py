from dataclasses import replace

import pytest

from aligner.review.clients import Client
from aligner.review.export_desk import MemoryTarget
from aligner.review.filtering import Shown
from aligner.revision.records import Direction, RevisionError
from tests.aligner.review.desk_kit import FakeJudge, make_alignment, open_desk

ENGLISH = Client("en")


def groups(desk):
    return [(row.source, row.target) for row in desk.state.rows]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(
            {"action": "move", "row": 2, "side": "target", "direction": "down"},
            [(("s2",), ("t2",)), (("s3",), ("t3",))],
            id="move down",
        ),
        pytest.param({"action": "merge", "first": 2}, [(("s2", "s3"), ("t2", "t3"))], id="merge"),
        pytest.param(
            {"action": "split", "row": 2, "before": "t3"},
            [(("s2",), ("t2",)), ((), ("t3",)), (("s3",), ())],
            id="split before a segment",
        ),
        pytest.param(
            {"action": "unlink", "first": 2, "last": 2},
            [(("s2",), ()), ((), ("t2",)), ((), ("t3",)), (("s3",), ())],
            id="unlink",
        ),
        pytest.param(
            {"action": "link", "source": "s3", "target": "t3"},
            [(("s2",), ("t2",)), (("s3",), ("t3",))],
            id="link",
        ),
    ],
)
def test_actions_regroup_rows_and_are_undone(desk, values, expected):
    before = groups(desk)
    answer = desk.act(ENGLISH, values, 0)
    assert groups(desk) == [*before[:2], *expected, before[4]]
    assert (answer["version"], answer["at"], answer["reload"]) == (1, 2, False)
    undone = desk.go_back(ENGLISH, "undo", 1)
    assert groups(desk) == before
    assert (undone["version"], undone["redo"] != "") == (2, True)
    desk.go_back(ENGLISH, "redo", 2)
    assert groups(desk) == [*before[:2], *expected, before[4]]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"action": "explode"}, id="unknown"),
        pytest.param({"action": "merge", "first": "2"}, id="text for a number"),
        pytest.param({"action": "merge", "first": True}, id="truth for a number"),
        pytest.param({"action": "merge", "first": 4}, id="the last row"),
        pytest.param({"action": "merge", "first": 99}, id="no such row"),
        pytest.param({"action": "move", "row": 0, "side": "left", "direction": "up"}, id="side"),
        pytest.param({"action": "accept", "rows": [1, "x"]}, id="list"),
        pytest.param({"action": "edit", "segment": "s0", "text": " "}, id="blank"),
        pytest.param({"action": "edit", "segment": "s99", "text": "a"}, id="no such segment"),
        pytest.param({"action": "divide", "segment": "s0", "offset": 99}, id="offset"),
        pytest.param({"action": "realign", "proposal": "none"}, id="no such proposal"),
    ],
)
def test_wrong_requests_change_nothing(desk, values):
    before = groups(desk)
    with pytest.raises(RevisionError):
        desk.act(ENGLISH, values, 0)
    assert (groups(desk), desk.session.version) == (before, 0)


def test_regrouped_rows_are_rated(desk):
    desk.act(ENGLISH, {"action": "move", "row": 2, "side": "target", "direction": "down"}, 0)
    assert [row.confidence for row in desk.state.rows] == [0.99, 0.95, 0.8, 0.8, 0.4]


def test_next_doubtful_goes_round(desk):
    found, row = [], None
    for _ in range(4):
        row = desk.find_next(row, "doubtful", Direction.DOWN)["row"]
        found.append(row)
    assert found == [2, 3, 4, 2]
    assert desk.find_next(2, "doubtful", Direction.UP)["row"] == 4
    assert desk.find_next(None, "marked", Direction.DOWN)["row"] is None


def test_an_accepted_row_leaves_the_filter(desk):
    client = Client("en", Shown("doubtful"))
    assert desk.describe_layout(client)["total"] == 3
    answer = desk.act(client, {"action": "accept", "rows": [3]}, 0)
    assert (answer["at"], answer["removed"], answer["html"].strip()) == (1, [3], "")
    assert answer["total"] == 2


def test_search_knows_both_scripts_and_sides(desk):
    for query in ("燈塔", "灯塔", "LIGHTHOUSE"):
        assert desk.describe_layout(Client("en", Shown("all", query)))["total"] == 1


def test_edits_are_shown_with_what_is_printed(desk):
    answer = desk.act(ENGLISH, {"action": "edit", "segment": "t0", "text": "A <i>captain"}, 0)
    assert "A &lt;i&gt;captain" in answer["html"]
    assert 'data-printed="The captain saw the lighthouse."' in answer["html"]


def test_text_never_becomes_markup(desk):
    html = desk.render_page(ENGLISH)
    assert "<script>alert" not in html
    assert "<b>面包" not in html
    assert "&lt;b&gt;面包&lt;/b&gt;" in html


@pytest.mark.parametrize(
    ("least", "bounds"), [(0.7, 'low="70" high="90"'), (0.95, 'low="95" high="95"')]
)
def test_meters_and_the_threshold_follow_the_least_confidence(tmp_path, least, bounds):
    alignment = make_alignment()
    settings = replace(alignment.settings, min_confidence=least)
    with open_desk(tmp_path, replace(alignment, settings=settings)) as desk:
        html = desk.render_page(ENGLISH)
    assert bounds in html
    assert html.count("<meter") == html.count(bounds)
    assert f'name="threshold" min="0" max="100" step="1" value="{100 * least:.0f}"' in html


def test_display_in_other_characters_leaves_the_text_alone(desk):
    html, _ = desk.render_rows(Client("en", script="traditional"), 0, 1)
    assert "船長看見燈塔。" in html
    assert 'data-text="船长看见灯塔。"' in html


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_part_renders_in_both_languages(desk, language):
    client = Client(language)
    for part in (
        desk.render_page(client),
        desk.render_unaligned(client),
        desk.render_alternatives(client, 2),
        desk.propose(client, 2, 3)["html"],
        desk.render_map(client),
    ):
        assert len(part) > 100


def test_a_proposal_is_looked_at_and_taken(desk):
    desk.act(ENGLISH, {"action": "accept", "rows": [1]}, 0)
    proposal = desk.propose(ENGLISH, 2, 2)["proposal"]
    desk.act(ENGLISH, {"action": "realign", "proposal": proposal}, 1)
    assert groups(desk)[2:] == [(("s2",), ("t2",)), (("s3",), ("t3",)), (("s4",), ("t4",))]


def test_a_proposal_for_rows_that_changed_is_refused(desk):
    proposal = desk.propose(ENGLISH, 2, 2)["proposal"]
    desk.act(ENGLISH, {"action": "merge", "first": 0}, 0)
    before = groups(desk)
    with pytest.raises(RevisionError):
        desk.act(ENGLISH, {"action": "realign", "proposal": proposal}, 1)
    assert groups(desk) == before


def test_exports_count_what_is_left_out(desk):
    desk.act(ENGLISH, {"action": "accept", "rows": [4]}, 0)
    counts = {c: desk.exports.preview("en", c, 0.93) for c in ("confirmed", "threshold", "all")}
    assert [counts[c]["count"] for c in counts] == [1, 3, 4]
    assert counts["confirmed"]["left_out"] == {"no counterpart": 1, "not accepted": 3}
    assert counts["threshold"]["left_out"] == {
        "no counterpart": 1,
        "below the minimum confidence": 1,
    }


def test_the_memory_gets_what_was_chosen(tmp_path):
    added = []
    memory = MemoryTarget("team.tmdb", lambda alignment: added.append(alignment) or (1, 1_200))
    with open_desk(tmp_path, memory=memory) as desk:
        said = {ui: desk.exports.add_to_memory(ui, "threshold", 0.9)["said"] for ui in ("en", "zh")}
    assert said["en"].startswith("Into team.tmdb: 1 new, 1,200 merged")
    assert said["zh"].startswith("写入 team.tmdb：新增 1 对，与已有合并 1,200 对。")
    assert added[0].settings.min_confidence == 0.9


def test_without_a_memory_it_says_how_to_name_one(desk):
    with pytest.raises(RevisionError, match="--tm"):
        desk.exports.add_to_memory("en", "all", 0.0)


def test_rows_that_are_looked_at_are_read_ahead(tmp_path):
    judge = FakeJudge()
    with open_desk(tmp_path, judge=judge) as desk:
        desk.render_page(ENGLISH)
        desk.render_rows(Client("en", Shown("doubtful")), 0, 1)
        desk.find_next(None, "null", Direction.DOWN)
    assert judge.ahead == [[0, 1, 2, 3, 4], [2], [3]]
