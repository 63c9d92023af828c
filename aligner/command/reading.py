"""`duizhao read`: show the text of a file, and on request what was left out of it."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from aligner.command.console import report, show
from aligner.documents import Opened, describe_layout, open_documents
from aligner.reading import Change
from aligner.records import Document, Paragraph, Segment
from aligner.settings import Settings
from aligner.splitting import Rules, load_rules, split_segments

_LONGEST_QUOTE = 100
_LINE_END = re.compile("[\\r\\n]+")


def run(file: Path, settings: Settings, *, as_json: bool = False, explain: bool = False) -> None:
    """Print the paragraphs in the order of the file, or everything known of it as JSON."""
    opened = open_documents(file, settings)
    for note in _list_notes(opened):
        report(note)
    if explain:
        for change in opened.reading.changes:
            report(_explain(change))
    if as_json:
        show(json.dumps(describe(opened, load_rules(settings.srx)), ensure_ascii=False, indent=1))
        return
    for number, paragraph in enumerate(opened.reading.document.paragraphs):
        if number:
            show("")
        show(_LINE_END.sub(" ", paragraph.text.strip()))


def _list_notes(opened: Opened) -> Iterator[str]:
    name = opened.reading.document.name
    yield from (f"{name}: {note}" for note in opened.reading.notes)
    if len(opened.documents) > 1:
        yield f"{name}: {describe_layout(opened.layout)}"


def _explain(change: Change) -> str:
    what = f"line {change.line}: {change.rule}: {_quote(change.before)}"
    if change.after == change.before:
        what += " flagged"
    elif change.after:
        what += f" → {_quote(change.after)}"
    return f"{what} ({change.reason})"


def _quote(text: str) -> str:
    shown = json.dumps(text, ensure_ascii=False)[1:-1]
    return f"“{shown[:_LONGEST_QUOTE]}…”" if len(shown) > _LONGEST_QUOTE else f"“{shown}”"


def describe(opened: Opened, rules: Rules | None = None) -> dict[str, Any]:
    """Describe a file for programs; docs/formats.md names the fields."""
    document = opened.reading.document
    placed = _order(opened.documents)
    return {
        "kind": "reading",
        "name": document.name,
        "encoding": document.encoding,
        "layout": asdict(opened.layout),
        "languages": [each.language for each in opened.documents],
        "metadata": [asdict(each.metadata) for each in opened.documents],
        "paragraphs": [_describe_paragraph(each) for each in placed],
        "segments": _describe_segments(opened.documents, placed, rules),
        "log": [asdict(change) for change in opened.reading.changes],
        "notes": list(opened.reading.notes),
    }


@dataclass(frozen=True, slots=True)
class _Placed:
    """A paragraph with the numbers of its document and of its place there."""

    paragraph: Paragraph
    document: int
    number: int
    language: str


def _order(documents: Sequence[Document]) -> list[_Placed]:
    """Put the paragraphs of all documents in the order of the file."""
    placed = (
        _Placed(paragraph, index, number, document.language)
        for index, document in enumerate(documents)
        for number, paragraph in enumerate(document.paragraphs)
    )
    return sorted(placed, key=lambda p: (p.paragraph.line, p.paragraph.row or 0, p.document))


def _describe_paragraph(placed: _Placed) -> dict[str, Any]:
    paragraph = placed.paragraph
    return {
        "text": paragraph.text,
        "language": placed.language,
        "line": paragraph.line,
        "kind": paragraph.kind.value,
        "row": paragraph.row,
        "damage": [list(span) for span in paragraph.damage],
    }


def _describe_segments(
    documents: Sequence[Document], placed: Sequence[_Placed], rules: Rules | None
) -> list[dict[str, Any]]:
    segments: dict[tuple[int, int], list[Segment]] = {}
    for index, document in enumerate(documents):
        for segment in split_segments(document, rules):
            segments.setdefault((index, segment.paragraph), []).append(segment)
    return [
        {
            "text": segment.text,
            "language": each.language,
            "paragraph": number,
            "start": segment.start,
            "damaged": segment.is_damaged,
        }
        for number, each in enumerate(placed)
        for segment in segments.get((each.document, each.number), ())
    ]
