"""Any header, also none → one that the strict writer takes."""

from dataclasses import replace
from typing import Any

from tmx.errors import TmxError
from tmx.language import export_tag, primary
from tmx.markup import ANY_LANGUAGE, HEADER_TEXTS, SEGTYPES, STAMP_DATES
from tmx.records import CharacterMap, Header, TranslationUnit, UserEncoding
from tmx.repairing.fields import Lose, is_blank, repair_dates, repair_notes, repair_props
from tmx.repairing.tags import Tags, is_tag
from tmx.version import __version__
from tmx.writing.escaping import clean_record

_UNKNOWN = "unknown"
_REMOVED = "characters that XML does not allow are removed, or made a space"


def repair_header(
    header: Header | None, first: TranslationUnit | None, tags: Tags, lose: Lose
) -> Header:
    """Return a header that the strict writer takes.

    Args:
        header: as read, or None.
        first: the first unit, to settle a source language that its variants do not have.
        tags: repairs tags.
        lose: takes the reason of each change.
    """
    if header is None:
        lose("the header is missing, and one is made")
        return Header(ANY_LANGUAGE)
    cleaned, removed = clean_record(header)
    if removed:
        lose(_REMOVED)
    header = cleaned if removed else header
    header = _repair_texts(header, tags, lose)
    header = repair_dates(header, tuple(STAMP_DATES), lose)
    props, notes = repair_props(header.props, lose), repair_notes(header.notes, lose)
    if (props, notes) != (header.props, header.notes):
        header = replace(header, props=props, notes=notes)
    header = _repair_encodings(header, lose)
    return _settle_source(header, first, tags, lose)


def _repair_texts(header: Header, tags: Tags, lose: Lose) -> Header:
    changes: dict[str, Any] = {}
    for field, name in HEADER_TEXTS.items():
        if field != "segtype" and is_blank(getattr(header, field)):
            lose(f"{name} is empty and is now stated")
            changes[field] = "en" if field == "admin_language" else _UNKNOWN
    if header.segtype not in SEGTYPES:
        lose("segtype is none of TMX and is now sentence")
        changes["segtype"] = "sentence"
    if header.creation_tool == "OmegaT":
        # What OmegaT wrote itself it reads differently; this file is written by us.
        lose("creationtool OmegaT becomes duizhao")
        changes |= {"creation_tool": "duizhao", "creation_tool_version": __version__}
    if "admin_language" not in changes and not is_tag(header.admin_language):
        changes["admin_language"] = tags.repair(header.admin_language)
    return replace(header, **changes) if changes else header


def _repair_encodings(header: Header, lose: Lose) -> Header:
    encodings = tuple(_repair_encoding(each, lose) for each in header.encodings)
    kept = tuple(each for each in encodings if each.maps)
    if len(kept) < len(encodings):
        lose("a user-defined encoding without characters is left out")
    return header if kept == header.encodings else replace(header, encodings=kept)


def _repair_encoding(encoding: UserEncoding, lose: Lose) -> UserEncoding:
    maps = tuple(each for each in encoding.maps if not _is_void(each))
    if len(maps) < len(encoding.maps):
        lose("a character of a user-defined encoding without its code point is left out")
    name, base = encoding.name, encoding.base
    if is_blank(name):
        lose("a user-defined encoding without a name becomes unknown")
        name = _UNKNOWN
    if base is None and any(each.code is not None for each in maps):
        lose("the base of a user-defined encoding is not stated and becomes unknown")
        base = _UNKNOWN
    return UserEncoding(name, maps, base)


def _is_void(mapped: CharacterMap) -> bool:
    return is_blank(mapped.unicode)


def _settle_source(header: Header, first: TranslationUnit | None, tags: Tags, lose: Lose) -> Header:
    source = header.source_language
    if source == ANY_LANGUAGE:
        return header
    if not is_tag(source):
        source = tags.repair(source)
    if first is not None and first.source_language is None and first.variants:
        source = _choose_source(source, first, tags)
    if source == header.source_language:
        return header
    lose(f"the source language becomes {source}, as the first unit has it")
    return replace(header, source_language=source)


def _choose_source(source: str, first: TranslationUnit, tags: Tags) -> str:
    languages = [tags.settle(each.language) for each in first.variants]
    if any(export_tag(each).tag == export_tag(source).tag for each in languages):
        return source
    return find_related(source, languages) or ANY_LANGUAGE


def find_related(source: str, languages: list[str]) -> str | None:
    """Return the one of some languages that is the source in another region, or None."""
    try:
        stated = primary(source)
        return next((each for each in languages if primary(each) == stated), None)
    except TmxError:
        return None
