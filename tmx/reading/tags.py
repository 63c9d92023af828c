"""The attributes of a start tag as written → the fields of records, if nothing about them is odd.

A file has few kinds of tags: the names in a tag are read once, and then tell of every tag with
the same names where its values go.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from tmx.markup import CODE_ATTRIBUTES, PROVENANCE_DATES, PROVENANCE_TEXTS, parse_date
from tmx.reading.attributes import (
    CODE_FIELDS,
    LANGUAGE_NAMES,
    find_language,
    read_count,
    read_language,
    read_segtype,
    read_source,
    tell_unknown,
)
from tmx.reading.drafts import make_provenance
from tmx.reading.references import decode_references
from tmx.reading.shortcuts import Memo, UnusualError, refuse
from tmx.records import UNKNOWN, Provenance

_NAME = r"[A-Za-z_][A-Za-z0-9_.\-]*(?::[A-Za-z_][A-Za-z0-9_.\-]*)?"
_ATTRIBUTE = re.compile(rf"[ \t\n]+({_NAME})[ \t\n]*=[ \t\n]*")
_BLANK = " \t\n"
_ODD = re.compile(r"[&<\t\n]")
_SPACES = str.maketrans("\t\n", "  ")
_Plan = TypeVar("_Plan")
_Names: TypeAlias = tuple[str, ...]


class _Tags(Generic[_Plan]):
    """Reads the tags of one element.

    Args:
        element: its name.
        plan: makes of the names of attributes what is to be done with their values.
    """

    def __init__(self, element: str, plan: Callable[[tuple[str, ...]], _Plan]) -> None:
        self._element = element
        self._plan = plan
        self._plans = Memo(self._learn)

    def read(self, raw: str) -> tuple[_Plan, Sequence[str]]:
        """Return the plan of a tag, and the values in it.

        Raises:
            UnusualError: it is not well-formed, or has attributes that TMX does not know.
        """
        # Most tags have the names of a tag before.
        parts = raw.split('"')
        plan = self._plans.get(tuple(parts[::2]))
        if plan is None or not len(parts) % 2 or _ODD.search(raw):
            return self._read_other(raw)
        return plan, parts[1::2]

    def _read_other(self, raw: str) -> tuple[_Plan, Sequence[str]]:
        if "'" in raw and '"' not in raw:
            raw = raw.replace("'", '"')
        parts = raw.split('"')
        if not len(parts) % 2 or "<" in raw:
            raise UnusualError
        between, values = tuple(parts[::2]), parts[1::2]
        if "&" in raw or "\n" in raw or "\t" in raw:
            values = [decode_references(value.translate(_SPACES)) for value in values]
        return self._plans[between], values

    def _learn(self, between: tuple[str, ...]) -> _Plan:
        """Plan for a tag by what stands between its values."""
        found = [_ATTRIBUTE.fullmatch(part) for part in between[:-1]]
        names = tuple(match[1] for match in found if match is not None)
        if len(set(names)) < len(found) or between[-1].strip(_BLANK):
            raise UnusualError
        tell_unknown(self._element, dict.fromkeys(names, ""), refuse)
        return self._plan(names)


# In the order of the fields of the record.
_ATTRIBUTE_OF_FIELD = PROVENANCE_TEXTS | PROVENANCE_DATES | {"usage_count": "usagecount"}
_PROVENANCE = tuple(_ATTRIBUTE_OF_FIELD[field] for field in Provenance.__slots__)
_DATES = frozenset(PROVENANCE_DATES.values())


class _ProvenancePlan:
    """Makes provenances of the values of tags that have the same names."""

    def __init__(self, names: tuple[str, ...]) -> None:
        convert: dict[str, Callable[[str], Any]] = {
            "usagecount": _read_count,
            **dict.fromkeys(_DATES, parse_date),
        }
        self._converts = [(names.index(name), convert[name]) for name in convert if name in names]
        # The last is of no attribute.
        places = [names.index(name) if name in names else -1 for name in _PROVENANCE]
        self._arrange = itemgetter(*places)

    def read(self, values: Sequence[str]) -> Provenance:
        fields: list[Any] = [*values, None]
        for place, convert in self._converts:
            fields[place] = value = convert(fields[place])
            if value is None:
                raise UnusualError
        provenance: Provenance = make_provenance(*self._arrange(fields))
        return provenance


@lru_cache(maxsize=1024)
def _read_count(text: str) -> int | None:
    return read_count(text, refuse)


def _plan_provenance(names: tuple[str, ...]) -> _ProvenancePlan | None:
    return None if set(_PROVENANCE).isdisjoint(names) else _ProvenancePlan(names)


UnitStart: TypeAlias = tuple[str | None, str | None, str | None, Provenance]
"""Identifier, source language, segtype and provenance."""


class _UnitPlan(NamedTuple):
    names: tuple[str, ...]
    tuid: int | None
    has_origin: bool
    provenance: _ProvenancePlan | None


def _plan_unit(names: tuple[str, ...]) -> _UnitPlan:
    tuid = names.index("tuid") if "tuid" in names else None
    has_origin = "srclang" in names or "segtype" in names
    return _UnitPlan(names, tuid, has_origin, _plan_provenance(names))


class UnitTags:
    """Reads the start tags of units."""

    def __init__(self) -> None:
        self._tags = _Tags("tu", _plan_unit)

    def read(self, raw: str) -> UnitStart:
        """Read a tag.

        Raises:
            UnusualError: something about it would have to be told.
        """
        (names, place, has_origin, plan), values = self._tags.read(raw)
        tuid = None if place is None else values[place]
        source, segtype = _read_origin(names, values) if has_origin else _NO_ORIGIN
        return tuid, source, segtype, UNKNOWN if plan is None else plan.read(values)


_NO_ORIGIN = (None, None)


def _read_origin(names: tuple[str, ...], values: Sequence[str]) -> tuple[str | None, str | None]:
    given = dict(zip(names, values, strict=True))
    source = given.get("srclang")
    language = read_source(source, refuse) if source else None
    return language, read_segtype(given.get("segtype"), refuse)


class _VariantPlan(NamedTuple):
    language: int
    provenance: _ProvenancePlan | None


def _plan_variant(names: tuple[str, ...]) -> _VariantPlan:
    stated = [names.index(name) for name in LANGUAGE_NAMES if name in names]
    if not stated:
        raise UnusualError
    return _VariantPlan(stated[0], _plan_provenance(names))


class VariantTags:
    """Reads the start tags of variants."""

    def __init__(self) -> None:
        self._tags = _Tags("tuv", _plan_variant)
        self._languages = Memo(_read_language)

    def read(self, raw: str) -> tuple[str, Provenance]:
        """Read a tag: its language and provenance.

        Raises:
            UnusualError: something about it would have to be told.
        """
        (place, plan), values = self._tags.read(raw)
        language = self._languages[values[place]]
        return language, UNKNOWN if plan is None else plan.read(values)


def _read_language(text: str) -> str:
    return read_language({LANGUAGE_NAMES[0]: text}, refuse)


RemarkStart: TypeAlias = tuple[str | None, str | None, str | None]
"""Type (None for a note), language and encoding."""


class RemarkTags:
    """Reads the start tags of properties and notes."""

    def __init__(self) -> None:
        self._tags = {name: _Tags(name, tuple) for name in ("prop", "note")}

    def read(self, raw: str) -> RemarkStart:
        """Read a tag, its name included.

        Raises:
            UnusualError: something about it would have to be told.
        """
        names, values = self._tags[raw[:4]].read(raw[4:])
        given = dict(zip(names, values, strict=True))
        if raw.startswith("prop") and "type" not in given:
            raise UnusualError
        return given.get("type"), find_language(given, refuse), given.get("o-encoding")


CodeStart: TypeAlias = tuple[str, tuple[str | None, ...]]
"""Name of an inline code, and the values of `CODE_FIELDS`."""


class CodeTags:
    """Reads the start tags of inline codes."""

    def __init__(self) -> None:
        self._tags: dict[str, _Tags[_Names]] = {
            name: _Tags(name, tuple) for name in CODE_ATTRIBUTES
        }

    def read(self, raw: str) -> CodeStart:
        """Read a tag, its name included, without brackets and without the slash of an empty one.

        Raises:
            UnusualError: something about it would have to be told.
        """
        name = re.split(r"[ \t\n]", raw, maxsplit=1)[0]
        if name not in CODE_ATTRIBUTES:
            raise UnusualError
        names, values = self._tags[name].read(raw[len(name) :])
        given = dict(zip(names, values, strict=True))
        return name, tuple(given.get(field) for field in CODE_FIELDS)
