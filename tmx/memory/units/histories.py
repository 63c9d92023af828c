"""The history of a unit as a property of it, for a file has no other place for it.

A change is `{"moment": …, "author": …, "action": …, "before": unit}`, the oldest first; a property
holds each. Units are as in JSON lines (`tmx.formats.objects`).
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from tmx.memory.queries.history import ChangeRow
from tmx.memory.records import Action
from tmx.memory.units.facts import count_seconds, make_moment
from tmx.memory.units.identity import HISTORY
from tmx.memory.units.rows import clean_unit, dump_unit, load_unit
from tmx.records import Prop, TranslationUnit


def state_history(unit: TranslationUnit, changes: Iterable[ChangeRow]) -> TranslationUnit:
    """Make a unit tell its former states.

    Args:
        unit: any.
        changes: the oldest first; without any the unit stays as it is.
    """
    stated = tuple(Prop(HISTORY, _dump(each)) for each in changes)
    return replace(unit, props=(*unit.props, *stated)) if stated else unit


def take_history(unit: TranslationUnit) -> tuple[TranslationUnit, tuple[ChangeRow, ...]]:
    """Take the former states off a unit that tells them.

    Returns:
        The unit without those properties that could be read, and what they tell; the number of
        the unit in it is 0.
    """
    if not any(each.type == HISTORY for each in unit.props):
        return unit, ()
    read = [(each, _load(each) if each.type == HISTORY else None) for each in unit.props]
    kept = tuple(each for each, change in read if change is None)
    return replace(unit, props=kept), tuple(change for _, change in read if change is not None)


def _dump(change: ChangeRow) -> str:
    moment = make_moment(change.moment)
    told = {
        "moment": "" if moment is None else moment.isoformat().replace("+00:00", "Z"),
        "author": change.author,
        "action": change.action,
        "before": json.loads(change.before),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _load(prop: Prop) -> ChangeRow | None:
    try:
        told = json.loads(prop.text)
        seconds = count_seconds(datetime.fromisoformat(told["moment"]))
        before, _ = clean_unit(load_unit(json.dumps(told["before"])))
        action = Action(told["action"])
        author = None if told["author"] is None else str(told["author"])
        return ChangeRow(0, seconds or 0, author, action, dump_unit(before))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
