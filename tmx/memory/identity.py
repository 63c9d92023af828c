"""What makes a unit the same one when it comes again: a number of 64 bits.

Two units of the same texts are one if they were made at the same place of the same document and say
the same; how often, when and by whom they were used, changed or confirmed does not count. Memories
on disk depend on it.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from tmx.memory.facts import STATED, count_seconds
from tmx.memory.records import Prints, Side
from tmx.records import Code, Content, Note, Prop, Provenance, TranslationUnit

HISTORY = "x-history"
"""The property in which an export tells the former states of a unit."""

PASSING = STATED | {HISTORY, "x-LastUsedBy", "x-UsageCount"}
"""Properties that change while a unit stays the same; the document counts by its name."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


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
    parts = (
        source.value,
        first.language,
        second.language,
        unit.tuid,
        document,
        prints,
        _list_parts(unit.props, unit.notes, unit.provenance),
        *(_list_parts(each.props, each.notes, each.provenance) for each in unit.variants),
        *(_list_pieces(each.content) for each in unit.variants),
    )
    digest = hashlib.blake2b(_encode(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _list_parts(props: Sequence[Prop], notes: Sequence[Note], provenance: Provenance) -> list[Any]:
    parts: list[Any] = []
    if props:
        parts += sorted(_list_props(props))
    if notes:
        parts += [[each.text, each.language or "", each.o_encoding or ""] for each in notes]
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
