"""The header of a file of units ↔ rows of a sheet: a field a row."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tmx.formats.objects import Object, Reader, describe
from tmx.formats.tables.names import NOTE
from tmx.formats.tables.reading import Row
from tmx.losses import LossCounter
from tmx.markup import HEADER_TEXTS, STAMP_DATES, STAMP_TEXTS
from tmx.records import Header

HEADER_NAMES = ("field", "value", "xml:lang", "o-encoding")
"""The columns: the last two are of properties and notes."""

_PROP, _ENCODING = "prop ", "ude"
_NAMES = {
    "source_language": "srclang",
    **HEADER_TEXTS,
    **STAMP_TEXTS,
    **STAMP_DATES,
    "o_encoding": "o-encoding",
}
_FIELDS = {name: field for field, name in _NAMES.items()}


def make_header_rows(header: Header) -> Iterator[list[str]]:
    """Make the rows of a header: texts, properties, notes, user-defined encodings."""
    described = describe(header)
    for field, name in _NAMES.items():
        if field in described:
            yield [name, described[field], "", ""]
    for prop in described.get("props", ()):
        yield [_PROP + prop["type"], *_list_remark(prop)]
    for note in described.get("notes", ()):
        yield [NOTE, *_list_remark(note)]
    for encoding in described.get("encodings", ()):
        yield [_ENCODING, json.dumps(encoding, ensure_ascii=False), "", ""]


def _list_remark(described: Object) -> list[str]:
    return [described["text"], described.get("language", ""), described.get("o_encoding", "")]


def read_header(rows: Iterable[Row], losses: LossCounter) -> Header:
    """Make a header of the rows of its sheet, the names of columns included."""
    given: dict[str, Any] = {"props": [], "notes": [], "encodings": []}
    for _, cells in rows:
        name, text, language, o_encoding = [*cells, "", "", "", ""][:4]
        remark = {"text": text, "language": language or None, "o_encoding": o_encoding or None}
        if name.startswith(_PROP):
            given["props"].append({"type": name.removeprefix(_PROP), **remark})
        elif name == NOTE:
            given["notes"].append(remark)
        elif name == _ENCODING:
            given["encodings"].append(_parse(text))
        elif name in _FIELDS:
            given[_FIELDS[name]] = text
    return Reader(losses).read_header(given, "the sheet of the header")


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
