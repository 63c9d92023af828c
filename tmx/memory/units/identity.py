"""What makes a unit the same one when it comes again: a number of 64 bits.

Two units of the same texts are one if they were made at the same place of the same document and say
the same; how often, when and by whom they were used, changed or confirmed does not count. Memories
on disk depend on it.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tmx.memory.records import Prints, Side
from tmx.memory.units.facts import STATED, count_seconds
from tmx.records import UNKNOWN, Code, Content, Note, Prop, Provenance, TranslationUnit, Variant

HISTORY = "x-history"
"""The property in which an export tells the former states of a unit."""

PASSING = STATED | {HISTORY, "x-LastUsedBy", "x-UsageCount"}
"""Properties that change while a unit stays the same; the document counts by its name."""

_quote: Callable[[str], str] = json.encoder.encode_basestring


def make_identity(unit: TranslationUnit, source: Side, document: str | None, prints: Prints) -> int:
    """Make the number that tells a unit from others of the same two texts.

    Args:
        unit: of two variants, the source first; it has no NUL or lone surrogate.
        source: the side of its source.
        document: name of the document that it stands in, or None.
        prints: of its neighbours.

    Returns:
        A signed number of 64 bits.
    """
    first, second = unit.variants
    # A JSON array.
    parts = (
        "01"[source],
        _quote(first.language),
        _quote(second.language),
        _dump_part(unit.tuid),
        _dump_part(document),
        _dump(prints) if None in prints else "[{},{},{},{}]".format(*prints),
        _dump_parts(unit),
        _dump_parts(first),
        _dump_parts(second),
        _dump(_list_pieces(first.content)) if first.content else "[]",
        _dump(_list_pieces(second.content)) if second.content else "[]",
    )
    digest = hashlib.blake2b(f"[{','.join(parts)}]".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _dump_parts(record: TranslationUnit | Variant) -> str:
    props, provenance = record.props, record.provenance
    if record.notes or (props and not PASSING.issuperset([each.type for each in props])):
        return _dump(_list_parts(record.props, record.notes, record.provenance))
    # Most records say no more than this.
    if provenance is UNKNOWN:
        return "[]"
    made, author = provenance.creation_date, provenance.creation_id
    if made is None or author is None:
        return _dump(_list_parts((), (), provenance))
    return f"[{count_seconds(made)},{_quote(author)}]"


def _dump(parts: Iterable[Any]) -> str:
    return f"[{','.join([_dump_part(each) for each in parts])}]"


def _dump_part(part: list[Any] | str | int | None) -> str:
    """Write JSON without spaces, several times as fast as an encoder does for so little."""
    if isinstance(part, str):
        return _quote(part)
    if part is None:
        return "null"
    return _dump(part) if isinstance(part, list) else str(part)


def _list_parts(props: Sequence[Prop], notes: Sequence[Note], provenance: Provenance) -> list[Any]:
    parts: list[Any] = []
    if props:
        parts += sorted(_list_props(props))
    if notes:
        parts += [[each.text, each.language or "", each.o_encoding or ""] for each in notes]
    if provenance is UNKNOWN:
        return parts
    made = provenance.creation_date, provenance.creation_id
    if made != (None, None):
        parts += [count_seconds(made[0]), made[1]]
    return parts


def _list_props(props: Iterable[Prop]) -> list[list[str]]:
    return [
        [each.type, each.text, each.language or "", each.o_encoding or ""]
        for each in props
        if each.type not in PASSING
    ]


def _list_pieces(content: Content) -> list[Any]:
    return [each if isinstance(each, str) else _list_code(each) for each in content]


def _list_code(code: Code) -> list[Any]:
    names = (code.i, code.x, code.type, code.pos, code.assoc, code.datatype)
    return [code.name, *names, _list_pieces(code.content)]
