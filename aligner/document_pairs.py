"""One or two files → the two documents to align, with their languages settled.

What cannot be a pair is refused here: one text twice, one language twice, a file of two languages
where one is expected.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike

from aligner.documents import describe_documents, describe_layout, read_document
from aligner.errors import AlignerError
from aligner.languages import family, settle_sides
from aligner.reading import (
    Reading,
    check_supported,
    is_bilingual,
    mark_kinds,
    propose_language,
    separate_languages,
)
from aligner.reading.placing import SINGLE
from aligner.records import Document
from aligner.settings import Settings

_NAMES = {"zh": "Chinese", "en": "English"}


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """The two documents to align, with their languages, and what was noted in reading them."""

    source: Document
    target: Document
    notes: tuple[str, ...] = ()


def read_pair(
    source: str | PathLike[str], target: str | PathLike[str] | None, settings: Settings
) -> DocumentPair:
    """Read the files of an alignment and settle which language is which.

    Args:
        source: a file in the source language, or one that holds both languages.
        target: the file in the other language; None if the first holds both.
        settings: encoding, languages and whether each line is a segment.

    Raises:
        AlignerError: a file cannot be read, or a language is missing.
    """
    readings = [read_document(path, settings) for path in (source, target) if path is not None]
    notes = [f"{r.document.name}: {note}" for r in readings for note in r.notes]
    try:
        if target is None:
            pair = _separate(readings[0], settings)
        else:
            pair = _match(readings[0], readings[1], settings)
        first, second = settle_sides(pair.source, pair.target, settings)
    except AlignerError as error:
        # What was noted in reading, such as a doubtful encoding, may be the cause.
        raise AlignerError("; ".join((str(error), *notes))) from error
    notes += [*pair.notes, *_doubt_languages(first, second, settings)]
    return DocumentPair(first, second, tuple(notes))


def _separate(reading: Reading, settings: Settings) -> DocumentPair:
    """Make the pair that one file holds."""
    document = reading.document
    separation = separate_languages(document, settings.layout)
    first, second = describe_documents(separation.documents, reading)
    return DocumentPair(first, second, (f"{document.name}: {describe_layout(separation.guess)}",))


def _match(source: Reading, target: Reading, settings: Settings) -> DocumentPair:
    """Make a pair of two files, one in each language."""
    first, second = source.document, target.document
    texts = [[p.text for p in document.paragraphs] for document in (first, second)]
    if texts[0] == texts[1]:
        raise AlignerError(
            f"{first.name} and {second.name} hold the same text: give the Chinese and the English "
            "version, or one file that holds both"
        )
    for document in (first, second):
        if not any(paragraph.text.strip() for paragraph in document.paragraphs):
            raise AlignerError(f"{document.name}: holds no visible text: give a file that does")
        if not settings.lines:
            _check_single(document, settings.layout)
    if settings.lines:
        return DocumentPair(first, second)
    _check_pair(first, second)
    return DocumentPair(_describe(source), _describe(target))


def _describe(reading: Reading) -> Document:
    return describe_documents([mark_kinds(reading.document)], reading)[0]


def _check_single(document: Document, layout: str | None) -> None:
    check_supported(document)
    if layout != SINGLE and is_bilingual(document):
        raise AlignerError(
            f"{document.name}: holds both Chinese and English: give it alone, "
            f"take the other language out, or state --layout {SINGLE}"
        )
    if family(document.language) not in _NAMES:
        raise AlignerError(
            f"{document.name}: looks like neither Chinese nor English: for another language "
            "put one segment on each line and use --lines with --source and --target"
        )


def _check_pair(first: Document, second: Document) -> None:
    if family(first.language) == family(second.language):
        name = _NAMES[family(first.language)]
        raise AlignerError(
            f"{first.name} and {second.name} are both in {name}: one of the two files must be "
            "in the other language (--lines aligns any two)"
        )


def _doubt_languages(source: Document, target: Document, settings: Settings) -> Iterable[str]:
    """Say where a language tag was neither stated nor told by the text."""
    for role, document, tag in (
        ("source", source, settings.source_language),
        ("target", target, settings.target_language),
    ):
        if tag is not None or any(p.language == document.language for p in document.paragraphs):
            continue
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        if propose_language(text).certain:
            continue
        name = _NAMES.get(family(document.language))
        doubt = f"the text does not tell which {name} it is" if name else "unknown language"
        yield (f"{document.name}: {doubt}: tagged {document.language}; --{role} sets another tag")
