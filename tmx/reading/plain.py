"""The text of a unit → its record, fast, if nothing about it is unusual; else None.

A file holds a hundred thousand units, and nearly all are what the standard describes. Splitting
their text at `<` and looking up each tag among those already met takes a third of the time of
a parser's callbacks. Every doubt gives None: the unit is then parsed by expat and judged by
`building`, which alone knows leniency. What is given here is what they would give.
"""

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from tmx.content import text_of
from tmx.markup import CODE_ATTRIBUTES, PROVENANCE_DATES, PROVENANCE_TEXTS, parse_date
from tmx.reading.attributes import (
    CODE_FIELDS,
    KNOWN,
    find_language,
    read_count,
    read_language,
    read_segtype,
    read_source,
    read_tag,
    restore_tag,
    tell_unknown,
)
from tmx.reading.building import MOST_CODES_DEEP, MOST_TEXT
from tmx.records import UNKNOWN, Code, Note, Prop, Provenance, TranslationUnit, Variant

_MOST_TAGS = 4096
_MOST_PIECES = 4096
_MOST_REMEMBERED = 60
_NAME = r"[A-Za-z_][A-Za-z0-9_.\-]*(?::[A-Za-z_][A-Za-z0-9_.\-]*)?"
_FIRST = re.compile(rf"({_NAME})[ \t\n]+({_NAME})[ \t\n]*=[ \t\n]*")
_FURTHER = re.compile(rf"[ \t\n]+({_NAME})[ \t\n]*=[ \t\n]*")
_BARE = re.compile(rf"(/?{_NAME})[ \t\n]*(/?)")
_LAST = re.compile(r"[ \t\n]*(/?)")
_BLANK = " \t\n"
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}

TAG_PROP, TAG_NOTE, TAG_VARIANT, TAG_SEGMENT, TAG_CODE, TAG_END = range(6)
_KINDS = {
    "prop": TAG_PROP,
    "note": TAG_NOTE,
    "tuv": TAG_VARIANT,
    "seg": TAG_SEGMENT,
    **dict.fromkeys(CODE_ATTRIBUTES, TAG_CODE),
}


class _UnusualError(Exception):
    """Something to leave to the parser."""


class _Shape(NamedTuple):
    """The names in a tag."""

    name: str
    attributes: tuple[str, ...]
    is_empty: bool
    tuid: int = -1
    has_origin: bool = False
    plan: "_Plan | None" = None


class _Tag(NamedTuple):
    """A tag that was met before, with what it means for a record."""

    kind: int
    name: str
    is_empty: bool
    values: tuple[Any, ...] = ()
    remark: Any = None


_Segment: TypeAlias = tuple[str, tuple[str | Code, ...]]


def _setters(record: type) -> tuple[Any, ...]:
    return tuple(record.__dict__[name].__set__ for name in record.__dict__["__slots__"])


# The constructor of a frozen record takes three times as long as its slots do.
_new = object.__new__
_SET_TYPE, _SET_VALUE, _SET_IN, _SET_FROM = _setters(Prop)
_SET_CODE = _setters(Code)
_FIELDS = tuple(Provenance.__dict__["__slots__"])
_SET_FIELDS = _setters(Provenance)
_SET_LANGUAGE, _SET_TEXT, _SET_PROPS, _SET_NOTES, _SET_CONTENT, _SET_PROVENANCE = _setters(Variant)
(
    _SET_VARIANTS,
    _SET_TUID,
    _SET_UNIT_PROPS,
    _SET_UNIT_NOTES,
    _SET_SOURCE,
    _SET_SEGTYPE,
    _SET_ORIGIN,
) = _setters(TranslationUnit)


def _make_variant(start: tuple[Any, ...], segment: _Segment) -> Variant:
    variant = _new(Variant)
    _SET_LANGUAGE(variant, start[0])
    _SET_TEXT(variant, segment[0])
    _SET_PROPS(variant, ())
    _SET_NOTES(variant, ())
    _SET_CONTENT(variant, segment[1])
    _SET_PROVENANCE(variant, start[1])
    return variant


