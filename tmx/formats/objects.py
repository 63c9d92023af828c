"""Records ↔ objects of JSON: the fields of the records by their own names, empty ones left out.

A unit and a variant have the fields of their `Provenance` beside their own. A segment with inline
codes has `content`: texts and codes in order, a code an object with its `name`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeAlias

from tmx.content import has_codes, make_content, text_of
from tmx.errors import TmxError
from tmx.formats.places import quote
from tmx.formats.values import WrongError, keep, read_count, read_date, read_text
from tmx.language import normalise_tag
from tmx.losses import LossCounter
from tmx.markup import ANY_LANGUAGE, CODE_ATTRIBUTES, HEADER_TEXTS
from tmx.records import (
    UNKNOWN,
    CharacterMap,
    Code,
    Content,
    Header,
    Note,
    Prop,
    Provenance,
    TranslationUnit,
    UserEncoding,
    Variant,
)

Object: TypeAlias = dict[str, Any]
_Read: TypeAlias = Callable[[Any], Any]
_Readers: TypeAlias = Mapping[str, _Read]

_RECORDS = (
    Prop, Note, Code, Provenance, Variant, TranslationUnit, CharacterMap, UserEncoding, Header,
)  # fmt: skip
_NAMES = {each: tuple(field.name for field in fields(each)) for each in _RECORDS}
_FIELDS = {each: (names, attrgetter(*names)) for each, names in _NAMES.items()}
_PROVENANCE = frozenset(_NAMES[Provenance])
_DATES = ("creation_date", "change_date", "last_usage_date")
_MOST_DEPTH = 64


def describe(record: Header | TranslationUnit) -> Object:
    """Describe a record in lists, objects, texts and numbers; `Reader` makes it again.

    >>> describe(TranslationUnit((Variant("en", "Stop."),), tuid="7"))
    {'variants': [{'language': 'en', 'text': 'Stop.'}], 'tuid': '7'}
    """
    return _describe(record)


def _describe(record: Any) -> Object:  # noqa: ANN401 — any record
    described: Object = {}
    names, get_values = _FIELDS[type(record)]
    for name, value in zip(names, get_values(record), strict=True):
        if value is None or value is UNKNOWN or value == ():
            continue
        if isinstance(value, str):
            described[name] = value
        elif name == "provenance":
            described |= _describe(value)
        else:
            described[name] = _describe_value(value)
    return described


def _describe_value(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [_describe_value(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return _describe(value)


class DeepError(Exception):
    """Inline codes stand in one another deeper than anybody writes them."""


class Reader:
    """Makes records of the objects of one file, and counts what it cannot keep.

    Args:
        losses: counts it.
    """

    def __init__(self, losses: LossCounter) -> None:
        self._losses = losses
        self._place = ""
        note: _Readers = {"text": read_text, "language": self._tag, "o_encoding": read_text}
        remarks: _Readers = {
            "props": self._list_of(self._make_with({"type": read_text, **note}, self._make_prop)),
            "notes": self._list_of(self._make_with(note, _make_note)),
        }
        provenance: _Readers = {
            **dict.fromkeys(_NAMES[Provenance], read_text),
            **dict.fromkeys(_DATES, read_date),
            "usage_count": read_count,
        }
        variant: _Readers = {
            **{"language": self._tag, "text": read_text, "content": self._read_content},
            **remarks,
            **provenance,
        }
        self._unit: _Readers = {
            **{
                "kind": keep,
                "tuid": read_text,
                "source_language": self._source,
                "segtype": read_text,
            },
            "variants": self._list_of(self._make_with(variant, self._make_variant)),
            **remarks,
            **provenance,
        }
        self._code: _Readers = {**dict.fromkeys(_NAMES[Code], read_text), "content": keep}
        maps = self._list_of(
            self._make_with(dict.fromkeys(_NAMES[CharacterMap], read_text), _make_map)
        )
        encoding: _Readers = {"name": read_text, "base": read_text, "maps": maps}
        self._header: _Readers = {
            **dict.fromkeys(_NAMES[Header], read_text),
            **{"kind": keep, "creation_date": read_date, "change_date": read_date},
            "source_language": self._source,
            "encodings": self._list_of(self._make_with(encoding, _make_encoding)),
            **remarks,
        }

    def read_header(self, given: Object, place: str) -> Header:
        """Make a header; what is missing is "" in it, and "und" as its language.

        Args:
            given: the object.
            place: where it stands, such as "line 1".
        """
        self._place = place
        found = self._read(given, self._header)
        found.pop("kind", None)
        return Header(**{"source_language": "und", **dict.fromkeys(HEADER_TEXTS, ""), **found})

    def read_unit(self, given: Object, place: str) -> TranslationUnit | None:
        """Make a unit; None: it has no variant, which is counted.

        Args:
            given: the object.
            place: where it stands, such as "line 2".

        Raises:
            DeepError: inline codes are nested too deep.
        """
        self._place = place
        found = self._read(given, self._unit)
        if not found.get("variants"):
            self._lose("a unit without variants is left out")
            return None
        provenance = _take_provenance(found)
        found.pop("kind", None)
        return TranslationUnit(**found, provenance=provenance)

    def _read(self, given: Object, readers: _Readers) -> Object:
        found: Object = {}
        for name, value in given.items():
            read = readers.get(name)
            if read is None:
                self._lose(f"the field “{quote(name)}” is not known and left out")
            elif value is not None:
                try:
                    found[name] = read(value)
                except WrongError as error:
                    self._lose_value(value, error)
        return found

    def _list_of(self, read: _Read) -> _Read:
        """Make a function that reads a list, and leaves out what is wrong in it."""

        def read_all(value: Any) -> tuple[Any, ...]:  # noqa: ANN401
            if not isinstance(value, list):
                raise WrongError
            return tuple(self._read_each(value, read))

        return read_all

    def _read_each(self, values: Iterable[Any], read: _Read) -> Iterator[Any]:
        for value in values:
            try:
                yield read(value)
            except WrongError as error:
                self._lose_value(value, error)

    def _make_with(self, readers: _Readers, make: Callable[[Object], Any]) -> _Read:
        """Make a function that reads an object and makes a record of its fields."""

        def read(value: Any) -> Any:  # noqa: ANN401
            if isinstance(value, str):
                # A note that is nothing but its text.
                value = {"text": value}
            if not isinstance(value, dict):
                raise WrongError
            return make(self._read(value, readers))

        return read

    def _make_variant(self, found: Object) -> Variant:
        if "text" not in found and "content" not in found:
            raise WrongError("a variant without text is left out")
        if not found.get("language"):
            self._lose("a variant states no language; it is “und”")
            found["language"] = "und"
        self._settle_content(found)
        provenance = _take_provenance(found)
        return Variant(**found, provenance=provenance)

    def _settle_content(self, found: Object) -> None:
        """Make text and content agree: whoever changes a text by hand means it."""
        if "content" not in found:
            return
        content = found.pop("content")
        text = found.setdefault("text", text_of(content))
        if not has_codes(content):
            return
        if text == text_of(content):
            found["content"] = content
        else:
            self._lose("a text is not that of its inline codes; the codes are left out")

    def _make_prop(self, found: Object) -> Prop:
        if "type" not in found:
            self._lose("a property without type is named “x-unknown”")
        return Prop(**{"type": "x-unknown", "text": "", **found})

    def _read_content(self, value: Any) -> Content:  # noqa: ANN401
        if not isinstance(value, str | list):
            raise WrongError
        return make_content(self._read_pieces(value, 1))

    def _read_pieces(self, value: Any, depth: int) -> Iterator[str | Code]:  # noqa: ANN401
        # What stands directly in the segment is at depth 1, and so is in no code.
        if depth > _MOST_DEPTH + 1:
            raise DeepError
        for piece in value if isinstance(value, list) else [value]:
            if isinstance(piece, str):
                yield piece
            elif isinstance(piece, dict):
                yield from self._read_code(piece, depth)
            else:
                self._lose_value(piece)

    def _read_code(self, given: Object, depth: int) -> Iterator[str | Code]:
        found = self._read(given, self._code)
        content = make_content(self._read_pieces(found.pop("content", []), depth + 1))
        if found.get("name") in CODE_ATTRIBUTES:
            yield Code(**found, content=content)
        else:
            self._lose("an inline code of no known name is left out, its text kept")
            yield from content

    def _source(self, value: Any) -> str:  # noqa: ANN401
        return ANY_LANGUAGE if value == ANY_LANGUAGE else self._tag(value)

    def _tag(self, value: Any) -> str:  # noqa: ANN401
        if not isinstance(value, str):
            raise WrongError
        try:
            return normalise_tag(value) if value else ""
        except TmxError:
            self._lose(f"“{quote(value)}” is no language tag; it is kept as it stands")
            return value

    def _lose_value(self, value: Any, error: Exception | None = None) -> None:  # noqa: ANN401
        if error is not None and error.args:
            self._lose(str(error))
            return
        shown = quote(json.dumps(value, ensure_ascii=False))
        self._lose(f"{shown} is not what its field holds; it is left out")

    def _lose(self, reason: str) -> None:
        self._losses.add(reason, self._place)


def _make_note(found: Object) -> Note:
    return Note(**{"text": "", **found})


def _make_map(found: Object) -> CharacterMap:
    return CharacterMap(**{"unicode": "", **found})


def _make_encoding(found: Object) -> UserEncoding:
    return UserEncoding(**{"name": "", "maps": (), **found})


def _take_provenance(found: Object) -> Provenance:
    """Take the fields of a provenance out of those of a unit or variant."""
    if found.keys().isdisjoint(_PROVENANCE):
        return UNKNOWN
    return Provenance(**{name: found.pop(name) for name in _PROVENANCE if name in found})
