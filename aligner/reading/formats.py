"""File → Document, by the suffix of the file: the registry that formats join.

A format is one function in READERS; it takes the bytes of the file and a `Source`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from aligner.errors import AlignerError, name_errors
from aligner.reading.encoding import Decoded, decode, refuse_known_binary
from aligner.reading.files import load_bytes
from aligner.reading.language import propose_language
from aligner.reading.records import Reading
from aligner.reading.structure import mark_kinds
from aligner.reading.text import remove_controls, split_lines, split_paragraphs
from aligner.records import Document, Paragraph


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader is given.

    Args:
        data: the bytes of the file.
        name: file name without its folder.
        encoding: the encoding the user named; None to detect it.
    """

    data: bytes
    name: str
    encoding: str | None = None


def read_text(source: Source) -> Reading:
    """Read plain text: paragraphs with their kinds, control characters removed.

    Raises:
        AlignerError: see `decode`.
    """
    decoded = decode(source.data, encoding=source.encoding)
    text, removed = remove_controls(decoded.text)
    document = _make_document(source, decoded, split_paragraphs(text))
    if not document.paragraphs:
        raise AlignerError("the file holds no visible text: give a file that holds text")
    notes = _describe_encoding(decoded, source.encoding)
    if removed:
        notes += (f"{removed} control characters removed",)
    return Reading(mark_kinds(document), notes)


READERS: Mapping[str, Callable[[Source], Reading]] = MappingProxyType(
    {"": read_text, ".txt": read_text, ".text": read_text}
)


def read_file(path: str | Path, *, encoding: str | None = None) -> Reading:
    """Read a file by the format that its suffix names.

    Args:
        path: a file; without a suffix it is read as plain text.
        encoding: name of its encoding; None to detect it.

    Returns:
        The document, with the proposed language and kinds, and notes on what was guessed or
        removed. Its language is meaningless if the file holds two: see `separate_languages`.

    Raises:
        AlignerError: if the file cannot be read or is of a known format that is no plain text,
            whatever its suffix; the message begins with the path.
    """
    where = Path(path)
    data = load_bytes(where)
    with name_errors(where):
        refuse_known_binary(data)
    reader = READERS.get(where.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(filter(None, READERS)))
        raise AlignerError(
            f"{where}: suffix {where.suffix} is not known (known: {known}, or none at all): "
            "rename the file, or use --lines, which reads any file as plain text"
        )
    with name_errors(where):
        return reader(Source(data, where.name, encoding))


def read_lines(path: str | Path, *, encoding: str | None = None) -> Reading:
    r"""Read any file as plain text of which each line is one segment.

    Nothing is cleaned, joined or stripped. Only \n, \r\n and \r end a line; empty lines stay as
    empty paragraphs, so that paragraph i is line i + 1; an end at the end adds no line.

    Args:
        path: a file of any suffix.
        encoding: name of its encoding; None to detect it.

    Raises:
        AlignerError: if the file cannot be read; the message begins with the path.
    """
    where = Path(path)
    source = Source(load_bytes(where), where.name, encoding)
    with name_errors(where):
        decoded = decode(source.data, encoding=encoding)
    lines = enumerate(split_lines(decoded.text), start=1)
    paragraphs = tuple(Paragraph(line, number) for number, line in lines)
    document = _make_document(source, decoded, paragraphs)
    return Reading(document, _describe_encoding(decoded, encoding))


def _make_document(source: Source, decoded: Decoded, paragraphs: tuple[Paragraph, ...]) -> Document:
    language = propose_language(decoded.text).tag
    return Document(paragraphs, language, source.name, decoded.encoding)


def _describe_encoding(decoded: Decoded, given: str | None) -> tuple[str, ...]:
    """Say which encoding was guessed or seems wrong, and that characters were lost before."""
    notes: tuple[str, ...] = ()
    if given is None and decoded.encoding not in ("utf-8", "utf-8-sig"):
        doubt = "" if decoded.certain else ", but not certain"
        notes += (f"read as {decoded.encoding} (detected{doubt}; --encoding sets another)",)
    if decoded.looks_like:
        notes += (f"read as {given} as stated; the bytes look like {decoded.looks_like}",)
    lost = decoded.text.count("\ufffd")
    if lost:
        notes += (f"{lost} characters were lost before (U+FFFD in the file)",)
    return notes
