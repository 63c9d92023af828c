"""`duizhao split`: show the segments of a file."""

from pathlib import Path

from aligner.command.console import report, show
from aligner.documents import describe_layout, open_documents
from aligner.settings import Settings
from aligner.splitting import load_rules, split_segments


def run(file: Path, settings: Settings) -> None:
    """Print each segment on a line of its own, both languages one after the other."""
    opened = open_documents(file, settings)
    name = opened.reading.document.name
    notes = list(opened.reading.notes)
    if len(opened.documents) > 1:
        notes.append(describe_layout(opened.layout))
    for note in notes:
        report(f"{name}: {note}")
    rules = load_rules(settings.srx)
    for document in opened.documents:
        segments = split_segments(document, rules)
        report(f"{document.language}: {len(segments)} segments")
        for segment in segments:
            show(" ".join(segment.text.split()))
