"""Plain text: lines → paragraphs."""

from collections.abc import Iterable

from aligner.errors import AlignerError
from aligner.reading.encoding import Decoded, decode
from aligner.reading.records import Reading, Source
from aligner.reading.text import split_lines, split_paragraphs
from aligner.records import Document, Paragraph

LONGEST_PARAGRAPH = 10_000_000
"""Characters; the Bible has four million."""


def read_plain(source: Source) -> Reading:
    """Read plain text; lines that were wrapped are joined to paragraphs.

    Raises:
        AlignerError: see `decode`.
    """
    decoded = decode(source.data, encoding=source.encoding)
    check_lengths(Paragraph(line, n) for n, line in enumerate(split_lines(decoded.text), start=1))
    return make_reading(source, decoded, split_paragraphs(decoded.text))


def check_lengths(paragraphs: Iterable[Paragraph]) -> None:
    """Refuse what is no text, because nothing ends a paragraph in it.

    Raises:
        AlignerError: a paragraph is longer than any book.
    """
    for paragraph in paragraphs:
        if len(paragraph.text) > LONGEST_PARAGRAPH:
            raise AlignerError(
                f"line {paragraph.line} has {len(paragraph.text):,} characters: that is no "
                "paragraph of a text; put each paragraph on a line of its own"
            )


def make_reading(source: Source, decoded: Decoded, paragraphs: tuple[Paragraph, ...]) -> Reading:
    """Make the reading of a format that is text with an encoding.

    Args:
        source: what was read.
        decoded: its text, and how the encoding was found.
        paragraphs: what the text holds.

    Raises:
        AlignerError: there are no paragraphs.
    """
    if not paragraphs:
        raise AlignerError("the file holds no visible text: give a file that holds text")
    document = Document(paragraphs, name=source.name, encoding=decoded.encoding)
    return Reading(document, describe_encoding(decoded, source.encoding))


def describe_encoding(decoded: Decoded, given: str | None) -> tuple[str, ...]:
    """Say which encoding was guessed or seems wrong, and that characters were lost before.

    Args:
        decoded: a text and how it was decoded.
        given: the encoding that the user named; None if it was detected.
    """
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
