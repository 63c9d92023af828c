"""`duizhao split`: show the segments of a file."""

from pathlib import Path

from aligner.command.console import report, show
from aligner.pipeline import read_document
from aligner.reading import check_supported, is_bilingual, separate_languages
from aligner.settings import Settings
from aligner.splitting import split_segments


def run(file: Path, settings: Settings) -> None:
    """Print each segment on a line of its own, both languages one after the other."""
    reading = read_document(file, settings)
    document = reading.document
    for note in reading.notes:
        report(f"{document.name}: {note}")
    check_supported(document)
    documents = separate_languages(document) if is_bilingual(document) else (document,)
    for part in documents:
        segments = split_segments(part)
        report(f"{part.language}: {len(segments)} segments")
        for segment in segments:
            show(" ".join(segment.text.split()))