def _make_prop(values: tuple[Any, ...], text: str) -> Prop:
    prop = _new(Prop)
    _SET_TYPE(prop, values[0])
    _SET_VALUE(prop, text)
    _SET_IN(prop, values[1])
    _SET_FROM(prop, values[2])
    return prop


def _make_code(values: tuple[Any, ...], content: tuple[str | Code, ...]) -> Code:
    code = _new(Code)
    for put, value in zip(_SET_CODE, (values[0], content, *values[1]), strict=True):
        put(code, value)
    return code


def _refuse(_: str) -> None:
    raise _UnusualError


class PlainReader:
    """Reads units of one file; it remembers the tags of the file.

    The text of a unit is split at `<`. A piece is a tag and the text behind it; the pieces that
    hold a tag and white space alone, and short properties, come again and again.
    """

    def __init__(self) -> None:
        self._tags: dict[str, _Tag] = {}
        self._pieces: dict[str, tuple[Any, ...]] = {}
        self._shapes: dict[tuple[str, ...], _Shape] = {}

    def read(self, text: str) -> TranslationUnit | None:
        """Read a unit.

        Args:
            text: of the unit, from `<tu` to before its `</tu>`, without characters that XML
                forbids, and with line ends as XML has them.

        Returns:
            The unit, or None if it is not plain.
        """
        # To look for one character first is much faster.
        if len(text) > MOST_TEXT or ("]" in text and "]]>" in text):
            return None
        pieces = text.split("<", _MOST_PIECES)
        try:
            return self._read_unit(pieces) if len(pieces) <= _MOST_PIECES else None
        except (_UnusualError, IndexError):
            return None

    def _read_unit(self, pieces: list[str]) -> TranslationUnit:
        tuid, origin = self._read_start(pieces[1])
        variants: list[Variant] = []
        props: list[Prop] = []
        notes: list[Note] = []
        known = self._pieces
        at, count = 2, len(pieces)
        while at < count:
            piece = pieces[at]
            tag = known.get(piece) or self._read_piece(piece)
            kind = tag[0]
            if kind == TAG_VARIANT:
                if tag[2]:
                    raise _UnusualError
                piece = pieces[at + 1]
                # Nearly all variants hold a text and nothing else.
                if piece[:4] == "seg>" and (
                    (pieces[at + 2] == "/seg>" and pieces[at + 3] == "/tuv>")
                    or self._ends(pieces, at + 2)
                ):
                    text = piece[4:]
                    if "&" in text:
                        text = decode_references(text)
                    variants.append(_make_variant(tag[3], (text, ())))
                    at += 4
                else:
                    at = self._read_variant(pieces, at + 1, tag, variants)
            elif variants or kind > TAG_NOTE:
                raise _UnusualError
            elif kind == TAG_PROP and pieces[at + 1] == "/prop>" and not tag[2]:
                props.append(tag[4])
                at += 2
            else:
                at = self._read_remark(pieces, at, tag, (props, notes))
        if not variants:
            raise _UnusualError
        unit = _new(TranslationUnit)
        _SET_VARIANTS(unit, tuple(variants))
        _SET_TUID(unit, tuid)
        _SET_UNIT_PROPS(unit, tuple(props))
        _SET_UNIT_NOTES(unit, tuple(notes))
        _SET_SOURCE(unit, origin[0])
        _SET_SEGTYPE(unit, origin[1])
        _SET_ORIGIN(unit, origin[2])
        return unit

    def _ends(self, pieces: list[str], at: int) -> bool:
        """Whether the end tags of a seg and a tuv come next."""
        return self._is_end(pieces[at], "seg") and self._is_end(pieces[at + 1], "tuv")

    def _is_end(self, piece: str, name: str) -> bool:
        tag = self._pieces.get(piece)
        if tag is None:
            if not piece.startswith("/"):
                return False
            tag = self._read_piece(piece)
        return bool(tag[0] == TAG_END and tag[1] == name)

    def _read_remark(
        self, pieces: list[str], at: int, tag: tuple[Any, ...], remarks: tuple[list[Any], list[Any]]
    ) -> int:
        """Take a prop or note; return the place behind it."""
        if tag[2] or not self._is_end(pieces[at + 1], tag[1]):
            raise _UnusualError
        remark = tag[4]
        remarks[0 if tag[0] == TAG_PROP else 1].append(remark)
        return at + 2

    def _read_variant(
        self, pieces: list[str], at: int, start: tuple[Any, ...], variants: list[Variant]
    ) -> int:
        """Read a variant from behind its start tag; return the place behind its end tag."""
        props: list[Prop] = []
        notes: list[Note] = []
        while True:
            piece = pieces[at]
            if piece.startswith("seg"):
                break
            tag = self._pieces.get(piece) or self._read_piece(piece)
            if tag[0] > TAG_NOTE:
                raise _UnusualError
            at = self._read_remark(pieces, at, tag, (props, notes))
        segment, at = self._read_segment(pieces, at)
        if not self._is_end(pieces[at], "tuv"):
            raise _UnusualError
        variant = _make_variant(start[3], segment)
        if props:
            language, kept = restore_tag(start[3][0], tuple(props))
            _SET_LANGUAGE(variant, language)
            _SET_PROPS(variant, kept)
        if notes:
            _SET_NOTES(variant, tuple(notes))
        variants.append(variant)
        return at + 1

    def _read_segment(self, pieces: list[str], at: int) -> tuple[_Segment, int]:
        """Read a segment from its start tag on; return it, and the place behind its end tag."""
        tag, bracket, text = pieces[at].partition(">")
        start = self._tags.get(tag) or self._learn(tag)
        if not bracket or start[0] != TAG_SEGMENT:
            raise _UnusualError
        if start[2]:
            if text.strip(_BLANK):
                raise _UnusualError
            return ("", ()), at + 1
        if "&" in text:
            text = decode_references(text)
        if self._is_end(pieces[at + 1], "seg"):
            return (text, ()), at + 2
        content, at = self._read_codes(pieces, at + 1, text)
        return (text_of(content), content), at

    def _read_codes(  # noqa: PLR0912 one loop over all that may come, for its speed
        self, pieces: list[str], at: int, text: str
    ) -> tuple[tuple[str | Code, ...], int]:
        """Read a segment that has codes, from the first of them to behind its end tag."""
        content: list[str | Code] = [text] if text else []
        outer: list[tuple[list[str | Code], _Tag]] = []
        tags = self._tags
        while True:
            piece = pieces[at]
            if not outer and piece.startswith("/seg") and self._is_end(piece, "seg"):
                break
            simple = self._pieces.get(piece) or self._try_piece(piece)
            if simple is not None and simple[0] == TAG_CODE and not simple[2]:
                end = f"/{simple[1]}>"
                text = pieces[at + 1]
                if text.startswith(end):
                    # A code that holds text alone, as most do.
                    content.append(simple[4])
                    text = text[len(end) :]
                    if text:
                        content.append(decode_references(text) if "&" in text else text)
                    at += 2
                    continue
            tag, bracket, text = piece.partition(">")
            known = tags.get(tag) or self._learn(tag)
            kind = known[0]
            if not bracket:
                raise _UnusualError
            if kind == TAG_END:
                if not outer or outer[-1][1][1] != known[1]:
                    raise _UnusualError
                inner = tuple(content)
                content, opened = outer.pop()
                content.append(_make_code(opened[3], inner))
            elif kind != TAG_CODE:
                raise _UnusualError
            elif known[2]:
                content.append(known[4])
            else:
                outer.append((content, known))
                content = []
                if len(outer) >= MOST_CODES_DEEP:
                    raise _UnusualError
            if text:
                content.append(decode_references(text) if "&" in text else text)
            at += 1
        return tuple(content), at + 1

    def _try_piece(self, piece: str) -> tuple[Any, ...] | None:
        """Read the start tag of a code and what it holds; None of what is empty or an end tag."""
        return None if piece.startswith("/") or "/>" in piece else self._read_piece(piece)

    def _read_start(
        self, piece: str
    ) -> tuple[str | None, tuple[str | None, str | None, Provenance]]:
        tag, bracket, text = piece.partition(">")
        if not bracket or (text and text.strip(_BLANK)):
            raise _UnusualError
        shape, values = self._take_apart(tag)
        if shape.name != "tu" or shape.is_empty:
            raise _UnusualError
        tuid = values[shape.tuid] if shape.tuid >= 0 else None
        is_alone = len(values) == (tuid is not None)
        return tuid, _NO_ORIGIN if is_alone else _read_origin(shape, values)

    def _read_piece(self, piece: str) -> tuple[Any, ...]:
        """Read a tag, and the text behind it if it is that of a prop, note or code."""
        name, bracket, text = piece.partition(">")
        if not bracket:
            raise _UnusualError
        kind, tag, is_empty, values, record = self._tags.get(name) or self._learn(name)
        if kind in (TAG_PROP, TAG_NOTE, TAG_CODE) and not is_empty:
            text = decode_references(text) if "&" in text else text
            if kind == TAG_CODE:
                record = _make_code(values, (text,) if text else ())
            else:
                record = Note(text, *values) if kind == TAG_NOTE else _make_prop(values, text)
        elif kind != TAG_CODE and text.strip(_BLANK):
            raise _UnusualError
        known = (kind, tag, is_empty, values, record)
        if len(piece) < _MOST_REMEMBERED:
            if len(self._pieces) >= _MOST_TAGS:
                self._pieces.clear()
            self._pieces[piece] = known
        return known

    def _learn(self, tag: str) -> _Tag:
        known = self._read_tag(tag)
        if len(self._tags) >= _MOST_TAGS:
            self._tags.clear()
        self._tags[tag] = known
        return known

    def _read_tag(self, tag: str) -> _Tag:
        shape, values = self._take_apart(tag)
        if shape.name.startswith("/"):
            return _Tag(TAG_END, shape.name[1:], is_empty=False)
        kind = _KINDS.get(shape.name)
        if kind is None:
            raise _UnusualError
        if kind == TAG_VARIANT:
            return _Tag(kind, "tuv", shape.is_empty, _read_variant_values(shape, values))
        given = dict(zip(shape.attributes, values, strict=True))
        fields = _read_values(kind, shape.name, given)
        record = _make_code(fields, ()) if kind == TAG_CODE and shape.is_empty else None
        return _Tag(kind, shape.name, shape.is_empty, fields, record)

    def _take_apart(self, tag: str) -> tuple[_Shape, list[str]]:
        """Return the names in a tag, and the values of its attributes."""
        if "'" in tag and '"' not in tag:
            tag = tag.replace("'", '"')
        if "&" in tag or "\n" in tag or "\t" in tag:
            raise _UnusualError
        parts = tag.split('"')
        key = tuple(parts[::2])
        shape = self._shapes.get(key)
        if shape is None:
            shape = _read_shape(key)
            if len(self._shapes) >= _MOST_TAGS:
                self._shapes.clear()
            self._shapes[key] = shape
        values = parts[1::2]
        if len(values) != len(shape.attributes):
            raise _UnusualError
        return shape, values


