"""`duizhao split`: show the segments of a file."""

from pathlib import Path

import typer

from aligner.pipeline import read_document
from aligner.reading import check_supported, is_bilingual, separate_languages
from aligner.settings import Settings
from aligner.splitting import split_segments


def run(file: Path, settings: Settings) -> None:
    """Print each segment on a line of its own, both languages one after the other."""
    reading = read_document(file, settings)
    document = reading.document
    for note in reading.notes:
        typer.echo(f"{document.name}: {note}", err=True)
    check_supported(document)
    documents = separate_languages(document) if is_bilingual(document) else (document,)
    for part in documents:
        segments = split_segments(part)
        typer.echo(f"{part.language}: {len(segments)} segments", err=True)
        for segment in segments:
            typer.echo(" ".join(segment.text.split()))
