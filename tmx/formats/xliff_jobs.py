"""Documents to translate → XLIFF 1.2 or 2.1, paragraph by paragraph.

Where `xliff` writes the units of a memory, this writes what a translator opens: the source as it
stands in its document, the target as far as it is filled, and the matches of each segment.
"""

from typing import BinaryIO, Protocol

from tmx.characters import remove_forbidden
from tmx.formats.bilingual import REMOVED, describe_tags, short_tag
from tmx.formats.jobs import Job, JobFile, JobParagraph
from tmx.formats.records import Conversion
from tmx.formats.xliff12_jobs import Xliff12Job
from tmx.formats.xliff21_jobs import Xliff21Job
from tmx.losses import LossCounter
from tmx.pairing import LanguagePair
from tmx.writing.escaping import clean_record, encode


class _Form(Protocol):
    """How a version of XLIFF states a job."""

    def open(self, job: Job) -> str: ...

    def open_file(self, name: str, number: int) -> str: ...

    def format_paragraph(self, paragraph: JobParagraph) -> str: ...

    def close_file(self, count: int) -> str: ...

    def close(self) -> str: ...


def write_job12(stream: BinaryIO, job: Job) -> Conversion:
    """Write a job as XLIFF 1.2: a file a document, a group a paragraph, a unit a segment.

    Identifiers are those of the paragraph and the segment in it, such as "3.2". Every match is a
    suggestion, that which fills the target too, for only there its rate can be stated.

    Args:
        stream: a binary stream; at an error it holds a part of a file.
        job: in memory that grows only as its files do when they are gone through.

    Returns:
        How many segments were written, and what XLIFF cannot hold.

    Source: XLIFF 1.2, OASIS standard, 2008-02-01; valid by its strict schema.
    """
    losses = LossCounter()
    return _write(stream, job, Xliff12Job(losses), losses)


def write_job21(stream: BinaryIO, job: Job) -> Conversion:
    """Write a job as XLIFF 2.1: a file a document, a unit a paragraph, a segment a segment.

    White space between segments is ignorable, so that a unit holds its paragraph whole. Matches
    are those of the translation candidates module.

    Args:
        stream: a binary stream; at an error it holds a part of a file.
        job: in memory that grows only as its files do when they are gone through.

    Returns:
        How many segments were written, and what XLIFF cannot hold.

    Source: XLIFF 2.1, OASIS standard, 2018-02-13, chapters 4, 5.1 and 5.4.
    """
    losses = LossCounter()
    return _write(stream, job, Xliff21Job(losses), losses)


def _write(stream: BinaryIO, job: Job, form: _Form, losses: LossCounter) -> Conversion:
    stated = LanguagePair(job.source_language, job.target_language)
    source, target = map(short_tag, stated)
    notes = tuple(remove_forbidden(note).text for note in job.notes)
    stream.write(form.open(Job(source, target, job.files, notes)).encode())
    count = 0
    for number, file in enumerate(job.files, start=1):
        count += _write_file(stream, file, form, number=number, losses=losses)
    stream.write(form.close().encode())
    return Conversion(count, losses.losses, describe_tags(stated))


def _write_file(
    stream: BinaryIO, file: JobFile, form: _Form, *, number: int, losses: LossCounter
) -> int:
    stream.write(form.open_file(remove_forbidden(file.name).text, number).encode())
    segments = 0
    for paragraph in file.paragraphs:
        stream.write(_encode(form, paragraph, losses))
        segments += len(paragraph.segments)
    stream.write(form.close_file(segments).encode())
    return segments


def _encode(form: _Form, paragraph: JobParagraph, losses: LossCounter) -> bytes:
    data = encode(form.format_paragraph(paragraph))
    if data is not None:
        return data
    cleaned, removed = clean_record(paragraph)
    losses.add(REMOVED, f"line {paragraph.line}", count=removed)
    return form.format_paragraph(cleaned).encode()