def _read_shape(key: tuple[str, ...]) -> _Shape:
    if len(key) == 1:
        bare = _BARE.fullmatch(key[0])
        if bare is None or (bare[2] and bare[1].startswith("/")):
            raise _UnusualError
        return _Shape(bare[1], (), bool(bare[2]))
    first, last = _FIRST.fullmatch(key[0]), _LAST.fullmatch(key[-1])
    further = [_FURTHER.fullmatch(part) for part in key[1:-1]]
    if first is None or last is None:
        raise _UnusualError
    names = [first[2]]
    for match in further:
        if match is None or match[1] in names:
            raise _UnusualError
        names.append(match[1])
    if first[1] not in KNOWN:
        raise _UnusualError
    tell_unknown(first[1], dict.fromkeys(names, ""), _refuse)
    tuid = names.index("tuid") if first[1] == "tu" and "tuid" in names else -1
    has_origin = first[1] == "tu" and not {"srclang", "segtype"}.isdisjoint(names)
    plan = _plan_provenance(names) if first[1] in ("tu", "tuv") else None
    return _Shape(first[1], tuple(names), bool(last[1]), tuid, has_origin, plan)


def _read_variant_values(shape: _Shape, values: list[str]) -> tuple[Any, ...]:
    names = shape.attributes
    if names[:1] == ("xml:lang",) and "lang" not in names and values[0].strip():
        language = read_tag(values[0].strip(), _refuse)
    else:
        language = read_language(dict(zip(names, values, strict=True)), _refuse)
    return language, _make_provenance(shape.plan, values)


