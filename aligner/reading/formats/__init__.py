"""The formats that documents come in: one module each, a function from bytes to paragraphs.

A reader takes a `Source` and returns a `Reading` whose paragraphs are in reading order, one for
each block of the file, with the text of the file: a line break inside a block is a space, or
nothing between Chinese characters. It states only what the format states: kinds of paragraphs
(headings, captions, footnotes), languages, rows, metadata; and its own changes, if it leaves out
what does not belong to the text (navigation, running heads). Cleaning and the rest come later.
Libraries are imported inside functions, so that only the format that is read is loaded.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from aligner.reading.formats.delimited import read_delimited
from aligner.reading.formats.epub import read_epub
from aligner.reading.formats.html import read_html
from aligner.reading.formats.markdown import read_markdown
from aligner.reading.formats.office.docx import read_docx
from aligner.reading.formats.office.odt import read_odt
from aligner.reading.formats.office.xlsx import read_xlsx
from aligner.reading.formats.pdf import read_pdf
from aligner.reading.formats.plain import read_plain
from aligner.reading.formats.subtitles import read_subtitles
from aligner.reading.formats.tmx import read_memory
from aligner.reading.formats.xliff import read_xliff
from aligner.reading.records import Reading, Source

__all__ = ["READERS"]

READERS: Mapping[str, Callable[[Source], Reading]] = MappingProxyType(
    {
        "": read_plain,
        ".html": read_html,
        ".htm": read_html,
        ".xhtml": read_html,
        ".epub": read_epub,
        ".md": read_markdown,
        ".markdown": read_markdown,
        ".txt": read_plain,
        ".text": read_plain,
        ".docx": read_docx,
        ".docm": read_docx,
        ".dotx": read_docx,
        ".dotm": read_docx,
        ".odt": read_odt,
        ".ott": read_odt,
        ".fodt": read_odt,
        ".xlsx": read_xlsx,
        ".xlsm": read_xlsx,
        ".csv": read_delimited,
        ".tsv": read_delimited,
        ".tab": read_delimited,
        ".pdf": read_pdf,
        ".xlf": read_xliff,
        ".xliff": read_xliff,
        ".mxliff": read_xliff,
        ".mqxliff": read_xliff,
        ".sdlxliff": read_xliff,
        ".txlf": read_xliff,
        ".tmx": read_memory,
        ".srt": read_subtitles,
        ".vtt": read_subtitles,
    }
)
"""The reader of each suffix, in small letters with the dot."""
