"""What a page asks for, as JSON → a change of the rows. Nothing in it is trusted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from aligner.revision.deciding import accept_above, decide_rows, mark_row
from aligner.revision.grouping import (
    link_segments,
    merge_rows,
    move_segment,
    split_row,
    unlink_rows,
)
from aligner.revision.records import (
    Change,
    Direction,
    RevisionError,
    Row,
    RowStatus,
    SideName,
)
from aligner.revision.state import RevisionState, find_side
from aligner.revision.texts import edit_text, join_segments, reset_text, split_segment

ChooseSplit = Callable[[RevisionState, Row, int | None, int | None], tuple[int, int]]
"""Chooses how many segments of each side of a row go into the first of two; where a number is
given for a side, it holds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The values of an action.

    Args:
        values: as JSON gave them.
    """

    values: Mapping[str, Any]

    def integer(self, name: str) -> int:
        """Return a value that must be an integer.

        Raises:
            RevisionError: it is none.
        """
        value = self.values.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise RevisionError(f"{name}: is {value!r}, and must be an integer")
        return value

    def text(self, name: str) -> str:
        """Return a value that must be a text.

        Raises:
            RevisionError: it is none.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            raise RevisionError(f"{name}: is {value!r}, and must be a text")
        return value

    def choice(self, name: str, choices: type[SideName] | type[Direction]) -> Any:  # noqa: ANN401
        """Return a value that must be one of an enumeration.

        Raises:
            RevisionError: it is none.
        """
        value = self.text(name)
        if value not in list(choices):
            raise RevisionError(f"{name}: is {value!r}: give one of {', '.join(choices)}")
        return choices(value)

    def integers(self, name: str) -> list[int]:
        """Return a value that must be a list of integers.

        Raises:
            RevisionError: it is none.
        """
        value = self.values.get(name)
        if not isinstance(value, list) or not all(type(each) is int for each in value):
            raise RevisionError(f"{name}: is {value!r:.60}, and must be a list of integers")
        return value


def make_change(state: RevisionState, values: Mapping[str, Any], choose: ChooseSplit) -> Change:
    """Compute what an action of the page changes.

    Args:
        state: as it stands.
        values: its name under "action", and what it needs.
        choose: says where a row is best split, where the page does not say it.

    Raises:
        RevisionError: there is no such action, a value is missing or wrong, or the rows do not
            allow it.
    """
    asked = Asked(values)
    name = asked.text("action")
    if name == "split":
        return _split(state, asked, choose)
    if name not in _MAKERS:
        raise RevisionError(f"action {name}: is not known: give one of {', '.join(ACTIONS)}")
    return _MAKERS[name](state, asked)


def _merge(state: RevisionState, asked: Asked) -> Change:
    first = asked.integer("first")
    if asked.values.get("last") is not None:
        return merge_rows(state, first, asked.integer("last"))
    place = state.find_place(first)
    if place + 1 == len(state):
        raise RevisionError(
            f"row {place + 1}: is the last, there is none below to merge it with",
            "last_row",
            row=place + 1,
        )
    return merge_rows(state, first, state.get_row(place + 1).id)


def _split(state: RevisionState, asked: Asked, choose: ChooseSplit) -> Change:
    """Split a row before the chosen segment, or where it fits best."""
    row = state.get_row(state.find_place(asked.integer("row")))
    if "source" in asked.values or "target" in asked.values:
        return split_row(state, row.id, asked.integer("source"), asked.integer("target"))
    cuts: dict[SideName, int | None] = dict.fromkeys(SideName)
    if asked.values.get("before") is not None:
        name = asked.text("before")
        side = find_side(name)
        names = row.get_side(side)
        cuts[side] = names.index(name) or None if name in names else None
    return split_row(state, row.id, *choose(state, row, *cuts.values()))


def _edit(state: RevisionState, asked: Asked) -> Change:
    return edit_text(state, _read_segment(state, asked), asked.text("text"))


def _divide(state: RevisionState, asked: Asked) -> Change:
    return split_segment(state, _read_shown(state, asked), asked.integer("offset"))


def _read_shown(state: RevisionState, asked: Asked) -> str:
    """Return the segment that is to be cut or joined, if the page shows it as it stands.

    Raises:
        RevisionError: something was written into its field that is not saved.
    """
    segment = _read_segment(state, asked)
    if asked.values.get("shown") not in (None, state.get_segment(segment).current):
        raise RevisionError(
            f"segment {segment}: its text was changed and not saved: take that back, split or join"
            " it, and edit then",
            "text_unsaved",
        )
    return segment


def _read_segment(state: RevisionState, asked: Asked) -> str:
    """Return the segment that is meant, if its text is the one that the page began with.

    Raises:
        RevisionError: it is another, which somebody wrote in the meantime.
    """
    segment = asked.text("segment")
    current = state.get_segment(segment).current
    if asked.values.get("was") not in (None, current):
        raise RevisionError(
            f"segment {segment}: its text was changed elsewhere, it is “{current}” now: save again"
            " to put yours in its place",
            "text_moved_on",
            text=current,
        )
    return segment


def _mark(state: RevisionState, asked: Asked) -> Change:
    row = asked.integer("row")
    wanted = asked.values.get("is_marked", not state.get_row(state.find_place(row)).is_marked)
    return mark_row(state, row, is_marked=bool(wanted))


_MAKERS: Mapping[str, Callable[[RevisionState, Asked], Change]] = MappingProxyType(
    {
        "move": lambda state, asked: move_segment(
            state,
            asked.integer("row"),
            asked.choice("side", SideName),
            asked.choice("direction", Direction),
        ),
        "merge": _merge,
        "unlink": lambda state, asked: unlink_rows(
            state, asked.integer("first"), asked.integer("last")
        ),
        "link": lambda state, asked: link_segments(
            state, asked.text("source"), asked.text("target")
        ),
        "edit": _edit,
        "reset": lambda state, asked: reset_text(state, _read_segment(state, asked)),
        "divide": _divide,
        "join": lambda state, asked: join_segments(state, _read_shown(state, asked)),
        "accept": lambda state, asked: decide_rows(
            state, asked.integers("rows"), RowStatus.ACCEPTED
        ),
        "reopen": lambda state, asked: decide_rows(state, asked.integers("rows"), RowStatus.OPEN),
        "accept_above": lambda state, asked: accept_above(state, asked.integer("row")),
        "mark": _mark,
    }
)

ACTIONS = (*_MAKERS, "split")
"""Names of what a page can ask for."""
