"""Reading, the first stage: file → Document.

Bytes become text (`encoding`), text paragraphs (`text`), paragraphs get kinds (`structure`) and
the document a language (`language`); a file with two languages becomes two documents (`layout`).
"""

from aligner.reading.encoding import Decoded, decode
from aligner.reading.formats import READERS, Source, read_file, read_lines
from aligner.reading.language import LanguageGuess, propose_language
from aligner.reading.layout import is_bilingual, separate_languages
from aligner.reading.records import Reading
from aligner.reading.structure import mark_kinds
from aligner.reading.support import check_supported

__all__ = [
    "READERS",
    "Decoded",
    "LanguageGuess",
    "Reading",
    "Source",
    "check_supported",
    "decode",
    "is_bilingual",
    "mark_kinds",
    "propose_language",
    "read_file",
    "read_lines",
    "separate_languages",
]
