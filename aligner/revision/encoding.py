"""Change ↔ compact JSON, as the journal in a .duizhao file holds it.

A segment is a passage of its paragraph, so its place is enough: what is printed stands in the
file once, and no journal can change it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from aligner.errors import AlignerError
from aligner.records import Alignment, Kind, Segment, mark_damage
from aligner.revision.records import Change, Row, RowFlags, RowStatus, SideName, make_flags
from aligner.revision.state import find_side

ENCODING_VERSION = 1
"""It rises when an older duizhao could not read what is written."""


_MOST_ROWS = 10_000_000
"""No alignment has more; a file that says so would fill the memory."""


def encode_change(change: Change) -> str:
    """Write a change as JSON; lone surrogates stay as they are.

    Keys that hold nothing are left out. A row is [id, source, target, confidence, status,
    is_manual, is_marked] with 1 and 0 for the last two; a segment [paragraph, start, stop, edit,
    kind], null where there is none; flags are runs [first row, last row, status, is_marked].

    >>> encode_change(Change("merge", 3, focus=3))
    '{"v":1,"kind":"merge","at":3,"focus":3}'
    """
    parts = {
        "at": change.at,
        "before": [_encode_row(row) for row in change.before],
        "after": [_encode_row(row) for row in change.after],
        "old": _encode_segments(change.segments_before),
        "new": _encode_segments(change.segments_after),
        "flags_old": _encode_flags(change.flags_before),
        "flags_new": _encode_flags(change.flags_after),
    }
    found: dict[str, Any] = {"v": ENCODING_VERSION, "kind": change.kind}
    found |= {name: value for name, value in parts.items() if value}
    if change.focus is not None:
        found["focus"] = change.focus
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _encode_row(row: Row) -> list[Any]:
    names = " ".join(row.source), " ".join(row.target)
    flags = int(row.is_manual), int(row.is_marked)
    return [row.id, *names, row.confidence, row.status.value, *flags]


def _encode_segments(segments: Mapping[str, Segment | None]) -> dict[str, Any]:
    return {name: each and _encode_segment(each) for name, each in segments.items()}


def _encode_segment(segment: Segment) -> list[Any]:
    return [segment.paragraph, segment.start, segment.stop, segment.edit, segment.kind.value]


def _encode_flags(flags: Mapping[int, RowFlags]) -> list[list[Any]]:
    """Write flags as runs of rows whose numbers follow each other."""
    runs: list[tuple[int, int, RowFlags]] = []
    first, last, told = 0, -1, None
    for row, each in flags.items():
        if row == last + 1 and each == told:
            last = row
            continue
        if told is not None:
            runs.append((first, last, told))
        first, last, told = row, row, each
    if told is not None:
        runs.append((first, last, told))
    return [[*ends, each.status.value, int(each.is_marked)] for *ends, each in runs]


def decode_change(text: str, alignment: Alignment) -> Change:
    """Read a change.

    Args:
        text: JSON.
        alignment: as the aligner made it; it has the printed texts.

    Raises:
        AlignerError: a newer duizhao wrote it.
        ValueError: it is no change of this alignment.
    """
    try:
        found = json.loads(text)
        version = found["v"]
        if version == ENCODING_VERSION:
            return _decode(found, alignment)
    except (TypeError, LookupError, AttributeError) as error:
        raise ValueError(f"no change of this alignment ({error!r}): {text[:80]}") from error
    raise AlignerError(
        f"a newer duizhao wrote this file (changes of version {version}, this one reads"
        f" {ENCODING_VERSION}): update duizhao"
    )


def _decode(found: Mapping[str, Any], alignment: Alignment) -> Change:
    return Change(
        found["kind"],
        found.get("at", 0),
        tuple(_decode_row(row) for row in found.get("before", ())),
        tuple(_decode_row(row) for row in found.get("after", ())),
        _decode_segments(found.get("old", {}), alignment),
        _decode_segments(found.get("new", {}), alignment),
        dict(_decode_flags(found.get("flags_old", ()))),
        dict(_decode_flags(found.get("flags_new", ()))),
        found.get("focus"),
    )


def _decode_row(row: Sequence[Any]) -> Row:
    number, source, target, confidence, status, is_manual, is_marked = row
    sides = tuple(source.split()), tuple(target.split())
    return Row(number, *sides, confidence, RowStatus(status), bool(is_manual), bool(is_marked))


def _decode_segments(found: Mapping[str, Any], alignment: Alignment) -> dict[str, Segment | None]:
    return {
        name: None if each is None else _decode_segment(name, alignment, each)
        for name, each in found.items()
    }


def _decode_segment(name: str, alignment: Alignment, place: Sequence[Any]) -> Segment:
    paragraph, start, stop, edit, kind = place
    side = alignment.source if find_side(name) is SideName.SOURCE else alignment.target
    printed = side.document.paragraphs[paragraph]
    segment = Segment(printed.text[start:stop], paragraph, start, Kind(kind), edit=edit)
    return mark_damage(segment, printed)


def _decode_flags(runs: Iterable[Sequence[Any]]) -> Iterator[tuple[int, RowFlags]]:
    for first, last, status, is_marked in runs:
        if not 0 <= last - first < _MOST_ROWS:
            raise ValueError(f"rows {first} to {last} are too many")
        flags = make_flags(RowStatus(status), bool(is_marked))
        yield from ((row, flags) for row in range(first, last + 1))
