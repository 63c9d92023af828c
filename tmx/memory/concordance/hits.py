"""What the concordance found → a table or JSON; docs/memory.md names columns and fields."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, BinaryIO, TypeAlias

from tmx.memory.records import Concordance, Hit, Span
from tmx.records import Variant

Object: TypeAlias = dict[str, Any]

COLUMNS = (
    *("unit", "found", "counterpart", "source", "target", "source_language", "target_language"),
    *("document", "author", "changed", "status", "confidence", "origin", "others"),
)
"""The header of a table."""

_BETWEEN = " | "
_FORMULA = re.compile(r"(?=[=+\-@\t\r\n＝＋－＠])")
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_tsv(stream: BinaryIO, found: Sequence[Concordance]) -> None:
    """Write hits as a table: UTF-8 with a byte order mark, tabs, lines that end with CR LF.

    "source" is the text in which something was found, whichever side was translated. A cell that a
    spreadsheet would take for a formula gets an apostrophe in front: the table is to be looked at.

    Args:
        stream: a binary stream.
        found: one search or several.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, dialect="excel-tab")
    writer.writerow(COLUMNS)
    for each in found:
        writer.writerows(_make_row(hit) for hit in each.hits)
    stream.write(_SURROGATE.sub("\ufffd", text.getvalue()).encode("utf-8-sig"))


def _make_row(hit: Hit) -> Iterator[str]:
    unit, source, target = hit.unit, hit.source, hit.target
    cells = (
        unit.id,
        _BETWEEN.join(_cut(source.text, hit.spans)),
        _BETWEEN.join(_cut(target.text, hit.counterpart)),
        *(source.text, target.text, source.language, target.language),
        *(unit.document, unit.author),
        *(_describe_moment(unit.changed), unit.status, unit.confidence),
        *(unit.origin, hit.others),
    )
    for cell in cells:
        text = "" if cell is None else str(cell)
        yield f"'{text}" if _FORMULA.match(text) else text


def write_json(stream: BinaryIO, found: Sequence[Concordance]) -> None:
    """Write hits as one object of JSON, in UTF-8; see `describe_hits`.

    Args:
        stream: a binary stream.
        found: one search or several.
    """
    text = json.dumps(describe_hits(found), ensure_ascii=False, indent=1)
    stream.write(f"{_SURROGATE.sub(_escape, text)}\n".encode())


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def describe_hits(found: Iterable[Concordance]) -> Object:
    """Describe searches as what JSON can hold.

    Returns:
        {"kind": "concordance", "searches": [...]}, of each its query, forms, total and hits; spans
        are in characters of the text that they stand beside.
    """
    return {"kind": "concordance", "searches": [_describe_search(each) for each in found]}


def _describe_search(found: Concordance) -> Object:
    return {
        "query": found.query,
        "forms": list(found.forms),
        "total": found.total,
        "is_total_exact": found.is_total_exact,
        "hits": [_describe_hit(each) for each in found.hits],
    }


def _describe_hit(hit: Hit) -> Object:
    unit = hit.unit
    return {
        "unit": unit.id,
        "forms": list(hit.forms),
        "source": _describe_text(hit.source, hit.spans),
        "target": _describe_text(hit.target, hit.counterpart),
        "document": unit.document,
        "author": unit.author,
        "changed": _describe_moment(unit.changed),
        "status": unit.status,
        "confidence": unit.confidence,
        "origin": unit.origin,
        "others": hit.others,
    }


def _describe_text(variant: Variant, spans: Sequence[Span]) -> Object:
    return {
        "language": variant.language,
        "text": variant.text,
        "found": _cut(variant.text, spans),
        "spans": [asdict(each) for each in spans],
    }


def _describe_moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def _cut(text: str, spans: Iterable[Span]) -> list[str]:
    return [text[each.start : each.stop] for each in spans]
