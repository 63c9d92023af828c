"""The attributes of an element → the fields of records; what is none of them is told."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from tmx.errors import TmxError
from tmx.language import UNDETERMINED, export_tag, normalise_tag
from tmx.markup import (
    ANY_LANGUAGE,
    CODE_ATTRIBUTES,
    HEADER_TEXTS,
    LONGER_TAG,
    PROVENANCE_DATES,
    PROVENANCE_TEXTS,
    SEGTYPES,
    STAMP_DATES,
    STAMP_TEXTS,
    parse_date,
)
from tmx.records import UNKNOWN, Prop, Provenance

Lose: TypeAlias = Callable[[str], None]
"""Told what is left out or mended, in words that are the same each time."""

Attributes: TypeAlias = Mapping[str, str]

LANGUAGE_NAMES = ("xml:lang", "lang")
CODE_FIELDS = ("i", "x", "type", "pos", "assoc", "datatype")
_LANGUAGES = frozenset(LANGUAGE_NAMES)
_TEXTS = {name: field for field, name in PROVENANCE_TEXTS.items()}
_DATES = {name: field for field, name in PROVENANCE_DATES.items()}
_PROVENANCE = frozenset({*_TEXTS, *_DATES, "usagecount"})
KNOWN = {
    "tu": _PROVENANCE | {"tuid", "segtype", "srclang"},
    "tuv": _PROVENANCE | _LANGUAGES,
    "prop": _LANGUAGES | {"type", "o-encoding"},
    "note": _LANGUAGES | {"o-encoding"},
    "seg": frozenset(),
    "header": frozenset(
        {*HEADER_TEXTS.values(), *STAMP_DATES.values(), *STAMP_TEXTS.values(), "srclang",
         "o-encoding"}
    ),
    "ude": frozenset({"name", "base"}),
    "map": frozenset({"unicode", "code", "ent", "subst"}),
    **dict.fromkeys(CODE_ATTRIBUTES, frozenset(CODE_FIELDS)),
}  # fmt: skip
"""Names of attributes that are kept, by element."""

_SILENT = ("xml:space", "xmlns")


def quote(value: str) -> str:
    """Return a value for a message: short, and in one line."""
    text = " ".join(value.split())
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"


def tell_unknown(element: str, attributes: Attributes, lose: Lose) -> None:
    """Tell the attributes that an element of TMX does not have."""
    known = KNOWN[element]
    for name in attributes:
        if name not in known and name not in _SILENT and not name.startswith("xmlns:"):
            lose(f"the unknown attribute {quote(name)} of {element} is left out")


def read_language(attributes: Attributes, lose: Lose) -> str:
    """Return the tag of a variant; "und" where there is none."""
    stated = _state_language(attributes)
    if not stated:
        lose("a variant without a language is read as “und”")
        return UNDETERMINED
    return read_tag(stated, lose)


def find_language(attributes: Attributes, lose: Lose) -> str | None:
    """Return the tag of a prop or note, or None."""
    stated = _state_language(attributes)
    return read_tag(stated, lose) if stated else None


def _state_language(attributes: Attributes) -> str:
    values = (attributes.get(name, "").strip() for name in LANGUAGE_NAMES)
    return next(filter(None, values), "")


def read_tag(text: str, lose: Lose) -> str:
    """Return a tag in its usual form; what is none stays as it is, and is told."""
    try:
        return normalise_tag(text)
    except TmxError:
        lose(f"{quote(text)} is no language tag and stays as it is")
        return text


def read_source(text: str, lose: Lose) -> str:
    """Return the tag of a source language, or "*all*"."""
    text = text.strip()
    return ANY_LANGUAGE if text.lower() == ANY_LANGUAGE else read_tag(text, lose)


def read_segtype(text: str | None, lose: Lose) -> str | None:
    """Return one of the kinds of segments that TMX knows, or None."""
    if text is None:
        return None
    segtype = text.strip().lower()
    if segtype in SEGTYPES:
        return segtype
    lose(f"the segtype {quote(text)} is none of TMX and is left out")
    return None


def read_date(name: str, text: str | None, lose: Lose) -> datetime | None:
    """Return a date, or None where it is none."""
    if text is None:
        return None
    moment = parse_date(text)
    if moment is None:
        lose(f"{name} {quote(text)} is no date and is left out")
    return moment


def read_count(text: str, lose: Lose) -> int | None:
    """Return a count, or None where it is none."""
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and len(digits) <= 18:
        return int(digits)
    lose(f"usagecount {quote(text)} is no count and is left out")
    return None


def read_provenance(attributes: Attributes, lose: Lose) -> Provenance:
    """Return what the attributes of a tu or tuv say of its making."""
    fields: dict[str, Any] = {}
    for name, text in attributes.items():
        if name in _TEXTS:
            fields[_TEXTS[name]] = text
        elif name in _DATES:
            fields[_DATES[name]] = read_date(name, text, lose)
        elif name == "usagecount":
            fields["usage_count"] = read_count(text, lose)
    found = any(value is not None for value in fields.values())
    return Provenance(**fields) if found else UNKNOWN


def read_stamp(attributes: Attributes, lose: Lose) -> dict[str, Any]:
    """Return the fields of a header that say when and by whom it was made."""
    texts = {field: attributes.get(name) for field, name in STAMP_TEXTS.items()}
    dates = {
        field: read_date(name, attributes.get(name), lose) for field, name in STAMP_DATES.items()
    }
    return texts | dates


def restore_tag(tag: str, props: tuple[Prop, ...]) -> tuple[str, tuple[Prop, ...]]:
    """Give a variant the longer tag back that our writer put into a prop."""
    for place, prop in enumerate(props):
        if prop.type == LONGER_TAG and _stands_for(prop.text, tag):
            return normalise_tag(prop.text), props[:place] + props[place + 1 :]
    return tag, props


def _stands_for(longer: str, tag: str) -> bool:
    try:
        stated = export_tag(longer)
    except TmxError:
        return False
    return stated.longer is not None and stated.tag == tag
