"""Align Chinese and English versions of a text: files in, translation memories out.

    from aligner import Settings, align, write_alignment
    alignment = align("article.txt", settings=Settings(source_language="zh-HK"))
    write_alignment("article.tmx", alignment)

The flow: file → Document (`reading`) → Segment (`splitting`) → embeddings (`embedding`) → Bead
(`aligning`, with `lexicon`) → TranslationUnit and files (`exporting`); `pipeline` is the whole of
it in one call, `command` its command line.

The names below are imported when they are first used, so that `duizhao --help` waits for nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aligner.documents import read_document
    from aligner.embedding import Encoder
    from aligner.errors import AlignerError
    from aligner.exporting import ExportReport, load_alignment, write_alignment
    from aligner.pipeline import align, align_documents
    from aligner.reading import Reading, separate_languages
    from aligner.records import Alignment, Bead, Document, Kind, Paragraph, Segment, Side
    from aligner.settings import Settings
    from aligner.splitting import split_segments

__all__ = [
    "AlignerError",
    "Alignment",
    "Bead",
    "Document",
    "Encoder",
    "ExportReport",
    "Kind",
    "Paragraph",
    "Reading",
    "Segment",
    "Settings",
    "Side",
    "align",
    "align_documents",
    "load_alignment",
    "read_document",
    "separate_languages",
    "split_segments",
    "write_alignment",
]

_HOMES = {
    "aligner.embedding": ("Encoder",),
    "aligner.errors": ("AlignerError",),
    "aligner.exporting": ("ExportReport", "load_alignment", "write_alignment"),
    "aligner.pipeline": ("align", "align_documents"),
    "aligner.documents": ("read_document",),
    "aligner.reading": ("Reading", "separate_languages"),
    "aligner.records": (
        "Alignment",
        "Bead",
        "Document",
        "Kind",
        "Paragraph",
        "Segment",
        "Side",
    ),
    "aligner.settings": ("Settings",),
    "aligner.splitting": ("split_segments",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
