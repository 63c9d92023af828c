"""A path or a stream → the raw reading of a file, by the format that its suffix names."""

import re
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import AlignerError, name_errors
from aligner.reading.encoding import decode, refuse_empty
from aligner.reading.files import STANDARD_INPUT, load_bytes, name_path
from aligner.reading.formats import READERS
from aligner.reading.formats.plain import check_lengths, describe_encoding
from aligner.reading.language import propose_language
from aligner.reading.records import Reading, Source
from aligner.reading.signatures import Signature, name_signature
from aligner.reading.text import split_lines
from aligner.records import Document, Paragraph

_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"(?:(WEBVTT)\b|<!?(doctype\s+html|html|head|xliff|tmx)\b)",
    re.IGNORECASE | re.DOTALL,
)
_OPENED = {b"webvtt": ".vtt", b"xliff": ".xlf", b"tmx": ".tmx"}
# Formats that are never text, and the suffix of text that people rename to theirs.
_PACKED = {
    READERS[".docx"]: ("a Word document", ".txt"),
    READERS[".odt"]: ("an OpenDocument text", ".txt"),
    READERS[".epub"]: ("an EPUB book", ".txt"),
    READERS[".pdf"]: ("a PDF", ".txt"),
    READERS[".xlsx"]: ("an Excel workbook", ".csv"),
}
_MARKED_UP = {READERS[".tmx"]: "a TMX memory", READERS[".xlf"]: "an XLIFF file"}
_PDF_HEAD = 1024


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What the user says on how files are read.

    Args:
        encoding: name of the encoding of the files; None to detect it.
        cleaning: whether what does not belong to the text is left out.
        keep: names of rules that are not applied.
    """

    encoding: str | None = None
    cleaning: bool = True
    keep: frozenset[str] = frozenset()


DEFAULT_OPTIONS = ReadingOptions()
"""What holds where the user says nothing."""


def read_file(path: str | Path, options: ReadingOptions = DEFAULT_OPTIONS) -> Reading:
    """Read a file by the format that its suffix names.

    Args:
        path: a file; without a suffix it is read as plain text; "-" is standard input, whose
            format is known by its first bytes.
        options: encoding, and what the reader may leave out.

    Returns:
        The document in the order of the file, not cleaned yet and without a language, and notes
        on what was guessed.

    Raises:
        AlignerError: the file cannot be read, its suffix is not known, or it holds something
            else than its suffix says; the message begins with the path.
    """
    where = Path(path)
    data = load_bytes(where)
    with name_errors(name_path(where)):
        refuse_empty(data)
        suffix = _choose_suffix(where, data)
        name = name_path(where.name)
        source = Source(data, name, options.encoding, options.cleaning, options.keep)
        reading = READERS[suffix](source)
        check_lengths(reading.document.paragraphs)
    return reading


def _choose_suffix(where: Path, data: bytes) -> str:
    """Choose the reader of a file, by its suffix if its content agrees.

    Raises:
        AlignerError: the suffix is not known, or the content is of another format.
    """
    found = name_signature(data)
    if str(where) == STANDARD_INPUT:
        _refuse_unread(found)
        return found.suffix if found else _sniff_text(data)
    suffix = where.suffix.lower()
    if found and found.is_archive and READERS.get(suffix) in _PACKED:
        return suffix
    _refuse_unread(found)
    if found and READERS.get(suffix) != READERS[found.suffix]:
        raise AlignerError(f"the file is {found.name}: rename it to end in {found.suffix}")
    if suffix not in READERS:
        known = ", ".join(sorted(filter(None, READERS)))
        raise AlignerError(
            f"suffix {where.suffix} is not known (known: {known}, or none at all): "
            "rename the file, or use --lines, which reads any file as plain text"
        )
    if found is None and READERS[suffix] in _PACKED:
        _refuse_text(data, suffix)
    if READERS[suffix] in _MARKED_UP:
        _refuse_other_markup(data, suffix)
    return suffix


def _refuse_unread(found: Signature | None) -> None:
    if found and not found.suffix:
        raise AlignerError(f"the file is {found.name}, which is not read: {found.advice}")


def _refuse_text(data: bytes, suffix: str) -> None:
    """Refuse text under the suffix of a format that is never text.

    Raises:
        AlignerError: it is text; what is damaged is left to the reader.
    """
    is_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    name, usual = _PACKED[READERS[suffix]]
    if b"%PDF-" in data[:_PDF_HEAD] or (is_xml and READERS[suffix] == READERS[".odt"]):
        return
    actual = _sniff_text(data)
    if is_xml and not actual:
        raise AlignerError(
            f"the file is XML, not {name}: open it in its program and save it as {suffix}"
        )
    try:
        decode(data)
    except AlignerError:
        return
    what = f"of another format ({actual})" if actual else "plain text"
    raise AlignerError(f"the file is {what}, not {name}: rename it to end in {actual or usual}")


def _refuse_other_markup(data: bytes, suffix: str) -> None:
    actual = _sniff_text(data)
    if actual and READERS[actual] != READERS[suffix]:
        name = _MARKED_UP[READERS[suffix]]
        raise AlignerError(
            f"the file is of another format ({actual}), not {name}: rename it to end in {actual}"
        )


def _sniff_text(data: bytes) -> str:
    """Tell a format that is text by how it opens, where no suffix says it."""
    found = _OPENING.match(data)
    if not found:
        return ""
    return _OPENED.get((found[1] or found[2]).lower(), ".html")


def read_lines(path: str | Path, *, encoding: str | None = None) -> Reading:
    r"""Read any file as plain text of which each line is one segment.

    Nothing is cleaned, joined or stripped. Only \n, \r\n and \r end a line; empty lines stay as
    empty paragraphs, so that paragraph i is line i + 1; an end at the end adds no line.

    Args:
        path: a file of any suffix; "-" is standard input.
        encoding: name of its encoding; None to detect it.

    Raises:
        AlignerError: if the file cannot be read; the message begins with the path.
    """
    where = Path(path)
    data = load_bytes(where)
    with name_errors(name_path(where)):
        decoded = decode(data, encoding=encoding)
    lines = enumerate(split_lines(decoded.text), start=1)
    paragraphs = tuple(Paragraph(line, number) for number, line in lines)
    language = propose_language(decoded.text).tag
    document = Document(paragraphs, language, Path(name_path(where)).name, decoded.encoding)
    return Reading(document, describe_encoding(decoded, encoding))
