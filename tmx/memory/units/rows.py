"""Translation units ↔ the columns of a memory, losslessly: what no column holds is JSON."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from tmx.memory.errors import GARBLED, DamageError
from tmx.memory.folding import has_print
from tmx.memory.records import Prints, Side, Status, StoredUnit
from tmx.memory.units.facts import make_moment
from tmx.records import UNKNOWN, Code, Content, Note, Prop, Provenance, TranslationUnit, Variant

_get_code = attrgetter(*Code.__slots__)
_get_provenance = attrgetter(*Provenance.__slots__)
_DATES = ("creation_date", "change_date", "last_usage_date")
_PROVENANCE_NAMES = tuple(Provenance.__slots__)
_PROVENANCE = frozenset(_PROVENANCE_NAMES)
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
_TURNED = '{"turned":'
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_quote: Callable[[str], str] = json.encoder.encode_basestring

Columns: TypeAlias = tuple[Any, ...]
Object: TypeAlias = dict[str, Any]


class UnitRow(NamedTuple):
    """A unit as `tmx.memory.queries.units` selects it, names in place of their numbers."""

    id: int
    pair: int
    first: str
    second: str
    source: int
    first_language: str
    second_language: str
    document: str | None
    author: str | None
    changed: int | None
    confidence: float | None
    status: str | None
    tuid: str | None
    first_previous: int | None
    first_following: int | None
    second_previous: int | None
    second_following: int | None
    origin: str
    origin_id: int
    details: str | None
    first_print: int
    second_print: int


def make_stored(columns: Columns) -> StoredUnit:
    """Make a unit of what was selected.

    Raises:
        DamageError: it is not what was written.
    """
    try:
        row = UnitRow._make(columns)
        _check_row(row)
        return _make_stored(row)
    except GARBLED as error:
        raise DamageError(f"unit {columns[0]} is not as it was written") from error


def _check_row(row: UnitRow) -> None:
    """Check that a row names nothing that is gone, and that its texts are those of its pair."""
    names = row.first_language, row.second_language, row.origin
    if not all(isinstance(each, str) for each in names):
        raise TypeError(names)
    if not all(each is None or isinstance(each, str) for each in (row.document, row.author)):
        raise TypeError(row.document)
    if not (has_print(row.first, row.first_print) and has_print(row.second, row.second_print)):
        raise ValueError(row.pair)


def _make_stored(row: UnitRow) -> StoredUnit:
    texts = (row.first_language, row.first), (row.second_language, row.second)
    source = Side(row.source)
    return StoredUnit(
        row.id,
        load_details(row.details, (texts[source], texts[source.other]), row.tuid),
        source,
        row.pair,
        row.document,
        row.author,
        make_moment(row.changed),
        row.confidence,
        None if row.status is None else Status(row.status),
        origin=row.origin,
        prints=Prints(*row[13:17]),
    )


def dump_details(unit: TranslationUnit, *, is_turned: bool = False) -> str | None:
    """Write as JSON what columns do not hold of a unit of two variants; None: nothing.

    Args:
        unit: the source first.
        is_turned: whether the source stood behind the target in its file.
    """
    if not is_turned and _is_bare(unit):
        return None
    members = ['"turned":1'] if is_turned else []
    variants = [
        "" if _has_nothing(each) and not each.content else ",".join(_dump_parts(each))
        for each in unit.variants
    ]
    if any(variants):
        members.append(f'"variants":[{",".join([f"{{{each}}}" for each in variants])}]')
    if unit.source_language is not None:
        members.append(f'"source_language":{_quote(unit.source_language)}')
    if unit.segtype is not None:
        members.append(f'"segtype":{_quote(unit.segtype)}')
    members += _dump_parts(unit)
    return f"{{{','.join(members)}}}" if members else None


def _has_nothing(record: TranslationUnit | Variant) -> bool:
    return record.provenance is UNKNOWN and not (record.props or record.notes)


def _dump_parts(record: TranslationUnit | Variant) -> list[str]:
    """Write what units and variants have in common, as JSON of `describe` is but faster."""
    members = []
    if isinstance(record, Variant) and record.content:
        members.append(f'"content":{_encode([_describe_piece(each) for each in record.content])}')
    if record.props:
        props = [f'"type":{_quote(each.type)},{_dump_remark(each)}' for each in record.props]
        members.append(f'"props":[{{{"},{".join(props)}}}]')
    if record.notes:
        members.append(f'"notes":[{{{"},{".join([_dump_remark(each) for each in record.notes])}}}]')
    if record.provenance is not UNKNOWN:
        values = _get_provenance(record.provenance)
        members += [
            f'"{name}":{_dump_value(value)}'
            for name, value in zip(_PROVENANCE_NAMES, values, strict=True)
            if value is not None
        ]
    return members


def _dump_remark(remark: Prop | Note) -> str:
    text = f'"text":{_quote(remark.text)}'
    if remark.language is not None:
        text += f',"language":{_quote(remark.language)}'
    if remark.o_encoding is not None:
        text += f',"o_encoding":{_quote(remark.o_encoding)}'
    return text


def _dump_value(value: str | int | datetime) -> str:
    if isinstance(value, str):
        return _quote(value)
    return f'"{value.isoformat()}"' if isinstance(value, datetime) else _encode(value)


def _describe(unit: TranslationUnit) -> Object:
    # Loaded here: who only reads units does not wait for it.
    from tmx.formats.objects import describe

    return describe(unit)


def _describe_piece(piece: str | Code) -> str | Object:
    if isinstance(piece, str):
        return piece
    described = {
        name: value
        for name, value in zip(Code.__slots__, _get_code(piece), strict=True)
        if value is not None and name != "content"
    }
    if piece.content:
        described["content"] = [_describe_piece(each) for each in piece.content]
    return described


def _is_bare(unit: TranslationUnit) -> bool:
    return (
        _has_nothing(unit)
        and unit.segtype is None
        and unit.source_language is None
        and all(_has_nothing(each) and not each.content for each in unit.variants)
    )


def is_turned(details: str | None) -> bool:
    """Whether the source of a unit stood behind its target in the file that it came with."""
    return details is not None and details.startswith(_TURNED)


def load_details(
    details: str | None, texts: Sequence[tuple[str, str]], tuid: str | None
) -> TranslationUnit:
    """Make the unit again that `dump_details` was given.

    Args:
        details: its JSON, or None.
        texts: tag and text of the source and the target.
        tuid: its identifier, or None.
    """
    if details is None:
        return TranslationUnit(tuple([Variant(*each) for each in texts]), tuid)
    given = json.loads(details)
    given.pop("turned", None)
    if variants := given.pop("variants", None):
        for variant, (language, text) in zip(variants, texts, strict=True):
            variant |= {"language": language, "text": text}
        made = tuple([_make_variant(each) for each in variants])
    else:
        made = tuple([Variant(*each) for each in texts])
    given["tuid"] = tuid
    return _complete_unit(given, made)


def dump_unit(unit: TranslationUnit) -> str:
    """Write a whole unit as JSON.

    >>> dump_unit(TranslationUnit((Variant("en", "Stop."),), tuid="7"))
    '{"variants":[{"language":"en","text":"Stop."}],"tuid":"7"}'
    """
    return _encode(_describe(unit))


def load_unit(text: str) -> TranslationUnit:
    """Make the unit again that `dump_unit` was given.

    Raises:
        ValueError, LookupError, TypeError, AttributeError: the text is not of `dump_unit`.

    >>> load_unit('{"variants":[{"language":"en","text":"Stop."}]}').variants[0].text
    'Stop.'
    """
    return _make_unit(json.loads(text))


def clean_unit(unit: TranslationUnit) -> tuple[TranslationUnit, int]:
    r"""Replace what SQLite cannot keep: NUL and lone surrogates become U+FFFD.

    Returns:
        The unit, and how many characters were replaced.

    >>> clean_unit(TranslationUnit((Variant("en", "a\0"),)))[1]
    1
    """
    count = 0

    def clean(text: str) -> str:
        nonlocal count
        cleaned, replaced = _FORBIDDEN.subn("\ufffd", text)
        count += replaced
        return cleaned

    cleaned = _make_unit(_change_texts(_describe(unit), clean))
    return (cleaned, count) if count else (unit, 0)


def is_clean(unit: TranslationUnit, details: str | None) -> bool:
    """Whether `clean_unit` changes nothing.

    Args:
        unit: any.
        details: of it, as `dump_details` writes them.
    """
    joined = "".join([each.text for each in unit.variants])
    joined = f"{joined}{unit.tuid or ''}{details or ''}"
    try:
        joined.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in joined and "\\u0000" not in joined


def clean_text(text: str) -> str:
    """Do with a text what `clean_unit` does with a unit."""
    return _FORBIDDEN.sub("\ufffd", text)


def clean_name(name: str | None) -> str | None:
    r"""Do with the name of a document or person what `clean_unit` does; None stays.

    Names come from files, whose own need not be text.

    >>> clean_name("a\udc80.docx") == "a\ufffd.docx"
    True
    """
    return None if name is None else clean_text(name)


def _change_texts(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 — any of JSON
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_change_texts(each, change) for each in value]
    if isinstance(value, dict):
        return {name: _change_texts(each, change) for name, each in value.items()}
    return value


def _make_unit(given: Object) -> TranslationUnit:
    return _complete_unit(given, tuple(_make_variant(each) for each in given.pop("variants", ())))


def _complete_unit(given: Object, variants: tuple[Variant, ...]) -> TranslationUnit:
    provenance = _take_provenance(given)
    _make_remarks(given)
    return TranslationUnit(variants, **given, provenance=provenance)


def _make_variant(given: Object) -> Variant:
    provenance = _take_provenance(given)
    _make_remarks(given)
    if "content" in given:
        given["content"] = _make_content(given["content"])
    return Variant(**given, provenance=provenance)


def _make_remarks(given: Object) -> None:
    if "props" in given:
        given["props"] = tuple(Prop(**each) for each in given["props"])
    if "notes" in given:
        given["notes"] = tuple(Note(**each) for each in given["notes"])


def _make_content(given: Sequence[str | Object]) -> Content:
    return tuple(each if isinstance(each, str) else _make_code(each) for each in given)


def _make_code(given: Object) -> Code:
    content = given.pop("content", ())
    return Code(**given, content=_make_content(content))


def _take_provenance(given: Object) -> Provenance:
    if given.keys().isdisjoint(_PROVENANCE):
        return UNKNOWN
    found = {name: given.pop(name) for name in _PROVENANCE & given.keys()}
    for name in _DATES:
        if name in found:
            found[name] = datetime.fromisoformat(found[name])
    return Provenance(**found)
