"""Translation units → the cells of their rows, and what cells cannot hold as JSON in `more`."""

import json
import re
from datetime import datetime
from functools import lru_cache
from typing import Any

from tmx.errors import TmxError
from tmx.formats.objects import describe
from tmx.formats.places import name_unit
from tmx.formats.tables.layout import (
    Layout,
    is_in_order,
    is_plain_note,
    is_plain_prop,
    is_plain_variant,
    list_attributes,
    list_language_columns,
)
from tmx.formats.tables.names import TUID, Column, Kind
from tmx.losses import LossCounter
from tmx.markup import format_date
from tmx.records import Header, TranslationUnit

_More = dict[str, Any]
SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character outside the Basic Multilingual Plane, without its other half."""

_MOST_REMEMBERED = 1000


class RowMaker:
    """Makes the rows of units for one layout.

    Args:
        layout: from `plan_layout`.
        level: 1 leaves out inline codes.
        losses: counts them, and units without variants.
    """

    def __init__(self, layout: Layout, level: int, losses: LossCounter) -> None:
        self._index = layout.index
        # By name alone: a lookup for every value of every unit.
        self._attributes = _index_names(layout, Kind.ATTRIBUTE)
        self._types = _index_names(layout, Kind.PROP)
        self._names = layout.names
        self._level = level
        self._losses = losses
        self._note = layout.index.get(Column(Kind.NOTE), -1)
        self._more = layout.index.get(Column(Kind.MORE), -1)
        self._tuid = layout.index.get(Column(Kind.TUID), -1)
        self._places: dict[tuple[str, ...], list[int]] = {}

    def make_row(self, number: int, unit: TranslationUnit) -> list[str] | None:
        """Make the row of a unit; None: it has no variants, which is counted.

        Args:
            number: of the unit, counted from 1.
            unit: one of those that the layout was made for.

        Raises:
            TmxError: it is none of those.
        """
        if not unit.variants:
            self._losses.add("a unit without variants is left out", name_unit(number, unit))
            return None
        row = [""] * len(self._names)
        more: _More = {}
        self._fill_attributes(row, more, unit)
        self._fill_texts(row, more, number, unit)
        self._fill_props(row, more, unit)
        self._fill_notes(row, more, unit)
        if more:
            self._put(row, self._more, json.dumps(more, ensure_ascii=False, separators=(",", ":")))
        return row

    @staticmethod
    def _put(row: list[str], place: int, text: str) -> None:
        if place < 0:
            raise TmxError("the input changed while it was read; convert it once more")
        row[place] = text

    def _fill_attributes(self, row: list[str], more: _More, unit: TranslationUnit) -> None:
        if unit.tuid:
            self._put(row, self._tuid, unit.tuid)
        elif unit.tuid is not None:
            more[TUID] = ""
        for name, value in list_attributes(unit):
            if value == "":
                more[name] = ""
            else:
                self._put(row, self._attributes.get(name, -1), _show(value))

    def _fill_texts(self, row: list[str], more: _More, number: int, unit: TranslationUnit) -> None:
        places = self._place_texts(tuple([variant.language for variant in unit.variants]))
        for place, variant in zip(places, unit.variants, strict=True):
            if place >= 0:
                row[place] = variant.text
        coded = sum(bool(variant.content) for variant in unit.variants)
        if coded and self._level == 1:
            self._losses.add(
                "inline codes are left out (level 1)", name_unit(number, unit), count=coded
            )
        is_plain = all(is_plain_variant(variant, self._level) for variant in unit.variants)
        if not is_plain or not is_in_order(places):
            more["variants"] = self._describe_texts(unit, places)

    def _place_texts(self, languages: tuple[str, ...]) -> list[int]:
        """Find the columns of variants; memories repeat a few orders of languages."""
        places = self._places.get(languages)
        if places is None:
            columns = list_language_columns(languages)
            places = [self._index.get(column, -1) for column in columns]
            if len(self._places) < _MOST_REMEMBERED:
                self._places[languages] = places
        return places

    def _describe_texts(self, unit: TranslationUnit, places: list[int]) -> list[Any]:
        described = describe(unit)["variants"]
        return [
            self._describe_text(each, place) for each, place in zip(described, places, strict=True)
        ]

    def _describe_text(self, described: dict[str, Any], place: int) -> str | dict[str, Any]:
        """Describe what the cell of a variant does not say; only the name of its column if all."""
        if self._level == 1:
            described.pop("content", None)
        if place < 0:
            return described
        rest = {
            name: value for name, value in described.items() if name not in ("language", "text")
        }
        if not described["text"]:
            rest = {"empty": True, **rest}
        return {"column": self._names[place], **rest} if rest else self._names[place]

    def _fill_props(self, row: list[str], more: _More, unit: TranslationUnit) -> None:
        """Put the first property of each type into its column, if a cell can hold it."""
        places: list[int] = []
        kept: list[str | None] = []
        seen: set[str] = set()
        for prop in unit.props:
            place = self._types.get(prop.type, -1)
            if place >= 0 and prop.type not in seen and is_plain_prop(prop):
                seen.add(prop.type)
                row[place] = prop.text
                places.append(place)
                kept.append(prop.type)
            else:
                kept.append(None)
        if len(places) < len(kept) or not is_in_order(places):
            described = describe(unit)["props"]
            more["props"] = [a or b for a, b in zip(kept, described, strict=True)]

    def _fill_notes(self, row: list[str], more: _More, unit: TranslationUnit) -> None:
        """Put the first note that a cell can hold into the column; null stands for it in `more`."""
        first = next((i for i, note in enumerate(unit.notes) if is_plain_note(note)), -1)
        if first >= 0:
            self._put(row, self._note, unit.notes[first].text)
        if len(unit.notes) > (first >= 0):
            described: list[Any] = describe(unit)["notes"]
            if first >= 0:
                described[first] = None
            more["notes"] = described


def _index_names(layout: Layout, kind: Kind) -> dict[str, int]:
    return {column.name: i for column, i in layout.index.items() if column.kind is kind}


def _show(value: object) -> str:
    return _show_date(value) if isinstance(value, datetime) else str(value)


# Units that were made together have the same date.
@lru_cache(maxsize=256)
def _show_date(moment: datetime) -> str:
    is_exact = moment.microsecond or moment.utcoffset() is None
    return moment.isoformat() if is_exact else format_date(moment)


def list_header_losses(header: Header | None, kept: str) -> list[str]:
    """List the fields of a header that a table without a place for it cannot hold.

    Args:
        header: of the source; None if it has none.
        kept: the source language that the table says by its first column.
    """
    if header is None:
        return []
    usual = describe(Header(kept))
    return [
        name.replace("_", "-" if name.startswith("o_") else " ")
        for name, value in describe(header).items()
        if usual.get(name) != value
    ]


def replace_surrogates(row: list[str], place: str, losses: LossCounter) -> list[str]:
    """Replace lone surrogates, which UTF-8 cannot hold, by U+FFFD; what is replaced is counted.

    Args:
        row: the cells.
        place: what the row is of, for the count.
        losses: told how many.
    """
    if SURROGATE.search("".join(row)) is None:
        return row
    found = [SURROGATE.subn("\ufffd", cell) for cell in row]
    number = sum(times for _, times in found)
    losses.add("halves of characters (lone surrogates) become U+FFFD", place, count=number)
    return [cell for cell, _ in found]
