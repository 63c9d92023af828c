"""Small parts that headers, units and variants share: dates, notes, props, blank values."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from tmx.characters import remove_forbidden
from tmx.errors import TmxError
from tmx.language import normalise_tag
from tmx.markup import format_date
from tmx.records import Header, Note, Prop, Provenance

UNKNOWN_TYPE = "x-unknown"

Lose = Callable[[str], None]
_Remark = TypeVar("_Remark", Prop, Note)
_Dated = TypeVar("_Dated", Header, Provenance)


def is_blank(text: str) -> bool:
    """Whether nothing is left of a text in XML but white space."""
    return not remove_forbidden(text).text.strip()


def repair_dates(record: _Dated, names: tuple[str, ...], lose: Lose) -> _Dated:
    """Give dates without time zone one, and leave out those that no file can hold."""
    changes: dict[str, Any] = {}
    for name in names:
        moment = getattr(record, name)
        if moment is not None and (settled := _repair_date(moment, lose)) is not moment:
            changes[name] = settled
    return replace(record, **changes) if changes else record


def _repair_date(moment: datetime, lose: Lose) -> datetime | None:
    if moment.utcoffset() is None:
        lose("a date without time zone is taken as UTC")
        return moment.replace(tzinfo=UTC)
    try:
        format_date(moment)
    except (TmxError, OverflowError, ValueError):
        lose("a date that no calendar holds in UTC is left out")
        return None
    return moment


def repair_props(props: tuple[Prop, ...], lose: Lose) -> tuple[Prop, ...]:
    """Name props that have no name, and drop languages that are none."""
    return tuple(_name(_repair_language(each, lose), lose) for each in props)


def repair_notes(notes: tuple[Note, ...], lose: Lose) -> tuple[Note, ...]:
    """Drop languages that are none."""
    return tuple(_repair_language(each, lose) for each in notes)


def _name(prop: Prop, lose: Lose) -> Prop:
    if not is_blank(prop.type):
        return prop
    lose(f"a prop without a type becomes {UNKNOWN_TYPE}")
    return replace(prop, type=UNKNOWN_TYPE)


def _repair_language(remark: _Remark, lose: Lose) -> _Remark:
    if remark.language is None:
        return remark
    try:
        normalise_tag(remark.language)
    except TmxError:
        lose("the language of a note or prop that is no tag is left out")
        return replace(remark, language=None)
    return remark
