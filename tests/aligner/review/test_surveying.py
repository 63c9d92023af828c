"""What is kept of rows is what looking at all of them again would give."""

from random import Random

import pytest

from aligner.review.clients import Client
from aligner.review.filtering import FILTERS, Shown
from aligner.review.reading import RowReader
from aligner.review.surveying import Survey
from aligner.revision.records import RevisionError
from tests.aligner.review.desk_kit import open_desk

_CHANGES = 60


def list_actions(state, chooser):
    row = chooser.choice(state.rows)
    name = chooser.choice(row.source + row.target)
    side = chooser.choice(("source", "target"))
    return [
        {
            "action": "move",
            "row": row.id,
            "side": side,
            "direction": chooser.choice(("up", "down")),
        },
        {"action": "merge", "first": row.id},
        {"action": "split", "row": row.id},
        {"action": "unlink", "first": row.id, "last": row.id},
        {"action": "edit", "segment": name, "text": chooser.choice("一二三") + " 12"},
        {"action": "reset", "segment": name},
        {"action": "divide", "segment": name, "offset": 4},
        {"action": "join", "segment": name},
        {"action": "accept", "rows": [row.id]},
        {"action": "accept_above", "row": row.id},
        {"action": "mark", "row": row.id},
    ]


def look(survey, shown):
    picture = survey.picture(shown)
    return picture.look(0, 0)[1]


@pytest.mark.parametrize("seed", range(6))
def test_counts_lists_and_replacements_are_never_stale(tmp_path, seed):
    chooser = Random(seed)
    with open_desk(tmp_path) as desk:
        clients = [Client("en", Shown(name, query)) for name in FILTERS for query in ("", "ca")]
        for _ in range(_CHANGES):
            client = chooser.choice(clients)
            before = look(desk._survey, client.shown)
            step = chooser.choice(("undo", "redo", *["do"] * 4))
            try:
                if step == "do":
                    action = chooser.choice(list_actions(desk.state, chooser))
                    answer = desk.act(client, action, desk.session.version)
                else:
                    answer = desk.go_back(client, step, desk.session.version)
            except RevisionError:
                continue
            fresh = Survey(RowReader(desk.state))
            fresh.complete()
            desk.complete(10.0)
            assert desk._survey.count() == fresh.count()
            after = look(fresh, client.shown)
            ids = [row for row, _ in before]
            start, stop = answer["at"], answer["at"] + len(answer["removed"])
            assert ids[start:stop] == answer["removed"]
            added = [row for row, _ in after][start : len(after) - len(ids) + stop]
            assert ids[:start] + added + ids[stop:] == [row for row, _ in after]
            assert all(f'data-row="{row}"' in answer["html"] for row in added)
            assert before[:start] == after[:start]
            assert answer["total"] == len(after)


def test_warnings_may_come_later(tmp_path):
    with open_desk(tmp_path) as desk:
        survey = Survey(RowReader(desk.state))
        assert (survey.count()["warned"], survey.count()["doubtful"]) == (None, None)
        assert not survey.complete(-1.0)
        assert survey.list_places(Shown("warned")) == [2, 4]
        assert (survey.count()["warned"], survey.count()["null"]) == (2, 1)


def test_the_nearest_row_is_found_for_one_that_is_gone(tmp_path):
    with open_desk(tmp_path) as desk:
        client = Client("en", Shown("doubtful"))
        assert desk.find_place(client, 3) == {"place": 1, "near": 1}
        assert desk.find_place(client, 0) == {"place": None, "near": 0}
        assert desk.find_place(client, 99, 4) == {"place": None, "near": 2}
        assert desk.find_place(Client("en", Shown("marked")), 0) == {"place": None, "near": None}
