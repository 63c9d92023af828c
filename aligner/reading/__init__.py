"""Reading, the first stage: file → Document.

Bytes become text (`encoding`), text paragraphs (`text`), paragraphs get kinds (`structure`) and
the document a language (`language`); a file with two languages becomes two documents (`layout`,
by the turns the languages take, `turns`, or within its lines, `mixing`).
"""

from aligner.reading.encoding import Decoded, decode
from aligner.reading.formats import READERS
from aligner.reading.language import LanguageGuess, propose_language
from aligner.reading.layout import (
    LayoutGuess,
    Separation,
    is_bilingual,
    recognise_layout,
    separate,
    separate_languages,
)
from aligner.reading.metadata import find_metadata, share_metadata
from aligner.reading.opening import ReadingOptions, read_file, read_lines
from aligner.reading.records import Change, Reading, Source
from aligner.reading.structure import mark_kinds
from aligner.reading.support import check_supported

__all__ = [
    "READERS",
    "Change",
    "Decoded",
    "LanguageGuess",
    "LayoutGuess",
    "Reading",
    "ReadingOptions",
    "Separation",
    "Source",
    "check_supported",
    "decode",
    "find_metadata",
    "is_bilingual",
    "mark_kinds",
    "propose_language",
    "read_file",
    "read_lines",
    "recognise_layout",
    "separate",
    "separate_languages",
    "share_metadata",
]