def _read_values(kind: int, name: str, given: dict[str, str]) -> tuple[Any, ...]:
    if kind == TAG_CODE:
        return name, tuple(given.get(field) for field in CODE_FIELDS)
    if kind == TAG_SEGMENT:
        return ()
    remark = find_language(given, _refuse), given.get("o-encoding")
    if kind == TAG_NOTE:
        return remark
    if "type" not in given:
        raise _UnusualError
    return given["type"], *remark


_NO_ORIGIN = (None, None, UNKNOWN)


class _Plan(NamedTuple):
    """Where values go, in the order in which they stand in a tag; the last slot is no field."""

    slots: tuple[int, ...]
    converts: tuple[Callable[[str], Any] | None, ...]


def _plan_provenance(names: list[str]) -> _Plan | None:
    """Plan the provenance of attributes; None if none is of it."""
    slots = tuple(_SLOTS.get(name, len(_FIELDS)) for name in names)
    if min(slots) == len(_FIELDS):
        return None
    return _Plan(slots, tuple(_CONVERTS.get(name) for name in names))


def _take_date(text: str) -> datetime:
    moment = parse_date(text)
    if moment is None:
        raise _UnusualError
    return moment


def _take_count(text: str) -> int | None:
    return read_count(text, _refuse)


_SLOTS = {
    name: _FIELDS.index(field)
    for field, name in (PROVENANCE_TEXTS | PROVENANCE_DATES | {"usage_count": "usagecount"}).items()
}
_CONVERTS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(PROVENANCE_DATES.values(), _take_date),
    "usagecount": _take_count,
}


