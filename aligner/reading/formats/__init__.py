"""The formats that documents come in: one module each, a function from bytes to paragraphs.

A reader takes a `Source` and returns a `Reading` whose paragraphs are in reading order, one for
each block of the file, with the text of the file: a line break inside a block is a space, or
nothing between Chinese characters. It states only what the format states: kinds of paragraphs
(headings, captions, footnotes), languages, rows, metadata; and its own changes, if it leaves out
what does not belong to the text (navigation, running heads). Cleaning and the rest come later.
Modules are imported when their format is read, and libraries inside functions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from aligner.reading.records import Reading, Source

__all__ = ["READERS", "FormatReader"]

_SUFFIXES = {
    "plain.read_plain": ("", ".txt", ".text"),
    "html.read_html": (".html", ".htm", ".xhtml"),
    "epub.read_epub": (".epub",),
    "markdown.read_markdown": (".md", ".markdown"),
    "office.docx.read_docx": (".docx", ".docm", ".dotx", ".dotm"),
    "office.odt.read_odt": (".odt", ".ott", ".fodt"),
    "office.xlsx.read_xlsx": (".xlsx", ".xlsm"),
    "delimited.read_delimited": (".csv", ".tsv", ".tab"),
    "pdf.read_pdf": (".pdf",),
    "xliff.read_xliff": (".xlf", ".xliff", ".mxliff", ".mqxliff", ".sdlxliff", ".txlf"),
    "tmx.read_memory": (".tmx",),
    "subtitles.read_subtitles": (".srt", ".vtt"),
}
"""The suffixes of each reader, in small letters with the dot; by module and function."""


@dataclass(frozen=True, slots=True)
class FormatReader:
    """A reader that is imported when it is first called.

    Args:
        place: module below this package, a dot, and the name of the function.
    """

    place: str

    def __call__(self, source: Source) -> Reading:
        """Read a file; see the module of the format.

        Raises:
            AlignerError: the file cannot be read; the message does not name it.
        """
        module, _, function = self.place.rpartition(".")
        read: Callable[[Source], Reading] = getattr(import_module(f"{__name__}.{module}"), function)
        return read(source)


READERS: Mapping[str, FormatReader] = MappingProxyType(
    {suffix: FormatReader(place) for place, suffixes in _SUFFIXES.items() for suffix in suffixes}
)
"""The reader of each suffix; "" is a file without one."""
