"""A row → other ways to group it and its neighbours, the likeliest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aligner.review.actions import make_change
from aligner.review.judging import Judge
from aligner.revision.records import Change, RevisionError, Row
from aligner.revision.state import RevisionState

MOST = 5


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to group a row.

    Args:
        action: what the page asks for to get it.
        kind: its name, such as "merge".
        probability: the mean of its pairs; 0 where none is left.
        rows: as they would stand.
    """

    action: Mapping[str, Any]
    kind: str
    probability: float
    rows: tuple[Row, ...]


def find_alternatives(state: RevisionState, judge: Judge, row: int) -> list[Alternative]:
    """List other groupings of a row, the likeliest first, at most MOST.

    Args:
        state: as it stands.
        judge: the aligner.
        row: its identifier.

    Raises:
        RevisionError: there is no such row.
    """
    place = state.find_place(row)
    found: dict[object, Alternative] = {}
    for action in _list_actions(state, place):
        try:
            change = make_change(state, action, judge.choose_split)
        except RevisionError:
            continue
        groups = tuple((each.source, each.target) for each in change.after)
        if groups not in found:
            found[groups] = _rate(state, judge, action, change)
    ranked = sorted(found.values(), key=lambda each: each.probability, reverse=True)
    return ranked[:MOST]


def _list_actions(state: RevisionState, place: int) -> Iterator[dict[str, Any]]:
    row = state.get_row(place).id
    for side in ("source", "target"):
        for direction in ("up", "down"):
            yield {"action": "move", "row": row, "side": side, "direction": direction}
            beside = place + (1 if direction == "down" else -1)
            if 0 <= beside < len(state):
                back = "up" if direction == "down" else "down"
                neighbour = state.get_row(beside).id
                yield {"action": "move", "row": neighbour, "side": side, "direction": back}
    if place > 0:
        yield {"action": "merge", "first": state.get_row(place - 1).id, "last": row}
    yield {"action": "merge", "first": row, "last": None}
    yield {"action": "split", "row": row}
    yield {"action": "unlink", "first": row, "last": row}


def _rate(
    state: RevisionState, judge: Judge, action: Mapping[str, Any], change: Change
) -> Alternative:
    trial = state.copy()
    trial.apply(change)
    pairs = [each for each in change.after if not each.is_null]
    rated = judge.rate_rows(trial, pairs) if pairs else []
    probability = sum(rated) / len(rated) if rated else 0.0
    return Alternative(action, change.kind, probability, change.after)