def _make_provenance(plan: _Plan | None, values: list[str]) -> Provenance:
    if plan is None:
        return UNKNOWN
    fields: list[Any] = [None] * (len(_FIELDS) + 1)
    for slot, convert, value in zip(*plan, values, strict=True):
        fields[slot] = value if convert is None else convert(value)
    provenance = _new(Provenance)
    for put, value in zip(_SET_FIELDS, fields, strict=False):
        put(provenance, value)
    return provenance


def _read_origin(shape: _Shape, values: list[str]) -> tuple[str | None, str | None, Provenance]:
    source = segtype = None
    if shape.has_origin:
        given = dict(zip(shape.attributes, values, strict=True))
        text = given.get("srclang")
        source = read_source(text, _refuse) if text else None
        segtype = read_segtype(given.get("segtype"), _refuse)
    return source, segtype, _make_provenance(shape.plan, values)


def decode_references(text: str) -> str:
    """Put the characters for the references in a text.

    Raises:
        _UnusualError: one is none that XML knows without a declaration.
    """
    parts = iter(text.split("&"))
    decoded = [next(parts)]
    for part in parts:
        name, semicolon, rest = part.partition(";")
        character = _ENTITIES.get(name) or _decode_number(name)
        if not semicolon:
            raise _UnusualError
        decoded += (character, rest)
    return "".join(decoded)


@lru_cache(maxsize=256)
def _decode_number(name: str) -> str:
    digits = re.fullmatch(r"#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,9}))", name)
    if digits is None:
        raise _UnusualError
    number = int(digits[1], 16) if digits[1] else int(digits[2])
    is_allowed = (
        number in (9, 10, 13)
        or 0x20 <= number <= 0xD7FF
        or 0xE000 <= number <= 0xFFFD
        or 0x10000 <= number <= 0x10FFFF
    )
    if not is_allowed:
        raise _UnusualError
    return chr(number)
