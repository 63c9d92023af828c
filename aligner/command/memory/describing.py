"""What a memory answers → objects of JSON; docs/memory.md names the fields."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeAlias

from tmx.formats.objects import describe
from tmx.memory.records import Change, ImportReport, Match, Query, Stats, StoredUnit
from tmx.records import Variant

Object: TypeAlias = dict[str, Any]


def dump(described: object, *, indent: int | None = 1) -> str:
    """Write JSON; with no indent in one line, whatever the texts hold."""
    text = json.dumps(described, ensure_ascii=False, indent=indent)
    # Line ends to some readers, and no UTF-8: escaped, the object stays the same.
    for character in "\x85\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def describe_unit(stored: StoredUnit) -> Object:
    """Describe a unit with its place: all fields, those of the unit by the names of the records."""
    return {
        "id": stored.id,
        "pair": stored.pair,
        "document": stored.document,
        "author": stored.author,
        "changed": describe_moment(stored.changed),
        "confidence": stored.confidence,
        "status": stored.status,
        "origin": stored.origin,
        **describe(stored.unit),
    }


def describe_matches(query: Query, matches: Sequence[Match], number: int | None = None) -> Object:
    """Describe a query and what was found for it.

    Args:
        query: as it was asked.
        matches: the best first.
        number: line of the file that it stands in; None: it comes from no file.
    """
    place = {} if number is None else {"line": number}
    return {
        "kind": "matches",
        **place,
        "text": query.text,
        "matches": [_describe_match(each) for each in matches],
    }


def _describe_match(match: Match) -> Object:
    return {
        "rate": match.rate,
        "kind": match.kind,
        "similarity": round(match.similarity, 4),
        "source": _describe_variant(match.source),
        "target": _describe_variant(match.target),
        "differences": [asdict(each) for each in match.differences],
        "flags": list(match.flags),
        "deductions": [asdict(each) for each in match.deductions],
        "agreeing": list(match.agreeing),
        "others": match.others,
        "unit": describe_unit(match.unit),
    }


def _describe_variant(variant: Variant) -> Object:
    return {"language": variant.language, "text": variant.text}


def describe_import(name: str, report: ImportReport) -> Object:
    """Describe what became of the units of a file."""
    return {
        "name": name,
        "read": report.read,
        "created": report.created,
        "merged": report.merged,
        "skipped": report.skipped,
        "reversed": report.reversed,
        "losses": [asdict(each) for each in report.losses],
        "truncation": report.truncation,
    }


def describe_change(change: Change) -> Object:
    """Describe a former state of a unit."""
    return {
        "unit": change.unit,
        "moment": describe_moment(change.moment),
        "author": change.author,
        "action": change.action,
        "before": describe(change.before),
    }


def describe_stats(name: str, stats: Stats) -> Object:
    """Describe what a memory holds."""
    return {
        "kind": "memory",
        "name": name,
        "languages": list(stats.languages),
        "units": stats.units,
        "pairs": stats.pairs,
        "size": stats.size,
        "schema": stats.schema,
        "tags": dict(stats.tags),
        "documents": dict(stats.documents),
        "statuses": dict(stats.statuses),
        "origins": dict(stats.origins),
        "first_change": describe_moment(stats.first_change),
        "last_change": describe_moment(stats.last_change),
        "changes": stats.changes,
        "vectors": dict(stats.vectors),
        "concepts": dict(stats.concepts),
    }


def describe_moment(moment: datetime | None) -> str | None:
    """Return a moment as ISO 8601 has it, or None."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")
