"""Alignment → JSON lines: a bead an object with texts, positions and confidence, for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, BinaryIO

from aligner.exporting.records import Written
from aligner.records import Alignment, Bead, Side
from tmx import __version__

# Line ends to some readers, and allowed raw in JSON strings: escaped, a line is a line to all.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def write_jsonl(stream: BinaryIO, alignments: Sequence[Alignment]) -> Written:
    """Write an object of kind "alignment", then one of kind "bead" for each bead, in UTF-8.

    Args:
        stream: a binary stream.
        alignments: one behind the other.
    """
    for alignment in alignments:
        stream.write(_encode(_describe_alignment(alignment)))
        for number, bead in enumerate(alignment.beads):
            stream.write(_encode(_describe_bead(alignment, number, bead)))
    return Written(sum(len(alignment.beads) for alignment in alignments))


def _encode(record: Mapping[str, Any]) -> bytes:
    line = json.dumps(record, ensure_ascii=False).translate(_LINE_ENDS)
    # For a lone surrogate, which UTF-8 cannot hold, backslashreplace gives the JSON escape.
    return line.encode("utf-8", "backslashreplace") + b"\n"


def _describe_alignment(alignment: Alignment) -> dict[str, Any]:
    return {
        "kind": "alignment",
        "version": __version__,
        "signature": alignment.signature,
        "encoder": alignment.encoder,
        "model": alignment.model,
        "settings": asdict(alignment.settings),
        "notes": list(alignment.notes),
        "source": _describe_document(alignment.source),
        "target": _describe_document(alignment.target),
        "beads": len(alignment.beads),
    }


def _describe_document(side: Side) -> dict[str, Any]:
    document = side.document
    return {
        "language": document.language,
        "name": document.name,
        "encoding": document.encoding,
        "metadata": asdict(document.metadata),
        "paragraphs": len(document.paragraphs),
        "segments": len(side.segments),
    }


def _describe_bead(alignment: Alignment, number: int, bead: Bead) -> dict[str, Any]:
    return {
        "kind": "bead",
        "number": number,
        "type": bead.type,
        "confidence": bead.confidence,
        "accepted": bead.is_accepted,
        "source": _describe_half(alignment.source, bead.source),
        "target": _describe_half(alignment.target, bead.target),
    }


def _describe_half(side: Side, numbers: Sequence[int]) -> dict[str, Any]:
    return {
        "language": side.document.language,
        "text": side.text_of(numbers),
        "segments": [_describe_segment(side, number) for number in numbers],
    }


def _describe_segment(side: Side, number: int) -> dict[str, Any]:
    segment = side.segments[number]
    return {
        "number": number,
        "paragraph": segment.paragraph,
        "start": segment.start,
        "line": side.document.paragraphs[segment.paragraph].line,
        "kind": segment.kind.value,
        "damaged": segment.is_damaged,
        "text": segment.text,
        "edited": segment.edit,
    }
