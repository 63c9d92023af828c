"""The cells of a row and the JSON in its column `more` → one unit; what a user edited wins.

In `more` stands what cells cannot hold: a text is a column of the table there, a property the
name of one, a note null, and whatever is an object stands for itself.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tmx.formats.objects import DeepError, Object, Reader
from tmx.formats.tables.names import TUID, Kind, name_column
from tmx.formats.tables.plans import Plan
from tmx.losses import LossCounter
from tmx.records import TranslationUnit

_COLUMN, _EMPTY = "column", "empty"


class Merger:
    """Makes units of cells and of what they could not hold.

    Args:
        plan: of the table.
        losses: counts what belonged to a text that was edited or deleted.
    """

    def __init__(self, plan: Plan, losses: LossCounter) -> None:
        self._losses = losses
        self._reader = Reader(losses)
        self._texts = {
            name_column(column): (index, column.name)
            for index, column in plan.list_kind(Kind.LANGUAGE)
        }
        self._props = [(index, column.name) for index, column in plan.list_kind(Kind.PROP)]
        self._notes = [index for index, _ in plan.list_kind(Kind.NOTE)]
        self._tuid = next((index for index, _ in plan.list_kind(Kind.TUID)), -1)

    def parse(self, cell: str, place: str) -> Object | None:
        """Read the cell of the column; None: it is empty or no JSON object, which is counted."""
        if not cell:
            return None
        try:
            more = json.loads(cell)
        except (ValueError, RecursionError):
            more = None
        if isinstance(more, dict):
            return more
        self._losses.add("the column more holds no JSON object; it is left out", place)
        return None

    def merge(
        self, cells: Sequence[str], more: Object, attributes: Mapping[str, Any], *, place: str
    ) -> TranslationUnit | None:
        """Make a unit; None: it has no text.

        Args:
            cells: of the row, as many as the header names.
            more: what `parse` returned.
            attributes: what the columns of attributes say, by field.
            place: of the row, for the losses.
        """
        given = {
            **more,
            "variants": self._merge_texts(cells, self._take_list(more, "variants", place), place),
            "props": self._merge_props(cells, self._take_list(more, "props", place)),
            "notes": self._merge_notes(cells, self._take_list(more, "notes", place)),
            **{name: _show(value) for name, value in attributes.items()},
        }
        if self._tuid >= 0 and cells[self._tuid]:
            given[TUID] = cells[self._tuid]
        return self._make_unit(given, place) if given["variants"] else None

    def _make_unit(self, given: Object, place: str) -> TranslationUnit | None:
        try:
            return self._reader.read_unit(given, place)
        except DeepError:
            self._losses.add("inline codes that are nested too deep are left out", place)
            for variant in given["variants"]:
                variant.pop("content", None)
            return self._reader.read_unit(given, place)

    def _take_list(self, more: Object, name: str, place: str) -> list[Any]:
        given = more.get(name, [])
        if isinstance(given, list):
            return given
        self._losses.add(f"the {name} in the column more are no list; they are left out", place)
        return []

    def _merge_texts(self, cells: Sequence[str], given: list[Any], place: str) -> list[Object]:
        columns = dict(self._texts)
        merged: list[Object] = []
        for each in given:
            described = {_COLUMN: each} if isinstance(each, str) else each
            name = described.get(_COLUMN) if isinstance(described, dict) else 0
            if name is None:
                merged.append(described)
            elif isinstance(name, str) and name in columns:
                merged += self._merge_text(cells, columns.pop(name), described, place)
            else:
                self._losses.add("a variant whose column is gone is left out", place)
        rest = [{"language": tag, "text": cells[i]} for i, tag in columns.values() if cells[i]]
        return merged + rest

    def _merge_text(
        self, cells: Sequence[str], column: tuple[int, str], described: Object, place: str
    ) -> list[Object]:
        index, tag = column
        rest = {name: each for name, each in described.items() if name not in (_COLUMN, _EMPTY)}
        if cells[index] or described.get(_EMPTY):
            return [{**rest, "language": tag, "text": cells[index]}]
        if rest:
            self._losses.add("what belongs to a text that was deleted is left out", place)
        return []

    def _merge_props(self, cells: Sequence[str], given: list[Any]) -> list[Object]:
        filled = [{"type": name, "text": cells[i]} for i, name in self._props if cells[i]]
        merged: list[Object] = []
        for each in given:
            if not isinstance(each, str):
                merged.append(each)
            elif named := next((prop for prop in filled if prop["type"] == each), None):
                filled.remove(named)
                merged.append(named)
        return merged + filled

    def _merge_notes(self, cells: Sequence[str], given: list[Any]) -> list[Object]:
        filled: list[Object] = [{"text": cells[i]} for i in self._notes if cells[i]]
        merged: list[Object] = []
        for each in given:
            if each is None:
                merged += filled[:1]
                del filled[:1]
            else:
                merged.append(each)
        return merged + filled


def _show(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
